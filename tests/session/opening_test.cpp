#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "session/becomes_true.h"
#include "session/layer_reading.h"
#include "session/session.h"

namespace dateline::session {
namespace {

/// A session that opens a table of two million points, which takes long enough to be shown in parts.
class Opening : public ::testing::Test {
 protected:
  static constexpr int kPoints = 2'000'000;

  static void SetUpTestSuite() {
    file_ = std::filesystem::temp_directory_path() / ("dateline-many-" + std::to_string(getpid()) + ".csv");
    std::ofstream out(file_);
    out << "lng,lat,what\n";
    for (int i = 0; i < kPoints; ++i) out << i % 3600 * 0.1 - 180 << ',' << i / 3600 * 0.25 - 70 << ",x\n";
  }
  static void TearDownTestSuite() { std::filesystem::remove(file_); }

  Opening() {
    keepLayersOnDisk(false);
    session_.begin(openDocument({}).value(), false, std::make_shared<const map::World>());
    session_.apply(command::ResizeMap{800, 600});
    before_ = session_.viewAhead();
    session_.apply(command::AddLayer{file_.string()});
    becomesTrue(inbox_, [&] { return !layers().empty(); });
  }
  ~Opening() override { keepLayersOnDisk(true); }

  [[nodiscard]] const std::vector<LayerEntry>& layers() const { return session_.state().layers; }
  bool waitForAll() {
    return becomesTrue(inbox_, [&] { return session_.state().tasks.empty(); });
  }

  static inline std::filesystem::path file_;
  Inbox inbox_;
  Workers workers_{2};
  Session session_{workers_, inbox_};
  map::View before_;
};

TEST_F(Opening, APartIsShownAndThenTheWhole) {
  ASSERT_EQ(layers().size(), 1U);
  EXPECT_EQ(layers().front().source, LayerSource::reading);
  EXPECT_TRUE(session_.readingLayers());
  const auto part = layers().front().layer.features;
  EXPECT_LT(part->features.size(), kPoints);
  EXPECT_EQ(session_.viewAhead(), before_) << "nobody knows yet where all of it lies";
  const std::string id = layers().front().layer.id;
  session_.apply(command::PaintLayer{id, map::rgb(0x123456)});
  ASSERT_TRUE(waitForAll());
  ASSERT_EQ(layers().size(), 1U);
  const LayerEntry& entry = layers().front();
  EXPECT_EQ(entry.layer.id, id);
  EXPECT_EQ(entry.layer.colour, map::rgb(0x123456)) << "what was done to it meanwhile stays";
  EXPECT_EQ(entry.source, LayerSource::file);
  EXPECT_EQ(entry.layer.features->features.size(), static_cast<std::size_t>(kPoints));
  EXPECT_NE(entry.note, "Reading");
  EXPECT_EQ(session_.viewAhead(), before_) << "it lies all over what one looks at";
  EXPECT_NE(entry.layer.meanwhile, nullptr) << "what was seen is seen until the whole is cut";
  EXPECT_FALSE(session_.readingLayers());
  const std::uint64_t before = session_.revision();
  session_.noteDrawn();
  EXPECT_EQ(layers().front().layer.meanwhile, nullptr) << "and no longer";
  EXPECT_NE(session_.revision(), before);
  session_.noteDrawn();
  EXPECT_EQ(session_.revision(), before + 1) << "once";
}

TEST_F(Opening, LayersLieInTheOrderInWhichTheyWereAskedFor) {
  const auto quick =
      std::filesystem::temp_directory_path() / ("dateline-few-" + std::to_string(getpid()) + ".csv");
  std::ofstream(quick) << "lng,lat\n70,45\n";
  session_.apply(command::AddLayer{quick.string()});
  ASSERT_TRUE(waitForAll());
  std::filesystem::remove(quick);
  ASSERT_EQ(layers().size(), 2U);
  EXPECT_EQ(layers().front().path, file_.string()) << "below, although it took longer";
  EXPECT_EQ(layers().front().layer.turn, 0U);
  EXPECT_EQ(layers().back().layer.turn, 1U);
}

TEST_F(Opening, WhatTakesLongIsShown) {
  ASSERT_FALSE(session_.state().tasks.empty());
  session_.tick(10);
  session_.tick(10.3);
  EXPECT_FALSE(session_.state().tasks.front().shown);
  session_.tick(10.5);
  EXPECT_TRUE(session_.state().tasks.front().shown);
  session_.apply(command::CancelTask{-1});
  ASSERT_TRUE(waitForAll());
}

TEST_F(Opening, RemovedWhileItIsReadItIsGone) {
  ASSERT_EQ(layers().size(), 1U);
  session_.apply(command::RemoveLayer{layers().front().layer.id});
  EXPECT_TRUE(layers().empty());
  ASSERT_TRUE(waitForAll());
  EXPECT_TRUE(layers().empty());
  EXPECT_TRUE(session_.state().problems.empty());
}

TEST_F(Opening, CancelledNothingOfItStays) {
  ASSERT_EQ(layers().size(), 1U);
  session_.apply(command::CancelTask{session_.state().tasks.front().id});
  ASSERT_TRUE(waitForAll());
  EXPECT_TRUE(becomesTrue(inbox_, [&] { return layers().empty(); }));
  EXPECT_TRUE(session_.state().problems.empty());
}

TEST_F(Opening, AllAreCancelledAtOnce) {
  session_.apply(command::AddLayer{file_.string()});
  ASSERT_EQ(session_.state().tasks.size(), 2U);
  session_.apply(command::CancelTask{-1});
  ASSERT_TRUE(waitForAll());
  EXPECT_TRUE(becomesTrue(inbox_, [&] { return layers().empty(); }));
}

}  // namespace
}  // namespace dateline::session
