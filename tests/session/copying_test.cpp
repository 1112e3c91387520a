#include "session/copying.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dateline::session {
namespace {

State stateOf(const std::string& text, const std::string& path = "/home/somebody/the boat.txt") {
  State state;
  state.article = article::parseArticle(text, path).value();
  auto story = std::make_shared<story::Story>();
  story->published = "2023-02-28";
  state.story = story;
  return state;
}

constexpr const char* kMixedText = "The boat\n\nСудно пришло в семь. הספינה הגיעה. It left “at once”.\n";

TEST(Copying, AQuotationNamesItsSourceAndNoFolder) {
  const State state = stateOf(kMixedText);
  const std::string quotation = quotationOf(state, {10, 30});
  EXPECT_EQ(quotation, "“Судно пришло в семь.”\n— The boat, 28\u00A0Feb\u00A02023, the boat.txt");
}

TEST(Copying, AnAnnotationResolvesToTheWordsItWasMadeOf) {
  const State state = stateOf(kMixedText);
  const std::size_t end = state.article->offsets.codePoints();
  for (std::size_t start = 0; start + 7 < end; start += 5) {
    const TextRange range{start, start + 7};
    const auto json = nlohmann::json::parse(annotationOf(state, range));
    EXPECT_EQ(json.at("@context"), "http://www.w3.org/ns/anno.jsonld");
    EXPECT_EQ(json.at("type"), "Annotation");
    const auto& selectors = json.at("target").at("selector");
    EXPECT_EQ(selectors[0].at("exact"), state.article->slice(range));
    EXPECT_EQ(selectors[1].at("start"), range.start);
    EXPECT_EQ(selectors[1].at("end"), range.end);
    // Read as the anchor of a story, it leads back to where it came from.
    nlohmann::json feature = {{"type", "Feature"},
                              {"id", "e"},
                              {"geometry", nullptr},
                              {"properties", {{"title", "t"}, {"anchors", {json.at("target")}}}}};
    const nlohmann::json collection = {
        {"type", "FeatureCollection"}, {"story", {{"version", 1}}}, {"features", {feature}}};
    const auto story = story::parseStory(collection.dump(), "s.story.geojson");
    ASSERT_TRUE(story);
    const auto found = story::resolveAll(**story, *state.article);
    ASSERT_EQ(found.at(0).size(), 1U);
    EXPECT_EQ(found[0][0].state, story::AnchorState::exact);
    EXPECT_EQ(found[0][0].range, range);
  }
}

TEST(Copying, SourcesAreAddresses) {
  const auto sourceOf = [](const State& state) {
    return nlohmann::json::parse(annotationOf(state, {0, 3})).at("target").at("source").get<std::string>();
  };
  EXPECT_EQ(sourceOf(stateOf(kMixedText)), "the%20boat.txt");
  EXPECT_EQ(sourceOf(stateOf(kMixedText, "-")), "urn:sha256:" + stateOf(kMixedText).article->sha256);
}

TEST(Copying, TheSameWordsHaveTheSameName) {
  const State state = stateOf(kMixedText);
  EXPECT_EQ(annotationOf(state, {0, 3}), annotationOf(state, {0, 3}));
  EXPECT_NE(annotationOf(state, {0, 3}), annotationOf(state, {0, 4}));
}

}  // namespace
}  // namespace dateline::session
