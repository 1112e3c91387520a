#include "article/html_writer.h"

#include <libxml/uri.h>

#include <algorithm>
#include <memory>

#include "article/html_quotes.h"
#include "article/raised_text.h"

namespace dateline::article {
namespace {

using Index = std::uint32_t;

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

bool isBlankSign(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}

/// The end of the words from here that are as they should be, one space between each two; `at` where the
/// first holds a sign that needs care (see addTrimmed and addWord).
std::size_t endOfPlainWords(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == '\xC2' || text[i] == '\xE3') return end;
    if (!isBlankSign(text[i])) continue;
    end = i;
    if (i == at || text[i] != ' ' || i + 1 == text.size() || isBlankSign(text[i + 1])) return end;
  }
  return text.size();
}

std::size_t endOfWord(std::string_view text, std::size_t at) {
  const auto from = text.begin() + static_cast<std::ptrdiff_t>(at);
  return static_cast<std::size_t>(std::find_if(from, text.end(), isBlankSign) - text.begin());
}

/// White space run together and none around it.
std::string trimmedWords(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!isBlankSign(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// Writes a run's parts: white space run together, inlines where the style changes.
class RunWriter {
 public:
  explicit RunWriter(const PageText& to)
      : to_(to), page_(to.page), found_(to.found), base_(to.base), builder_(to.builder) {}

  void write(const Run& run, BlockKind kind, int level) {
    kind_ = kind;
    const bool marked = kind == BlockKind::listItem || kind == BlockKind::note;
    builder_.open(kind, level, marked ? run.mark : ItemMark(), quotesOf(run));
    current_ = {};
    opened_ = 0;
    beginRow(run);
    for (Index at = run.begin; at < run.end; ++at) {
      const Part& part = page_.parts[at];
      if (found_.dropped[part.node]) {
        // Between a kicker and its headline stands a sign that is not shown, with a space behind it.
        space_ = space_ || (part.kind == Part::Kind::text && isSignAndBlank(part.node));
        continue;
      }
      if (part.kind == Part::Kind::text && page_.styles[part.node].script != 0) {
        at = writeScript(run, at) - 1;
        continue;
      }
      if (part.kind == Part::Kind::text) writeText(part.node);
      if (part.kind == Part::Kind::lineBreak) breakLine(part.node);
      if (part.kind == Part::Kind::cell) {
        change({});
        space_ = false;
        beginCell(part.node);
      }
    }
    quote(0);
    change({});
    builder_.close();
    space_ = false;
    held_.clear();
  }

 private:
  struct Look {
    bool emphasis = false, strong = false, code = false, struck = false;
    Index link = 0;
    friend bool operator==(const Look&, const Look&) = default;
  };

  /// The outermost first.
  [[nodiscard]] std::vector<std::uint32_t> quotesOf(const Run& run) const {
    std::vector<std::uint32_t> quotes;
    for (Index quote = page_.styles[page_.parts[run.begin].node].blockQuote; quote != 0;
         quote = page_.styles[page_.tree.nodes[quote].parent].blockQuote)
      quotes.push_back(to_.firstQuote + quote);
    std::copy(to_.quotes.rbegin(), to_.quotes.rend(), std::back_inserter(quotes));
    std::reverse(quotes.begin(), quotes.end());
    return quotes;
  }

  [[nodiscard]] bool isSignAndBlank(Index node) const {
    constexpr std::size_t kLongestSign = 4;  // bytes
    const std::string_view text = page_.tree.textOf(page_.tree.nodes[node]);
    return text.size() <= kLongestSign && text.ends_with(' ');
  }

  [[nodiscard]] const PlacedCell* placeOf(Index node) const {
    const auto found = std::lower_bound(page_.cells.begin(), page_.cells.end(), node,
                                        [](const PlacedCell& cell, Index at) { return cell.node < at; });
    return found == page_.cells.end() || found->node != node ? nullptr : &*found;
  }

  void beginCell(Index node) {
    const PlacedCell* cell = placeOf(node);
    builder_.beginCell(cell == nullptr ? TableCell{.range = {}, .column = 0xFFFF}
                                       : TableCell{.range = {}, .column = cell->column, .span = cell->span});
  }

  /// A run that begins in a cell is a row of its table.
  void beginRow(const Run& run) {
    const Index first = page_.styles[page_.parts[run.begin].node].cell;
    const PlacedCell* cell = first == 0 ? nullptr : placeOf(first);
    if (cell == nullptr) return;
    builder_.makeRow(to_.firstQuote + cell->table, headsColumns(run));
    beginCell(first);
  }

  /// All its cells are headings, or set as such.
  [[nodiscard]] bool headsColumns(const Run& run) const {
    for (Index at = run.begin; at < run.end; ++at) {
      const Index node = page_.styles[page_.parts[at].node].cell;
      const PlacedCell* cell = node == 0 ? nullptr : placeOf(node);
      if (cell == nullptr || !cell->heads) return isBoldLine(page_, run);
    }
    return true;
  }

  /// A row of a table is one line, whatever breaks in its cells.
  void breakLine(Index node) {
    space_ = page_.styles[node].dataTable;
    if (space_) return;
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
    if (look.struck) begin(Inline::Kind::struck);
    if (look.code) begin(Inline::Kind::code);
  }

  /// The <q> that the text is in, the outermost first.
  [[nodiscard]] std::vector<Index> quotesAround(Index innermost) const {
    constexpr std::size_t kMostQuotesInLine = 8;
    std::vector<Index> quotes;
    for (Index node = innermost; node != 0 && quotes.size() < kMostQuotesInLine;
         node = page_.styles[page_.tree.nodes[node].parent].quote)
      quotes.push_back(node);
    std::ranges::reverse(quotes);
    return quotes;
  }

  /// The marks that browsers draw around <q>: those that end before this one, and those that begin with it.
  void quote(Index node) {
    if (node == (inQuotes_.empty() ? 0 : inQuotes_.back())) return;
    const std::vector<Index> wanted = quotesAround(node);
    const auto kept =
        static_cast<std::size_t>(std::ranges::mismatch(inQuotes_, wanted).in1 - inQuotes_.begin());
    for (; inQuotes_.size() > kept; inQuotes_.pop_back()) {
      const QuoteSigns& signs = quoteSignsAt(page_.tree, inQuotes_.back());
      builder_.add(inQuotes_.size() % 2 == 1 ? signs.end : signs.innerEnd);
    }
    for (std::size_t i = kept; i < wanted.size(); ++i) {
      if (space_ && !builder_.atLineStart()) builder_.add(" ");
      space_ = false;
      const QuoteSigns& signs = quoteSignsAt(page_.tree, wanted[i]);
      builder_.add(i % 2 == 0 ? signs.begin : signs.innerBegin);
      inQuotes_.push_back(wanted[i]);
    }
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

  [[nodiscard]] Look lookOf(const NodeStyle& style) const {
    return {.emphasis = style.emphasis && kind_ != BlockKind::dek,
            .strong = style.strong && kind_ != BlockKind::heading && kind_ != BlockKind::title,
            .code = style.code && !style.preformatted,
            .struck = style.struck,
            .link = style.link};
  }

  void putWords(std::string_view words, const Look& look) {
    if (space_ && !builder_.atLineStart()) {
      // The space between belongs to neither side of a change.
      if (!(look == current_)) change({});
      builder_.add(" ");
    }
    space_ = false;
    change(look);
    addTrimmed(words);
  }

  /// All of a superscript or subscript; gives the first part behind it.
  Index writeScript(const Run& run, Index at) {
    const Index script = page_.styles[page_.parts[at].node].script;
    const NodeStyle* style = &page_.styles[page_.parts[at].node];
    std::string text;
    for (; at < run.end && page_.parts[at].kind == Part::Kind::text; ++at) {
      const Index node = page_.parts[at].node;
      if (page_.styles[node].script != script) break;
      if (found_.dropped[node]) continue;
      if (style->link == 0) style = &page_.styles[node];
      text += page_.tree.textOf(page_.tree.nodes[node]);
    }
    const bool spaceBefore = !text.empty() && isBlankSign(text.front());
    const bool spaceBehind = !text.empty() && isBlankSign(text.back());
    const std::string words = trimmedWords(text);
    space_ = space_ || spaceBefore;
    if (words.empty()) return at;
    const bool glued = !space_ && held_.empty();
    const Script kind = page_.tree.nodes[script].tag == Tag::sub ? Script::lowered : Script::raised;
    putWords(
        scriptText(words, kind,
                   {.before = glued ? builder_.written() : std::string_view(), .noteMark = style->link != 0}),
        lookOf(*style));
    space_ = spaceBehind;
    return at;
  }

  void writeText(Index node) {
    const NodeStyle& style = page_.styles[node];
    const std::string_view text = page_.tree.textOf(page_.tree.nodes[node]);
    const Look look = lookOf(style);
    if (page_.tree.nodes[node].apart && !style.preformatted) space_ = true;
    quote(style.quote);
    if (style.preformatted) {
      change(look);
      builder_.add(text);
      return;
    }
    for (std::size_t at = 0; at < text.size();) {
      std::size_t blank = endOfPlainWords(text, at);
      if (blank == at) blank = endOfWord(text, at);
      if (blank > at) putWords(text.substr(at, blank - at), look);
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

  const PageText& to_;
  const HtmlPage& page_;
  const FoundArticle& found_;
  const std::string& base_;
  BlockBuilder& builder_;
  BlockKind kind_ = BlockKind::paragraph;
  Look current_;
  int opened_ = 0;
  std::vector<Index> inQuotes_;  ///< <q>, the outermost first
  bool space_ = false;
  std::string held_;  ///< spaces that count when a word follows
};

}  // namespace

void writeRun(const PageText& to, const Run& run, BlockKind kind, int level) {
  RunWriter(to).write(run, kind, level);
}

bool isBoldLine(const HtmlPage& page, const Run& run) {
  if (run.sentence || run.characters > 80 || run.linked > 0) return false;
  return std::all_of(page.parts.begin() + run.begin, page.parts.begin() + run.end, [&](const Part& part) {
    return part.kind != Part::Kind::text || page.styles[part.node].strong ||
           page.tree.textOf(page.tree.nodes[part.node]).find_first_not_of(" \n\t") == std::string_view::npos;
  });
}

}  // namespace dateline::article
