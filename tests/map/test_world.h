#pragma once

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "geo/features.h"
#include "map/atlas_map.h"

namespace dateline::map::testing {

/// Builds small FeatureSets by hand.
class SetBuilder {
 public:
  explicit SetBuilder(std::vector<std::string> columns = {}) {
    set_.attributes.columns = std::move(columns);
    set_.attributes.values.resize(set_.attributes.columns.size());
  }
  /// Rings of one polygon, the first one outer; or one line; or one point.
  SetBuilder& add(geo::GeometryKind kind, const std::vector<std::vector<LngLat>>& paths,
                  const std::vector<std::string>& values = {}) {
    geo::Feature feature;
    feature.kind = kind;
    feature.firstPath = static_cast<std::uint32_t>(set_.paths.size());
    feature.pathCount = static_cast<std::uint32_t>(paths.size());
    feature.row = rows_++;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      geo::Path path;
      path.first = static_cast<std::uint32_t>(set_.coords.size());
      path.count = static_cast<std::uint32_t>(paths[i].size());
      path.hole = kind == geo::GeometryKind::polygon && i > 0;
      for (const LngLat& p : paths[i]) path.bounds.add(p);
      set_.coords.append(paths[i]);
      feature.bounds.add(path.bounds);
      set_.paths.push_back(path);
    }
    set_.bounds.add(feature.bounds);
    set_.features.push_back(feature);
    for (std::size_t c = 0; c < set_.attributes.values.size(); ++c) {
      set_.attributes.values[c].push_back(c < values.size() ? values[c] : "");
    }
    return *this;
  }
  SetBuilder& polygon(const std::vector<std::vector<LngLat>>& rings,
                      const std::vector<std::string>& values = {}) {
    return add(geo::GeometryKind::polygon, rings, values);
  }
  SetBuilder& line(const std::vector<LngLat>& points, const std::vector<std::string>& values = {}) {
    return add(geo::GeometryKind::line, {points}, values);
  }
  SetBuilder& point(LngLat at, const std::vector<std::string>& values = {}) {
    return add(geo::GeometryKind::point, {{at}}, values);
  }
  [[nodiscard]] std::shared_ptr<const geo::FeatureSet> share() const {
    return std::make_shared<geo::FeatureSet>(set_);
  }

 private:
  geo::FeatureSet set_;
  std::uint32_t rows_ = 0;
};

inline std::vector<LngLat> rectangle(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}};
}

/// A wobbly ring around a middle, the same for the same seed.
inline std::vector<LngLat> blob(LngLat middle, double radius, int corners, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> wobble(0.6, 1.0);
  std::vector<LngLat> ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * 3.14159265358979 * i / corners;
    const double r = radius * wobble(random);
    ring.push_back({middle.lng + r * std::cos(angle), middle.lat + 0.6 * r * std::sin(angle)});
  }
  return ring;
}

inline std::shared_ptr<const World> smallWorld() {
  auto world = std::make_shared<World>();
  const World::Set countries =
      SetBuilder({"un", "de_facto", "name"})
          .polygon({blob({60, 48}, 20, 3000, 1), blob({65, 46}, 4, 100, 2)}, {"AAA", "AAA", "Alphaland"})
          .polygon({blob({100, 30}, 25, 2000, 3)}, {"BBB", "CCC", "Betaland"})
          .polygon({blob({185, 60}, 18, 1000, 4)}, {"DDD", "DDD", "Deltaland"})
          .share();
  world->countries = {countries, countries, countries};
  const World::Set borders = SetBuilder({"un_a", "un_b", "df_a", "df_b", "un_dash", "df_dash"})
                                 .line(blob({60, 48}, 20, 3000, 1), {"AAA", "", "AAA", "", "0", "0"})
                                 .line({{170, 50}, {190, 60}}, {"BBB", "DDD", "CCC", "DDD", "0", "1"})
                                 .line({{90, 30}, {95, 35}}, {"BBB", "BBB", "BBB", "CCC", "0", "0"})
                                 .share();
  world->borders = {borders, borders, borders};
  world->countryNames = SetBuilder({"code", "name", "policy", "area_km2", "west", "south", "east", "north"})
                            .point({60, 48}, {"AAA", "Alphaland", "", "2700000", "40", "36", "80", "60"})
                            .point({100, 30}, {"BBB", "Betaland", "", "4000000", "75", "15", "125", "45"})
                            .point({178, 60}, {"DDD", "Deltaland", "", "1000000", "167", "49", "203", "71"})
                            .share();
  SetBuilder places({"name", "country", "rank", "capital"});
  std::mt19937 random(7);
  std::uniform_real_distribution<double> lng(-180, 180), lat(-70, 75);
  for (int i = 0; i < 3000; ++i) {
    places.point({lng(random), lat(random)},
                 {"Town " + std::to_string(i), "AAA", std::to_string(i % 8), i % 50 ? "0" : "1"});
  }
  world->places = places.share();
  world->seas = SetBuilder({"name", "kind", "rank"}).point({30, 20}, {"Long Wide Sea", "sea", "1"}).share();
  return world;
}

}  // namespace dateline::map::testing
