#include "session/countries_by_name.h"

#include <algorithm>
#include <numeric>

#include "article/folding.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "gazetteer/name_index.h"
#include "session/go_to_places.h"

namespace dateline::session {
namespace {

constexpr std::size_t kMostAsked = 20;

const gazetteer::Place* inAnyLanguage(const State& state, std::string_view name) {
  const std::string wanted = foldedQuery(name);
  const std::vector<gazetteer::Place>& places = state.gazetteer->places();
  for (const gazetteer::PlaceName* found : state.foreignNames->search(places, name, kMostAsked)) {
    const gazetteer::Place& place = places[found->place];
    if (place.kind == gazetteer::PlaceKind::country && article::fold(found->name) == wanted) return &place;
  }
  return nullptr;
}

/// The words of the gazetteer are those of running text: names as they are written, abbreviations in
/// capitals.
const gazetteer::Place* inGazetteer(const State& state, std::string_view name) {
  const std::string capitals = upperAscii(name);
  std::string capitalised = lowerAscii(name);
  for (std::size_t i = 0; i < capitalised.size(); ++i)
    if (i == 0 || capitalised[i - 1] == ' ') capitalised[i] = capitals[i];
  for (const std::string& words : {std::string(name), capitalised, capitals})
    for (const gazetteer::Found& found : state.finder->find(words, {})) {
      const bool whole = found.begin == 0 && found.end == words.size();
      if (whole && found.role != gazetteer::Role::demonym &&
          state.finder->place(found.ref).kind == gazetteer::Kind::country)
        return state.gazetteer->countryCalled(state.finder->countryCode(found.ref));
    }
  return nullptr;
}

/// Letters to be changed, added and left out to make one of the other.
std::size_t changesBetween(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t before = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = before + (a[i] == b[j] ? 0 : 1);
      before = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, before + 1});
    }
  }
  return row.back();
}

}  // namespace

const gazetteer::Place* countryNamed(const State& state, std::string_view name) {
  if (state.gazetteer == nullptr || !isValidUtf8(name)) return nullptr;
  const gazetteer::Place* country = state.gazetteer->countryCalled(name);
  if (country == nullptr && state.foreignNames != nullptr) country = inAnyLanguage(state, name);
  if (country == nullptr && state.finder != nullptr) country = inGazetteer(state, name);
  return country;
}

std::vector<std::string> namesLike(const State& state, std::string_view name) {
  constexpr std::size_t kMost = 3, kLeastPart = 3;
  struct Near {
    std::size_t changes;
    std::string name;
  };
  std::vector<Near> near;
  const std::string wanted = foldedQuery(name);
  const auto consider = [&](const std::string& known) {
    const std::string folded = article::fold(known);
    const bool part = wanted.size() >= kLeastPart && folded.find(wanted) != std::string::npos;
    const std::size_t changes = part ? 1 : changesBetween(folded, wanted);
    if (changes <= 1 + wanted.size() / 4 && changes < wanted.size()) near.push_back({changes, known});
  };
  if (wanted.empty()) return {};
  for (const story::Event& event : state.story->events) consider(event.id);
  if (state.gazetteer != nullptr)
    for (const gazetteer::Place& place : state.gazetteer->places())
      if (place.kind == gazetteer::PlaceKind::country) consider(place.name);
  std::ranges::stable_sort(near, {}, &Near::changes);
  std::vector<std::string> names;
  for (Near& one : near)
    if (names.size() < kMost && std::ranges::find(names, one.name) == names.end())
      names.push_back(std::move(one.name));
  return names;
}

}  // namespace dateline::session
