#include "map/style_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "map/fake_typesetter.h"

namespace dateline::map {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

Result<Style> noBase(const std::string&) {
  return fail(ErrorKind::notFound, "is not there");
}

Result<Style> parse(std::string_view text) {
  return parseStyle(text, "a.json", noBase);
}

std::string faultOf(std::string_view text) {
  const Result<Style> style = parse(text);
  return style ? "no fault" : style.error().text();
}

std::string textOf(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

const fs::path kShipped = fs::path(DATELINE_ROOT) / "assets" / "styles";

TEST(StyleFile, WhatItDoesNotSayIsAsInThePaperOrTheNightStyle) {
  const Result<Style> light = parse(R"({"colours": {"water": "#010203"}})");
  ASSERT_TRUE(light) << light.error().text();
  EXPECT_EQ(light->colours.water, rgb(0x010203));
  EXPECT_EQ(light->colours.land, palette(Theme::light).land);
  EXPECT_EQ(light->name, "a");
  const Result<Style> dark = parse(R"({"theme": "dark"})");
  ASSERT_TRUE(dark);
  EXPECT_EQ(dark->theme, Theme::dark);
  EXPECT_EQ(dark->colours, palette(Theme::dark));
}

TEST(StyleFile, EveryKindOfValueGoesWhereItBelongs) {
  const Result<Style> style = parse(R"({
    "name": "Mine", "theme": "dark",
    "colours": {"graticule": "#11223344", "plate": "#AABBCC"},
    "widths": {"border": [[2, 1], [6, 3]], "route": 0, "ring": 2},
    "sizes": {"pin": [[2, 18], [6, 30]], "ring": 8}, "dashes": {"disputed": [1, 2.5], "route": 9},
    "labels": {"city": {"size": [[3, 10], [9, 14]], "font": "Noto Serif", "weight": 700, "italic": true,
                        "colour": "#445566"}, "sea": {"font": "sans"}},
    "from": {"cities": [2, 4], "provinceNames": 7},
    "relief": [[5, 0.5], [8, 0]],
    "layers": {"plain": ["#010203"], "categories": ["#111111", "#222222"], "ramp": ["#ffffff", "#000000"],
               "other": "#333333"},
    "kinds": {"vote": {"colour": "#778899", "shape": "square", "ink": "#000000"}}
  })");
  ASSERT_TRUE(style) << style.error().text();
  EXPECT_EQ(style->name, "Mine");
  EXPECT_EQ(style->theme, Theme::dark);
  EXPECT_EQ(style->colours.graticule, rgb(0x112233, 0x44));
  EXPECT_EQ(style->colours.panel, rgb(0xaabbcc));
  EXPECT_EQ(style->widths.border.at(Zoom{4}), 2);
  EXPECT_EQ(style->widths.route.at(Zoom{4}), 0);
  EXPECT_EQ(style->widths.ring.at(Zoom{4}), 2);
  EXPECT_EQ(style->sizes.pin.at(Zoom{4}), 24);
  EXPECT_EQ(style->sizes.ring.at(Zoom{4}), 8);
  EXPECT_EQ(style->dashes.disputed, (Dash{1, 2.5F}));
  EXPECT_EQ(style->dashes.route.at(Zoom{4}), 9);
  EXPECT_EQ(style->labels.city.sizePx.at(Zoom{6}), 12);
  EXPECT_EQ(style->labels.city.family.name(), "Noto Serif");
  EXPECT_EQ(style->labels.city.weight, 700);
  EXPECT_TRUE(style->labels.city.italic);
  EXPECT_EQ(style->labels.city.colour, rgb(0x445566));
  EXPECT_EQ(style->labels.sea.face, text::Face::interface);
  EXPECT_TRUE(style->labels.sea.italic) << "what a class does not say stays";
  EXPECT_FALSE(style->shown.cities.shows(1, Zoom{3.9}));
  EXPECT_TRUE(style->shown.cities.shows(1, Zoom{4}));
  EXPECT_EQ(style->shown.provinceNames.of(3), 7);
  EXPECT_NEAR(style->relief.at(Zoom{6.5}), 0.25, 1e-12);
  EXPECT_EQ(style->layers.plain, (std::vector<Colour>{rgb(0x010203)}));
  EXPECT_EQ(style->layers.categories, (std::vector<Colour>{rgb(0x111111), rgb(0x222222)}));
  EXPECT_EQ(style->layers.ramp, (std::vector<Colour>{rgb(0xffffff), rgb(0x000000)}));
  EXPECT_EQ(style->layers.other, rgb(0x333333));
  EXPECT_EQ(style->layers.noData, builtInStyle(Theme::dark)->layers.noData);
  EXPECT_EQ(style->kind("vote").colour, rgb(0x778899));
  EXPECT_EQ(style->kind("vote").shape, MarkerShape::square);
  EXPECT_EQ(style->kind("vote").ink, rgb(0));
  EXPECT_EQ(style->kind("meeting").colour, palette(Theme::dark).meeting);
}

TEST(StyleFile, NumbersByZoomGoInALineAndStandStillBeyondTheirStops) {
  const ByZoom value{{2, 10}, {4, 20}, {4, 30}, {8, 50}};
  EXPECT_EQ(value.at(Zoom{0}), 10);
  EXPECT_EQ(value.at(Zoom{3}), 15);
  EXPECT_EQ(value.at(Zoom{4}), 30) << "two stops at one zoom are a step";
  EXPECT_EQ(value.at(Zoom{6}), 40);
  EXPECT_EQ(value.at(Zoom{18}), 50);
  EXPECT_EQ(value.most(), 50);
  EXPECT_EQ((FromZoom{1, 2, 3}.of(7)), 3) << "what ranks below the last is shown with it";
}

TEST(StyleFile, AFaultIsNamedWithItsLineAndColumnAndWhatIsAllowed) {
  const auto at = [](const char* json, const char* place, const char* says) {
    const std::string fault = faultOf(json);
    EXPECT_TRUE(fault.starts_with("a.json:" + std::string(place) + ": ")) << fault;
    EXPECT_THAT(fault, HasSubstr(says));
  };
  at("{\n  \"colurs\": {}\n}", "2:3", "may have name, extends, theme, colours");
  at("{\"colours\": {\n \"water\": \"#000000\",\n \"watr\": \"#000000\"}}", "3:2", "\"watr\" is no member");
  at("{\"colours\": {\"water\":\n   \"blue\"}}", "2:4", "\"#rrggbb\"");
  at("{\"colours\": {\"water\":\n\n12}}", "3:1", "is a number; write a colour");
  at("{\"colours\": []}", "1:13", "is a list");
  at("[]", "1:1", "a style is an object");
  at("{\"layers\": {\"ramp\": [\"#000000\"]}}", "1:21", "write 2 to 32");
  at("{\"layers\": {\"plain\": [\"#000000\", 7]}}", "1:34", "write a colour");
  at("{\"layers\": {\"categories\": \"#000000\"}}", "1:27", "a list of colours");
  at("{\"widths\": {\"river\": 21}}", "1:22", "from 0 to 20");
  at("{\"widths\": {\"river\": -0.1}}", "1:22", "from 0 to 20");
  at("{\"widths\": {\"halo\": 7}}", "1:21", "from 0 to 6");
  at("{\"widths\": {\"river\": \"1\"}}", "1:22", "stops");
  at("{\"widths\": {\"river\": [[3, 1],\n [2, 1]]}}", "2:3", "sort the stops");
  at("{\"widths\": {\"river\": []}}", "1:22", "0 stops");
  at("{\"widths\": {\"river\": [[1]]}}", "1:23", "[zoom, number]");
  at("{\"sizes\": {\"pin\": 11}}", "1:19", "from 12 to 60");
  at("{\"dashes\": {\"disputed\": 3}}", "1:25", "[dash, gap]");
  at("{\"dashes\": {\"disputed\": [3]}}", "1:25", "is a list of 1");
  at("{\"dashes\": {\"disputed\": [3, 0]}}", "1:29", "from 0.5 to 40");
  at("{\"from\": {\"rivers\": [1, \"a\"]}}", "1:25", "write a number");
  at("{\"labels\": {\"city\": {\"size\": 100}}}", "1:30", "from 4 to 72");
  at("{\"labels\": {\"city\": {\"font\": \"A, B\"}}}", "1:30", "more than one font");
  at("{\"labels\": {\"town\": {}}}", "1:13", "country, province, city");
  at("{\"kinds\": {\"vote\": {\"shape\": \"star\"}}}", "1:30", "drop, diamond, square, disc");
  at("{\"kinds\": {\"war\": {}}}", "1:12", "conflict");
  at("{\"theme\": \"sepia\"}", "1:11", "use light, dark");
  at("{\"relief\": 1.5}", "1:12", "from 0 to 1");
  at("{\"extends\": \"x\"}", "1:13", "is not there");
  at("{\"name\": \"\"}", "1:10", "is no name");
  at("{\"name\": \"a\", \"name\": \"b\"}", "1:15", "a second time");
  at("{\"ñ\": 1, \"b\": 2}", "1:2", "\"ñ\"");
  at("{\"name\": \"ñ\", \"b\": 2}", "1:15", "\"b\"");
}

TEST(StyleFile, AllFaultsOfAFileAreToldInItsOrder) {
  const std::string three =
      faultOf("{\"colours\": {\"watr\": 1,\n \"land\": 2},\n \"relief\": 9, \"name\": \"n\"}");
  EXPECT_EQ(std::count(three.begin(), three.end(), '\n'), 2) << three;
  EXPECT_TRUE(three.starts_with("a.json:1:14: \"watr\"")) << three;
  EXPECT_THAT(three, HasSubstr("\na.json:2:10: is a number"));
  EXPECT_THAT(three, HasSubstr("\na.json:3:12: 9 is out of range"));
  const std::string base = faultOf("{\"widths\": {\"river\": -1}, \"extends\": \"x\"}");
  EXPECT_THAT(base, HasSubstr("from 0 to 20"));
  EXPECT_THAT(base, HasSubstr("\na.json:1:38: cannot extend"));
  const std::string again = faultOf(
      "{\"extends\": \"x\", \"relief\": 7,\n \"kinds\": {\"vote\": {\"ink\": \"#000000\", \"ink\": "
      "\"red\"}},\n"
      " \"extends\": \"paper\"}");
  EXPECT_EQ(std::count(again.begin(), again.end(), '\n'), 4) << again;
  EXPECT_THAT(again, HasSubstr("a.json:1:13: cannot extend"));
  EXPECT_THAT(again, HasSubstr("\na.json:1:28: 7 is out of range"));
  EXPECT_THAT(again, HasSubstr("\na.json:2:39: \"ink\" stands here a second time"));
  EXPECT_THAT(again, HasSubstr("\na.json:2:46: \"red\" is no colour"));
  EXPECT_THAT(again, HasSubstr("\na.json:3:2: \"extends\" stands here a second time; keep one of them"));
  std::string many = "{\"colours\": {\"a0\": 1";
  for (int i = 1; i < 11; ++i) many += ", \"a" + std::to_string(i) + "\": 1";
  const std::string told = faultOf(many + "}}");
  EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 8);
  EXPECT_TRUE(told.ends_with("\nand 3 more")) << told;
}

TEST(StyleFile, WhatIsNoJsonIsNamedWithItsPlace) {
  EXPECT_THAT(faultOf(""), HasSubstr("is not JSON"));
  EXPECT_THAT(faultOf("{\n \"name\": }"), HasSubstr("a.json:2:10: is not JSON"));
  EXPECT_THAT(faultOf("{\"relief\": 1e999}"), HasSubstr("is not JSON"));
  EXPECT_THAT(faultOf("{\"relief\": NaN}"), HasSubstr("is not JSON"));
  EXPECT_THAT(faultOf("{} {}"), HasSubstr("is not JSON"));
  EXPECT_THAT(faultOf("{\"name\": \"\xff\"}"), HasSubstr("is not UTF-8"));
  EXPECT_THAT(faultOf(std::string("\0\0\0", 3)), HasSubstr("is not JSON"));
  EXPECT_TRUE(parse("\xEF\xBB\xBF{}")) << "a byte order mark does no harm";
  EXPECT_EQ(parse("\xEF\xBB\xBF{\n\"relief\": 7}").error().where, parse("{\n\"relief\": 7}").error().where);
}

TEST(StyleFile, HostileTextIsRefusedQuicklyAndQuotedShortly) {
  const std::string deep = faultOf(std::string(1u << 20, '['));
  EXPECT_THAT(deep, HasSubstr("a.json:1:17: is nested more than 16 levels deep"));
  const std::string longName = faultOf("{\"" + std::string(900'000, 'x') + "\": 1}");
  EXPECT_LT(longName.size(), 400U);
  const std::string longToken = faultOf("{\"name\": t" + std::string(900'000, 'x'));
  EXPECT_LT(longToken.size(), 400U);
  EXPECT_EQ(faultOf("{\"a\\nb\": 1}").find('\n'), std::string::npos);
  std::string stops = "[[0, 1]";
  for (int i = 0; i < 50'000; ++i) stops += ",[0, 1]";
  EXPECT_THAT(faultOf("{\"relief\": " + stops + "]}"), HasSubstr("50001 stops"));
}

TEST(StyleFile, FontsThatAreNotHereAreToldByName) {
  const testing::FakeTypesetter typesetter;
  Style style = *builtInStyle(Theme::light);
  EXPECT_EQ(missingFonts(style, typesetter), "");
  style.labels.city.family = style.labels.sea.family = text::FontFamily("Missing");
  style.labels.lake.family = text::FontFamily("Here");
  const std::string told = missingFonts(style, typesetter);
  EXPECT_TRUE(told.ends_with("not installed, others stand in for them: Missing")) << told;
}

class StyleFolder : public ::testing::Test {
 protected:
  StyleFolder() : folder(fs::temp_directory_path() / ("dateline-styles-" + std::to_string(::getpid()))) {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  ~StyleFolder() override { fs::remove_all(folder); }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name) << text;
    return (folder / name).string();
  }

  fs::path folder;
};

TEST_F(StyleFolder, AStyleExtendsAnotherFileOrAShippedOne) {
  write("base.json", R"({"extends": "night", "colours": {"water": "#010203", "land": "#040506"}})");
  const std::string mine = write("mine.json", R"({"extends": "base.json", "colours": {"land": "#070809"}})");
  std::vector<fs::path> files;
  const auto style = readStyle(mine, &files);
  ASSERT_TRUE(style) << style.error().text();
  EXPECT_EQ((*style)->name, "mine");
  EXPECT_EQ((*style)->theme, Theme::dark);
  EXPECT_EQ((*style)->colours.water, rgb(0x010203));
  EXPECT_EQ((*style)->colours.land, rgb(0x070809));
  EXPECT_EQ(files.size(), 3U);
}

TEST_F(StyleFolder, ACircleAMissingFileAndAHugeOneAreErrors) {
  write("b.json", R"({"extends": "a.json"})");
  const std::string a = write("a.json", "{\n\"extends\": \"./b.json\"}");
  std::vector<fs::path> files;
  const auto circle = readStyle(a, &files);
  ASSERT_FALSE(circle);
  EXPECT_THAT(circle.error().text(), HasSubstr("a.json:2:12"));
  EXPECT_THAT(circle.error().text(), HasSubstr("is extended by itself"));
  EXPECT_EQ(files.size(), 2U) << "both are to be watched until the circle is broken";

  const auto missing = readStyle((folder / "none.json").string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::notFound);
  const auto huge = readStyle(write("huge.json", std::string((1u << 20) + 1, ' ')));
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().kind, ErrorKind::tooLarge);
  const auto nul = readStyle(a + std::string("\0.json", 6));
  ASSERT_FALSE(nul);
  EXPECT_THAT(nul.error().text(), HasSubstr("holds a NUL character"));
  const auto unknown = readStyle("sepia");
  ASSERT_FALSE(unknown);
  EXPECT_THAT(unknown.error().text(), HasSubstr("paper, night, print, colour-blind"));
}

TEST_F(StyleFolder, ALongChainIsRefused) {
  for (int i = 0; i < 20; ++i)
    write(std::to_string(i) + ".json", "{\"extends\": \"" + std::to_string(i + 1) + ".json\"}");
  const auto chain = readStyle((folder / "0.json").string());
  ASSERT_FALSE(chain);
  EXPECT_THAT(chain.error().text(), HasSubstr("more than 8"));
}

TEST(ShippedStyles, PaperAndNightSayWhatIsBuiltIn) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const auto read = readStyle(theme == Theme::light ? "paper" : "night");
    ASSERT_TRUE(read) << read.error().text();
    const Style &file = **read, &builtIn = *builtInStyle(theme);
    EXPECT_EQ(file.name, builtIn.name);
    EXPECT_EQ(file.theme, builtIn.theme);
    EXPECT_EQ(file.colours, builtIn.colours);
    EXPECT_EQ(file.kinds, builtIn.kinds);
    EXPECT_EQ(file.widths, builtIn.widths);
    EXPECT_EQ(file.sizes, builtIn.sizes);
    EXPECT_EQ(file.dashes, builtIn.dashes);
    EXPECT_EQ(file.labels, builtIn.labels);
    EXPECT_EQ(file.shown, builtIn.shown);
    EXPECT_EQ(file.relief, builtIn.relief);
  }
}

/// The names that a message lists after "it may have".
std::vector<std::string> allowedIn(const std::string& json) {
  const std::string fault = faultOf(json);
  std::vector<std::string> names;
  std::istringstream list(fault.substr(std::min(fault.find("it may have ") + 12, fault.size())));
  for (std::string name; std::getline(list, name, ',');)
    names.push_back(name.substr(name.find_first_not_of(' ')));
  return names;
}

TEST(ShippedStyles, EveryMemberIsInThePaperStyleAndInItsDescription) {
  const std::string paper = textOf(kShipped / "paper.json"), readme = textOf(kShipped / "README.md");
  for (const char* json :
       {R"({"?": 1})", R"({"colours": {"?": 1}})", R"({"widths": {"?": 1}})", R"({"sizes": {"?": 1}})",
        R"({"dashes": {"?": 1}})", R"({"labels": {"?": 1}})", R"({"from": {"?": 1}})",
        R"({"kinds": {"?": 1}})", R"({"labels": {"city": {"?": 1}}})", R"({"kinds": {"vote": {"?": 1}}})"}) {
    const std::vector<std::string> names = allowedIn(json);
    EXPECT_GE(names.size(), 2U) << json;
    for (const std::string& name : names) {
      EXPECT_THAT(readme, HasSubstr("`" + name + "`"));
      const bool optional = name == "extends" || name == "ink";
      EXPECT_TRUE(optional || paper.find("\"" + name + "\"") != std::string::npos) << name;
    }
  }
}

TEST(ShippedStyles, TheColourBlindSafeOneTellsEveryKindApart) {
  const auto style = readStyle("colour-blind");
  ASSERT_TRUE(style) << style.error().text();
  const Kinds& kinds = (*style)->kinds;
  for (std::size_t a = 0; a < kinds.size(); ++a)
    for (std::size_t b = a + 1; b < kinds.size(); ++b) {
      EXPECT_FALSE(kinds[a].colour == kinds[b].colour && kinds[a].shape == kinds[b].shape)
          << kKindNames[a] << " and " << kKindNames[b];
    }
}

TEST(ShippedStyles, PrintHasNeitherColourNorRelief) {
  const auto style = readStyle("print");
  ASSERT_TRUE(style) << style.error().text();
  const Palette& p = (*style)->colours;
  for (const Colour c : {p.water, p.land, p.landFocus, p.border, p.borderFocus, p.province, p.river, p.label,
                         p.seaName, p.halo, p.ink, p.muted, p.panel, p.pinRim, p.pinInk, p.route})
    EXPECT_TRUE(c.r == c.g && c.g == c.b);
  for (const KindLook& kind : (*style)->kinds) EXPECT_EQ(kind.colour.r, kind.colour.b);
  EXPECT_EQ((*style)->relief.at(Zoom{4}), 0);
}

}  // namespace
}  // namespace dateline::map
