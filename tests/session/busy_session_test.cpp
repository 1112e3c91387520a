// Layers are opened, moved, hidden and closed at random while the map pans, zooms and changes its projection,
// all of it faster than the workers come after. Under ThreadSanitizer (./dev races) this is what shows a
// race.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <random>

#include "map/fake_typesetter.h"
#include "session/layer_reading.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

int stepsToPlay() {
  const char* wanted = getenv("DATELINE_BUSY_STEPS");
  return wanted ? atoi(wanted) : 150;
}

/// A closed ring of so many points about a place, wavy enough that no level leaves out all of them.
void writeRing(const fs::path& file, geo::LngLat middle, int points) {
  std::ofstream out(file);
  out << R"({"type":"Feature","properties":{"name":"ring"},"geometry":{"type":"Polygon","coordinates":[[)";
  for (int i = 0; i <= points; ++i) {
    const double angle = 2 * std::numbers::pi * (i % points) / points;
    const double radius = 4 + std::sin(40 * angle);
    out << (i ? "," : "") << '[' << middle.lng + radius * std::cos(angle) << ','
        << middle.lat + radius * std::sin(angle) << ']';
  }
  out << "]]}}";
}

/// What a window does between two frames, without a window.
class BusySession : public ::testing::Test {
 protected:
  BusySession() : folder_(fs::temp_directory_path() / ("dateline-busy-" + std::to_string(getpid()))) {
    fs::create_directories(folder_ / "cache");
    setenv("XDG_CACHE_HOME", (folder_ / "cache").c_str(), 1);
    // Some are large enough to be kept in the cache, one is no layer at all.
    for (int i = 0; i < 5; ++i) writeRing(layerFile(i), {50.0 + 8 * i, 40.0 + i}, i < 2 ? 60'000 : 500 * i);
    std::ofstream(layerFile(5)) << "no layer";
    limitLayerMemory(2u << 20);  // the countries take more, and are read by the window
    putCountries();
    session_.begin(openDocument({}).value(), false);
    session_.apply(command::ResizeMap{640, 400, 0});
  }
  ~BusySession() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    limitLayerMemory(512u << 20);
  }

  [[nodiscard]] fs::path countries() const { return folder_ / "countries.fgb"; }
  /// In place of those that are there, as programs save.
  void putCountries() const {
    const fs::path made = folder_ / "made.fgb";
    fs::copy_file(fs::path(DATELINE_ROOT) / "geodata/countries_10m.fgb", made,
                  fs::copy_options::overwrite_existing);
    fs::rename(made, countries());
  }

  [[nodiscard]] fs::path layerFile(int i) const {
    return folder_ / ("layer" + std::to_string(i) + ".geojson");
  }
  [[nodiscard]] const State& state() const { return session_.state(); }
  int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
  double between(double least, double most) {
    return std::uniform_real_distribution<double>(least, most)(random_);
  }
  std::string anyLayer() {
    const auto& layers = state().layers;
    return layers.empty()
               ? ""
               : layers[static_cast<std::size_t>(upTo(static_cast<int>(layers.size()) - 1))].layer.id;
  }

  Command anything() {
    switch (upTo(18)) {
      case 0:
      case 1:
      case 2:
        return command::AddLayer{layerFile(upTo(5)).string()};
      case 3:
      case 4:
        return command::RemoveLayer{anyLayer()};
      case 16:
      case 17:
        return command::AddLayer{countries().string()};
      case 18:
        if (upTo(3) == 0) putCountries();
        return command::ColourLayerBy{anyLayer(), {upTo(1) ? "un" : "nothing"}};
      case 5:
        return command::MoveLayer{anyLayer(), upTo(1) ? 1 : -1};
      case 6:
        return command::ShowLayer{anyLayer(), upTo(1) == 1};
      case 7:
        return command::PaintLayer{anyLayer(), map::rgb(0x2b6cb0)};
      case 8:
        return command::FlyTo{{between(40, 90), between(30, 55)}, between(2, 9)};
      case 9:
        return command::ZoomAt{{between(0, 640), between(0, 400)}, between(-2, 2)};
      case 10:
        return command::SetProjection{static_cast<map::ProjectionKind>(upTo(2))};
      case 11:
        return command::SetBorders{upTo(1) ? map::Borders::un : map::Borders::deFacto};
      case 12:
        if (!state().tasks.empty()) return command::CancelTask{state().tasks.front().id};
        [[fallthrough]];
      case 13:
        if (upTo(9) == 0) return command::ClearLayerCache{};
        [[fallthrough]];
      default:
        return command::Pan{between(-300, 300), between(-200, 200)};
    }
  }

  map::BuiltScene frame(bool wait = false) {
    inbox_.drain();
    session_.tick(seconds_ += 0.05);
    session_.needWorld(1);
    session_.needLayers(1);
    const map::Camera camera(state().view, state().mapWidth, state().mapHeight);
    return builder_.build(mapModel(state()), camera, 1, wait);
  }

  /// Until nothing is read, flown or cut any more.
  map::BuiltScene settle() {
    const auto end = std::chrono::steady_clock::now() + 300s;
    while (std::chrono::steady_clock::now() < end) {
      map::BuiltScene built = frame();
      if (session_.settled() && workers_.idle() && built.complete) return built;
      std::this_thread::sleep_for(2ms);
    }
    ADD_FAILURE() << "not settled within five minutes";
    return frame(true);
  }

  fs::path folder_;
  std::mt19937 random_{20230228};
  double seconds_ = 0;
  map::testing::FakeTypesetter typesetter_;
  Inbox inbox_;
  Workers workers_{3};
  Session session_{workers_, inbox_};
  map::MapBuilder builder_{typesetter_, &workers_, [] {}};
};

struct Drawn {
  std::size_t layers = 0, tiles = 0, triangles = 0, linePoints = 0;
  friend bool operator==(const Drawn&, const Drawn&) = default;
};

Drawn drawnIn(const map::Scene& scene) {
  Drawn drawn;
  for (const auto& ground : scene.ground) {
    const auto* layer = std::get_if<map::SceneLayer>(&ground);
    if (!layer) continue;
    ++drawn.layers;
    for (const map::PlacedTile& tile : layer->tiles) {
      ++drawn.tiles;
      drawn.triangles += tile.mesh->fillIndices.size() / 3;
      drawn.linePoints += tile.mesh->linePoints.size();
    }
  }
  return drawn;
}

TEST_F(BusySession, EndsWithThePictureThatAQuietOneWouldDraw) {
  settle();
  for (int step = 0; step < stepsToPlay(); ++step) {
    session_.apply(anything());
    frame();
  }
  session_.apply(command::AddLayer{layerFile(0).string()});
  session_.apply(command::AddLayer{countries().string()});
  session_.apply(command::FlyTo{{50, 40}, 4});
  const Drawn drawn = drawnIn(settle().scene);
  ASSERT_FALSE(state().layers.empty());
  for (const LayerEntry& entry : state().layers)
    EXPECT_TRUE(entry.layer.features || !entry.layer.visible) << entry.path;
  EXPECT_TRUE(state().tasks.empty());
  EXPECT_TRUE(std::any_of(state().layers.begin(), state().layers.end(), [](const LayerEntry& entry) {
    return entry.source == LayerSource::ready && entry.layer.features;
  }));

  map::MapBuilder quiet(typesetter_, nullptr, [] {});
  const map::Camera camera(state().view, state().mapWidth, state().mapHeight);
  EXPECT_EQ(drawn, drawnIn(quiet.build(mapModel(state()), camera, 1, true).scene));
  EXPECT_GT(drawn.triangles, 0u);
}

}  // namespace
}  // namespace dateline::session
