#include "gazetteer/sites.h"

#include <algorithm>

#include "gazetteer/word_set.h"

namespace dateline::gazetteer {
namespace {

struct SiteWords {
  WordSet openings = {"lake", "river", "mount", "mt", "loch", "cape"};
  WordSet shortStreets = {"st", "ave", "rd", "blvd", "pkwy"};
  WordSet streets = {"street",  "avenue",   "road",   "drive", "lane", "boulevard", "highway", "parkway",
                     "terrace", "crescent", "square", "st",    "ave",  "rd",        "blvd",    "pkwy"};
  /// Not "court", "centre" or "library": one speaks of these as their town's.
  WordSet sites = {"university", "academy", "airport", "stadium", "station", "museum", "theatre",
                   "theater",    "hotel",   "palace",  "tower",   "bridge",  "square"};
  std::uint64_t of = hashWord("of"), university = hashWord("university"), saint = hashWord("st");
};
const SiteWords& siteWords() {
  static const SiteWords words;
  return words;
}

bool isCapital(const Word& word) {
  return (word.shape & kCapital) != 0;
}

/// Whether the word after it is a capitalised one of the same name: "Street" in "Wall Street Journal".
bool goesOn(const TextView& view, std::uint32_t index) {
  const Word* next = view.word(std::int64_t{index} + 1);
  return next != nullptr && next->gap == Gap::space && isCapital(*next);
}

/// A word that may stand before "Street". "5 Main Street" begins after the number, "5th Street" does not.
bool namesStreet(const TextView& view, const Word& word) {
  const std::uint32_t flags = view.flags(&word);
  if ((flags & kDirection) != 0) return isCapital(word);
  if ((flags & (kPreposition | kNever | kTitleWord | kMonthDay)) != 0) return false;
  if (isCapital(word)) return true;
  const std::string_view spelling = view.spelling(word);
  return (word.shape & kDigit) != 0 && spelling.find_first_not_of("0123456789") != std::string_view::npos;
}

/// The first word of the street's name that ends at `last`; `last` for none.
std::uint32_t beginOfStreet(const TextView& view, std::uint32_t last) {
  constexpr std::uint32_t kMostBefore = 3;
  std::uint32_t first = last;
  while (first > 0 && last - first < kMostBefore && view.words()[first].gap == Gap::space &&
         namesStreet(view, view.words()[first - 1]))
    --first;
  return first;
}

/// "St." is a saint too, and "Lane" a surname.
bool isStreet(const TextView& view, std::uint32_t first, std::uint32_t last) {
  const std::vector<Word>& words = view.words();
  if (first == last || goesOn(view, last)) return false;
  if (words[last].hash == siteWords().saint) return (words[last - 1].shape & kDigit) != 0;
  return last - first > 1 || (view.flags(&words[first]) & kFirstName) == 0;
}

}  // namespace

std::vector<WordSpan> findStreets(const TextView& view) {
  const std::vector<Word>& words = view.words();
  std::vector<WordSpan> streets;
  for (std::uint32_t i = 1; i < words.size(); ++i) {
    if (words[i].gap != Gap::space || !isCapital(words[i]) || !siteWords().streets.has(words[i])) continue;
    const std::uint32_t first = beginOfStreet(view, i);
    if (isStreet(view, first, i)) streets.push_back({first, i});
  }
  return streets;
}

std::uint32_t endOfStreet(const TextView& view, const WordSpan& street) {
  const Word& last = view.words()[street.last];
  const bool stop = last.end < view.text().size() && view.text()[last.end] == '.';
  return last.end + (stop && siteWords().shortStreets.has(last) ? 1 : 0);
}

WordSpan wholeName(const TextView& view, const Match& match) {
  constexpr std::uint32_t kMostAfter = 4;
  const std::vector<Word>& words = view.words();
  WordSpan span{match.firstWord, match.firstWord + match.words - 1};
  const Word* before =
      words[span.first].gap == Gap::space ? view.word(std::int64_t{span.first} - 1) : nullptr;
  const Word* before2 = view.word(std::int64_t{span.first} - 2);
  if (before != nullptr && isCapital(*before) && (before->shape & kAllCaps) == 0 &&
      siteWords().openings.has(*before))
    --span.first;
  if (before != nullptr && before2 != nullptr && before->hash == siteWords().of &&
      before2->hash == siteWords().university && isCapital(*before2))
    return {span.first - 2, span.last};
  std::uint32_t last = span.last;
  while (last - span.last < kMostAfter && goesOn(view, last)) ++last;
  if (last > span.last && !goesOn(view, last) && siteWords().sites.has(words[last])) span.last = last;
  return span;
}

}  // namespace dateline::gazetteer
