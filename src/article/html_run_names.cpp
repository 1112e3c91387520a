#include "article/html_run_names.h"

#include <algorithm>
#include <array>

#include "article/date_words.h"
#include "article/dates.h"
#include "article/html_sums.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

using Index = std::uint32_t;

constexpr std::size_t kEnoughText = 400;  // bytes
constexpr int kMostAbove = 6;             // elements whose names count

/// What the nearest elements with a telling name say of a part: who or when, and how it is set.
struct PartName {
  Hint who = Hint::none;
  Hint set = Hint::none;
};

PartName nameOfPart(const HtmlPage& page, const FoundArticle& found, Index node) {
  PartName name;
  for (int up = 0; up < kMostAbove && node != 0; ++up, node = page.tree.nodes[node].parent) {
    const Tag tag = page.tree.nodes[node].tag;
    const Hint hint = found.hints[node];
    const bool who = hint == Hint::byline || hint == Hint::date;
    if (name.who == Hint::none && who) name.who = hint;
    if (name.who == Hint::none && tag == Tag::time) name.who = Hint::date;
    if (name.set == Hint::none && (hint == Hint::dek || hint == Hint::subheading)) name.set = hint;
    if (hint == Hint::article || tag == Tag::article) break;
  }
  return name;
}

std::string asOneLine(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  std::ranges::replace(text, '\t', ' ');
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

constexpr std::string_view kSigns = " \t\n.,:;|/()-";

/// Words between white space and signs.
std::vector<std::string_view> wordsBetweenSigns(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(kSigns); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSigns, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kSigns, end);
  }
  return words;
}

bool isLabelWord(std::string_view word) {
  constexpr std::array kJoining = {"By"sv,    "by"sv,    "BY"sv,    "Von"sv, "von"sv, "Par"sv, "par"sv,
                                   "Por"sv,   "por"sv,   "Di"sv,    "di"sv,  "and"sv, "und"sv, "et"sv,
                                   "y"sv,     "e"sv,     "och"sv,   "og"sv,  "en"sv,  "и"sv,   "та"sv,
                                   "with"sv,  "&"sv,     "•"sv,     "·"sv,   "–"sv,   "—"sv,   "\u00A0"sv,
                                   "Автор"sv, "Autor"sv, "Author"sv};
  return std::ranges::find(kJoining, word) != kJoining.end() || isBesideDates(word);
}

/// Text beside the elements that tell who or when, in the order of the run.
struct Beside {
  std::string before;  ///< the first of them
  std::string others;
};

/// "Interview:" and "Published" tell what follows.
bool isLabel(const Beside& beside, bool sentence) {
  constexpr std::size_t kLongestLabel = 24;  // bytes
  if (!std::ranges::all_of(wordsBetweenSigns(beside.others), isLabelWord)) return false;
  const auto words = wordsBetweenSigns(beside.before);
  if (std::ranges::all_of(words, isLabelWord)) return true;
  if (beside.before.size() > kLongestLabel) return false;
  return beside.before.find(':') != std::string::npos || (words.size() <= 2 && !sentence);
}

/// The run that begins below the node, or that it stands in; null where it is neither.
const Run* runAround(const HtmlPage& page, Index node) {
  const auto after = std::ranges::upper_bound(page.runs, node, {},
                                              [&](const Run& run) { return page.parts[run.begin].node; });
  const bool begins = after != page.runs.end() && page.parts[after->begin].node < page.tree.nodes[node].end;
  if (!begins && after == page.runs.begin()) return nullptr;
  const Run& run = begins ? *after : *(after - 1);
  return run.container == page.styles[node].container ? &run : nullptr;
}

std::string_view textBefore(const HtmlPage& page, const Run& run, Index node) {
  std::string_view text;
  for (Index at = run.begin; at < run.end && page.parts[at].node < node; ++at)
    if (page.parts[at].kind == Part::Kind::text)
      text = page.tree.textOf(page.tree.nodes[page.parts[at].node]);
  return text;
}

bool tellsDay(const std::string& text) {
  return saysOnlyWhen(text) || isDateLine(text);
}

}  // namespace

bool isLabelOfWho(std::string_view text) {
  return std::ranges::all_of(wordsBetweenSigns(text), isLabelWord);
}

std::string textOf(const HtmlPage& page, const FoundArticle& found, const Run& run, Hint without) {
  std::string text;
  for (Index at = run.begin; at < run.end && text.size() < kEnoughText; ++at) {
    const Part& part = page.parts[at];
    if (found.dropped[part.node] && !found.dropped[run.container]) continue;
    const bool plain = part.kind == Part::Kind::text;
    if (plain && without != Hint::none && nameOfPart(page, found, part.node).who == without) continue;
    if (page.tree.nodes[part.node].apart) text += ' ';
    text += plain ? page.tree.textOf(page.tree.nodes[part.node]) : " "sv;
  }
  return asOneLine(std::move(text));
}

Hint nameOf(const HtmlPage& page, const FoundArticle& found, const Run& run) {
  std::string byline, date;
  Beside beside;
  Hint set = Hint::none;
  bool first = true, all = true;
  for (Index at = run.begin; at < run.end; ++at) {
    const Part& part = page.parts[at];
    if (part.kind != Part::Kind::text || (found.dropped[part.node] && !found.dropped[run.container]))
      continue;
    const std::string_view text = page.tree.textOf(page.tree.nodes[part.node]);
    if (text.find_first_not_of(" \t\n") == std::string_view::npos) continue;
    const PartName name = nameOfPart(page, found, part.node);
    if (first) set = name.set;
    first = false;
    all = all && name.set == set;
    const bool told = !byline.empty() || !date.empty();
    std::string& to = name.who == Hint::byline ? byline
                      : name.who == Hint::date ? date
                      : told                   ? beside.others
                                               : beside.before;
    if (to.size() < kEnoughText) (to += ' ') += text;
  }
  const bool who = (!byline.empty() || !date.empty()) && isLabel(beside, run.sentence);
  const bool when = date.empty() || tellsDay(asOneLine(date));
  if (who && when) return byline.empty() ? Hint::date : Hint::byline;
  return all ? set : Hint::none;
}

bool isAmidProse(const HtmlPage& page, Index node) {
  if (page.styles[node].container == node || isNamedInvisible(page.tree, page.tree.nodes[node])) return false;
  const Run* run = runAround(page, node);
  if (run == nullptr || (proseOf(page, *run) == 0 && !run->sentence)) return false;
  const Index end = page.tree.nodes[node].end;
  const bool alone = page.parts[run->begin].node >= node && page.parts[run->end - 1].node < end;
  if (alone) return false;
  const std::string words = page.tree.textBelow(node, 400);
  if (isClutterLine(words)) return false;
  return page.parts[run->begin].node > node || endsSentence(words) ||
         !endsSentence(textBefore(page, *run, node));
}

}  // namespace dateline::article
