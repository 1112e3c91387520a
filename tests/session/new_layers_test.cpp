#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "session/becomes_true.h"
#include "session/layer_names.h"
#include "session/layer_reading.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

/// Layers at three places, one of which is read by the window.
class NewLayers : public ::testing::Test {
 protected:
  NewLayers() {
    keepLayersOnDisk(false);
    fs::create_directories(folder_);
    near_ = table("near.csv", "70,45\n72,46\n");
    far_ = table("far.csv", "170,-40\n");
    none_ = table("none.csv", "");
    large_ = folder_ / "large.gpkg";
    fs::copy_file(fs::path(DATELINE_TEST_DATA) / "layers" / "two_lands.gpkg", large_,
                  fs::copy_options::overwrite_existing);
    limitLayerMemory(1000);
    begin();
  }
  ~NewLayers() override {
    session_.reset();
    workers_.reset();
    keepLayersOnDisk(true);
    limitLayerMemory(512u << 20);
    fs::remove_all(folder_);
  }

  fs::path table(const char* name, const char* rows) {
    std::ofstream(folder_ / name) << "lng,lat\n" << rows;
    return folder_ / name;
  }
  void begin() {
    session_.reset();
    inbox_ = std::make_unique<Inbox>();
    session_ = std::make_unique<Session>(*workers_, *inbox_);
    session_->begin(openDocument({}).value(), false, std::make_shared<const map::World>());
    session_->apply(command::ResizeMap{800, 600});
  }
  void ask(const fs::path& path) { session_->apply(command::AddLayer{path.string()}); }
  bool waitForAll() {
    return becomesTrue(*inbox_, [&] {
      session_->needLayers(1);
      return session_->state().tasks.empty();
    });
  }
  /// Where the map comes to rest.
  map::View rest() {
    for (int i = 0; i < 100; ++i) session_->tick(seconds_ += 0.1);
    return session_->state().view;
  }
  bool shows(geo::LngLat place) {
    const map::Camera camera(rest(), session_->state().mapWidth, session_->state().mapHeight);
    const map::ScreenPoint at = camera.toScreen(place);
    return at.x >= 0 && at.x <= camera.width() && at.y >= 0 && at.y <= camera.height();
  }

  fs::path folder_ = fs::temp_directory_path() / ("dateline-new-layers-" + std::to_string(getpid()));
  fs::path near_, far_, none_, large_;
  double seconds_ = 0;
  std::unique_ptr<Inbox> inbox_;
  std::unique_ptr<Workers> workers_ = std::make_unique<Workers>(2);
  std::unique_ptr<Session> session_;
};

TEST_F(NewLayers, ThatAreOpenedAtTheSameTimeAreLookedAtTogether) {
  for (const fs::path& path : {near_, none_, far_, large_}) ask(path);
  ASSERT_TRUE(waitForAll());
  EXPECT_EQ(session_->state().problems.size(), 1u) << "one of them is none";
  EXPECT_TRUE(shows({70, 45}));
  EXPECT_TRUE(shows({170, -40}));
  const map::View first = rest();
  for (const auto& order : {std::vector{far_, large_, none_, near_}, {large_, near_, far_}}) {
    begin();
    for (const fs::path& path : order) ask(path);
    ASSERT_TRUE(waitForAll());
    EXPECT_EQ(rest(), first) << "whichever is read first";
  }
}

TEST_F(NewLayers, AreShownWhereOneLiesAllOverTheViewAndAnotherBesideIt) {
  const fs::path wide = table("wide.csv", "-20,-60\n160,85\n");
  const map::View home = rest();
  ask(wide);
  ASSERT_TRUE(waitForAll());
  EXPECT_EQ(rest(), home) << "it is seen from there";
  begin();
  ask(wide);
  ask(far_);
  ASSERT_TRUE(waitForAll());
  EXPECT_TRUE(shows({170, -40}));
}

TEST_F(NewLayers, OneThatIsGivenUpIsNotWaitedFor) {
  ask(near_);
  ask(far_);
  session_->apply(command::CancelTask{session_->state().tasks.back().id});
  ASSERT_TRUE(waitForAll());
  EXPECT_TRUE(shows({70, 45}));
  EXPECT_FALSE(shows({170, -40}));
}

TEST_F(NewLayers, AreShownTheSameWhetherTheMapGetsItsSizeBeforeOrAfter) {
  session_->apply(command::ResizeMap{1100, 500});
  ask(near_);
  ask(far_);
  ASSERT_TRUE(waitForAll());
  const map::View sizedBefore = rest();
  begin();
  ask(near_);
  ask(far_);
  ASSERT_TRUE(waitForAll());
  EXPECT_NE(rest(), sizedBefore);
  session_->apply(command::ResizeMap{1100, 500});
  EXPECT_EQ(rest(), sizedBefore);
  session_->apply(command::Pan{100, 0});
  const map::LngLat moved = map::placeOf(rest());
  session_->apply(command::ResizeMap{800, 600});
  EXPECT_NEAR(map::placeOf(rest()).lng, moved.lng, 1e-6) << "what somebody moved stays where it is";
}

TEST_F(NewLayers, AreShownBesideAPanelThatOpensWithThem) {
  constexpr double kCovered = 280;
  ask(near_);
  ask(far_);
  ASSERT_TRUE(waitForAll());
  session_->apply(command::ResizeMap{800, 600, kCovered});
  const map::View beside = rest();
  const map::Camera camera(beside, 800, 600);
  for (const geo::LngLat place : {geo::LngLat{70, 45}, geo::LngLat{170, -40}})
    EXPECT_GT(camera.toScreen(place).x, kCovered);
  session_->apply(command::ResizeMap{800, 600, 0});
  EXPECT_EQ(rest(), beside) << "one that closes leaves the map where it is";
}

TEST_F(NewLayers, GetColoursInTheOrderInWhichTheyWereAskedFor) {
  ask(large_);
  ask(near_);
  ask(far_);
  ASSERT_TRUE(waitForAll());
  const auto& layers = session_->state().layers;
  ASSERT_EQ(layers.size(), 3u);
  for (std::size_t i = 0; i < layers.size(); ++i)
    EXPECT_EQ(layers[i].layer.turn, i) << layers[i].path << ", as in an export";
  session_->apply(command::RemoveLayer{layers[1].layer.id});
  ask(near_);
  ASSERT_TRUE(waitForAll());
  EXPECT_EQ(layers.back().layer.turn, 1u) << "the one that nobody has";
}

std::vector<std::string> layerNames(const std::vector<std::string>& paths) {
  std::vector<LayerEntry> layers;
  for (const std::string& path : paths) layers.push_back({.layer = {}, .path = path, .note = ""});
  nameLayers(layers);
  std::vector<std::string> names;
  for (const LayerEntry& entry : layers) names.push_back(entry.layer.name);
  return names;
}
using LayerNamesList = std::vector<std::string>;

TEST(LayerNames, TellEachFromTheOthers) {
  EXPECT_EQ(layerNames({"/a/borders.gpkg", "/a/rivers.shp"}), (LayerNamesList{"borders", "rivers"}));
  EXPECT_EQ(layerNames({"/a/borders.gpkg", "/b/borders.gpkg"}),
            (LayerNamesList{"a/borders.gpkg", "b/borders.gpkg"}));
}

TEST(LayerNames, OfTablesAreNeverTheAddressWithItsUser) {
  EXPECT_EQ(layerNames({"postgresql://desk@%2Frun%2Fpg:5987/maps?table=wahl"}), (LayerNamesList{"wahl"}));
  EXPECT_EQ(layerNames({R"(postgresql://desk@h/maps?table="my.schema"."Big Table")"}),
            (LayerNamesList{"Big Table"}));
  EXPECT_EQ(layerNames({"postgresql://desk@h/maps?table=a.t", "postgresql://desk@h/maps?table=b.t"}),
            (LayerNamesList{"a.t", "b.t"}));
  EXPECT_EQ(layerNames({"postgresql://desk@h/one?table=t", "postgresql://desk@h/two?table=t"}),
            (LayerNamesList{"one/t", "two/t"}));
}

}  // namespace
}  // namespace dateline::session
