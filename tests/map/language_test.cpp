#include "map/language.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "map/fake_typesetter.h"
#include "map/label_data.h"
#include "map/test_world.h"
#include "map/text_case.h"

namespace dateline::map {
namespace {

TEST(Languages, EveryOneOfTheListHasItsTable) {
  for (const KnownLanguage& known : kLanguages) {
    const std::string table = DATELINE_ROOT "/geodata/languages/" + std::string(known.code) + ".tsv";
    EXPECT_TRUE(known.code == "en" || std::filesystem::exists(table)) << table;
  }
}

TEST(Languages, OnesThatAreNotKnownAreAnErrorWithTheList) {
  EXPECT_TRUE(checkLanguage("kk"));
  const Status unknown = checkLanguage("xx");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::usage);
  EXPECT_NE(unknown.error().text().find("en, id, de"), std::string::npos);
}

TEST(Languages, ACodeWithARegionOrAScriptIsTheLanguageItself) {
  for (const auto& [code, language] : {std::pair{"pt-br", "pt"},
                                       {"zh-Hans", "zh"},
                                       {"en-GB", "en"},
                                       {"zh-Hant-TW", "zh"},
                                       {"pt_BR", "pt"}}) {
    ASSERT_NE(languageCalled(code), nullptr) << code;
    EXPECT_EQ(languageCalled(code)->code, language);
  }
  EXPECT_EQ(languageCalled("sr-Latn"), nullptr);
  EXPECT_EQ(languageCalled("-pt"), nullptr);
}

TEST(Languages, ATableOfRowsIsReadAndOtherRowsArePassedOver) {
  const Language kazakh("kk", "c\tKAZ\tKazakhstan\tҚазақстан\n\nnonsense\nt\tKAZ\tAlmaty\tАлматы");
  EXPECT_EQ(kazakh.nameOf(Named::country, "KAZ", "Kazakhstan"), "Қазақстан");
  EXPECT_EQ(kazakh.nameOf(Named::town, "KAZ", "Almaty"), "Алматы");
  EXPECT_EQ(kazakh.nameOf(Named::province, "KAZ", "Almaty"), "");
}

TEST(Languages, NamesChangeWithTheLanguageAndBackAndKeepTheirKey) {
  const World world = *testing::smallWorld();
  LabelData data;
  data.update(world);
  ASSERT_FALSE(data.countries().empty());
  const NamedPlace before = data.countries().front();
  const auto spoken =
      std::make_shared<const Language>("kk", "c\t" + before.code + "\t" + before.name + "\tҚазақ елі\n");
  data.update(world, {}, spoken);
  EXPECT_EQ(data.countries().front().name, "Қазақ елі");
  EXPECT_EQ(data.countries().front().capitals, "ҚАЗАҚ ЕЛІ");
  EXPECT_EQ(data.countries().front().key, before.key);
  data.update(world);
  EXPECT_EQ(data.countries().front().name, before.name);
}

TEST(Languages, CountriesStandWhereTheyDidInAnotherLanguageAndAfterOtherOutlines) {
  const std::vector<LngLat> horseshoe{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 3}, {2, 3}, {2, 10}, {0, 10}};
  World world;
  world.countryNames = testing::SetBuilder({"code", "name"}).point({5, 8}, {"AAA", "Shoe"}).share();
  const World bare = world;
  world.countries[1] = testing::SetBuilder({"un"}).polygon({horseshoe}, {"AAA"}).share();
  LabelData data;
  data.update(world);
  const LngLat before = data.countries().front().place;
  EXPECT_LT(before.lat, 3) << "between its arms it has no room";
  data.update(world, {}, std::make_shared<const Language>("kk", "c\tAAA\tShoe\tТаға\n"));
  EXPECT_EQ(data.countries().front().name, "Таға");
  EXPECT_EQ(data.countries().front().place, before);
  EXPECT_EQ(data.countries().front().at, geo::mercator().project(before));
  data.update(bare);
  EXPECT_EQ(data.countries().front().place, (LngLat{5, 8}));
  data.update(world);
  EXPECT_EQ(data.countries().front().place, before);
}

TEST(Languages, ATownThatWentWithTheLanguageIsNotFoundByItsName) {
  World world;
  world.places = testing::SetBuilder({"name"}).point({5, 8}, {"Shoe"}).share();
  LabelData data;
  data.update(world);
  EXPECT_EQ(data.placesCalled("SHOE").size(), 1u);
  data.update({}, {}, std::make_shared<const Language>("kk", ""));
  EXPECT_TRUE(data.placesCalled("SHOE").empty());
}

TEST(TextCase, CapitalsOfManyScripts) {
  EXPECT_EQ(upperCase("Өзбекстан, Тәжікстан"), "ӨЗБЕКСТАН, ТӘЖІКСТАН");
  EXPECT_EQ(upperCase("Việt"), "VIỆT");
  EXPECT_EQ(upperCase("Ελλάς"), "ΕΛΛΑΣ");
  EXPECT_EQ(upperCase("Türkiye", "tr"), "TÜRKİYE");
  EXPECT_EQ(upperCase("哈萨克斯坦"), "哈萨克斯坦");
}

TEST(TextCase, KnowsScriptsThatJoinAndThatAreSlanted) {
  EXPECT_TRUE(joinsLetters("كازاخستان"));
  EXPECT_TRUE(joinsLetters("कज़ाखस्तान"));
  EXPECT_FALSE(joinsLetters("Қазақстан"));
  EXPECT_FALSE(joinsLetters("哈萨克斯坦"));
  EXPECT_TRUE(hasItalics("Каспий теңізі"));
  EXPECT_FALSE(hasItalics("里海"));
  EXPECT_FALSE(hasItalics("بحر قزوين"));
  EXPECT_DOUBLE_EQ(widthInLetters("里海"), 3);
}

TEST(Languages, TownsOfOneNameInOneCountryEachHaveTheirOwn) {
  World world;
  world.places = testing::SetBuilder({"name", "country", "geonameid"})
                     .point({120, 31}, {"Suzhou", "CHN", "1886760"})
                     .point({117, 33}, {"Suzhou", "CHN", "1793743"})
                     .point({110, 30}, {"Suzhou", "CHN", "0"})
                     .share();
  LabelData data;
  data.update(world, {},
              std::make_shared<const Language>(
                  "zh", "t\tCHN\tSuzhou\t1793743\t宿州\nt\tCHN\tSuzhou\t1886760\t苏州\n"));
  ASSERT_EQ(data.places().size(), 3u);
  EXPECT_EQ(data.places()[0].name, "苏州");
  EXPECT_EQ(data.places()[1].name, "宿州");
  EXPECT_EQ(data.places()[2].name, "Suzhou") << "nobody knows which it is";
}

/// Each is read once.
const Language& shippedLanguage(const std::string& code) {
  static std::map<std::string, Language> languages;
  const auto found = languages.find(code);
  if (found != languages.end()) return found->second;
  std::ifstream file(DATELINE_ROOT "/geodata/languages/" + code + ".tsv");
  const std::string table(std::istreambuf_iterator<char>(file), {});
  return languages.emplace(code, Language(code, table)).first->second;
}

/// Rows of countries in the tables of all languages: the codes, with what the layer calls them.
std::map<std::string, std::string> countriesOfTheTables() {
  std::map<std::string, std::string> countries;
  for (const KnownLanguage& known : kLanguages) {
    std::ifstream file(DATELINE_ROOT "/geodata/languages/" + std::string(known.code) + ".tsv");
    for (std::string kind, code, name, rest; std::getline(file, kind, '\t') &&
                                             std::getline(file, code, '\t') &&
                                             std::getline(file, name, '\t') && std::getline(file, rest);)
      if (kind == "c") countries[code] = name;
  }
  return countries;
}

TEST(Languages, NoAreaIsCalledAsTheCountryThatClaimsIt) {
  const std::map<std::string, std::string> countries = countriesOfTheTables();
  ASSERT_GT(countries.size(), 240u);
  for (const KnownLanguage& known : kLanguages) {
    const Language& language = shippedLanguage(std::string(known.code));
    std::map<std::string, std::string> codes;  // by what the map says
    for (const auto& [code, name] : countries) {
      const std::string_view translated = language.nameOf(Named::country, code, name);
      const auto [other, isNew] = codes.emplace(translated.empty() ? name : translated, code);
      EXPECT_TRUE(isNew) << known.code << ": " << code << " is called as " << other->second;
    }
  }
  EXPECT_EQ(shippedLanguage("ja").nameOf(Named::province, "", "Spratly Islands"), "南沙諸島");
  EXPECT_EQ(shippedLanguage("kk").nameOf(Named::country, "CYN", "Northern Cyprus"), "Солтүстік Кипр");
  EXPECT_EQ(shippedLanguage("el").nameOf(Named::country, "SOL", "Somaliland"), "Σομαλιλάνδη");
  EXPECT_EQ(shippedLanguage("uk").nameOf(Named::country, "SSD", "South Sudan"), "Південний Судан");
}

TEST(Languages, CapitalsAndSeasHaveNamesWhereTheirLettersAreOthers) {
  for (const char* code : {"ru", "uk", "kk", "zh"}) {
    const Language& language = shippedLanguage(code);
    for (const auto& [country, name] : {std::pair{"CHN", "Beijing"}, {"IND", "New Delhi"}, {"VNM", "Hanoi"}})
      EXPECT_FALSE(language.nameOf(Named::town, country, name).empty()) << code << ' ' << name;
  }
  const Language &greek = shippedLanguage("el"), &japanese = shippedLanguage("ja");
  EXPECT_EQ(greek.nameOf(Named::town, "CYP", "Limassol"), "Λεμεσός");
  for (const char* town : {"Plzeň", "Hradec Králové"})
    EXPECT_FALSE(japanese.nameOf(Named::town, "CZE", town).empty()) << town << " is called so by the layer";
  const Language& chinese = shippedLanguage("zh");
  for (const char* water : {"Yellow River", "Yellow Sea", "North Atlantic Ocean"})
    EXPECT_FALSE(chinese.nameOf(Named::water, "", water).empty()) << water;
  EXPECT_TRUE(chinese.nameOf(Named::town, "CHN", "Suzhou").empty()) << "there are two";
  EXPECT_EQ(chinese.nameOf(Named::town, "CHN", "Suzhou\t1793743"), "宿州");
  EXPECT_EQ(chinese.nameOf(Named::town, "CHN", "Suzhou\t1886760"), "苏州");
}

TEST(Languages, EveryLanguageNamesTheOceansAndTheGreatSeas) {
  for (const KnownLanguage& known : kLanguages) {
    const Language& language = shippedLanguage(std::string(known.code));
    if (known.code == "en") continue;
    for (const char* water :
         {"North Atlantic Ocean", "South Pacific Ocean", "Indian Ocean", "Arctic Ocean", "Mediterranean Sea",
          "Black Sea", "Red Sea", "Baltic Sea", "North Sea", "Caspian Sea", "Caribbean Sea", "Persian Gulf",
          "South China Sea", "Sea of Japan", "Bay of Bengal", "Gulf of Mexico", "Nile", "Lake Victoria"})
      EXPECT_FALSE(language.nameOf(Named::water, "", water).empty()) << known.code << ' ' << water;
  }
}

TEST(Languages, TownsAreSpeltAsTheLanguageSpellsThem) {
  struct Town {
    const char *language, *country, *name, *translation;
  };
  for (const Town& town : {Town{"ru", "RUS", "Tver", "Тверь"},
                           {"ru", "RUS", "Cherepovets", "Череповец"},
                           {"ru", "RUS", "St. Petersburg", "Санкт-Петербург"},
                           {"ru", "UKR", "Lviv", "Львов"},
                           {"ru", "UKR", "Zaporizhzhia", "Запорожье"},
                           {"ru", "BLR", "Gomel", "Гомель"},
                           {"uk", "UKR", "Lviv", "Львів"},
                           {"uk", "UKR", "Kharkiv", "Харків"},
                           {"uk", "UKR", "Sevastopol", "Севастополь"},
                           {"de", "DEU", "Munich", "München"},
                           {"it", "ITA", "Milan", "Milano"},
                           {"fr", "CHE", "Geneva", "Genève"},
                           {"ja", "CHN", "Guangzhou", "広州"},
                           {"zh", "JPN", "Osaka", "大阪"},
                           {"zh", "CHN", "Harbin", "哈尔滨"},
                           {"zh", "USA", "Cleveland", "克利夫兰"},
                           {"ar", "EGY", "Suez", "السويس"},
                           {"ar", "ESP", "Barcelona", "برشلونة"},
                           {"he", "USA", "Boston", "בוסטון"},
                           {"he", "ZAF", "Cape Town", "קייפטאון"},
                           {"hi", "IND", "Mumbai", "मुंबई"},
                           {"ja", "VNM", "Ho Chi Minh City", "ホーチミン市"},
                           {"nl", "DEU", "Munich", "München"},
                           {"sv", "DEU", "Nuremberg", "Nürnberg"},
                           {"ur", "PAK", "Larkana", "لاڑکانہ"}})
    EXPECT_EQ(shippedLanguage(town.language).nameOf(Named::town, town.country, town.name), town.translation)
        << town.language << ' ' << town.name;
}

TEST(Languages, NamesOfTownsAreWholeAndTheirOwn) {
  struct Town {
    const char *language, *country, *name, *translation;
  };
  for (const Town& town : {Town{"ar", "IRQ", "Basra", "البصرة"},
                           {"ar", "EGY", "Mansoura", "المنصورة"},
                           {"ar", "SDN", "El Obeid", "الأبيض"},
                           {"ja", "KOR", "Gwangju", "光州"},
                           {"ja", "IDN", "Yogyakarta", "ジョグジャカルタ"},
                           {"zh", "CHN", "Hami", "哈密"},
                           {"zh", "CHN", "Tianshui", "天水"},
                           {"zh", "KEN", "Nairobi", "内罗毕"},
                           {"ur", "AFG", "Baghlan", "بغلان"},
                           {"ru", "URY", "Melo", "Мело"},
                           {"ru", "RUS", "Nazran", "Назрань"}})
    EXPECT_EQ(shippedLanguage(town.language).nameOf(Named::town, town.country, town.name), town.translation)
        << town.language << ' ' << town.name;
  EXPECT_EQ(shippedLanguage("he").nameOf(Named::water, "", "Suez Canal"), "תעלת סואץ");
}

TEST(Languages, ProvincesOfOneCountryAreNamedInOneLanguage) {
  const Language& german = shippedLanguage("de");
  EXPECT_EQ(german.nameOf(Named::province, "DEU", "Bavaria"), "Bayern");
  EXPECT_EQ(german.nameOf(Named::province, "DEU", "Saxony"), "Sachsen");
  EXPECT_EQ(german.nameOf(Named::province, "DEU", "Thuringia"), "Thüringen");
  EXPECT_FALSE(shippedLanguage("uk").nameOf(Named::province, "UKR", "Crimea").empty())
      << "whose source counts it to another country";
  EXPECT_NE(shippedLanguage("ru").nameOf(Named::province, "RUS", "Altai Krai"), "Республика Алтай");
}

}  // namespace
}  // namespace dateline::map
