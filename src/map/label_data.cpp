#include "map/label_data.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

#include "geo/centred_plane.h"
#include "geo/fixed_plane.h"
#include "map/text_case.h"
#include "map/town_ranks.h"

namespace dateline::map {
namespace {

constexpr double kNamesLatitude = 30;  // where names on other planes are as dense as on Mercator

NamedPlace named(const geo::FeatureSet& set, const geo::Feature& f, LngLat at) {
  const geo::Attributes& a = set.attributes;
  NamedPlace place;
  place.name = a.value("name", f.row);
  place.capitals = place.key = upperCase(place.name);
  place.standAt(at);
  place.rank = a.number("rank", f.row, 10);
  place.areaKm2 = a.number("area_km2", f.row, 0);
  place.kind = a.value("kind", f.row);
  const std::string_view code = a.value("code", f.row);
  place.code = code.empty() ? a.value("country", f.row) : code;
  return place;
}

std::vector<NamedPlace> namedPoints(const geo::FeatureSet& set) {
  std::vector<NamedPlace> result;
  for (const geo::Feature& f : set.features) {
    if (f.pathCount == 0 || set.paths[f.firstPath].count == 0) continue;
    NamedPlace place = named(set, f, set.coords[set.paths[f.firstPath].first]);
    place.capital = set.attributes.value("capital", f.row) == "1";
    place.id = set.attributes.value("geonameid", f.row);
    place.population = set.attributes.number("population", f.row, 0);
    if (!place.name.empty()) result.push_back(std::move(place));
  }
  return result;
}

std::vector<NamedPlace> townNames(const geo::FeatureSet& set) {
  std::vector<NamedPlace> result = namedPoints(set);
  rankTowns(result);
  return result;
}

/// See LabelData::nameLevels.
double nameLevelsOf(const geo::Projection& projection) {
  double metres = 0, share = 1;
  if (const auto* bent = dynamic_cast<const geo::CentredPlane*>(&projection)) {
    metres = bent->metresPerUnit({});
    share = 1 - bent->weights().mercator;
  } else if (const auto* fixed = dynamic_cast<const geo::FixedPlane*>(&projection)) {
    metres = fixed->metresPerUnit(fixed->crs().centre);
  } else {
    return 0;
  }
  return share * std::log2(geo::mercator().metresPerUnit({0, kNamesLatitude}) / metres);
}

bool isNamed(const geo::FeatureSet& set, const geo::Feature& lake) {
  return !lake.bounds.empty() && !set.attributes.value("name", lake.row).empty();
}

std::vector<NamedPlace> lakeNames(const geo::FeatureSet& set) {
  std::vector<NamedPlace> result;
  for (const geo::Feature& f : set.features) {
    if (!isNamed(set, f)) continue;
    const auto inner = innerPlace(set, f);
    result.push_back(named(set, f, inner ? inner->at : f.bounds.centre()));
    result.back().extent = f.bounds;
  }
  return result;
}

std::vector<NamedPlace> countryNames(const geo::FeatureSet& set) {
  std::vector<NamedPlace> result;
  const geo::Attributes& a = set.attributes;
  for (const geo::Feature& f : set.features) {
    if (f.pathCount == 0 || set.paths[f.firstPath].count == 0 || a.value("name", f.row).empty()) continue;
    NamedPlace place = named(set, f, set.coords[set.paths[f.firstPath].first]);
    place.deFactoOnly = !a.value("policy", f.row).empty();
    place.island = a.value("island", f.row) == "1";
    LngLatBox box{a.number("west", f.row), a.number("south", f.row), a.number("east", f.row),
                  a.number("north", f.row)};
    if (box.maxX < box.minX) box.maxX += 360;
    if (box.width() > 0) place.extent = box;
    result.push_back(std::move(place));
  }
  return result;
}

}  // namespace

void NamedPlace::standAt(LngLat there) {
  place = there;
  direction = geo::directionOf(there);
  onMercator = geo::mercator().project(there);
  mercatorMetres = geo::mercator().metresPerUnit(there);
}

double NamedPlace::extentPx(double worldSizePx) const {
  return kmPerUnit > 0 ? std::sqrt(std::max(0.0, areaKm2)) / kmPerUnit * worldSizePx : 0;
}

double NamedPlace::roomPx(double worldSizePx) const {
  return kmPerUnit > 0 ? room * mercatorMetres / 1000 / kmPerUnit * worldSizePx : 0;
}

double NamedPlace::sideKm() const {
  constexpr double kDegreeKm = 111;
  if (extent.empty()) return 0;
  const double across = extent.width() * std::cos(extent.centre().lat * std::numbers::pi / 180);
  return kDegreeKm * std::max(across, extent.height());
}

double NamedPlace::extentOnMercator() const {
  return std::sqrt(std::max(0.0, areaKm2)) * 1000 / mercatorMetres;
}

std::vector<const NamedPlace*> LabelData::placesCalled(const std::string& key) const {
  std::vector<const NamedPlace*> result;
  for (auto [at, last] = placesByKey_.equal_range(key); at != last; ++at)
    result.push_back(&places_.names[at->second]);
  return result;
}

/// At the middle of each line; its pieces are joined.
LabelData::Names LabelData::riverNames(const geo::FeatureSet& set) {
  riverLines_ = map::riverLines(set);
  Names result;
  for (const RiverLine& line : riverLines_) {
    NamedPlace& river = result.emplace_back();
    river.name = line.name;
    river.capitals = river.key = upperCase(line.name);
    river.rank = line.rank;
    river.standAt(line.placeAt(line.length() / 2));
  }
  return result;
}

bool LabelData::refresh(Part& part, const World::Set& set,
                        const std::function<Names(const geo::FeatureSet&)>& read, Named what) {
  if (part.set == set && part.language == language_) return false;
  part.set = set;
  part.language = language_;
  part.names = set ? read(*set) : Names{};
  translate(part.names, what);
  lay(part.names);
  ++revision_;
  return true;
}

void LabelData::translate(Names& names, Named what) const {
  if (!language_) return;
  for (NamedPlace& place : names) {
    std::string_view name = language_->nameOf(what, place.code, place.name);
    // Namesakes of one country may be called otherwise: those stand there with their id.
    if (name.empty() && !place.id.empty())
      name = language_->nameOf(what, place.code, place.name + '\t' + place.id);
    if (name.empty()) continue;
    place.name = name;
    place.capitals = upperCase(name, language_->code());
  }
}

/// A plane that follows the map is another one in every frame.
void LabelData::lay(Names& names) const {
  const auto* bent = dynamic_cast<const geo::CentredPlane*>(projection_.get());
  if (bent != nullptr && bent->weights().mercator > 0) bent = nullptr;
  for (NamedPlace& name : names) {
    if (bent != nullptr) {
      const geo::CentredPlane::Spot spot = bent->spot(name.direction);
      name.at = spot.at;
      name.hidden = spot.cosine < bent->edgeCosine();
    } else {
      name.at = projection_->project(name.place);
      name.hidden = !projection_->shows(name.place);
    }
    const double metres = projection_->metresPerUnit(name.place);
    name.kmPerUnit = metres / 1000;
    name.nearer = std::log2(name.mercatorMetres / metres);
    if (!name.extent.empty()) name.bounds = boundsOnPlane(name.extent, *projection_);
  }
}

void LabelData::update(const World& world, const geo::Plane& plane, const LanguagePtr& language) {
  language_ = language;
  if (plane != plane_) {
    plane_ = plane;
    projection_ = geo::projectionOf(plane);
    nameLevels_ = nameLevelsOf(*projection_);
    for (Part* part : parts()) lay(part->names);
    layCountries();
    for (auto& [code, spots] : spots_) spots.last.laid.reset();
    forgetLaidWaters();
  }
  // Of the outlines the 50m ones: they come first and are there in every kind of World, so names never move
  // as others arrive.
  const World::Set& outlines = world.countries[1] ? world.countries[1] : world.countries[0];
  if (outlines != outlines_ || seaRegions_ != world.seaRegions) {
    seaRegions_ = world.seaRegions;
    findSeas(outlines);
  }
  if (outlines != outlines_ || waters_ != world.lakes) {
    waters_ = world.lakes;
    lakeRings_ = waters_ ? lakeRings(*waters_) : std::vector<geo::Ring>{};
    land_ = outlines ? LandMask(*outlines, waters_.get()) : LandMask();
    spots_.clear();
  }
  if (outlines != outlines_) {
    outlines_ = outlines;
    spots_.clear();
    countries_ = {};  // their places are chosen by them, from those that the layer proposes
  }
  if (refresh(countries_, world.countryNames, countryNames, Named::country)) {
    index(countries_.names, countriesByKey_);
    placeCountries();
  }
  refresh(provinces_, world.provinceNames, namedPoints, Named::province);
  refresh(seas_, world.seas, namedPoints, Named::water);
  if (refresh(lakes_, world.lakes, lakeNames, Named::water))
    findLakes(world.lakes ? *world.lakes : geo::FeatureSet{});
  refresh(
      rivers_, world.rivers, [this](const geo::FeatureSet& set) { return riverNames(set); }, Named::water);
  if (refresh(places_, world.places, townNames, Named::town)) index(places_.names, placesByKey_);
}

void LabelData::index(const Names& names, std::unordered_multimap<std::string, std::size_t>& byKey) {
  byKey.clear();
  for (std::size_t i = 0; i < names.size(); ++i) byKey.emplace(names[i].key, i);
}

bool LabelData::isCountry(const NamedPlace& province) const {
  const auto [first, last] = countriesByKey_.equal_range(province.key);
  return std::any_of(first, last, [&](const auto& at) {
    const NamedPlace& country = countries_.names[at.second];
    return country.deFactoOnly || country.code == province.code;
  });
}

void LabelData::placeCountries() {
  countryParts_.assign(countries_.names.size(), {});
  for (std::size_t i = 0; outlines_ && i < countries_.names.size(); ++i) {
    NamedPlace& country = countries_.names[i];
    if (country.deFactoOnly) continue;
    const InnerPlace place = countryPlace(*outlines_, country.code, country.place);
    country.standAt(place.at);
    country.room = place.width;
    countryParts_[i] = partsBeyond(country.extent, *outlines_, country.code);
  }
  lay(countries_.names);
  layCountries();
}

void LabelData::findSeas(const World::Set& outlines) {
  waterSpots_ = outlines && seaRegions_ ? WaterSpots(*outlines) : WaterSpots();
  seaWaters_.clear();
  if (!outlines || !seaRegions_) return;
  for (const geo::Feature& f : seaRegions_->features)
    for (const geo::Path& path : seaRegions_->pathsOf(f))
      seaWaters_[upperCase(seaRegions_->attributes.value("name", f.row))].region.add(
          seaRegions_->points(path));
}

void LabelData::findLakes(const geo::FeatureSet& lakes) {
  lakeWaters_.clear();
  for (const geo::Feature& f : lakes.features) {
    if (!isNamed(lakes, f)) continue;
    WaterRegion& region = lakeWaters_.emplace_back().region;
    region.lake = true;
    for (const geo::Path& path : lakes.pathsOf(f)) region.add(lakes.points(path));
  }
}

void LabelData::layCountries() {
  countryReaches_.clear();
  for (std::size_t i = 0; i < countries_.names.size(); ++i) {
    geo::WorldBox& reach = countryReaches_.emplace_back(countries_.names[i].bounds);
    for (const LngLatBox& part : countryParts_[i]) reach.add(boundsOnPlane(part, *projection_));
  }
}

template <typename Find>
const std::vector<LabelData::Spot>& LabelData::laidIn(SpotsInSquares& last,
                                                      const CountrySpots::Squares& squares,
                                                      const Find& find) const {
  if (last.squares != squares) last = {squares, find(squares), {}};
  if (last.laid) return *last.laid;
  last.laid.emplace();
  for (const InnerPlace& place : last.places)
    if (const std::optional<Spot> spot = spotAt(place)) last.laid->push_back(*spot);
  return *last.laid;
}

const std::vector<LabelData::Spot>& LabelData::spotsElsewhere(const NamedPlace& country, const LngLatBox& box,
                                                              int level) const {
  static const std::vector<Spot> kNone;
  if (!outlines_ || country.deFactoOnly) return kNone;
  auto known = spots_.find(country.code);
  if (known == spots_.end())
    known = spots_.emplace(country.code, Spots{CountrySpots(*outlines_, country.code, lakeRings_), {}}).first;
  Spots& spots = known->second;
  return laidIn(spots.last, CountrySpots::squaresIn(box, level),
                [&](const CountrySpots::Squares& squares) { return spots.found.in(squares); });
}

const std::vector<LabelData::Spot>& LabelData::spotsOfSea(const WaterWish& wish) const {
  static const std::vector<Spot> kNone;
  const auto known = seaWaters_.find(seas_.names[wish.index].key);
  return known == seaWaters_.end() ? kNone : spotsIn(known->second, wish);
}

const std::vector<LabelData::Spot>& LabelData::spotsOfLake(const WaterWish& wish) const {
  return spotsIn(lakeWaters_[wish.index], wish);
}

const std::vector<LabelData::Spot>& LabelData::spotsIn(Water& water, const WaterWish& wish) const {
  static const std::vector<Spot> kNone;
  const WorldPoint low = geo::mercator().project({wish.box.minX, wish.box.maxY});
  const WorldPoint high = geo::mercator().project({wish.box.maxX, wish.box.minY});
  if (!water.region.meets({low.x, low.y, high.x, high.y})) return kNone;
  WaterFound& known = water.found[wish.tall ? 1 : 0];
  return laidIn(known.last, CountrySpots::squaresIn(wish.box, wish.level),
                [&](const CountrySpots::Squares& squares) {
                  return waterSpots_.in(water.region, wish.tall ? 1 : kNameStretch, squares, known.found);
                });
}

void LabelData::forgetLaidWaters() {
  const auto forget = [](Water& water) {
    for (WaterFound& found : water.found) found.last.laid.reset();
  };
  for (auto& [name, water] : seaWaters_) forget(water);
  for (Water& water : lakeWaters_) forget(water);
}

LabelData::GroundShare LabelData::groundIn(const geo::WorldBox& box, std::string_view code) const {
  constexpr int kColumns = 5;
  const int rows = kColumns * box.height() > box.width() ? 2 : 1;
  const std::uint16_t own = land_.numberOf(code);
  GroundShare share;
  for (int i = 0; i < kColumns * rows; ++i) {
    const WorldPoint at{std::lerp(box.minX, box.maxX, (i % kColumns + 0.5) / kColumns),
                        std::lerp(box.minY, box.maxY, (i / kColumns + 0.5) / rows)};
    const std::uint16_t whose = land_.at(projection_->unproject(at));
    if (whose != own || own == LandMask::kWater)
      (whose == LandMask::kWater ? share.water : share.foreign) += 1.0 / (kColumns * rows);
  }
  return share;
}

std::optional<LabelData::Spot> LabelData::spotAt(const InnerPlace& place) const {
  if (!projection_->shows(place.at)) return std::nullopt;
  const double scale = geo::mercator().metresPerUnit(place.at) / projection_->metresPerUnit(place.at);
  return Spot{place, projection_->project(place.at), place.width * scale};
}

}  // namespace dateline::map
