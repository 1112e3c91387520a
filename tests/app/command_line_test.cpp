#include "app/command_line.h"

#include <gmock/gmock.h>

namespace dateline::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<Invocation> parsed(std::vector<const char*> words) {
  words.insert(words.begin(), "dateline");
  return parseCommandLine(static_cast<int>(words.size()), words.data());
}

std::string faultOf(std::vector<const char*> words) {
  const auto invocation = parsed(std::move(words));
  if (invocation) return "";
  EXPECT_EQ(invocation.error().kind, ErrorKind::usage);
  return invocation.error().text();
}

TEST(CommandLine, AnOptionThatMayBeRepeatedTakesOneWordAtATime) {
  const auto drawn = parsed({"export", "--layer", "a.shp", "--layer", "b.shp", "notes.md", "-o", "x.png"});
  ASSERT_TRUE(drawn) << drawn.error().text();
  EXPECT_THAT(drawn->exportMap.common.layers, ElementsAre("a.shp", "b.shp"));
  EXPECT_EQ(drawn->exportMap.common.article, "notes.md");
  const auto coloured = parsed({"export", "--colour-by", "rate", "notes.md", "-o", "x.png"});
  ASSERT_TRUE(coloured) << coloured.error().text();
  EXPECT_EQ(coloured->exportMap.common.article, "notes.md");
  const auto found = parsed({"places", "--gazetteer", "own.tsv", "a.txt", "b.txt"});
  ASSERT_TRUE(found) << found.error().text();
  EXPECT_THAT(found->places.files, ElementsAre("a.txt", "b.txt"));
}

TEST(CommandLine, BoxesAndSizesAreTakenAsPeopleWriteThem) {
  const auto drawn = parsed({"export", "--bbox", "33, 46, 39, 51", "--size", "1000X700", "-o", "x.png"});
  ASSERT_TRUE(drawn) << drawn.error().text();
  ASSERT_TRUE(drawn->exportMap.bbox);
  EXPECT_EQ(drawn->exportMap.bbox->maxY, 51);
  EXPECT_EQ(drawn->exportMap.width, 1000);
  EXPECT_THAT(faultOf({"export", "--bbox", "33, 46, 39, x", "-o", "x.png"}), HasSubstr("is not a box"));
}

TEST(CommandLine, WhatStandsBeforeACommandIsRefused) {
  EXPECT_THAT(faultOf({"notes.md", "export", "-o", "g.png"}), HasSubstr("notes.md: stands before export"));
  EXPECT_THAT(faultOf({"--theme", "dark", "export", "-o", "g.png"}),
              HasSubstr("--theme: stands before export"));
  EXPECT_THAT(faultOf({"--size", "99x99", "export", "-o", "g.png"}), HasSubstr("--size"));
  EXPECT_THAT(faultOf({"export", "-o", "g.png", "check"}), HasSubstr("export and check are two commands"));
  EXPECT_EQ(faultOf({"--quiet", "export", "-o", "g.png"}), "");
}

TEST(CommandLine, EmptyValuesAreRefused) {
  for (const char* option : {"--bbox", "--fit", "--zoom", "--theme", "--story", "--crs", "--select",
                             "--gazetteer", "--layer", "--style"})
    EXPECT_THAT(faultOf({"export", "-o", "x.png", option, ""}),
                HasSubstr(std::string(option) + ": is empty"));
  EXPECT_THAT(faultOf({"export", "", "-o", "x.png"}), HasSubstr("ARTICLE: is empty"));
  EXPECT_THAT(faultOf({"convert", "", "-o", "x.jsonld"}), HasSubstr("STORY: is empty"));
  EXPECT_THAT(faultOf({"places", ""}), HasSubstr("FILE: is empty"));
  EXPECT_THAT(faultOf({""}), HasSubstr("FILE: is empty"));
}

TEST(CommandLine, TheWindowOpensEachFileAsWhatItsNameSays) {
  const auto window = parsed({"ROADS.SHP", "a.md", "a.story.geojson", "b.GPKG"});
  ASSERT_TRUE(window) << window.error().text();
  const Common& common = window->window.common;
  EXPECT_EQ(common.article, "a.md");
  EXPECT_EQ(common.story, "a.story.geojson");
  EXPECT_THAT(common.layers, ElementsAre("ROADS.SHP", "b.GPKG"));
  EXPECT_THAT(faultOf({"a.md", "b.md"}), HasSubstr("b.md: is a second article, beside a.md"));
  EXPECT_THAT(faultOf({"--story", "a.jsonld", "b.jsonld"}), HasSubstr("b.jsonld: is a second story"));
}

TEST(CommandLine, AStoryOrALayerIsNoArticle) {
  EXPECT_THAT(faultOf({"export", "a.Story.GeoJSON", "-o", "x.png"}), HasSubstr("--story"));
  EXPECT_THAT(faultOf({"export", "a.gpkg", "-o", "x.png"}), HasSubstr("--layer"));
  EXPECT_THAT(faultOf({"check", "a.jsonld"}), HasSubstr("--story"));
  EXPECT_THAT(faultOf({"check", "a.SHP"}), HasSubstr("--layer"));
}

TEST(CommandLine, WhatIsForAReplayNeedsOne) {
  EXPECT_THAT(faultOf({"--frame-times", "t.json"}), HasSubstr("--frame-times: is for a replay"));
  EXPECT_THAT(faultOf({"--remember"}), HasSubstr("--remember: is for a replay"));
  EXPECT_THAT(faultOf({"-", "--replay", "-"}), HasSubstr("standard input cannot be both"));
}

TEST(CommandLine, NumbersThatAreWholeAreNotCutAndCodesMayBeInCapitals) {
  EXPECT_THAT(faultOf({"export", "-o", "x.png", "--dpi", "1.5"}), HasSubstr("whole"));
  EXPECT_THAT(faultOf({"export", "-o", "x.png", "--layer-memory", "1.5"}), HasSubstr("whole"));
  const auto spoken = parsed({"export", "-o", "x.png", "--language", "RU"});
  ASSERT_TRUE(spoken) << spoken.error().text();
  EXPECT_EQ(spoken->exportMap.common.language, "ru");
}

TEST(CommandLine, AFaultNamesTheHelpOfItsCommand) {
  EXPECT_THAT(faultOf({"export", "--nonsense"}), HasSubstr("dateline export --help"));
  EXPECT_THAT(faultOf({"--nonsense"}), HasSubstr("see dateline --help"));
}

}  // namespace
}  // namespace dateline::app
