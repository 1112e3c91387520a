#include "article/html_head.h"

#include <algorithm>
#include <unordered_map>

#include "article/dates.h"
#include "article/head_matter.h"
#include "article/html_run_names.h"
#include "article/html_sums.h"

namespace dateline::article {
namespace {

using Index = std::uint32_t;

constexpr std::size_t kNearTitle = 8;    // runs behind the title that may be its dek, byline, date
constexpr Index kLongestHeadLine = 130;  // characters
constexpr Index kLongestStamp = 60;
constexpr Index kLeastProse = 60;

class HeadReader {
 public:
  HeadReader(const HtmlPage& page, const FoundArticle& found, const PageFacts& facts, const Title& title)
      : page_(page), found_(found), title_(title), dates_(page.runs.size()), stamps_(page.runs.size()) {
    head_.byline = facts.byline;
    head_.published = facts.published;
    head_.used.assign(page.runs.size(), false);
    head_.lines.assign(page.runs.size(), false);
    head_.leads.assign(page.runs.size(), false);
  }

  PageHead read() {
    for (std::size_t i = 0; i < page_.runs.size(); ++i)
      if (isBelow(page_.runs[i].container, title_.node)) head_.used[i] = true;
    findStamps();
    takeNearTitle();
    takeNamed();
    findLeads();
    takeFirstInstant();
    for (std::size_t i = 0; i < page_.runs.size(); ++i)
      if (dates_[i]) head_.lines[i] = true;
    return std::move(head_);
  }

 private:
  [[nodiscard]] bool isInside(const Run& run) const {
    return run.container >= found_.root && run.container < page_.tree.nodes[found_.root].end &&
           !found_.dropped[run.container];
  }

  [[nodiscard]] bool isBelow(Index node, Index above) const {
    return above != 0 && node >= above && node < page_.tree.nodes[above].end;
  }

  [[nodiscard]] bool isProse(const Run& run) const {
    return isInside(run) && (run.characters >= kLeastProse || run.sentence);
  }

  [[nodiscard]] std::string textOf(const Run& run) const { return article::textOf(page_, found_, run); }
  [[nodiscard]] Hint nameOf(const Run& run) const { return article::nameOf(page_, found_, run); }

  /// How an element is marked up: those of the reports of one page are alike.
  [[nodiscard]] std::string markupOf(const Run& run) const {
    std::string markup;
    for (const Index node : {run.container, page_.tree.nodes[page_.parts[run.begin].node].parent}) {
      markup += static_cast<char>(page_.tree.nodes[node].tag);
      markup += page_.tree.get(page_.tree.nodes[node], Attribute::class_);
      markup += '\n';
    }
    return markup;
  }

  /// Dates and times inside, and which of them stand alike with text between them: those are of its parts.
  void findStamps() {
    std::unordered_map<std::string, std::vector<std::size_t>> alike;
    std::vector<std::size_t> proseBefore(page_.runs.size());
    std::size_t prose = 0;
    for (std::size_t i = 0; i < page_.runs.size(); ++i) {
      const Run& run = page_.runs[i];
      proseBefore[i] = prose;
      if (head_.used[i] || !isInside(run)) continue;
      dates_[i] = run.characters <= kLongestStamp && nameOf(run) == Hint::date;
      if (dates_[i])
        alike[markupOf(run)].push_back(i);
      else
        prose += isProse(run) ? 1 : 0;
    }
    for (const auto& [markup, runs] : alike)
      if (proseBefore[runs.front()] != proseBefore[runs.back()])
        for (const std::size_t i : runs) stamps_[i] = true;
  }

  /// Behind the title, inside the article or not: dek, byline and date. Before it, inside: section names.
  void takeNearTitle() {
    std::size_t first = 0;
    while (first < page_.runs.size() && !isBelow(page_.runs[first].container, title_.node)) ++first;
    if (first == page_.runs.size()) first = 0;
    for (std::size_t i = 0; i < first && !isProse(page_.runs[i]); ++i)
      if (isInside(page_.runs[i]) && !page_.runs[i].sentence) head_.used[i] = true;
    bool begun = false;
    for (std::size_t i = first, seen = 0; i < page_.runs.size() && seen < kNearTitle && !begun; ++i) {
      const Run& run = page_.runs[i];
      // What is dropped may still be the byline.
      if (head_.used[i] || (found_.dropped[run.container] && run.characters > 100)) continue;
      ++seen;
      begun = takeOne(i, i == first + 1);
    }
  }

  /// True when the text of the article has begun.
  bool takeOne(std::size_t i, bool next) {
    const Run& run = page_.runs[i];
    if (stamps_[i]) return true;
    const Hint name = nameOf(run);
    if (run.characters < kLongestHeadLine && takeLine(i, name)) return false;
    if (run.characters < 400 && isDek(run, name, next)) {
      head_.deks.push_back(i);
      head_.used[i] = true;
      return false;
    }
    return isInside(run) && run.characters >= kLeastProse;
  }

  /// A line that tells who or when.
  bool takeLine(std::size_t i, Hint name) {
    const Run& run = page_.runs[i];
    const std::string text = textOf(run);
    const bool dated = !isoDateIn(text).empty();
    if (std::string byline = bylineOf(run, name); !byline.empty()) {
      if (head_.byline.empty()) head_.byline = std::move(byline);
      if (dated) takeDate(run, text);
    } else if (name == Hint::date || (dated && saysOnlyWhen(text))) {
      takeDate(run, text);
    } else {
      return takePartly(i, text);
    }
    return head_.used[i] = true;
  }

  /// What tells more than who and when stays in the text: "Ann Lee, our correspondent in Karsk".
  bool takePartly(std::size_t i, const std::string& text) {
    const Run& run = page_.runs[i];
    if (run.sentence || page_.styles[run.container].kind != BlockKind::paragraph) return false;
    const std::string byline = bylineIn(namedIn(run), true);
    const bool date = isDateLine(text);
    if (byline.empty() && !date) return false;
    if (head_.byline.empty()) head_.byline = byline;
    if (date) takeDate(run, text);
    return head_.lines[i] = true;
  }

  /// Who wrote it, when the run says nothing else: all of it reads like a byline, or is named one.
  [[nodiscard]] std::string bylineOf(const Run& run, Hint name) const {
    const std::string text = article::textOf(page_, found_, run, Hint::date);
    if (std::string byline = bylineIn(text); !byline.empty()) return byline;
    if (name != Hint::byline) return {};
    if (std::string byline = bylineIn(namedIn(run), true); !byline.empty()) return byline;
    return run.characters < 100 ? bylineIn(text, true) : std::string();
  }

  /// What elements in the run call its author, the outermost where it reads like a byline, else the
  /// innermost.
  [[nodiscard]] std::string namedIn(const Run& run) const {
    Index outer = 0, inner = 0;
    for (Index at = run.begin; at < run.end; ++at)
      for (Index node = page_.parts[at].node, up = 0; node > run.container && up < 6;
           node = page_.tree.nodes[node].parent, ++up)
        if (found_.hints[node] == Hint::byline) {
          inner = inner == 0 || isBelow(node, inner) ? node : inner;
          outer = outer == 0 || isBelow(outer, node) ? node : outer;
        }
    if (outer == 0) return {};
    const std::string whole = page_.tree.textBelow(outer, 200);
    if (std::string byline = bylineIn(whole); !byline.empty()) return byline;
    if (isoDateIn(whole).empty() && outer == inner) return whole;
    return page_.tree.textBelow(inner, 200);
  }

  [[nodiscard]] bool isDek(const Run& run, Hint name, bool next) const {
    if (found_.dropped[run.container] && name != Hint::dek) return false;
    const BlockKind kind = page_.styles[run.container].kind;
    if (kind != BlockKind::paragraph && kind != BlockKind::heading) return false;
    if (run.linked * 2 > run.characters || run.characters < 20) return false;
    if (name == Hint::dek) return true;
    return next && page_.tree.nodes[run.container].tag == Tag::h2 && run.characters >= 40;
  }

  void takeDate(const Run& run, const std::string& text) {
    for (Index at = run.begin; at < run.end && head_.published.empty(); ++at)
      for (Index node = page_.parts[at].node; node > run.container; node = page_.tree.nodes[node].parent)
        if (page_.tree.nodes[node].tag == Tag::time && head_.published.empty())
          head_.published = isoDateIn(page_.tree.get(page_.tree.nodes[node], Attribute::datetime));
    if (head_.published.empty()) head_.published = isoDateIn(text);
  }

  /// Anywhere on the page, where neither its head nor what follows the title said it. Amid the text it stays.
  void takeNamed() {
    const auto [firstProse, behindProse] = proseOfText();
    for (std::size_t i = 0; i < page_.runs.size() && (head_.byline.empty() || head_.published.empty()); ++i) {
      const Run& run = page_.runs[i];
      if (head_.used[i] || run.characters > 100 || isClutter(run.container)) continue;
      const bool amid = stamps_[i] || (isInside(run) && i > firstProse && i < behindProse);
      const Hint name = nameOf(run);
      bool told = false;
      if (name == Hint::byline && head_.byline.empty()) {
        head_.byline = bylineOf(run, name);
        told = !head_.byline.empty();
      }
      if (name == Hint::date && head_.published.empty()) {
        takeDate(run, textOf(run));
        told = true;
      }
      if (told) (amid ? head_.lines : head_.used)[i] = true;
    }
  }

  /// The day of the first report that begins with its time.
  void takeFirstInstant() {
    for (std::size_t i = 0; i < page_.runs.size() && head_.published.empty(); ++i) {
      const Run& run = page_.runs[i];
      const Node& node = page_.tree.nodes[page_.tree.nodes[page_.parts[run.begin].node].parent];
      if (node.tag != Tag::time || !isInside(run)) continue;
      const std::string_view instant = page_.tree.get(node, Attribute::datetime);
      if (instant.find('T') != std::string_view::npos) head_.published = isoDateIn(instant);
    }
  }

  /// Sites set the first paragraph apart, with the title.
  void findLeads() {
    for (std::size_t i = 0; i < page_.runs.size(); ++i) {
      const Run& run = page_.runs[i];
      const bool between = title_.node != 0 && run.container > title_.node && run.container < found_.root;
      head_.leads[i] = between && run.sentence && proseOf(page_, run) > 0 && !found_.dropped[run.container] &&
                       page_.styles[run.container].kind == BlockKind::paragraph;
    }
  }

  /// From its first run to behind its last.
  [[nodiscard]] std::pair<std::size_t, std::size_t> proseOfText() const {
    std::pair<std::size_t, std::size_t> text{page_.runs.size(), 0};
    for (std::size_t i = 0; i < page_.runs.size(); ++i)
      if (!head_.used[i] && !dates_[i] && isProse(page_.runs[i])) text = {std::min(text.first, i), i + 1};
    return text;
  }

  [[nodiscard]] bool isClutter(Index node) const {
    for (; node != 0; node = page_.tree.nodes[node].parent)
      if (found_.hints[node] == Hint::clutter || found_.hints[node] == Hint::surelyClutter) return true;
    return false;
  }

  const HtmlPage& page_;
  const FoundArticle& found_;
  const Title& title_;
  PageHead head_;
  std::vector<bool> dates_;   // [run]: inside, says nothing but when
  std::vector<bool> stamps_;  // [run]: one of several that stand above parts of the text
};

}  // namespace

PageHead readHead(const HtmlPage& page, const FoundArticle& found, const PageFacts& facts,
                  const Title& title) {
  return HeadReader(page, found, facts, title).read();
}

}  // namespace dateline::article
