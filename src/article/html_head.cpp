#include "article/html_head.h"

#include <algorithm>
#include <unordered_map>

#include "article/datelines.h"
#include "article/dates.h"
#include "article/head_letters.h"
#include "article/head_matter.h"
#include "article/html_authors.h"
#include "article/html_run_names.h"
#include "article/html_sums.h"

namespace dateline::article {
namespace {

using Index = std::uint32_t;

constexpr std::size_t kNearTitle = 8;    // runs behind the title that may be its dek, byline, date
constexpr Index kLongestHeadLine = 130;  // characters
constexpr Index kLongestStamp = 60;
constexpr Index kLeastProse = 60;
constexpr Index kLeastCaption = 40;  // less may be the photographer alone

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
      if (isOfTitle(i)) head_.used[i] = true;
    findStamps();
    takeNearTitle();
    takeNamed();
    findLeads();
    takeFirstInstant();
    for (std::size_t i = 0; i < page_.runs.size(); ++i)
      if (dates_[i]) head_.lines[i] = true;
    findSignatures();
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

  [[nodiscard]] bool isOfTitle(std::size_t i) const {
    return title_.run ? i == *title_.run : isBelow(page_.runs[i].container, title_.node);
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

  /// Below the text: who wrote it, once more.
  void findSignatures() {
    for (std::size_t i = proseOfText().second; i < page_.runs.size(); ++i) {
      const Run& run = page_.runs[i];
      if (!isInside(run) || run.sentence || run.characters >= 100 || nameOf(run) != Hint::byline) continue;
      const bool known = head_.byline.find(textOf(run)) != std::string::npos;
      (known ? head_.used : head_.lines)[i] = true;
    }
  }

  /// Behind the title, inside the article or not: dek, byline and date. Before it, inside: section names.
  void takeNearTitle() {
    std::size_t first = 0;
    while (first < page_.runs.size() && !isOfTitle(first)) ++first;
    if (first == page_.runs.size()) first = 0;
    for (std::size_t i = 0; i < first && !isProse(page_.runs[i]); ++i)
      if (isInside(page_.runs[i]) && !page_.runs[i].sentence) takeAbove(i);
    for (std::size_t i = 0; i < first; ++i)
      if (!head_.used[i] && isInTitlesHeader(page_.runs[i]) &&
          isDek(page_.runs[i], nameOf(page_.runs[i]), false))
        takeDek(i);
    bool begun = false;
    for (std::size_t i = first, seen = 0; i < page_.runs.size() && seen < kNearTitle && !begun; ++i) {
      const Run& run = page_.runs[i];
      // What is dropped may still be the byline.
      if (head_.used[i] || (found_.dropped[run.container] && run.characters > 100)) continue;
      ++seen;
      begun = takeOne(i, i == first + 1);
    }
    if (first < page_.runs.size()) takeRightAbove(first);
  }

  /// Above the headline, even where the line is in a part that is no text: one that tells who and when both.
  void takeRightAbove(std::size_t first) {
    constexpr std::size_t kLinesAbove = 3;
    for (std::size_t i = first - std::min(first, kLinesAbove); i < first; ++i) {
      const Run& run = page_.runs[i];
      if (run.linked > 0 || run.characters > kLongestHeadLine) continue;
      WhoAndWhen told = whoAndWhenIn(page_.tree.textBelow(run.container, 2 * kLongestHeadLine));
      if (told.byline.empty() || told.published.empty()) continue;
      if (head_.byline.empty()) head_.byline = std::move(told.byline);
      if (head_.published.empty()) head_.published = std::move(told.published);
    }
  }

  void takeAbove(std::size_t i) {
    takeLine(i, nameOf(page_.runs[i]));
    head_.used[i] = true;
  }

  /// True when the text of the article has begun.
  bool takeOne(std::size_t i, bool next) {
    const Run& run = page_.runs[i];
    if (stamps_[i]) return true;
    const Hint name = nameOf(run);
    if (run.characters < kLongestHeadLine && takeLine(i, name)) return false;
    const bool begins = !datelineOf(textOf(run)).empty();  // the text, whatever it is called
    if (run.characters < 400 && !begins && isDek(run, name, next)) {
      takeDek(i);
      return false;
    }
    const bool above = page_.styles[run.container].kind == BlockKind::caption || isInTitlesHeader(run);
    return !above && isInside(run) && run.characters >= kLeastProse;
  }

  void takeDek(std::size_t i) {
    head_.deks.push_back(i);
    head_.used[i] = true;
  }

  /// In the <header> that holds the title.
  [[nodiscard]] bool isInTitlesHeader(const Run& run) const {
    Index above = title_.node;
    while (above != 0 && page_.tree.nodes[above].tag != Tag::header) above = page_.tree.nodes[above].parent;
    return isBelow(run.container, above);
  }

  /// A line that tells who or when.
  bool takeLine(std::size_t i, Hint name) {
    const Run& run = page_.runs[i];
    std::string text = textOf(run);
    if (text.empty()) text = page_.tree.textBelow(run.container, 200);  // a day that is written twice
    const bool dated = !isoDateIn(text).empty();
    std::string byline = bylineOf(run, name);
    if (byline.empty() && namedAuthors(page_, found_, run).empty()) byline = namesBesideDay(i);
    if (byline.empty() && isNameBelowTitle(i, text)) byline = bylineIn(text, true);
    if (!byline.empty() || namesAuthors(run, text)) {
      if (head_.byline.empty()) head_.byline = std::move(byline);
      if (dated) takeDate(run, text);
    } else if (name == Hint::date || (dated && saysOnlyWhen(text))) {
      takeDate(run, text);
    } else {
      return takePartly(i, text);
    }
    return head_.used[i] = true;
  }

  /// In the headline's own paragraph, right below it, where a line above tells the day.
  [[nodiscard]] bool isNameBelowTitle(std::size_t i, std::string_view text) const {
    if (!title_.run || i != *title_.run + 1 || i < 2 || page_.runs[i].container != title_.node) return false;
    const Run& above = page_.runs[i - 2];
    return above.container == title_.node && saysOnlyWhen(textOf(above)) && !page_.runs[i].sentence &&
           isPersonsName(text);
  }

  /// What tells more than who and when stays in the text: "Ann Lee, our correspondent in Karsk".
  bool takePartly(std::size_t i, const std::string& text) {
    const Run& run = page_.runs[i];
    if (run.sentence || page_.styles[run.container].kind != BlockKind::paragraph) return false;
    const WhoAndWhen parts = whoAndWhenIn(text);
    std::string byline = bylineIn(namedAuthors(page_, found_, run), true);
    if (byline.empty()) byline = parts.byline;
    const bool date = isDateLine(text) || !parts.published.empty();
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
    if (std::string byline = bylineIn(namedAuthors(page_, found_, run), true); !byline.empty()) return byline;
    return run.characters < 100 ? bylineIn(text, true) : std::string();
  }

  /// It says again who the page's head names, with the day or the agency.
  [[nodiscard]] bool namesAuthors(const Run& run, std::string_view text) const {
    if (run.sentence || head_.byline.empty()) return false;
    for (std::size_t at = 0; at < head_.byline.size();) {
      const std::size_t end = std::min(head_.byline.find(", ", at), head_.byline.size());
      if (text.find(std::string_view(head_.byline).substr(at, end - at)) == std::string_view::npos)
        return false;
      at = end + 2;
    }
    return true;
  }

  /// In the same part of the page the line before it or behind tells the day.
  [[nodiscard]] bool standsBesideDay(std::size_t i) const {
    constexpr int kMostAbove = 3;
    const auto isDay = [&](std::size_t other) {
      if (other >= page_.runs.size() || page_.runs[other].characters > kLongestStamp) return false;
      Index above = page_.runs[i].container;
      for (int up = 0; up < kMostAbove && !isBelow(page_.runs[other].container, above) && above != 0; ++up)
        above = page_.tree.nodes[above].parent;
      return isBelow(page_.runs[other].container, above) && !isBelow(title_.node, above) &&
             saysOnlyWhen(textOf(page_.runs[other]));
    };
    return isDay(i + 1) || (i > 0 && isDay(i - 1));
  }

  [[nodiscard]] bool tellsWhen(Index node, const Run& run) const {
    for (; node > run.container; node = page_.tree.nodes[node].parent)
      if (page_.tree.nodes[node].tag == Tag::time || found_.hints[node] == Hint::date) return true;
    return false;
  }

  /// An element that holds a name alone, with another that tells whose reporter it is, beside the day: "Ann
  /// Lee", "Coast correspondent".
  [[nodiscard]] std::string namesBesideDay(std::size_t i) const {
    const Run& run = page_.runs[i];
    if (run.sentence || run.linked > 0 || page_.styles[run.container].kind != BlockKind::paragraph) return {};
    std::string names, first;
    bool day = false;
    for (Index at = run.begin; at < run.end; ++at) {
      if (page_.parts[at].kind != Part::Kind::text) return {};
      const Index node = page_.parts[at].node;
      const std::string_view text = withoutBlanks(page_.tree.textOf(page_.tree.nodes[node]));
      if (text.empty()) continue;
      if (page_.tree.nodes[node].parent == run.container) return {};  // beside elements
      if (tellsWhen(node, run)) {
        day = true;
        continue;
      }
      if (first.empty()) first = text;
      (names += names.empty() ? "" : ", ") += text;
    }
    const bool role = names.size() > first.size();
    if (!role || !isPersonsName(first) || !(day || standsBesideDay(i))) return {};
    return bylineIn(names, true);
  }

  [[nodiscard]] bool isDek(const Run& run, Hint name, bool next) const {
    if (found_.dropped[run.container] && name != Hint::dek) return false;
    const BlockKind kind = page_.styles[run.container].kind;
    if (kind != BlockKind::paragraph && kind != BlockKind::heading) return false;
    if (run.linked * 2 > run.characters || run.characters < 20) return false;
    if (name == Hint::dek) return !holdsMuch(run);
    if (!next || run.characters < 40) return false;
    return name == Hint::subheading || page_.tree.nodes[run.container].tag == Tag::h2 ||
           (run.linked == 0 && (isInTitlesHeader(run) || isParagraphAbove(run)));
  }

  /// What is named the dek holds more than one has: all of the text is below that name.
  [[nodiscard]] bool holdsMuch(const Run& run) const {
    constexpr std::ptrdiff_t kMostRuns = 3;
    Index named = run.container;
    while (named != 0 && found_.hints[named] != Hint::dek) named = page_.tree.nodes[named].parent;
    const auto beginOf = [this](const Run& one) { return page_.parts[one.begin].node; };
    const auto below = std::ranges::lower_bound(page_.runs, named, {}, beginOf);
    return page_.runs.end() - below > kMostRuns && isBelow(beginOf(*(below + kMostRuns)), named);
  }

  /// Between the title and what the text was found in.
  [[nodiscard]] bool isParagraphAbove(const Run& run) const {
    return page_.tree.nodes[run.container].tag == Tag::p && title_.node != 0 && run.container < found_.root &&
           !isInside(run);
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

  /// Sites set the first paragraph apart, with the title, or the first picture with its caption.
  void findLeads() {
    for (std::size_t i = 0; i < page_.runs.size(); ++i) {
      const Run& run = page_.runs[i];
      const bool between = title_.node != 0 && run.container > title_.node && run.container < found_.root;
      const BlockKind kind = page_.styles[run.container].kind;
      const bool text = run.sentence && proseOf(page_, run) > 0 && kind == BlockKind::paragraph;
      const bool words = run.sentence || run.characters >= kLeastCaption;
      const bool caption = kind == BlockKind::caption && words && run.linked * 2 <= run.characters;
      head_.leads[i] = between && (text || caption) && !found_.dropped[run.container];
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
