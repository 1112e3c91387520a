#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

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

TEST(ShippedNames, TownsHaveTheNamesOfEnglishTexts) {
  const LayerData towns = shippedLayer("places");
  for (const auto& [place, name] : {std::pair{LngLat{3.72, 51.05}, "Ghent"},
                                    {LngLat{11.08, 49.45}, "Nuremberg"},
                                    {LngLat{25.13, 35.33}, "Heraklion"},
                                    {LngLat{-73.59, 45.5}, "Montreal"},
                                    {LngLat{-71.25, 46.84}, "Quebec City"},
                                    {LngLat{-156.78, 71.29}, "Utqiagvik"},
                                    {LngLat{25.6, -33.97}, "Gqeberha"},
                                    {LngLat{36.75, 35.15}, "Hama"},
                                    {LngLat{-100.4, 20.6}, "Querétaro"},
                                    {LngLat{39.71, 47.23}, "Rostov-on-Don"},
                                    {LngLat{39.4, 57.19}, "Rostov"}})
    EXPECT_EQ(nameAt(*towns.features, place), name);
}

/// Latin letters alone, in one case, without accents: what two spellings of one name have in common.
std::string bareLetters(std::string_view name) {
  static const std::map<std::string_view, char> kBare = {
      {"á", 'a'}, {"à", 'a'}, {"â", 'a'}, {"ã", 'a'}, {"ä", 'a'}, {"é", 'e'}, {"è", 'e'},
      {"ê", 'e'}, {"ë", 'e'}, {"í", 'i'}, {"ï", 'i'}, {"î", 'i'}, {"ó", 'o'}, {"ô", 'o'},
      {"ö", 'o'}, {"ú", 'u'}, {"ü", 'u'}, {"ç", 'c'}, {"ñ", 'n'}, {"ø", 'o'}, {"ş", 's'},
      {"É", 'e'}, {"Á", 'a'}, {"Î", 'i'}, {"Ş", 's'}};
  std::string bare;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (std::isalpha(static_cast<unsigned char>(name[i])) != 0)
      bare += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    else if (const auto found = kBare.find(name.substr(i, 2)); found != kBare.end())
      bare += found->second, ++i;
  }
  return bare;
}

TEST(ShippedNames, AProvinceIsSpeltAsTheTownThatItIsCalledAfter) {
  const LayerData towns = shippedLayer("places"), provinces = shippedLayer("province_names");
  std::map<std::string, std::pair<std::string, LngLat>> spellings;  // by the country and the letters
  const auto at = [](const LayerData& layer, const geo::Feature& feature, const char* field) {
    return std::string(layer.features->attributes.value(field, feature.row));
  };
  const auto placeOf = [](const LayerData& layer, const geo::Feature& feature) {
    return layer.features->coords[layer.features->paths[feature.firstPath].first];
  };
  for (const geo::Feature& town : towns.features->features)
    spellings.emplace(at(towns, town, "country") + bareLetters(at(towns, town, "name")),
                      std::pair{at(towns, town, "name"), placeOf(towns, town)});
  int compared = 0;
  for (const geo::Feature& province : provinces.features->features) {
    const auto found =
        spellings.find(at(provinces, province, "country") + bareLetters(at(provinces, province, "name")));
    if (found == spellings.end()) continue;
    const auto& [name, place] = found->second;
    const LngLat here = placeOf(provinces, province);
    if (std::hypot(here.lng - place.lng, here.lat - place.lat) > 1.5) continue;
    EXPECT_EQ(at(provinces, province, "name"), name) << at(provinces, province, "country");
    ++compared;
  }
  EXPECT_GT(compared, 800);
}

TEST(ShippedNames, NoProvinceIsCalledByADirectionAlone) {
  const LayerData provinces = shippedLayer("province_names");
  const std::set<std::string_view> bare = {"North",    "South",   "East",    "West",      "Northern",
                                           "Southern", "Eastern", "Western", "Central",   "Gulf",
                                           "Coast",    "Capital", "Red Sea", "Far North", "Northwest"};
  for (const geo::Feature& feature : provinces.features->features) {
    const std::string_view name = provinces.features->attributes.value("name", feature.row);
    EXPECT_FALSE(bare.contains(name))
        << provinces.features->attributes.value("country", feature.row) << ' ' << name;
  }
}

TEST(ShippedNames, IslandsThatSeveralClaimAreNoCountryAndNobodys) {
  const LayerData provinces = shippedLayer("province_names"), countries = shippedLayer("country_names");
  for (const geo::Feature& feature : countries.features->features)
    EXPECT_NE(countries.features->attributes.value("name", feature.row), "Spratly Islands");
  std::set<std::string> nobodys;
  for (const geo::Feature& feature : provinces.features->features)
    if (provinces.features->attributes.value("country", feature.row).empty())
      nobodys.emplace(provinces.features->attributes.value("name", feature.row));
  for (const char* name : {"Spratly Islands", "Paracel Islands", "Senkaku (Diaoyu) Islands", "Abu Musa"})
    EXPECT_TRUE(nobodys.contains(name)) << name;
}

TEST(ShippedNames, DisputedLinesAreDashedInBothViews) {
  const LayerData lines = shippedLayer("disputed"), borders = shippedLayer("borders_10m");
  const auto isSet = [](const LayerData& layer, const geo::Feature& feature, const char* field) {
    return layer.features->attributes.value(field, feature.row) == "1";
  };
  // What one view has as a border of its own, dashed, the other has among these lines.
  std::size_t borderOfUn = 0, borderOfDeFacto = 0, lineOfUn = 0, lineOfDeFacto = 0;
  for (const geo::Feature& feature : borders.features->features) {
    const auto field = [&](const char* name) {
      return borders.features->attributes.value(name, feature.row);
    };
    borderOfUn +=
        static_cast<std::size_t>(isSet(borders, feature, "un_dash") && field("df_a") == field("df_b"));
    borderOfDeFacto +=
        static_cast<std::size_t>(isSet(borders, feature, "df_dash") && field("un_a") == field("un_b"));
  }
  std::set<std::string> names;
  for (const geo::Feature& feature : lines.features->features) {
    const bool un = isSet(lines, feature, "un"), deFacto = isSet(lines, feature, "de_facto");
    EXPECT_TRUE(un || deFacto);
    lineOfUn += static_cast<std::size_t>(un && !deFacto);
    lineOfDeFacto += static_cast<std::size_t>(deFacto && !un);
    if (un && deFacto) names.emplace(lines.features->attributes.value("name", feature.row));
  }
  EXPECT_LE(lineOfUn, borderOfDeFacto);
  EXPECT_LE(lineOfDeFacto, borderOfUn + 1);
  for (const char* name : {"Abkhazia", "South Ossetia", "Transnistria", "Claimed by Japan",
                           "Claimed by Venezuela", "Claimed by Sudan", "Abyei"})
    EXPECT_TRUE(names.contains(name)) << name;
}

/// The towns that a language has a name for: the country with the name, or with the name and the id.
std::set<std::string> namedTowns(const std::string& language) {
  std::set<std::string> towns;
  std::ifstream file(std::filesystem::path(DATELINE_ROOT) / "geodata" / "languages" / (language + ".tsv"));
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("t\t")) towns.insert(line.substr(2, line.rfind('\t') - 2));
  return towns;
}

TEST(ShippedNames, LargeTownsHaveANameInTheLettersOfTheirCountry) {
  const LayerData towns = shippedLayer("places");
  const std::map<std::string, std::string> countriesOf = {
      {"ar", "DZA EGY IRQ JOR KWT LBN LBY MAR OMN QAT SAU SDN SYR TUN YEM ARE BHR PSE"},
      {"bn", "BGD"},
      {"el", "GRC CYP"},
      {"fa", "IRN"},
      {"he", "ISR"},
      {"hi", "IND"},
      {"ja", "JPN"},
      {"kk", "KAZ"},
      {"ko", "KOR PRK"},
      {"ru", "RUS BLR KAZ KGZ"},
      {"uk", "UKR"},
      {"ur", "PAK"},
      {"zh", "CHN TWN"}};
  for (const auto& [language, countries] : countriesOf) {
    const std::set<std::string> named = namedTowns(language);
    for (const geo::Feature& feature : towns.features->features) {
      const auto field = [&](const char* name) {
        return std::string(towns.features->attributes.value(name, feature.row));
      };
      if (field("country").empty() || countries.find(field("country")) == std::string::npos) continue;
      if (std::stod(field("population")) < 200'000) continue;
      const std::string town = field("country") + '\t' + field("name");
      EXPECT_TRUE(named.contains(town) || named.contains(town + '\t' + field("geonameid")))
          << language << ' ' << town;
    }
  }
}

}  // namespace
}  // namespace dateline::atlas
