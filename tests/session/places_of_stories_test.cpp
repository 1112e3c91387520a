#include <gtest/gtest.h>

#include "session/session.h"

// What a story's events make of the map: where it is seen, in which order they are joined, which passage
// stands for each.

namespace dateline::session {
namespace {

class PlacesOfStories : public ::testing::Test {
 protected:
  /// Features are given without the parts that all have.
  void begin(const std::string& features, const std::string& text = "The ferry came at one.\n") {
    Document document;
    document.article = article::parseArticle(text, "a.txt").value();
    document.story = story::parseStory(R"({"type":"FeatureCollection","story":{"version":1},"features":[)" +
                                           features + "]}",
                                       "a.story.geojson")
                         .value();
    document.resolutions = story::resolveAll(*document.story, *document.article);
    session.begin(std::move(document), false, std::make_shared<const map::World>());
  }
  static std::string feature(const std::string& id, double lng, double lat, const std::string& properties) {
    return R"({"type":"Feature","id":")" + id + R"(","geometry":{"type":"Point","coordinates":[)" +
           std::to_string(lng) + "," + std::to_string(lat) + R"(]},"properties":{"title":")" + id +
           R"(","status":"confirmed",)" + properties + "}}";
  }
  [[nodiscard]] const State& state() const { return session.state(); }

  Inbox inbox;
  Workers workers{1};
  Session session{workers, inbox};
};

TEST_F(PlacesOfStories, OnBothSidesOfTheDateLineAreSeenTogether) {
  const std::string none = R"("anchors":[])";
  begin(feature("fiji", 179.5, -17, none) + "," + feature("samoa", -172, -14, none) + "," +
        feature("tonga", -175, -21, none));
  EXPECT_EQ(map::kindOf(state().view), map::ProjectionKind::azimuthal) << "they are one region";
  const map::Camera camera(state().view, state().mapWidth, state().mapHeight);
  for (const story::Event& event : state().story->events) {
    const map::ScreenPoint at = camera.toScreen(*event.at);
    EXPECT_TRUE(at.x > 0 && at.x < state().mapWidth && at.y > 0 && at.y < state().mapHeight) << event.id;
  }
  EXPECT_GT(map::webZoom(state().view).level, 4);
}

TEST_F(PlacesOfStories, OfOneDayAreJoinedInTheOrderOfTheirHours) {
  begin(feature("evening", 10, 50, R"("time":"2023-02-28T18:00Z")") + "," +
        feature("morning", 11, 51, R"("time":"2023-02-28T09:00Z")"));
  const map::MapModel model = mapModel(state());
  ASSERT_EQ(model.pins.size(), 2u);
  ASSERT_TRUE(model.pins[0].order && model.pins[1].order);
  EXPECT_LT(*model.pins[1].order, *model.pins[0].order);
}

TEST_F(PlacesOfStories, AreJoinedThroughTheMeetingsWhereTheseLeadFromOneToAnother) {
  const auto stops = [&] {
    std::string ids;
    for (const map::Pin& pin : mapModel(state()).pins)
      if (pin.order) ids += pin.id + " ";
    return ids;
  };
  const std::string talks = R"("kind":"meeting","time":"2023-02-28")",
                    deal = R"("kind":"trade","time":"2023-03")";
  const std::string all = feature("talks", 31.24, 30.04, talks) + "," +
                          feature("dinner", 31.25, 30.05, talks) + "," + feature("deal", 38.75, 9.03, deal);
  begin(all);
  EXPECT_EQ(stops(), "talks dinner deal ") << "both meetings are at one place";
  begin(all + "," + feature("last", 32.56, 15.5, R"("kind":"meeting","time":"2023-03-02")"));
  EXPECT_EQ(stops(), "talks dinner last ");
  begin(all + "," + feature("undated", 32.56, 15.5, R"("kind":"meeting")"));
  EXPECT_EQ(stops(), "talks dinner deal ");
}

TEST_F(PlacesOfStories, AnEventIsShownByItsFirstPassageThatStands) {
  begin(feature("ferry", 10, 50, R"("anchors":[
      {"selector":[{"type":"TextQuoteSelector","exact":"Nobody wrote anything like this here."}]},
      {"selector":[{"type":"TextQuoteSelector","exact":"The ferry came at one."}]}])"));
  session.apply(command::SelectEvent{"ferry"});
  EXPECT_EQ(state().passage, 1);
  ASSERT_TRUE(state().highlighted);
  session.apply(command::StepPassage{-1});
  EXPECT_EQ(state().passage, 0) << "the other can be looked at when it is asked for";
  EXPECT_FALSE(state().highlighted);
  session.apply(command::ClearSelection{});
  session.apply(command::StepEvent{1});
  EXPECT_EQ(state().passage, 1);
}

}  // namespace
}  // namespace dateline::session
