#include "story/annotations.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "story/story.h"

namespace dateline::story {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

// Annotations in the manner of the examples of the W3C's Web Annotation Data Model.

StoryPtr read(const std::string& json) {
  const auto story = parseStory(json, "notes.jsonld");
  EXPECT_TRUE(story) << (story ? "" : story.error().text());
  return story ? *story : std::make_shared<Story>();
}

constexpr const char* kContext = R"("@context":"http://www.w3.org/ns/anno.jsonld",)";

TEST(Annotations, ABodyAndATargetThatAreOnlyNamed) {
  const StoryPtr story =
      read(std::string("{") + kContext + R"("id":"http://notes.example/1","type":"Annotation",
    "body":"http://notes.example/post","target":"http://news.example/ferry"})");
  ASSERT_THAT(story->events, SizeIs(1));
  EXPECT_EQ(story->events[0].id, "http://notes.example/1");
  EXPECT_EQ(story->articleHref, "http://news.example/ferry");
  EXPECT_THAT(story->events[0].anchors, SizeIs(0));
}

TEST(Annotations, ATextBodyIsTheTitle) {
  const StoryPtr story =
      read(std::string("{") + kContext + R"("id":"a","type":"Annotation","motivation":"commenting",
    "creator":{"type":"Person","name":"M."},"body":{"type":"TextualBody","value":"A late ferry","language":"en"},
    "target":{"source":"ferry.txt","selector":{"type":"TextQuoteSelector","exact":"late","prefix":"was ","suffix":" again"}}})");
  const Event& event = story->events.at(0);
  EXPECT_EQ(event.title, "A late ferry");
  ASSERT_THAT(event.anchors, SizeIs(1));
  EXPECT_EQ(std::get<TextQuoteSelector>(event.anchors[0].selectors.at(0)).prefix, "was ");
  const Json again = Json::parse(writeAnnotations(*story))["first"]["items"][0];
  EXPECT_EQ(again["motivation"], "commenting");
  EXPECT_EQ(again["creator"]["name"], "M.");
  EXPECT_EQ(again["target"]["source"], "ferry.txt");
  EXPECT_EQ(again["body"].back()["language"], "en");
}

TEST(Annotations, SelectorsOfEachKindAreRead) {
  const StoryPtr story =
      read(std::string("{") + kContext + R"("id":"a","type":"Annotation","bodyValue":"Said twice","target":[
    {"source":"ferry.txt","selector":{"type":"TextPositionSelector","start":12,"end":40}},
    {"source":"ferry.txt","selector":{"type":"RangeSelector",
       "startSelector":{"type":"TextQuoteSelector","exact":"The ferry"},"endSelector":{"type":"TextPositionSelector","start":50,"end":51}}},
    {"source":"ferry.txt","selector":{"type":"FragmentSelector","value":"p5",
       "refinedBy":{"type":"TextQuoteSelector","exact":"at noon"}},"state":{"type":"TimeState","sourceDate":"2021-03-03"}},
    {"source":"other.txt","selector":{"type":"TextQuoteSelector","exact":"elsewhere"}}]})");
  const Event& event = story->events.at(0);
  EXPECT_EQ(event.title, "Said twice");
  ASSERT_THAT(event.anchors, SizeIs(4));
  EXPECT_TRUE(std::holds_alternative<TextPositionSelector>(event.anchors[0].selectors[0]));
  EXPECT_TRUE(std::holds_alternative<RangeSelector>(event.anchors[1].selectors[0]));
  EXPECT_NE(std::get<UnknownSelector>(event.anchors[2].selectors[0]).refinedBy, nullptr);
  EXPECT_TRUE(std::holds_alternative<UnknownSelector>(event.anchors[3].selectors[0]));
  const Json targets = Json::parse(writeAnnotations(*story))["first"]["items"][0]["target"];
  EXPECT_EQ(targets[2]["state"]["sourceDate"], "2021-03-03");
  EXPECT_EQ(targets[3]["source"], "other.txt");
}

TEST(Annotations, InListsPagesCollectionsAndGraphsAreFound) {
  const std::string one = R"({"id":"a","type":"Annotation","bodyValue":"A","target":"x.txt"})";
  for (const std::string& json :
       {"[" + one + "," + one + "]", R"({"type":"AnnotationPage","items":[)" + one + "," + one + "]}",
        R"({"type":["AnnotationCollection"],"first":{"type":"AnnotationPage","items":[)" + one + "," + one +
            "]}}",
        R"({"@graph":[{"@id":"b","@type":"oa:Annotation","target":"x.txt"},)" + one + "]}"})
    EXPECT_THAT(read(json)->events, SizeIs(2)) << json;
}

TEST(Annotations, OneThatIsWrittenAgainSaysNothingTwiceAndHasABodyOrABodyValue) {
  const std::string title = R"({"type":"TextualBody","value":"A late ferry","purpose":"describing"})";
  const std::string tag = R"({"type":"TextualBody","value":"harbour","purpose":"tagging"})";
  std::string json = std::string("[") + R"({"id":"a","type":"Annotation","target":"x.txt","body":[)" + title +
                     "," + tag + "]}," +
                     R"({"id":"b","type":"Annotation","target":"x.txt","bodyValue":"It came at noon"},)" +
                     R"({"id":"c","type":"Annotation","target":"x.txt","body":)" + title +
                     R"(,"bodyValue":"It came at noon"}])";
  for (int round = 0; round < 2; ++round) {
    const StoryPtr story = read(json);
    EXPECT_EQ(story->events.at(0).title, "A late ferry");
    EXPECT_EQ(story->events[0].summary, "") << "a tag files a passage";
    EXPECT_EQ(story->events.at(1).title, "It came at noon");
    EXPECT_EQ(story->events.at(2).summary, "It came at noon");
    json = writeAnnotations(*story);
    const Json items = Json::parse(json)["first"]["items"];
    for (const Json& item : items) EXPECT_FALSE(item.contains("bodyValue")) << item;
    const auto texts = [&](std::size_t i) {
      std::vector<std::string> all;
      for (const Json& body : items[i]["body"])
        if (body.contains("value")) all.push_back(body["value"].get<std::string>());
      return all;
    };
    EXPECT_THAT(texts(0), ElementsAre("A late ferry", "harbour"));
    EXPECT_THAT(texts(1), ElementsAre("It came at noon"));
    EXPECT_THAT(texts(2), ElementsAre("A late ferry", "It came at noon"));
  }
}

std::vector<std::string> told(const std::string& json) {
  std::vector<std::string> all;
  const StoryPtr story = read(json);
  for (const Warning& warning : story->warnings) all.push_back(warning.where + ": " + warning.message);
  return all;
}

TEST(Annotations, WhatIsNoneIsNamedWithItsPlaceAndFaultsWithTheirs) {
  const std::string one = R"({"id":"a","type":"Annotation","bodyValue":"A","target":"x.txt"})";
  const std::string page =
      R"({"type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[)" + one +
      R"(,"junk",{"type":"Annotation","bodyValue":"B"}],"next":"http://notes.example/2"}})";
  EXPECT_THAT(
      told(page),
      ElementsAre("first.items[1]: is no annotation; it is left out",
                  "first.next: is an address, from which nothing is fetched; the annotations there are "
                  "left out",
                  HasSubstr("first.items[2]: \"id\" is missing")));
  EXPECT_THAT(told("[null," + one + "]"), Contains("annotations[0]: is no annotation; it is left out"));
  EXPECT_THAT(told(R"({"@graph":[{"@id":"somebody"},)" + one + "]}"), Each(Not(HasSubstr("left out"))));
}

/// What a story says, in the program's own words.
Json plain(Story story) {
  story.asRead = nullptr;
  for (Event& event : story.events) event.asRead = nullptr;
  return Json::parse(writeStory(story));
}

TEST(Annotations, AStoryComesBackTheSame) {
  const auto folder = std::filesystem::path(DATELINE_ROOT);
  for (const auto& path :
       {folder / "tests/data/stories/full.story.geojson", folder / "assets/stories/briefing.story.geojson",
        folder / "assets/stories/blinken-central-asia-2023.story.geojson"}) {
    const StoryPtr story = *readStory(path);
    EXPECT_EQ(plain(*read(writeAnnotations(*story))), plain(*story)) << path;
  }
}

TEST(Annotations, BrokenOnesAreReadAsFarAsTheyGo) {
  for (
      const char* json :
      {R"({"type":"Annotation"})", R"({"type":"Annotation","target":7,"body":[[],3,null]})",
       R"([{"type":"Annotation","target":{"selector":{"type":"TextQuoteSelector"}}},5,[[[[]]]]])",
       R"({"type":"AnnotationCollection","first":"http://pages.example/1"})",
       R"({"type":"Annotation","body":{"type":"Feature","properties":3}})",
       R"({"type":"Annotation","target":[{"source":{"id":5},"selector":[]}],"body":{"type":"Choice","items":[]}})"}) {
    const StoryPtr story = read(json);
    EXPECT_TRUE(parseStory(writeAnnotations(*story), "again.jsonld")) << json;
  }
}

}  // namespace
}  // namespace dateline::story
