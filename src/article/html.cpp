#include <algorithm>

#include "article/block_builder.h"
#include "article/blocks.h"
#include "article/dates.h"
#include "article/head_matter.h"
#include "article/html_content.h"
#include "article/html_meta.h"
#include "article/html_page.h"
#include "article/html_title.h"
#include "article/html_writer.h"

// The article found in a page, written as plain text and blocks.

namespace dateline::article {
namespace {

using Index = std::uint32_t;

constexpr std::size_t kNearTitle = 8;  // runs behind the title that may be its dek, byline, date

/// Title, dek, byline and date around the text, then the text.
class PageReader {
 public:
  PageReader(const HtmlPage& page, Article& article)
      : page_(page),
        article_(article),
        facts_(factsOf(page.tree)),
        found_(findArticle(page)),
        builder_(article) {
    title_ = findTitle(page_, facts_, found_);
  }

  void read() {
    article_.head.byline = facts_.byline;
    article_.head.published = facts_.published;
    used_.assign(page_.runs.size(), false);
    article_.text.reserve(page_.tree.textBytes() + 2 * page_.runs.size());
    article_.blocks.reserve(page_.runs.size() + 1);  // and the title
    writeTitle();
    takeHeadOfPage();
    for (std::size_t i = 0; i < page_.runs.size(); ++i)
      if (!used_[i] && isInside(page_.runs[i])) writeRun(i);
    builder_.close();
    article_.offsets = OffsetIndex(article_.text);
  }

 private:
  [[nodiscard]] bool isInside(const Run& run) const {
    return run.container >= found_.root && run.container < page_.tree.nodes[found_.root].end &&
           !found_.dropped[run.container];
  }

  [[nodiscard]] bool isBelow(Index node, Index above) const {
    return above != 0 && node >= above && node < page_.tree.nodes[above].end;
  }

  [[nodiscard]] std::string textOf(const Run& run) const {
    std::string text;
    for (Index at = run.begin; at < run.end && text.size() < 400; ++at)
      text += page_.parts[at].kind == Part::Kind::text
                  ? page_.tree.textOf(page_.tree.nodes[page_.parts[at].node])
                  : std::string_view(" ");
    std::replace(text.begin(), text.end(), '\n', ' ');
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t") - first + 1);
  }

  /// What its own or a near element's name says of a run.
  [[nodiscard]] Hint hintOf(const Run& run) const {
    Index node = page_.parts[run.begin].node;
    for (int up = 0; up < 6 && node != 0; ++up, node = page_.tree.nodes[node].parent) {
      const Hint hint = found_.hints[node];
      if (hint == Hint::byline || hint == Hint::date || hint == Hint::dek || hint == Hint::subheading)
        return hint;
      if (page_.tree.nodes[node].tag == Tag::time) return Hint::date;
      if (hint == Hint::article || page_.tree.nodes[node].tag == Tag::article) break;
    }
    return Hint::none;
  }

  void writeTitle() {
    if (title_.text.empty()) return;
    for (std::size_t i = 0; i < page_.runs.size(); ++i)
      if (isBelow(page_.runs[i].container, title_.node)) used_[i] = true;
    builder_.open(BlockKind::title, 1);
    builder_.add(title_.text);
    builder_.close();
  }

  /// Behind the title, inside the article or not: dek, byline and date. Before it, inside: section names.
  void takeHeadOfPage() {
    std::size_t first = 0;
    while (first < page_.runs.size() && !isBelow(page_.runs[first].container, title_.node)) ++first;
    if (first == page_.runs.size()) first = 0;
    for (std::size_t i = 0; i < first; ++i) {
      const Run& run = page_.runs[i];
      if (isInside(run) && !run.sentence && run.characters < 60) used_[i] = true;
    }
    bool prose = false;
    for (std::size_t i = first, seen = 0; i < page_.runs.size() && seen < kNearTitle && !prose; ++i) {
      const Run& run = page_.runs[i];
      if (used_[i] || isDroppedTimelessly(run)) continue;
      ++seen;
      prose = takeOneOfHead(i, i == first + 1);
    }
    takeNamedByline();
  }

  /// Dropped, and not because it is short: what is dropped may still be the byline.
  [[nodiscard]] bool isDroppedTimelessly(const Run& run) const {
    return found_.dropped[run.container] && run.characters > 100;
  }

  /// True when the text of the article has begun.
  bool takeOneOfHead(std::size_t i, bool next) {
    const Run& run = page_.runs[i];
    const std::string text = textOf(run);
    const Hint hint = hintOf(run);
    const bool date = hint == Hint::date || isDateLine(text);
    std::string byline = run.characters < 130 ? bylineOf(run, text) : std::string();
    if (!byline.empty()) {
      if (article_.head.byline.empty()) article_.head.byline = std::move(byline);
      if (date || !isoDateIn(text).empty()) takeDate(run, text);
      used_[i] = true;
    } else if (date && run.characters < 130) {
      takeDate(run, text);
      used_[i] = true;
    } else if (run.characters < 400 && isDek(run, hint, next)) {
      article::writeRun({page_, found_, facts_.address, builder_}, run, BlockKind::dek, 0);
      used_[i] = true;
    } else {
      return isInside(run) && run.characters >= 60;
    }
    return false;
  }

  /// Of what a page calls its author: the run as a whole when it reads like a byline, else that element
  /// alone.
  [[nodiscard]] std::string bylineOf(const Run& run, const std::string& text) const {
    if (isoDateIn(text).empty())
      if (std::string byline = bylineIn(text); !byline.empty()) return byline;
    Index outer = 0, inner = 0;
    for (Index at = run.begin; at < run.end; ++at)
      for (Index node = page_.parts[at].node, up = 0; node > run.container && up < 6;
           node = page_.tree.nodes[node].parent, ++up)
        if (found_.hints[node] == Hint::byline) {
          inner = inner == 0 || isBelow(node, inner) ? node : inner;
          outer = outer == 0 || isBelow(outer, node) ? node : outer;
        }
    if (outer != 0) {
      const std::string whole = page_.tree.textBelow(outer, 200);
      if (std::string byline = bylineIn(whole); !byline.empty()) return byline;
      if (isoDateIn(whole).empty() && outer == inner) return bylineIn(whole, true);
      return bylineIn(page_.tree.textBelow(inner, 200), true);
    }
    const bool hinted = hintOf(run) == Hint::byline && run.characters < 100 && isoDateIn(text).empty();
    return hinted ? bylineIn(text, true) : std::string();
  }

  [[nodiscard]] bool isDek(const Run& run, Hint hint, bool next) const {
    if (found_.dropped[run.container] && hint != Hint::dek) return false;
    const BlockKind kind = page_.styles[run.container].kind;
    if (kind != BlockKind::paragraph && kind != BlockKind::heading) return false;
    if (run.linked * 2 > run.characters || run.characters < 20) return false;
    if (hint == Hint::dek) return true;
    return next && page_.tree.nodes[run.container].tag == Tag::h2 && run.characters >= 40;
  }

  void takeDate(const Run& run, const std::string& text) {
    if (!article_.head.published.empty()) return;
    for (Index node = page_.parts[run.begin].node; node != 0; node = page_.tree.nodes[node].parent) {
      if (page_.tree.nodes[node].tag != Tag::time) continue;
      article_.head.published = isoDateIn(page_.tree.get(page_.tree.nodes[node], Attribute::datetime));
      break;
    }
    if (article_.head.published.empty()) article_.head.published = isoDateIn(text);
  }

  /// Anywhere on the page, where neither its head nor what follows the title said it.
  void takeNamedByline() {
    Head& head = article_.head;
    for (std::size_t i = 0; i < page_.runs.size() && (head.byline.empty() || head.published.empty()); ++i) {
      const Run& run = page_.runs[i];
      if (run.characters > 100 || isClutter(run.container)) continue;
      const Hint hint = hintOf(run);
      if (hint == Hint::byline && head.byline.empty()) {
        head.byline = bylineOf(run, textOf(run));
        used_[i] = used_[i] || !head.byline.empty();
      }
      if (hint == Hint::date) {
        takeDate(run, textOf(run));
        used_[i] = true;
      }
    }
  }

  [[nodiscard]] bool isClutter(Index node) const {
    for (; node != 0; node = page_.tree.nodes[node].parent)
      if (found_.hints[node] == Hint::clutter || found_.hints[node] == Hint::surelyClutter) return true;
    return false;
  }

  void writeRun(std::size_t i) {
    const Run& run = page_.runs[i];
    const NodeStyle& style = page_.styles[page_.parts[run.begin].node];
    BlockKind kind = style.kind;
    int level = style.level;
    if (kind == BlockKind::heading) {
      if (sameTitle(textOf(run), title_.text) && level <= 2) return;
      level = std::max(level, 2);
    }
    if (kind == BlockKind::paragraph && hintOf(run) == Hint::subheading && run.characters < 120) {
      kind = BlockKind::heading;
      level = 2;
    }
    if (kind == BlockKind::paragraph && !style.dataTable && isBoldLine(page_, run)) {
      kind = BlockKind::heading;
      level = 3;
    }
    if (kind != BlockKind::heading && kind != BlockKind::listItem && kind != BlockKind::quote) level = 0;
    article::writeRun({page_, found_, facts_.address, builder_, firstQuote_}, run, kind, level);
  }

  const HtmlPage& page_;
  Article& article_;
  PageFacts facts_;
  FoundArticle found_;
  BlockBuilder builder_;
  std::uint32_t firstQuote_ = 1;
  Title title_;
  std::vector<bool> used_;
};

}  // namespace

Status readHtml(std::string_view html, Article& article) {
  Result<HtmlTree> tree = parseHtml(html);
  if (!tree) return tl::make_unexpected(tree.error());
  const HtmlPage page = layOutPage(std::move(*tree));
  PageReader(page, article).read();
  return {};
}

}  // namespace dateline::article
