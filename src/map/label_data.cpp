#include "map/label_data.h"

#include <algorithm>
#include <cmath>

#include "map/text_case.h"

namespace dateline::map {
namespace {

// Countries smaller than this are on the screen whole or not at all.
constexpr double kLargeCountryKm2 = 700'000;

NamedPlace named(const geo::FeatureSet& set, const geo::Feature& f, LngLat at,
                 const geo::Projection& projection) {
  const geo::Attributes& a = set.attributes;
  NamedPlace place;
  place.name = a.value("name", f.row);
  place.key = upperCase(place.name);
  place.at = projection.project(at);
  place.rank = a.number("rank", f.row, 10);
  place.areaKm2 = a.number("area_km2", f.row, 0);
  place.kmPerUnit = projection.metresPerUnit(at) / 1000;
  place.kind = a.value("kind", f.row);
  const std::string_view code = a.value("code", f.row);
  place.code = code.empty() ? a.value("country", f.row) : code;
  return place;
}

std::vector<NamedPlace> namedPoints(const geo::FeatureSet& set, const geo::Projection& projection) {
  std::vector<NamedPlace> result;
  for (const geo::Feature& f : set.features) {
    if (f.pathCount == 0 || set.paths[f.firstPath].count == 0) continue;
    NamedPlace place = named(set, f, set.coords[set.paths[f.firstPath].first], projection);
    place.capital = set.attributes.value("capital", f.row) == "1";
    if (!place.name.empty()) result.push_back(std::move(place));
  }
  return result;
}

geo::WorldBox planeBox(const LngLatBox& box, const geo::Projection& projection) {
  geo::WorldBox result;
  result.add(projection.project({box.minX, box.maxY}));
  result.add(projection.project({box.maxX, box.minY}));
  return result;
}

std::vector<NamedPlace> lakeNames(const geo::FeatureSet& set, const geo::Projection& projection) {
  std::vector<NamedPlace> result;
  for (const geo::Feature& f : set.features) {
    if (f.bounds.empty() || set.attributes.value("name", f.row).empty()) continue;
    result.push_back(named(set, f, f.bounds.centre(), projection));
    result.back().bounds = planeBox(f.bounds, projection);
  }
  return result;
}

std::vector<NamedPlace> countryNames(const geo::FeatureSet& set, const geo::Projection& projection) {
  std::vector<NamedPlace> result;
  const geo::Attributes& a = set.attributes;
  for (const geo::Feature& f : set.features) {
    if (f.pathCount == 0 || set.paths[f.firstPath].count == 0 || a.value("name", f.row).empty()) continue;
    NamedPlace place = named(set, f, set.coords[set.paths[f.firstPath].first], projection);
    place.deFactoOnly = !a.value("policy", f.row).empty();
    LngLatBox box{a.number("west", f.row), a.number("south", f.row), a.number("east", f.row),
                  a.number("north", f.row)};
    if (box.maxX < box.minX) box.maxX += 360;
    if (box.width() > 0) place.bounds = planeBox(box, projection);
    result.push_back(std::move(place));
  }
  return result;
}

}  // namespace

double NamedPlace::extentPx(double worldSizePx) const {
  return kmPerUnit > 0 ? std::sqrt(std::max(0.0, areaKm2)) / kmPerUnit * worldSizePx : 0;
}

void LabelData::refresh(Part& part, const World::Set& set,
                        const std::function<Names(const geo::FeatureSet&)>& read) const {
  if (part.set == set) return;
  part.set = set;
  part.names = set ? read(*set) : Names{};
}

void LabelData::update(const World& world) {
  const auto points = [this](const geo::FeatureSet& set) { return namedPoints(set, *projection_); };
  refresh(countries_, world.countryNames,
          [this](const auto& set) { return countryNames(set, *projection_); });
  refresh(provinces_, world.provinceNames, points);
  refresh(seas_, world.seas, points);
  refresh(lakes_, world.lakes, [this](const auto& set) { return lakeNames(set, *projection_); });
  refresh(places_, world.places, points);
  // Of the outlines the 50m ones: they come first and are there in every kind of World, so names never move
  // as others arrive.
  const World::Set& outlines = world.countries[1] ? world.countries[1] : world.countries[0];
  if (outlines != outlines_) alternates_.clear();
  outlines_ = outlines;
}

const std::vector<WorldPoint>& LabelData::alternates(const NamedPlace& country) const {
  static const std::vector<WorldPoint> kNone;
  if (!outlines_ || country.deFactoOnly || country.areaKm2 < kLargeCountryKm2) return kNone;
  const auto [spots, isNew] = alternates_.try_emplace(country.code);
  if (isNew) spots->second = roomySpots(*outlines_, country.code, *projection_);
  return spots->second;
}

}  // namespace dateline::map
