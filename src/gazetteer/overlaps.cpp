#include "gazetteer/overlaps.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

namespace dateline::gazetteer {
namespace {

/// About the power of ten of the people who know of it.
float renown(const PlaceEntry& place) {
  constexpr float kCountry = 8, kCapital = 7, kDivision = 6.5f, kFeature = 5.5f;
  if (place.kind <= Kind::country) return kCountry;
  if (place.kind == Kind::division) return kDivision;
  if (place.kind >= Kind::sea) return kFeature;
  const float people = std::log10(static_cast<float>(std::max(place.population, 10u)));
  return place.kind == Kind::capital ? std::max(kCapital, people) : people;
}

/// Length counts twice: chance makes two letters much more often than three.
float worth(const Books& books, const Matches& matches, const Match& match) {
  float known = 0;
  for (const BookClaim& claim : matches.claimsOf(match))
    known = std::max(known, renown(books[claim.ref.book]->place(claim.ref.place)));
  return known * static_cast<float>(match.words * match.words);
}

std::uint32_t endOf(const Match& match) {
  return match.firstWord + match.words;
}

}  // namespace

void dropOverlapped(const Books& books, Matches& matches, std::size_t base) {
  const auto list = std::span(matches.list).subspan(base);
  const bool clear = std::ranges::adjacent_find(list, [](const Match& a, const Match& b) {
                       return endOf(a) > b.firstWord;
                     }) == list.end();
  if (clear) return;
  struct Rated {
    Match match;
    float worth;
  };
  std::vector<Rated> rated;
  std::uint32_t end = 0;
  for (const Match& match : list) {
    rated.push_back({match, worth(books, matches, match)});
    end = std::max(end, endOf(match));
  }
  std::ranges::stable_sort(rated, std::ranges::greater(), &Rated::worth);
  const std::uint32_t begin = list.front().firstWord;
  std::vector<bool> taken(end - begin);
  matches.list.resize(base);
  for (const Rated& one : rated) {
    const auto first = taken.begin() + (one.match.firstWord - begin);
    const auto last = first + one.match.words;
    if (std::find(first, last, true) != last) continue;
    std::fill(first, last, true);
    matches.list.push_back(one.match);
  }
  std::sort(matches.list.begin() + static_cast<std::ptrdiff_t>(base), matches.list.end(),
            [](const Match& a, const Match& b) { return a.firstWord < b.firstWord; });
}

}  // namespace dateline::gazetteer
