#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "session/becomes_true.h"
#include "session/layer_reading.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

/// A session that shows one layer, whose file others write.
class LayerFiles : public ::testing::Test {
 protected:
  LayerFiles() {
    keepLayersOnDisk(false);
    fs::create_directories(folder_);
    write({"1", "2"});
    session_.begin(openDocument({}).value(), false, std::make_shared<const map::World>());
    session_.apply(command::ResizeMap{800, 600});
    session_.apply(command::AddLayer{file_.string()});
    becomesTrue(inbox_, [&] { return session_.state().tasks.empty(); });
  }
  ~LayerFiles() override {
    keepLayersOnDisk(true);
    fs::remove_all(folder_);
  }

  static std::string point(const std::string& value) {
    return R"({"type":"Feature","properties":{"n":")" + value +
           R"("},"geometry":{"type":"Point","coordinates":[70,45]}})";
  }
  void write(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : ",") + point(value);
    writeText(R"({"type":"FeatureCollection","features":[)" + text + "]}");
  }
  void writeText(const std::string& text) { std::ofstream(file_) << text; }

  [[nodiscard]] const LayerEntry& layer() const { return session_.state().layers.at(0); }
  [[nodiscard]] std::size_t features() const { return layer().layer.features->features.size(); }
  bool has(std::size_t count) {
    return becomesTrue(inbox_, [&] { return features() == count; });
  }
  bool isLost(bool lost) {
    return becomesTrue(inbox_, [&] { return (layer().source == LayerSource::lost) == lost; });
  }

  fs::path folder_ = fs::temp_directory_path() / ("dateline-layer-files-" + std::to_string(getpid()));
  fs::path file_ = folder_ / "points.geojson";
  Inbox inbox_;
  Workers workers_{2};
  Session session_{workers_, inbox_};
};

TEST_F(LayerFiles, OneThatChangesIsReadAgainAndWhatTheUserMadeOfItStays) {
  ASSERT_EQ(session_.state().layers.size(), 1u);
  const std::string id = layer().layer.id;
  session_.apply(command::PaintLayer{id, map::rgb(0x123456)});
  session_.apply(command::ColourLayerBy{id, {.column = "n"}});
  session_.apply(command::ShowLayer{id, false});
  ASSERT_NE(layer().layer.classes, nullptr);
  const map::View view = session_.viewAhead();
  write({"1", "2", "2", "3"});
  ASSERT_TRUE(has(4));
  EXPECT_EQ(layer().layer.id, id);
  EXPECT_EQ(layer().layer.colour, map::rgb(0x123456));
  EXPECT_FALSE(layer().layer.visible);
  ASSERT_NE(layer().layer.classes, nullptr);
  EXPECT_EQ(layer().layer.classes->by.column, "n");
  EXPECT_EQ(layer().layer.classes->labels.size(), 3u) << "of the new values";
  EXPECT_EQ(session_.viewAhead(), view);
  EXPECT_EQ(session_.state().toasts.back().text, "points.geojson changed on disk");
}

TEST_F(LayerFiles, AnAttributeThatIsGoneForAWhileColoursItsLayerWhenItIsBack) {
  session_.apply(command::ColourLayerBy{layer().layer.id, {.column = "n"}});
  writeText(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"m":1},)"
            R"("geometry":{"type":"Point","coordinates":[70,45]}}]})");
  ASSERT_TRUE(has(1));
  EXPECT_EQ(layer().layer.classes, nullptr);
  ASSERT_EQ(session_.state().problems.size(), 1u);
  EXPECT_EQ(session_.state().problems.front().title, "Could not colour points");
  write({"1", "2", "2", "3"});
  ASSERT_TRUE(has(4));
  ASSERT_NE(layer().layer.classes, nullptr);
  EXPECT_EQ(layer().layer.classes->by.column, "n");
  EXPECT_TRUE(session_.state().problems.empty()) << "its cause is gone";
}

TEST_F(LayerFiles, LayersAreCalledByTheNamesOfTheirFilesAsFarAsTellsThemApart) {
  EXPECT_EQ(layer().layer.name, "points");
  const auto add = [&](const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << R"({"type":"FeatureCollection","name":"inside","features":[)" + point("1") + "]}";
    session_.apply(command::AddLayer{file.string()});
    becomesTrue(inbox_, [&] { return session_.state().tasks.empty(); });
  };
  const auto name = [&](std::size_t i) { return session_.state().layers.at(i).layer.name; };
  add(folder_ / "other.geojson");
  EXPECT_EQ(name(1), "other") << "whatever it calls itself";
  add(folder_ / "points.json");
  EXPECT_EQ(name(0), "points.geojson");
  EXPECT_EQ(name(2), "points.json");
  add(folder_ / "older" / "points.json");
  EXPECT_EQ(name(3), "older/points.json");
  for (const std::size_t gone : {std::size_t{3}, std::size_t{2}})
    session_.apply(command::RemoveLayer{session_.state().layers.at(gone).layer.id});
  EXPECT_EQ(name(0), "points");
}

TEST_F(LayerFiles, WhileOneIsHalfWrittenTheLastOneThatCouldBeReadStays) {
  const std::string note = layer().note;
  writeText(R"({"type":"FeatureCollection","features":[)" + point("1") + ",{\"type\":\"Fea");
  ASSERT_TRUE(isLost(true));
  EXPECT_EQ(features(), 2u);
  EXPECT_TRUE(layer().note.starts_with("Changed, and cannot be read")) << layer().note;
  write({"1", "2", "3"});
  ASSERT_TRUE(has(3));
  EXPECT_EQ(layer().source, LayerSource::file);
  EXPECT_EQ(layer().note, note);
}

TEST_F(LayerFiles, OneThatIsGoneIsToldAndReadWhenItIsBack) {
  const std::string note = layer().note;
  const fs::path aside = folder_ / "aside";
  fs::rename(file_, aside);
  ASSERT_TRUE(isLost(true));
  EXPECT_EQ(features(), 2u);
  EXPECT_TRUE(layer().note.starts_with("The file is gone")) << layer().note;
  const std::size_t told = session_.state().toasts.size();
  fs::rename(aside, file_);
  ASSERT_TRUE(isLost(false)) << "though it is as it was";
  EXPECT_EQ(layer().note, note);
  EXPECT_EQ(session_.state().toasts.size(), told + 1);
  fs::remove(file_);
  ASSERT_TRUE(isLost(true));
  write({"1", "2", "3"});
  ASSERT_TRUE(has(3));
  EXPECT_EQ(layer().source, LayerSource::file);
}

TEST_F(LayerFiles, OneThatIsRemovedIsNoLongerFollowed) {
  session_.apply(command::RemoveLayer{layer().layer.id});
  write({"1"});
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  inbox_.drain();
  EXPECT_TRUE(session_.state().layers.empty());
  EXPECT_TRUE(session_.state().toasts.empty());
}

}  // namespace
}  // namespace dateline::session
