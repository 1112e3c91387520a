#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "session/becomes_true.h"
#include "session/session.h"

namespace dateline::session {
namespace {

constexpr const char* kLayer = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"kind":"a","rate":1},"geometry":{"type":"Point","coordinates":[70,45]}},
 {"type":"Feature","properties":{"kind":"b","rate":9},"geometry":{"type":"Point","coordinates":[71,45]}}]})";

/// A session that opens a layer of two points.
class Colouring : public ::testing::Test {
 protected:
  Colouring()
      : file_(std::filesystem::temp_directory_path() /
              ("dateline-rates-" + std::to_string(getpid()) + ".geojson")) {
    std::ofstream(file_) << kLayer;
    session.begin(openDocument({}).value(), false, std::make_shared<const map::World>());
  }
  ~Colouring() override { std::filesystem::remove(file_); }

  void openLayer() {
    session.apply(command::AddLayer{file_.string()});
    becomesTrue(inbox, [&] { return !state().layers.empty(); });
    ASSERT_EQ(state().layers.size(), 1u);
  }
  [[nodiscard]] const State& state() const { return session.state(); }
  [[nodiscard]] map::ColourClassesPtr classes() const { return state().layers.front().layer.classes; }
  void colourBy(const map::ColourBy& by) {
    session.apply(command::ColourLayerBy{state().layers.front().layer.id, by});
  }

  std::filesystem::path file_;
  Inbox inbox;
  Workers workers{1};
  Session session{workers, inbox};
};

TEST_F(Colouring, IsChosenTakenBackAndSeenByTheMap) {
  openLayer();
  EXPECT_EQ(classes(), nullptr);
  const std::uint64_t plain = map::groundContent(mapModel(state()));
  colourBy({"rate"});
  ASSERT_NE(classes(), nullptr);
  EXPECT_EQ(classes()->by.method, map::ColourMethod::quantiles);
  EXPECT_NE(map::groundContent(mapModel(state())), plain);
  colourBy({});
  EXPECT_EQ(classes(), nullptr);
}

TEST_F(Colouring, WhatCannotBeClassedChangesNothingAndIsTold) {
  openLayer();
  colourBy({"kind"});
  const map::ColourClassesPtr before = classes();
  ASSERT_NE(before, nullptr);
  colourBy({"kind", map::ColourMethod::jenks});
  EXPECT_EQ(classes(), before);
  ASSERT_FALSE(state().toasts.empty());
  EXPECT_NE(state().toasts.back().text.find("neither numbers"), std::string::npos);
}

TEST_F(Colouring, AWishThatNoLayerHasIsTold) {
  session.useColours({{"population"}});
  openLayer();
  EXPECT_EQ(classes(), nullptr);
  ASSERT_EQ(state().problems.size(), 1u);
  EXPECT_NE(state().problems.front().text.find("it has kind, rate"), std::string::npos);
}

TEST_F(Colouring, AWishThatAnotherLayerHasIsToldOfNone) {
  session.useColours({{"rate"}});
  const std::filesystem::path other = file_.string() + ".other.geojson";
  std::ofstream(other) << R"({"type":"Feature","properties":{"kind":"a"},)"
                       << R"("geometry":{"type":"Point","coordinates":[70,45]}})";
  session.apply(command::AddLayer{other.string()});
  session.apply(command::AddLayer{file_.string()});
  becomesTrue(inbox, [&] { return state().tasks.empty(); });
  ASSERT_EQ(state().layers.size(), 2u);
  EXPECT_TRUE(state().problems.empty());
  session.apply(command::RemoveLayer{state().layers.back().layer.id});
  session.apply(command::AddLayer{other.string()});
  becomesTrue(inbox, [&] { return state().tasks.empty(); });
  ASSERT_EQ(state().problems.size(), 1u) << "none has it any more";
  session.apply(command::AddLayer{file_.string()});
  becomesTrue(inbox, [&] { return state().tasks.empty(); });
  EXPECT_TRUE(state().problems.empty());
  std::filesystem::remove(other);
}

TEST_F(Colouring, AnOpenedLayerTakesTheFirstWishThatItHas) {
  session.useColours({{"population"}, {"rate", map::ColourMethod::equal, 2}, {"kind"}});
  openLayer();
  ASSERT_NE(classes(), nullptr);
  EXPECT_EQ(classes()->by.column, "rate");
  EXPECT_EQ(classes()->labels.size(), 2u);
}

}  // namespace
}  // namespace dateline::session
