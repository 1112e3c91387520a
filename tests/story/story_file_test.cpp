#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "story/story.h"

namespace dateline::story {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

StoryPtr parsed(std::string_view json) {
  auto story = parseStory(json, "test.story.geojson");
  EXPECT_TRUE(story) << (story ? "" : story.error().text());
  return story ? *story : std::make_shared<Story>();
}

Error errorOf(std::string_view json) {
  const auto story = parseStory(json, "bad.story.geojson");
  EXPECT_FALSE(story);
  return story ? Error{ErrorKind::io, ""} : story.error();
}

/// A collection of these features.
std::string collection(const std::string& features, const std::string& story = R"({"version": 1})") {
  return R"({"type": "FeatureCollection", "story": )" + story + R"(, "features": [)" + features + "]}";
}

std::string feature(const std::string& id, const std::string& properties = R"({"title": "T"})",
                    const std::string& geometry = R"({"type": "Point", "coordinates": [1, 2]})") {
  return R"({"type": "Feature", "id": )" + id + R"(, "geometry": )" + geometry + R"(, "properties": )" +
         properties + "}";
}

std::string faultsOf(const Story& story) {
  std::string all;
  for (const Warning& warning : story.warnings) all += warning.where + ": " + warning.message + "\n";
  return all;
}

fs::path fixturePath() {
  return fs::path(DATELINE_TEST_DATA) / "stories" / "full.story.geojson";
}

TEST(StoryFile, EveryKnownMemberIsRead) {
  const auto read = readStory(fixturePath());
  ASSERT_TRUE(read) << read.error().text();
  const Story& story = **read;
  EXPECT_EQ(story.path, fixturePath().string());
  EXPECT_EQ(story.title, "A ferry");
  EXPECT_EQ(story.kicker, "Harbours");
  EXPECT_EQ(story.dek, "It sails again.");
  EXPECT_EQ(story.articleHref, "harbour.txt");
  EXPECT_EQ(story.articleSha256, "00");
  EXPECT_EQ(story.published, "2021-03-03");
  ASSERT_TRUE(story.view);
  EXPECT_EQ(story.view->center, (geo::LngLat{71.5, 51.0}));
  EXPECT_EQ(story.view->zoom, 4.5);
  EXPECT_THAT(story.focus, testing::ElementsAre("KAZ", "UZB"));
  ASSERT_THAT(story.events, SizeIs(3));
  EXPECT_EQ(story.indexOf("quarry"), 1);
  EXPECT_EQ(story.indexOf("none"), -1);
  EXPECT_EQ(story.find("none"), nullptr);
  const Event& event = *story.find("opening");
  EXPECT_EQ(event.title, "The harbour opens");
  EXPECT_EQ(event.at, (geo::LngLat{71.43, 51.13}));
  EXPECT_EQ(event.kind, "movement");
  ASSERT_THAT(event.anchors, SizeIs(3));
  ASSERT_THAT(event.anchors[0].selectors, SizeIs(3));
  EXPECT_EQ(std::get<TextQuoteSelector>(event.anchors[0].selectors[0]).prefix, "Lindre ");
  EXPECT_EQ(std::get<TextPositionSelector>(event.anchors[1].selectors[0]).sha256, "ab");
  EXPECT_TRUE(std::holds_alternative<UnknownSelector>(event.anchors[0].selectors[2]));
  const auto& refined = std::get<TextQuoteSelector>(event.anchors[2].selectors[0]);
  ASSERT_NE(refined.refinedBy, nullptr);
  EXPECT_EQ(std::get<TextPositionSelector>(refined.refinedBy->selector).range, (TextRange{0, 1}));
  EXPECT_FALSE(story.events[1].at);
  EXPECT_FALSE(story.events[2].at);
}

TEST(StoryFile, WhatIsNotKnownIsWrittenAgainAtEachLevel) {
  const StoryPtr story = *readStory(fixturePath());
  const Json before = Json::parse(std::ifstream(fixturePath()));
  const Json after = Json::parse(writeStory(*story));
  for (const char* pointer :
       {"/bbox", "/licence", "/story/editor", "/story/article/language", "/story/view/bearing",
        "/features/0/colour", "/features/0/properties/weight", "/features/0/properties/anchors/0/note",
        "/features/0/properties/anchors/0/selector/0/lang",
        "/features/0/properties/anchors/0/selector/1/unit", "/features/0/properties/anchors/0/selector/2",
        "/features/0/geometry", "/features/1/geometry", "/features/1/properties/tags",
        "/features/2/geometry"}) {
    const Json::json_pointer member(pointer);
    EXPECT_EQ(after.at(member), before.at(member)) << pointer;
  }
}

TEST(StoryFile, WritingAndReadingAgainGivesTheSameStory) {
  for (const fs::path& path :
       {fixturePath(), fs::path(DATELINE_ROOT) / "assets/stories/briefing.story.geojson"}) {
    const StoryPtr story = *readStory(path);
    const std::string once = writeStory(*story);
    const StoryPtr again = parsed(once);
    EXPECT_EQ(writeStory(*again), once);
    EXPECT_EQ(again->events.size(), story->events.size());
    EXPECT_EQ(faultsOf(*again), faultsOf(*story));
    // Members may change their order, and a single selector becomes a list of one; nothing else.
    EXPECT_EQ(nlohmann::json::parse(writeStory(*again)).at("story"),
              nlohmann::json::parse(std::ifstream(path)).at("story"));
  }
}

constexpr const char* kOddStory = R"({
  "note": [1, 2],
  "type": "FeatureCollection",
  "features": [
    {"properties": {"time": "", "title": "", "anchors": [], "place": "Osh", "kind": null}, "id": 7,
     "geometry": {"coordinates": [72.8, 40.5, 963], "type": "Point"}, "type": "Feature"},
    {"type": "Feature", "id": "b", "geometry": null, "properties": {"time": 2023,
     "anchors": {"note": "one", "selector": {"type": "TextQuoteSelector", "prefix": "", "exact": "abc"}}}},
    {"type": "Feature", "id": "c", "geometry": null, "properties": null}
  ],
  "story": {"dek": "", "article": {"href": "", "sha256": "00"}, "title": "T", "focus": [], "view": null}
})";

TEST(StoryFile, WhatIsNotChangedIsWrittenAsItWasRead) {
  const StoryPtr story = parsed(kOddStory);
  EXPECT_EQ(story->events[0].id, "7");
  EXPECT_EQ(story->events[0].title, "Osh");
  EXPECT_EQ(Json::parse(writeStory(*story)).dump(1), Json::parse(kOddStory).dump(1));
}

TEST(StoryFile, NumbersOfMembersThatAreNotKnownKeepTheirDigits) {
  const std::string numbers = "[1.0,1.50E+2,-0.0,12345678901234567890123,0.1000,5,1e-7,18446744073709551616]";
  std::string text = collection(
      feature("\"a\"", R"({"title": "T", "mine": )" + numbers + "}",
              R"({"type": "Point", "coordinates": [71.430, 51.13, 1.50E+2]})"),
      R"({"version": 1, "view": {"center": [68.00, 45.0], "zoom": 4.20, "mine": )" + numbers + "}}");
  text.insert(text.size() - 1, R"(, "mine": )" + numbers);
  const StoryPtr story = parsed(text);
  EXPECT_EQ(faultsOf(*story), "");
  EXPECT_EQ(story->events[0].at, (geo::LngLat{71.43, 51.13}));
  EXPECT_EQ(story->view->zoom, 4.2);
  Story changed = *story;
  changed.events[0].title = "Another";
  for (const std::string& written : {writeStory(*story), writeStory(changed)}) {
    std::string bare = std::regex_replace(written, std::regex("\\s"), "");
    for (int time = 0; time < 3; ++time) {
      const std::size_t at = bare.find(R"("mine":)" + numbers);
      ASSERT_NE(at, std::string::npos) << written;
      bare.erase(at, 7 + numbers.size());
    }
    EXPECT_THAT(bare, HasSubstr("[71.430,51.13,1.50E+2]"));
    EXPECT_THAT(bare, HasSubstr("[68.00,45.0]"));
  }
  EXPECT_THAT(std::regex_replace(writeAnnotations(*story), std::regex("\\s"), ""), HasSubstr(numbers));
}

TEST(StoryFile, OnlyWhatIsChangedIsWrittenAnew) {
  Story story = *parsed(kOddStory);
  story.events[0].title = "Named";
  story.events[1].time.clear();
  story.events[2].place = "Uzgen";
  story.articleHref = "a.txt";
  Json wanted = Json::parse(kOddStory);
  wanted["features"][0]["properties"]["title"] = "Named";
  wanted["features"][1]["properties"].erase("time");
  wanted["features"][2]["properties"] = {{"title", "c"}, {"place", "Uzgen"}};
  wanted["story"]["article"]["href"] = "a.txt";
  EXPECT_EQ(Json::parse(writeStory(story)).dump(1), wanted.dump(1));
  story.events.erase(story.events.begin());
  EXPECT_EQ(Json::parse(writeStory(story)).at("features").size(), 2u);
}

TEST(StoryFile, APinThatWasMovedIsWrittenWhereItIs) {
  Story story = *parsed(collection(feature("\"a\"") + "," + feature("\"b\"")));
  story.events[0].at = geo::LngLat{-30.25, 60};
  story.events[1].at.reset();
  story.events[1].geometry = nullptr;
  const StoryPtr again = parsed(writeStory(story));
  EXPECT_EQ(again->events[0].at, (geo::LngLat{-30.25, 60}));
  EXPECT_FALSE(again->events[1].at);
}

TEST(StoryFile, NewPlacesAreAsShortAsACentimetreAllowsAndThoseOfTheFileStay) {
  Story changed = *parsed(
      collection(feature("\"a\"", "{}",
                         R"({"type": "Point", "coordinates": [-101.67374000000001, 21.129080000000002]})") +
                 ", " + feature("\"b\"", "{}", R"({"type": "Point", "coordinates": [1, 2]})")));
  changed.events[1].at = geo::LngLat{-102.67374000000001, 22.129080000000002};
  changed.view = StoryView{.center = {-0.00000000001, 12.123456789}};
  const std::string bare = std::regex_replace(writeStory(changed), std::regex("\\s"), "");
  EXPECT_THAT(bare, HasSubstr("[-101.67374000000001,21.129080000000002]"));
  EXPECT_THAT(bare, HasSubstr("[-102.67374,22.12908]"));
  EXPECT_THAT(bare, HasSubstr("[0.0,12.1234568]"));
}

TEST(StoryFile, SavingWritesWhatReadingFinds) {
  const fs::path path =
      fs::temp_directory_path() / ("dateline-story-" + std::to_string(::getpid()) + ".geojson");
  const StoryPtr story = *readStory(fixturePath());
  ASSERT_TRUE(saveStory(*story, path));
  EXPECT_EQ(writeStory(**readStory(path)), writeStory(*story));
  fs::remove(path);
  EXPECT_EQ(saveStory(*story, "/nowhere/at/all.geojson").error().kind, ErrorKind::io);
}

TEST(StoryFile, TextOfEveryScriptAndLongTextSurvive) {
  Story story = *parsed(collection(feature("\"a\"")));
  story.events[0].title = std::string(100'000, 'x') + "Алматы \"quoted\" \\ \n 😀 \x01";
  EXPECT_EQ(parsed(writeStory(story))->events[0].title, story.events[0].title);
}

TEST(BadStory, MissingFilesAndFoldersAreErrors) {
  EXPECT_EQ(readStory("/nowhere/x.story.geojson").error().kind, ErrorKind::notFound);
  EXPECT_EQ(readStory(fs::temp_directory_path()).error().kind, ErrorKind::unreadable);
}

TEST(BadStory, WhatIsNoStoryIsRefusedWithTheReason) {
  EXPECT_THAT(errorOf("").message, HasSubstr("is empty"));
  EXPECT_THAT(errorOf("Dear reader,").message, HasSubstr("is not JSON: line 1, column 1"));
  EXPECT_THAT(errorOf("{\n \"type\": \"Feat\",\n \"ä\": ?}").message, HasSubstr("line 3, column 7"));
  EXPECT_THAT(errorOf("{\"type\": \"FeatureCollection\", \"features\": [").message, HasSubstr("is not JSON"));
  EXPECT_THAT(errorOf("\xFF\xFE{").message, HasSubstr("is not JSON"));
  EXPECT_THAT(errorOf("{\"a\": \"\xFF\"}").message, HasSubstr("is not JSON"));
  for (const char* json :
       {"[]", "null", "3", "\"x\"", "{}", R"({"type": "Feature"})", R"({"type": "FeatureCollection"})",
        R"({"type": "FeatureCollection", "features": {}})", R"({"type": 3, "features": []})"})
    EXPECT_THAT(errorOf(json).message, HasSubstr("is not a story")) << json;
  const Error newer = errorOf(collection("", R"({"version": 2})"));
  EXPECT_EQ(newer.kind, ErrorKind::unsupported);
  EXPECT_THAT(newer.message, HasSubstr("version 2"));
}

TEST(BadStory, ADepthBombIsRefused) {
  for (const std::string bracket : {"[", "{\"a\":"}) {
    std::string bomb;
    for (int i = 0; i < 100'000; ++i) bomb += bracket;
    EXPECT_THAT(errorOf(bomb).message, HasSubstr("nested"));
    EXPECT_THAT(errorOf(R"({"type": "FeatureCollection", "features": [], "x": )" + bomb).message,
                HasSubstr("nested"));
  }
  EXPECT_TRUE(parseStory(
      R"({"type": "FeatureCollection", "features": [], "x": "[[[[)" + std::string(1000, '[') + "\"}", "a"));
}

TEST(BadStory, AnObjectOfVeryManyMembersIsRefused) {
  std::string members;
  for (int i = 0; i < 100'000; ++i) members += ",\"m" + std::to_string(i) + "\":0";
  EXPECT_EQ(errorOf(R"({"type": "FeatureCollection", "features": [])" + members + "}").kind,
            ErrorKind::tooLarge);
}

TEST(BadStory, TooManyEventsAreRefused) {
  std::string many = "0";
  for (int i = 0; i < 100'000; ++i) many += ",0";
  EXPECT_EQ(errorOf(collection(many)).kind, ErrorKind::tooLarge);
}

TEST(BadStory, HugeNumbersAreRefusedOrSurvived) {
  EXPECT_THAT(errorOf(collection(feature("1e999"))).message, HasSubstr("too large"));
  const StoryPtr story =
      parsed(collection(feature("123456789012345678901234567890",
                                R"({"title": "T", "anchors": [{"selector": {"type": "TextPositionSelector",
      "start": 18446744073709551614, "end": 18446744073709551615}}]})",
                                R"({"type": "Point", "coordinates": [1e308, -1e308]})")));
  EXPECT_FALSE(story->events[0].at);
  EXPECT_THAT(faultsOf(*story), HasSubstr("geometry"));
}

TEST(BadStory, EventsOutsideTheWorldAreKeptWithoutAPlace) {
  for (const char* coordinates :
       {"[181, 0]", "[0, 90.5]", "[-200, -100]", "[]", "[1]", "[\"1\", \"2\"]", "null", "{}", "7"}) {
    const std::string geometry = std::string(R"({"type": "Point", "coordinates": )") + coordinates + "}";
    const StoryPtr story = parsed(collection(feature("\"far\"", R"({"title": "T"})", geometry)));
    ASSERT_THAT(story->events, SizeIs(1));
    EXPECT_FALSE(story->events[0].at) << coordinates;
    EXPECT_THAT(faultsOf(*story), HasSubstr("event \"far\": \"geometry\"")) << coordinates;
    EXPECT_EQ(parsed(writeStory(*story))->events[0].geometry, story->events[0].geometry);
  }
  EXPECT_TRUE(parsed(collection(feature("\"edge\"", R"({"title": "T"})",
                                        R"({"type": "Point", "coordinates": [-180, 90]})")))
                  ->events[0]
                  .at);
}

TEST(BadStory, RepeatedAndMissingIdsBecomeUniqueOnes) {
  const StoryPtr story = parsed(collection(feature("\"a\"") + "," + feature("\"a\"") + "," +
                                           feature("\"a-2\"") + "," + feature("\"a\"") + "," +
                                           feature("null") + "," + feature("17") + "," + feature("{}")));
  std::vector<std::string> ids;
  for (const Event& event : story->events) ids.push_back(event.id);
  EXPECT_THAT(ids, testing::ElementsAre("a", "a-3", "a-2", "a-4", "event-5", "17", "event-7"));
  EXPECT_THAT(faultsOf(*story), HasSubstr("features[1]: \"id\" is \"a\" again; it becomes \"a-3\""));
  EXPECT_THAT(faultsOf(*story), HasSubstr("features[4]: \"id\" is missing"));
}

TEST(BadStory, ADateThatIsNoDateIsNamedAndKept) {
  const StoryPtr story = parsed(collection(feature("\"a\"", R"({"title": "T", "time": "2023-02-30"})")));
  EXPECT_THAT(faultsOf(*story), HasSubstr("event \"a\": \"time\" is \"2023-02-30\", which is no date"));
  EXPECT_EQ(story->events[0].time, "2023-02-30");
}

/// Each of these is in a story that is read nevertheless.
TEST(BadStory, AMemberOfAWrongTypeOrValueIsNamed) {
  const std::string point = R"({"type": "Point", "coordinates": )";
  const auto anchored = [&](const std::string& selector) {
    return collection(feature("\"a\"", R"({"title": "T", "anchors": [{"selector": [)" + selector +
                                           R"(, {"type": "TextQuoteSelector", "exact": "x"}]}]})"));
  };
  const auto about = [&](const std::string& member) {
    return collection(feature("\"a\""), R"({"version": 1, )" + member + "}");
  };
  const std::string digest(64, 'a');
  EXPECT_EQ(faultsOf(*parsed(collection(feature("\"a\"")))), "");
  EXPECT_EQ(faultsOf(*parsed(about(R"("article": {"sha256": ")" + digest + "\"}"))), "");
  const std::pair<std::string, const char*> cases[] = {
      {collection(feature("\"a\"", R"({"title": "T", "status": "maybe"})")),
       "event \"a\": \"status\" is \"maybe\""},
      {collection(feature("\"a\"", R"({"title": "T", "status": 7})")), "event \"a\": \"status\" is not text"},
      {collection(R"({"type": "Foo", "id": "a", "geometry": null, "properties": {"title": "T"}})"),
       "event \"a\": \"type\" is not \"Feature\""},
      {collection(R"({"id": "a", "geometry": null, "properties": {"title": "T"}})"),
       "event \"a\": \"type\" is missing"},
      {collection(R"({"type": "Feature", "id": "a", "properties": {"title": "T"}})"),
       "event \"a\": \"geometry\" is missing"},
      {collection(feature("\"a\"", R"({"title": "T"})", point + R"([1, 2, 300, "x"]})")),
       "event \"a\": \"geometry\" has coordinates that are more"},
      {collection(feature("\"a\"", R"({"title": "T"})", point + R"([1, 2, "x"]})")),
       "event \"a\": \"geometry\" has coordinates that are more"},
      {about(R"("article": {"sha256": "zz"})"), "story.article: \"sha256\" is no SHA-256"},
      {about(R"("article": {"sha256": ")" + std::string(64, 'A') + "\"}"), "story.article: \"sha256\" is no"},
      {about(R"("view": {"center": [1, 200], "zoom": 3, "projection": "cube"})"),
       "story.view: \"projection\" is none of"},
      {about(R"("view": {"center": [1, 2, "x"], "zoom": 3})"), "story.view: \"center\" has more"},
      {collection(feature("\"a\""), R"({"version": 0})"), "story: \"version\" is less than 1"},
      {anchored("5"), "event \"a\", anchors[0]: \"type\" of a selector is missing"},
      {anchored(R"({"type": 5})"), "event \"a\", anchors[0]: \"type\" of a selector is missing"},
      {anchored(R"({"type": "TextPositionSelector", "start": 1, "end": 2, "sha256": "zz"})"),
       "event \"a\", anchors[0]: \"sha256\" is no SHA-256"},
      {anchored(R"({"type": "TextQuoteSelector", "exact": "y", "refinedBy": 5})"),
       "event \"a\", anchors[0], refinedBy: \"type\" of a selector is missing"},
  };
  for (const auto& [text, fault] : cases) EXPECT_THAT(faultsOf(*parsed(text)), HasSubstr(fault)) << text;
  const StoryPtr placed = parsed(cases[5].first);
  EXPECT_EQ(placed->events[0].at, (geo::LngLat{1, 2}));
}

TEST(BadStory, AnArticleWhoseNameHoldsANulIsNamedAndKept) {
  const StoryPtr story =
      parsed(collection("", R"({"version": 1, "article": {"href": "secret.md\u0000.md"}})"));
  EXPECT_EQ(story->articleHref, "");
  EXPECT_THAT(faultsOf(*story), HasSubstr("story.article: \"href\" holds a NUL character"));
  EXPECT_THAT(writeStory(*story), HasSubstr("secret.md\\u0000.md"));
}

TEST(BadStory, ATitleThatIsMissingIsReplacedByThePlaceOrTheId) {
  const StoryPtr story =
      parsed(collection(feature("\"a\"", R"({"place": "Osh"})") + "," + feature("\"b\"", "null") + "," +
                        feature("\"c\"", R"({"title": ""})") + "," + feature("\"d\"", R"({"title": 5})")));
  EXPECT_EQ(story->events[0].title, "Osh");
  EXPECT_EQ(story->events[1].title, "b");
  EXPECT_THAT(faultsOf(*story), HasSubstr("event \"b\": \"title\" is missing"));
  EXPECT_EQ(story->events[2].title, "c");
  EXPECT_THAT(faultsOf(*story), HasSubstr("event \"c\": \"title\" is empty"));
  EXPECT_THAT(faultsOf(*story), HasSubstr("event \"d\": \"title\" is not text"));
  EXPECT_THAT(faultsOf(*story), Not(HasSubstr("event \"d\": \"title\" is empty"))) << "told once";
}

/// Puts each of these values in the place of each member in turn: what is wrong is told of, nothing is
/// thrown.
TEST(BadStory, AnyMemberMayHaveAnyType) {
  const nlohmann::json whole = nlohmann::json::parse(std::ifstream(fixturePath()));
  const nlohmann::json flat = whole.flatten();
  const std::vector<nlohmann::json> values = {nullptr,
                                              true,
                                              -1,
                                              1.5,
                                              1e300,
                                              "text",
                                              "",
                                              nlohmann::json::array(),
                                              nlohmann::json::object(),
                                              {{"type", 7}},
                                              {1, "a", nullptr}};
  std::vector<std::string> pointers;
  std::set<std::string> kinds;
  for (const auto& [pointer, value] : flat.items())
    for (std::size_t slash = pointer.find('/', 1);; slash = pointer.find('/', slash + 1)) {
      const std::string at = pointer.substr(0, slash);
      // Which of the events or anchors it is, is no other case.
      if (kinds.insert(std::regex_replace(at, std::regex("[0-9]+"), "0")).second) pointers.push_back(at);
      if (slash == std::string::npos) break;
    }
  ASSERT_GT(pointers.size(), 50u);
  const auto article =
      *article::parseArticle("The harbour opened its gates. It opened its gates again.", "a.txt");
  for (const std::string& pointer : pointers)
    for (const nlohmann::json& value : values) {
      nlohmann::json broken = whole;
      broken[nlohmann::json::json_pointer(pointer)] = value;
      const auto story = parseStory(broken.dump(), "x");
      if (!story) continue;
      const std::string once = writeStory(**story);
      EXPECT_EQ(writeStory(*parsed(once)), once) << pointer << " = " << value;
      resolveAll(**story, *article);
    }
}

TEST(BadStory, FaultsBeyondAFewHundredAreCounted) {
  std::string many = feature("\"a\"");
  for (int i = 0; i < 2000; ++i) many += "," + feature("\"a\"");
  const StoryPtr story = parsed(collection(many));
  EXPECT_LT(story->warnings.size(), 400u);
  int told = 0;
  for (const Warning& warning : story->warnings) told += warning.count;
  EXPECT_EQ(told, 2000);
}

TEST(BadStory, ThousandsOfEventsAreReadAndWrittenAgain) {
  std::string many;
  for (int i = 0; i < 3000; ++i)
    many += (i ? "," : "") +
            feature("\"e" + std::to_string(i) + "\"",
                    R"({"title": "T", "anchors": [{"selector": [{"type": "TextQuoteSelector", "exact": "abc"},
                                        {"type": "TextPositionSelector", "start": 0, "end": 3}]}]})");
  const std::string json = collection(many);
  const StoryPtr story = parsed(json);
  EXPECT_THAT(story->events, SizeIs(3000));
  EXPECT_THAT(story->warnings, IsEmpty());
  const std::string once = writeStory(*story);
  EXPECT_EQ(writeStory(*parsed(once)), once);
}

TEST(BuiltinStories, AreFoundByTheHashOfTheArticle) {
  const fs::path folder = fs::path(DATELINE_TEST_DATA) / "stories";
  article::Article article;
  EXPECT_EQ(builtinStoryFor(folder, article), std::nullopt);
  article.sha256 = "01";
  EXPECT_EQ(builtinStoryFor(folder, article), std::nullopt);
  article.sha256 = "00";
  EXPECT_EQ(builtinStoryFor(folder, article), fixturePath());
  EXPECT_EQ(builtinStoryFor("/nowhere", article), std::nullopt);
}

TEST(BuiltinStories, AreFoundHoweverTheCopyOfTheArticleEnds) {
  const fs::path folder = fs::temp_directory_path() / ("dateline-builtin-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const auto article = [](const std::string& text) { return article::parseArticle(text, "a.txt").value(); };
  for (const char* kept : {"One line.\n", "One line."}) {
    Story story;
    story.articleSha256 = article(kept)->sha256;
    ASSERT_TRUE(saveStory(story, folder / "a.story.geojson"));
    for (const char* copy : {"One line.", "One line.\n", "One line.\r\n", "One line.\n\n \n"})
      EXPECT_TRUE(builtinStoryFor(folder, *article(copy))) << copy;
    EXPECT_FALSE(builtinStoryFor(folder, *article(" One line.\n")));
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace dateline::story
