#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "session/becomes_true.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStory =
    R"({"type":"FeatureCollection","story":{"version":1,"title":"T"},"features":[
 {"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[60,60]},"properties":{"title":"A"}},
 {"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[130,70]},"properties":{"title":"B"}}]})";

/// A session in which one article is opened after another.
class OpeningAnother : public ::testing::Test {
 protected:
  OpeningAnother() : folder_(fs::temp_directory_path() / ("dateline-another-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    write("first.txt", "The boat came at noon.\n");
    write("pinned.txt", "The ferry came at one.\n");
    write("pinned.story.geojson", kStory);
    session_.begin(openDocument({.article = (folder_ / "first.txt").string()}).value(), false,
                   std::make_shared<const map::World>());
  }
  ~OpeningAnother() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  bool open(const std::string& name) {
    session_.apply(command::OpenPath{(folder_ / name).string()});
    return becomesTrue(inbox_, [&] { return state().tasks.empty(); });
  }
  [[nodiscard]] const State& state() const { return session_.state(); }

  fs::path folder_;
  Inbox inbox_;
  Workers workers_{2};
  Session session_{workers_, inbox_};
};

TEST_F(OpeningAnother, TheFirstViewIsTheStorysOwnWhateverStoodOverTheMapBefore) {
  session_.apply(command::ResizeMap{800, 600, 338});
  ASSERT_TRUE(open("pinned.txt"));
  session_.apply(command::ResizeMap{800, 600, 0});  // the panel of the article before is gone
  const map::View first = state().view;
  session_.apply(command::HomeView{});
  for (double seconds = 100; session_.tick(seconds);) seconds += 1;
  EXPECT_EQ(first, state().view);
}

TEST_F(OpeningAnother, TheFirstViewIsBesideThePanelsThatStay) {
  session_.apply(command::ResizeMap{800, 600, 338});
  ASSERT_TRUE(open("pinned.txt"));
  session_.apply(command::ResizeMap{800, 600, 338});
  const map::Camera camera(state().view, state().mapWidth, state().mapHeight);
  for (const story::Event& event : state().story->events) EXPECT_GT(camera.toScreen(*event.at).x, 338);
}

/// Asia beside the panel lies on the copy of the world at its right; without the panel on the one at its
/// left.
TEST_F(OpeningAnother, APanelThatClosesPartsNoPins) {
  write("wide.txt", "Far apart.\n");
  write("wide.story.geojson",
        R"({"type":"FeatureCollection","story":{"version":1,"title":"W"},"features":[
          {"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[129,62]},"properties":{"title":"A"}},
          {"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[11,48]},"properties":{"title":"B"}},
          {"type":"Feature","id":"c","geometry":{"type":"Point","coordinates":[-74,40]},"properties":{"title":"C"}}]})");
  session_.apply(command::ResizeMap{800, 600, 338});
  ASSERT_TRUE(open("wide.txt"));
  ASSERT_EQ(state().story->events.size(), 3U);
  for (const double covered : {338.0, 0.0}) {
    session_.apply(command::ResizeMap{800, 600, covered});
    for (double seconds = 100; session_.tick(seconds);) seconds += 1;
    std::vector<double> x;
    for (const story::Event& event : state().story->events)
      x.push_back(cameraOf(state()).toScreen(*event.at).x);
    EXPECT_TRUE(x[2] < x[1] && x[1] < x[0]) << "from west to east, " << covered;
    EXPECT_TRUE(std::ranges::all_of(x, [&](double at) { return at > covered && at < 800; })) << covered;
  }
}

TEST_F(OpeningAnother, WhatCouldNotBeOpenedIsNoLongerToldWhenSomethingElseWas) {
  ASSERT_TRUE(open("none.txt"));
  ASSERT_EQ(state().problems.size(), 1U);
  ASSERT_TRUE(open("pinned.txt"));
  EXPECT_TRUE(state().problems.empty() || state().problems[0].title != "Could not open none.txt");
}

TEST_F(OpeningAnother, OfFilesThatWereAskedForTogetherNoneHidesWhatIsToldOfAnother) {
  session_.apply(command::OpenPath{(folder_ / "none.txt").string()});
  ASSERT_TRUE(open("pinned.txt"));
  ASSERT_FALSE(state().problems.empty());
  EXPECT_EQ(state().problems[0].title, "Could not open none.txt");
}

TEST_F(OpeningAnother, RemarksOnAnArticleGoWithIt) {
  write("bad.txt", "The harvest began late.\n");
  write("bad.story.geojson",
        R"({"type":"FeatureCollection","story":{"version":1,"title":"T"},"features":[
 {"type":"Feature","id":"a","geometry":null,"properties":{"title":"A","time":"yesterday"}}]})");
  ASSERT_TRUE(open("bad.txt"));
  ASSERT_EQ(state().problems.size(), 1U);
  ASSERT_TRUE(open("first.txt"));
  EXPECT_TRUE(state().problems.empty());
}

TEST_F(OpeningAnother, WhatAsksToSaveTheStoryGoesWhenItIsSaved) {
  write("late.txt", "The granaries stayed empty.\n");
  write("late.story.geojson",
        R"({"type":"FeatureCollection","story":{"version":1,"title":"T"},"features":[
 {"type":"Feature","id":"a","geometry":null,"properties":{"title":"A","anchors":[
  {"selector":[{"type":"TextQuoteSelector","exact":"Nobody crossed the bridge."}]}]}}]})");
  ASSERT_TRUE(open("late.txt"));
  session_.apply(command::OpenReview{});
  session_.apply(command::Reanchor{{0, 13}});
  ASSERT_EQ(state().toasts.size(), 1U);
  EXPECT_EQ(state().toasts[0].text, "Anchored anew; save the story to keep it");
  session_.apply(command::SaveStory{});
  ASSERT_EQ(state().toasts.size(), 1U);
  EXPECT_EQ(state().toasts[0].text, "Saved late.story.geojson");
}

}  // namespace
}  // namespace dateline::session
