#include <libxml/uri.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "article/block_builder.h"
#include "article/blocks.h"
#include "article/dates.h"
#include "article/head_matter.h"
#include "article/html_content.h"
#include "article/html_meta.h"
#include "article/html_page.h"

// The article found in a page, written as plain text and blocks.

namespace dateline::article {
namespace {

using Index = std::uint32_t;

constexpr std::size_t kLongestTitle = 300;
constexpr std::size_t kNearTitle = 8;  // runs behind the title that may be its dek, byline, date

/// For comparing titles: letters and digits alone, small where they are ASCII.
std::string essence(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      out += c;
  }
  return out;
}

bool sameTitle(const std::string& one, const std::string& other) {
  const std::string a = essence(one);
  const std::string b = essence(other);
  if (a.empty() || b.empty()) return false;
  if (a == b) return true;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return shorter.size() * 2 > longer.size() && longer.find(shorter) != std::string::npos;
}

struct Title {
  std::string text;
  Index node = 0;  ///< 0: it stands only in the page's head
};

class TitleFinder {
 public:
  TitleFinder(const HtmlPage& page, const PageFacts& facts, const FoundArticle& found)
      : page_(page), facts_(facts), found_(found) {}

  [[nodiscard]] Title find() const {
    std::vector<Title> headings = headingsOf(Tag::h1);
    const std::string said = facts_.headline.empty() ? facts_.windowTitle : facts_.headline;
    for (const Title& heading : headings)
      if (sameTitle(heading.text, facts_.headline) || sameTitle(heading.text, facts_.windowTitle))
        return heading;
    for (const Title& heading : headingsOf(Tag::h2))
      if (!said.empty() && sameTitle(heading.text, said)) return heading;
    for (const Title& heading : headings)
      if (isInside(heading.node)) return heading;
    if (const Title hinted = namedTitle(); hinted.node != 0) return hinted;
    if (!headings.empty() && (said.empty() || headings.size() == 1)) return headings.front();
    return {said, 0};
  }

 private:
  [[nodiscard]] bool isInside(Index node) const {
    return node >= found_.root && node < page_.tree.nodes[found_.root].end;
  }

  [[nodiscard]] std::vector<Title> headingsOf(Tag tag) const {
    std::vector<Title> titles;
    const auto& nodes = page_.tree.nodes;
    for (Index i = 1; i < nodes.size() && titles.size() < 40; ++i)
      if (nodes[i].tag == tag && page_.styles[i].container == i && !found_.dropped[i]) add(i, titles);
    return titles;
  }

  void add(Index i, std::vector<Title>& titles) const {
    const std::string text = page_.tree.textBelow(i, kLongestTitle + 1);
    if (!text.empty() && text.size() <= kLongestTitle) titles.push_back({text, i});
  }

  /// What a class or itemprop calls the title, where no heading is one.
  [[nodiscard]] Title namedTitle() const {
    std::vector<Title> titles;
    const auto& nodes = page_.tree.nodes;
    for (Index i = 1; i < nodes.size() && titles.empty(); ++i)
      if (found_.hints[i] == Hint::title && !found_.dropped[i] && page_.styles[i].container == i &&
          isInside(i))
        add(i, titles);
    return titles.empty() ? Title{} : titles.front();
  }

  const HtmlPage& page_;
  const PageFacts& facts_;
  const FoundArticle& found_;
};

std::string absolute(std::string_view href, const std::string& base) {
  const std::string target(href.substr(0, 4096));
  const std::size_t colon = target.find(':');
  const bool hasScheme = colon != std::string::npos && target.find_first_of("/?#") > colon;
  if (target.empty() || target.front() == '#') return {};
  if (hasScheme) return target;
  if (base.empty()) return {};
  const std::unique_ptr<xmlChar, decltype(xmlFree)> whole(
      xmlBuildURI(BAD_CAST target.c_str(), BAD_CAST base.c_str()), xmlFree);
  return whole == nullptr ? std::string() : reinterpret_cast<const char*>(whole.get());
}

/// Writes a run's parts: white space run together, inlines where the style changes.
class RunWriter {
 public:
  RunWriter(const HtmlPage& page, const std::string& base, BlockBuilder& builder)
      : page_(page), base_(base), builder_(builder) {}

  void write(const Run& run, BlockKind kind, int level) {
    kind_ = kind;
    builder_.open(kind, level);
    current_ = {};
    opened_ = 0;
    for (Index at = run.begin; at < run.end; ++at) {
      const Part& part = page_.parts[at];
      if (part.kind == Part::Kind::text) writeText(part.node);
      if (part.kind == Part::Kind::lineBreak) breakLine();
      if (part.kind == Part::Kind::cell) {
        change({});
        space_ = false;
        builder_.add(" | ");
      }
    }
    change({});
    builder_.close();
    space_ = false;
    held_.clear();
  }

 private:
  struct Look {
    bool emphasis = false, strong = false, code = false;
    Index link = 0;
    friend bool operator==(const Look&, const Look&) = default;
  };

  void breakLine() {
    space_ = false;
    held_.clear();
    builder_.add("\n");
  }

  void change(const Look& look) {
    if (look == current_) return;
    for (; opened_ > 0; --opened_) builder_.endInline();
    current_ = look;
    if (look.link != 0) begin(Inline::Kind::link, absolute(linkTarget(look.link), base_));
    if (look.strong) begin(Inline::Kind::strong);
    if (look.emphasis) begin(Inline::Kind::emphasis);
    if (look.code) begin(Inline::Kind::code);
  }

  void begin(Inline::Kind kind, std::string target = {}) {
    builder_.beginInline(kind, std::move(target));
    ++opened_;
  }

  [[nodiscard]] std::string_view linkTarget(Index link) const {
    std::string_view target = page_.tree.get(page_.tree.nodes[link], Attribute::href);
    const std::size_t first = target.find_first_not_of(" \t\n\f");
    return first == std::string_view::npos ? std::string_view() : target.substr(first);
  }

  void writeText(Index node) {
    const NodeStyle& style = page_.styles[node];
    const std::string_view text = page_.tree.textOf(page_.tree.nodes[node]);
    const Look look{.emphasis = style.emphasis && kind_ != BlockKind::dek,
                    .strong = style.strong && kind_ != BlockKind::heading && kind_ != BlockKind::title,
                    .code = style.code && !style.preformatted,
                    .link = style.link};
    if (style.preformatted) {
      change(look);
      builder_.add(text);
      return;
    }
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t blank = std::min(text.find_first_of(" \n\t\f", at), text.size());
      if (blank > at) {
        if (space_ && !builder_.atLineStart()) {
          // The space between belongs to neither side of a change.
          if (!(look == current_)) change({});
          builder_.add(" ");
        }
        space_ = false;
        change(look);
        addTrimmed(text.substr(at, blank - at));
      }
      if (blank < text.size()) space_ = true;
      at = blank + 1;
    }
  }

  /// No-break and ideographic spaces indent paragraphs and fill empty ones: they are text only between words.
  void addTrimmed(std::string_view word) {
    const bool first = builder_.atLineStart();
    const auto skip = [&word](bool front) {
      for (const std::string_view space : {"\u00A0", "\u3000"}) {
        if (front && word.starts_with(space)) return word.remove_prefix(space.size()), true;
        if (!front && word.ends_with(space)) return word.remove_suffix(space.size()), true;
      }
      return false;
    };
    while (first && held_.empty() && skip(true)) {
    }
    const std::string_view whole = word;
    while (skip(false)) {
    }
    if (!word.empty()) {
      if (!first) addWord(held_);
      held_.clear();
      addWord(word);
    }
    held_ += whole.substr(word.size());
  }

  /// Soft hyphens are hints to a browser, and code points of C1 are what broken pages write for windows-1252.
  void addWord(std::string_view word) {
    if (word.find('\xC2') == std::string_view::npos) return builder_.add(word);
    static constexpr std::string_view kC1[] = {
        "\u20AC", "",       "\u201A", "\u0192", "\u201E", "\u2026", "\u2020", "\u2021",
        "\u02C6", "\u2030", "\u0160", "\u2039", "\u0152", "",       "\u017D", "",
        "",       "\u2018", "\u2019", "\u201C", "\u201D", "\u2022", "\u2013", "\u2014",
        "\u02DC", "\u2122", "\u0161", "\u203A", "\u0153", "",       "\u017E", "\u0178"};
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const auto next = static_cast<unsigned char>(i + 1 < word.size() ? word[i + 1] : '\0');
      if (word[i] != '\xC2' || (next != 0xAD && next >= 0xA0)) {
        out += word[i];
        continue;
      }
      if (next >= 0x80 && next < 0xA0) out += kC1[next - 0x80];
      ++i;
    }
    builder_.add(out);
  }

  const HtmlPage& page_;
  const std::string& base_;
  BlockBuilder& builder_;
  BlockKind kind_ = BlockKind::paragraph;
  Look current_;
  int opened_ = 0;
  bool space_ = false;
  std::string held_;  ///< spaces that count when a word follows
};

/// Title, dek, byline and date around the text, then the text.
class PageReader {
 public:
  PageReader(const HtmlPage& page, Article& article)
      : page_(page),
        article_(article),
        facts_(factsOf(page.tree)),
        found_(findArticle(page)),
        builder_(article) {
    title_ = TitleFinder(page_, facts_, found_).find();
  }

  void read() {
    article_.head.byline = facts_.byline;
    article_.head.published = facts_.published;
    used_.assign(page_.runs.size(), false);
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
    const bool is = hint == Hint::byline;
    if (std::string byline = bylineIn(text, is && run.characters < 100);
        !byline.empty() && run.characters < 130) {
      const std::string date = isoDateIn(text);
      if (article_.head.byline.empty() && date.empty()) article_.head.byline = std::move(byline);
      if (article_.head.published.empty()) article_.head.published = date;
      used_[i] = true;
    } else if ((hint == Hint::date && run.characters < 100) || isDateLine(text)) {
      takeDate(run, text);
      used_[i] = true;
    } else if (run.characters < 400 && isDek(run, hint, next)) {
      RunWriter(page_, facts_.address, builder_).write(run, BlockKind::dek, 0);
      used_[i] = true;
    } else {
      return isInside(run) && run.characters >= 60;
    }
    return false;
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
        head.byline = bylineIn(textOf(run), true);
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
    if (kind != BlockKind::heading && kind != BlockKind::listItem) level = 0;
    RunWriter(page_, facts_.address, builder_).write(run, kind, level);
  }

  const HtmlPage& page_;
  Article& article_;
  PageFacts facts_;
  FoundArticle found_;
  BlockBuilder builder_;
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
