#include "session/times_of_places.h"

#include <algorithm>
#include <array>

namespace dateline::session {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kFarthestBytes = 90;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::string_view lastWord(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \n");
  if (last == std::string_view::npos) return {};
  const std::size_t before = text.find_last_of(" \n(", last);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, last + 1 - begin);
}

/// "Since January 2022" says when something began, not when what is told of the place was.
bool tellsOfAnotherTime(std::string_view text, const DateInText& date) {
  if (date.iso.find('/') != std::string::npos) return false;
  static constexpr std::array kWords = {
      "since"sv,  "until"sv,  "till"sv,   "before"sv, "after"sv, "by"sv,    "through"sv, "Since"sv, "Until"sv,
      "Before"sv, "After"sv,  "By"sv,     "seit"sv,   "Seit"sv,  "bis"sv,   "Bis"sv,     "vor"sv,   "nach"sv,
      "ab"sv,     "depuis"sv, "Depuis"sv, "avant"sv,  "desde"sv, "Desde"sv, "hasta"sv,   "até"sv,   "dal"sv,
      "fino"sv,   "с"sv,      "С"sv,      "до"sv,     "До"sv,    "после"sv, "з"sv,       "до"sv,    "після"sv,
      "od"sv,     "Od"sv,     "do"sv,     "przed"sv,  "sinds"sv, "sedan"sv, "siden"sv};
  const std::string_view word = lastWord(text.substr(0, date.begin));
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// What stands between a place and a date begins another clause.
bool parts(std::string_view between) {
  if (between.find_first_of(";:()") != std::string_view::npos) return true;
  for (const std::string_view word :
       {" but ", " while ", " whereas ", " which ", " who ", " whose ", " because ", " although ", " where "})
    if (between.find(word) != std::string_view::npos) return true;
  return false;
}

class Matcher {
 public:
  Matcher(std::string_view text, const std::vector<NamedPlace>& places) : text_(text), places_(places) {}

  /// The place that is named nearest to the date, which may be the one of another clause; kNone for none.
  [[nodiscard]] std::size_t nearest(const DateInText& date) const {
    const auto after =
        std::lower_bound(places_.begin(), places_.end(), date.begin,
                         [](const NamedPlace& place, std::size_t at) { return place.begin < at; });
    const auto next = static_cast<std::size_t>(after - places_.begin());
    std::size_t best = kNone;
    if (next > 0 && sharesSentence(next - 1, date)) best = next - 1;
    if (next < places_.size() && sharesSentence(next, date) &&
        (best == kNone || between(next, date).size() < between(best, date).size()))
      best = next;
    return best;
  }

  [[nodiscard]] bool belongs(std::size_t place, const DateInText& date) const {
    const std::string_view gap = between(place, date);
    return gap.size() <= kFarthestBytes && !parts(gap);
  }

  /// "Astana" is before "Kazakhstan" with a comma alone between them.
  [[nodiscard]] bool isJoinedTo(std::size_t place, std::size_t next) const {
    return text_.substr(places_[place].end, places_[next].begin - places_[place].end) == ", ";
  }

 private:
  [[nodiscard]] bool sharesSentence(std::size_t place, const DateInText& date) const {
    return date.begin >= places_[place].sentenceBegin && date.end <= places_[place].sentenceEnd;
  }
  [[nodiscard]] std::string_view between(std::size_t place, const DateInText& date) const {
    const NamedPlace& name = places_[place];
    if (name.end <= date.begin) return text_.substr(name.end, date.begin - name.end);
    return name.begin >= date.end ? text_.substr(date.end, name.begin - date.end) : std::string_view();
  }

  std::string_view text_;
  const std::vector<NamedPlace>& places_;
};

}  // namespace

std::vector<std::string> timesOf(std::string_view text, const std::vector<NamedPlace>& places,
                                 const std::vector<DateInText>& dates) {
  std::vector<std::string> times(places.size());
  const Matcher matcher(text, places);
  const auto give = [&](std::size_t place, const DateInText& date) {
    if (times[place].empty()) times[place] = date.iso;
  };
  for (const DateInText& date : dates) {
    if (tellsOfAnotherTime(text, date)) continue;
    std::size_t place = matcher.nearest(date);
    if (place == kNone || !matcher.belongs(place, date)) continue;
    give(place, date);
    for (; place > 0 && matcher.isJoinedTo(place - 1, place); --place) give(place - 1, date);
  }
  return times;
}

}  // namespace dateline::session
