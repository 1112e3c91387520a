#include <map>
#include <string>
#include <utility>

#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

using geo::LngLat;

LayerData shippedLayer(const char* name) {
  return mustOpen(std::filesystem::path(DATELINE_ROOT) / "geodata" / (std::string(name) + ".fgb"));
}

/// What the layer calls its feature nearest to a place.
std::string nameAt(const geo::FeatureSet& set, LngLat place) {
  std::string name;
  double best = 1e9;
  for (const geo::Feature& feature : set.features) {
    for (const geo::Path& path : set.pathsOf(feature)) {
      for (std::size_t i = path.first; i < path.first + path.count; ++i) {
        const double distance = std::hypot(set.coords[i].lng - place.lng, set.coords[i].lat - place.lat);
        if (distance < best) {
          best = distance;
          name = set.attributes.value("name", feature.row);
        }
      }
    }
  }
  return name;
}

TEST(ShippedNames, RiversFarApartDoNotShareTheNameOfOneOfThem) {
  const LayerData rivers = shippedLayer("rivers");
  for (const auto& [place, name] : {std::pair{LngLat{0.9, 44.1}, "Garonne"},
                                    {LngLat{-18.8, 64.55}, "Þjórsá"},
                                    {LngLat{15.0, 46.6}, "Drava"},
                                    {LngLat{99.3, 37.6}, "Buha"},
                                    {LngLat{29.5, 48.9}, "Southern Bug"},
                                    {LngLat{90.0, 32.5}, "Za'gya Zangbo"},
                                    {LngLat{4.8, 46.3}, "Saône"},
                                    {LngLat{-57.9, -22.0}, "Paraguay"},
                                    {LngLat{-60.7, -32.5}, "Paraná"}})
    EXPECT_EQ(nameAt(*rivers.features, place), name);
}

TEST(ShippedNames, NoMoreThanATownAndWhatLiesAroundItShareANameOfAProvince) {
  const LayerData provinces = shippedLayer("province_names");
  std::map<std::string, int> counts;
  for (const geo::Feature& feature : provinces.features->features) {
    const auto& attributes = provinces.features->attributes;
    ++counts[std::string(attributes.value("country", feature.row)) + ' ' +
             std::string(attributes.value("name", feature.row))];
  }
  for (const auto& [name, count] : counts) EXPECT_LE(count, 2) << name;
}

TEST(ShippedNames, ProvincesHaveNotTheNamesOfTheirNeighbours) {
  const LayerData provinces = shippedLayer("province_names");
  for (const auto& [place, name] : {std::pair{LngLat{82.9, 52.4}, "Altai Krai"},
                                    {LngLat{86.9, 51.0}, "Altai Republic"},
                                    {LngLat{66.3, 33.8}, "Daykundi"},
                                    {LngLat{69.8, 35.3}, "Panjshir"},
                                    {LngLat{20.7, 42.2}, "Prizren"},
                                    {LngLat{-3.06, 53.37}, "Wirral"},
                                    {LngLat{26.0, 57.4}, "Smiltene"},
                                    {LngLat{14.6, 49.1}, "South Bohemia"},
                                    {LngLat{30.6, 46.9}, "Odesa"},
                                    {LngLat{-77.8, -0.8}, "Napo"},
                                    {LngLat{39.06, 15.28}, "Maekel"},
                                    {LngLat{-57.5, 2.6}, "East Berbice-Corentyne"}})
    EXPECT_EQ(nameAt(*provinces.features, place), name);
}

TEST(ShippedNames, NoTownIsThereTwice) {
  const LayerData places = shippedLayer("places");
  std::map<std::string, std::string> names;  // by the GeoNames id
  for (const geo::Feature& feature : places.features->features) {
    const auto& attributes = places.features->attributes;
    const std::string id(attributes.value("geonameid", feature.row));
    const std::string name(attributes.value("name", feature.row));
    if (id == "0") continue;
    const auto [other, isNew] = names.emplace(id, name);
    EXPECT_TRUE(isNew) << name << " is " << other->second;
  }
}

}  // namespace
}  // namespace dateline::atlas
