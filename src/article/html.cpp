#include <algorithm>

#include "article/block_builder.h"
#include "article/blocks.h"
#include "article/html_content.h"
#include "article/html_head.h"
#include "article/html_meta.h"
#include "article/html_page.h"
#include "article/html_run_names.h"
#include "article/html_title.h"
#include "article/html_writer.h"

// The article found in a page, written as plain text and blocks.

namespace dateline::article {
namespace {

/// Title, dek, byline and date around the text, then the text.
class PageReader {
 public:
  PageReader(const HtmlPage& page, const PageFacts& facts, Article& article)
      : page_(page),
        article_(article),
        facts_(facts),
        found_(findArticle(page)),
        builder_(article),
        title_(findTitle(page_, facts_, found_)),
        head_(readHead(page_, found_, facts_, title_)) {}

  void read() {
    article_.head.byline = head_.byline;
    article_.head.published = head_.published;
    article_.text.reserve(page_.tree.textBytes() + 2 * page_.runs.size());
    article_.blocks.reserve(page_.runs.size() + 1);  // and the title
    writeTitle();
    for (const std::size_t i : head_.deks) write(page_.runs[i], BlockKind::dek, 0);
    for (std::size_t i = 0; i < page_.runs.size(); ++i)
      if (!head_.used[i] && (head_.leads[i] || isInside(page_.runs[i]) || isNoteBelow(page_.runs[i])))
        writeRun(i);
    builder_.close();
    article_.offsets = OffsetIndex(article_.text);
  }

 private:
  [[nodiscard]] bool isInside(const Run& run) const {
    return run.container >= found_.root && run.container < page_.tree.nodes[found_.root].end &&
           !found_.dropped[run.container];
  }

  /// Notes may stand behind the element that holds all of the text.
  [[nodiscard]] bool isNoteBelow(const Run& run) const {
    return page_.styles[run.container].kind == BlockKind::note && run.container > found_.root &&
           !found_.dropped[run.container];
  }

  void writeTitle() {
    if (title_.text.empty()) return;
    builder_.open(BlockKind::title, 1);
    builder_.add(title_.text);
    builder_.close();
  }

  void writeRun(std::size_t i) {
    const Run& run = page_.runs[i];
    const NodeStyle& style = page_.styles[page_.parts[run.begin].node];
    BlockKind kind = style.kind;
    int level = style.level;
    if (kind == BlockKind::heading) {
      if (sameTitle(textOf(page_, found_, run), title_.text) && level <= 2) return;
      level = std::max(level, 2);
    }
    if (kind == BlockKind::paragraph && head_.lines[i]) kind = BlockKind::byline;
    if (kind == BlockKind::paragraph && run.characters < 120 &&
        nameOf(page_, found_, run) == Hint::subheading) {
      kind = BlockKind::heading;
      level = 2;
    }
    if (kind == BlockKind::paragraph && !style.dataTable && !isTerm(run) && isBoldLine(page_, run)) {
      // Nothing stands below the last: it is who wrote it.
      const bool last = std::none_of(page_.runs.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                     page_.runs.end(), [this](const Run& below) { return isInside(below); });
      kind = last ? BlockKind::byline : BlockKind::heading;
      level = 3;
    }
    if (kind != BlockKind::heading && kind != BlockKind::listItem && kind != BlockKind::quote &&
        kind != BlockKind::code)
      level = 0;
    write(run, kind, level);
  }

  /// Of a list of definitions.
  [[nodiscard]] bool isTerm(const Run& run) const {
    const Node& node = page_.tree.nodes[run.container];
    return node.tag == Tag::dt || page_.tree.nodes[node.parent].tag == Tag::dt;
  }

  void write(const Run& run, BlockKind kind, int level) {
    article::writeRun({page_, found_, facts_.address, builder_, firstQuote_}, run, kind, level);
  }

  const HtmlPage& page_;
  Article& article_;
  const PageFacts& facts_;
  FoundArticle found_;
  BlockBuilder builder_;
  std::uint32_t firstQuote_ = 1;
  Title title_;
  PageHead head_;
};

}  // namespace

Status readHtml(std::string_view html, Article& article) {
  Result<HtmlTree> tree = parseHtml(html);
  if (!tree) return tl::make_unexpected(tree.error());
  HtmlPage page = layOutPage(std::move(*tree));
  const PageFacts facts = factsOf(page.tree);
  partTitleLine(page, facts);
  PageReader(page, facts, article).read();
  return {};
}

}  // namespace dateline::article
