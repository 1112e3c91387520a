#include "session/go_to_places.h"

#include <algorithm>

#include "article/folding.h"
#include "gazetteer/name_index.h"
#include "gazetteer/words.h"
#include "geo/algorithms.h"
#include "session/map_language.h"
#include "session/suggestions.h"

namespace dateline::session {
namespace {

constexpr std::size_t kMostPlaces = 10;

std::string detailOf(const gazetteer::Place& place) {
  using enum gazetteer::PlaceKind;
  switch (place.kind) {
    case country:
      return "country";
    case capital:
      return "capital, " + place.country;
    case city:
      return "city, " + place.country;
    case water:
      return "water";
  }
  return {};
}

class PlaceItems {
 public:
  PlaceItems(const State& state, std::string_view query) : state_(state), query_(query) {}

  std::vector<GoToItem> find() {
    if (state_.gazetteer != nullptr) {
      for (const std::uint32_t index : state_.gazetteer->search(query_, kMostPlaces)) add(index);
      if (state_.look.language != nullptr) addSpoken(*state_.look.language);
      if (state_.foreignNames != nullptr) addForeign(*state_.foreignNames);
    }
    if (state_.finder != nullptr) addKnown(*state_.finder);
    return std::move(items_);
  }

 private:
  [[nodiscard]] const std::vector<gazetteer::Place>& places() const { return state_.gazetteer->places(); }

  [[nodiscard]] bool full() const { return items_.size() >= kMostPlaces; }

  /// False when there is no room for it or it is there already.
  bool add(std::uint32_t index, std::string_view name = {}) {
    const bool known =
        std::any_of(items_.begin(), items_.end(), [&](const GoToItem& item) { return item.place == index; });
    if (known || full()) return false;
    const gazetteer::Place& place = places()[index];
    using Kind = GoToItem::Kind;
    items_.push_back({.kind = place.kind == gazetteer::PlaceKind::country ? Kind::country : Kind::place,
                      .title = name.empty() ? place.name : std::string(name),
                      .detail = detailOf(place),
                      .id = {},
                      .place = index,
                      .at = place.at});
    return true;
  }

  void addSpoken(const map::Language& language) {
    struct Hit {
      int answer, rank;
      std::uint32_t place;
      std::string_view name;
    };
    std::vector<Hit> hits;
    const std::string query = foldedQuery(query_);
    if (query.empty()) return;
    for (std::uint32_t i = 0; i < places().size(); ++i) {
      const gazetteer::Place& place = places()[i];
      const std::string_view name = nameIn(language, place);
      if (name.empty()) continue;
      if (const auto how = answerTo(article::fold(name), query); how && *how < 2)
        hits.push_back({*how, place.rank, i, name});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
      return a.answer != b.answer ? a.answer < b.answer : a.rank < b.rank;
    });
    for (const Hit& hit : hits) add(hit.place, hit.name);
  }

  /// With the name that the map writes, by which it is found there.
  void addForeign(const gazetteer::NameIndex& names) {
    for (const gazetteer::PlaceName* found : names.search(places(), query_, kMostPlaces)) {
      const std::string& name = places()[found->place].name;
      if (add(found->place, found->name) && found->name != name)
        items_.back().detail = name + ", " + items_.back().detail;
    }
  }

  /// Names that the map does not write: old ones, those of other languages, those of small places.
  void addKnown(const gazetteer::Finder& finder) {
    const std::size_t first = query_.find_first_not_of(' ');
    if (first == std::string_view::npos || full()) return;
    const std::string_view name = query_.substr(first, query_.find_last_not_of(' ') - first + 1);
    if (!addNamed(finder, name)) addNamed(finder, gazetteer::capitalised(name));
  }

  bool addNamed(const gazetteer::Finder& finder, std::string_view name) {
    for (const gazetteer::Found& found : finder.find(name, {}))
      if (found.begin == 0 && found.end == name.size()) return addPlace(finder, found.ref), true;
    return false;
  }

  void addPlace(const gazetteer::Finder& finder, gazetteer::PlaceRef ref) {
    const gazetteer::PlaceEntry entry = finder.place(ref);
    if (const auto index = onMap(entry)) {
      add(*index);
      return;
    }
    items_.push_back({.kind = GoToItem::Kind::place,
                      .title = std::string(entry.name),
                      .detail = describePlace(finder, ref),
                      .id = {},
                      .place = kNotOnMap,
                      .at = entry.at});
  }

  [[nodiscard]] std::optional<std::uint32_t> onMap(const gazetteer::PlaceEntry& entry) const {
    constexpr double kSameMetres = 50'000;  // two lists put the middle of a town at different places
    if (state_.gazetteer == nullptr) return std::nullopt;
    const bool country = entry.kind == gazetteer::Kind::country;
    for (std::uint32_t i = 0; i < places().size(); ++i) {
      const gazetteer::Place& place = places()[i];
      if (entry.geonameid != 0 && place.geonameid == entry.geonameid) return i;
      if (place.name != entry.name || (place.kind == gazetteer::PlaceKind::country) != country) continue;
      if (country || geo::distanceMetres(place.at, entry.at) < kSameMetres) return i;
    }
    return std::nullopt;
  }

  static constexpr std::uint32_t kNotOnMap = 0xFFFFFFFFu;

  const State& state_;
  std::string_view query_;
  std::vector<GoToItem> items_;
};

}  // namespace

std::optional<int> answerTo(std::string_view folded, std::string_view query) {
  const std::size_t at = folded.find(query);
  if (at == std::string_view::npos) return std::nullopt;
  if (folded.size() == query.size()) return 0;
  return at == 0 ? 1 : 2;
}

std::string foldedQuery(std::string_view query) {
  if (!isValidUtf8(query)) return {};
  const std::string folded = article::fold(query);
  const std::size_t first = folded.find_first_not_of(' ');
  return first == std::string::npos ? std::string()
                                    : folded.substr(first, folded.find_last_not_of(' ') - first + 1);
}

std::vector<GoToItem> placesFor(const State& state, std::string_view query) {
  return isValidUtf8(query) && !query.empty() ? PlaceItems(state, query).find() : std::vector<GoToItem>();
}

}  // namespace dateline::session
