// How long the names of a frame take: ten thousand that want to be on the screen at once, panned and zoomed
// as a hand does it. Prints JSON: milliseconds of processor time a frame (all is done on one thread, and
// waits for nothing).
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "map/atlas_map.h"

namespace {

using namespace dateline;

constexpr int kNames = 10'000, kFrames = 600;
constexpr double kWidth = 1920, kHeight = 1080, kZoom = 5;
constexpr double kWest = 40, kEast = 92, kSouth = 33, kNorth = 56;  // all of it in view at kZoom

/// Towns of all ranks with names of two to four syllables, spread evenly.
std::shared_ptr<const geo::FeatureSet> towns() {
  static constexpr const char* kSyllables[] = {"al", "ma",  "ty",  "kor", "gan", "sha",
                                               "tu", "ber", "lin", "os",  "dar", "ven"};
  std::mt19937 random(1);
  std::uniform_real_distribution<double> lng(kWest, kEast), lat(kSouth, kNorth);
  geo::FeatureSet set;
  set.attributes.columns = {"name", "rank", "capital"};
  set.attributes.values.resize(3);
  for (std::uint32_t i = 0; i < kNames; ++i) {
    std::string name;
    for (unsigned n = 2 + random() % 3; n > 0; --n) name += kSyllables[random() % std::size(kSyllables)];
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    const geo::LngLat at{lng(random), lat(random)};
    geo::Feature feature{.firstPath = i, .pathCount = 1, .row = i};
    geo::Path path{.first = i, .count = 1};
    feature.bounds.add(at), path.bounds.add(at);
    set.coords.push_back(at);
    set.paths.push_back(path);
    set.features.push_back(feature);
    set.attributes.values[0].push_back(name);
    set.attributes.values[1].push_back("0");
    set.attributes.values[2].push_back("0");
  }
  return std::make_shared<geo::FeatureSet>(std::move(set));
}

double processorMs() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

struct Times {
  std::vector<double> frames;
  double names = 0;
  [[nodiscard]] double at(double share) const {
    return frames[std::min(frames.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(frames.size())))];
  }
};

Times measured(map::MapBuilder& builder, const map::MapModel& model,
               const std::function<map::Camera(int)>& cameraAt) {
  Times times;
  std::size_t names = 0;
  for (int frame = 0; frame < kFrames; ++frame) {
    const map::Camera camera = cameraAt(frame);
    const double began = processorMs();
    const map::BuiltScene built = builder.above(model, camera, 1, frame / 60.0);
    times.frames.push_back(processorMs() - began);
    names += built.scene.labels.size();
  }
  std::sort(times.frames.begin(), times.frames.end());
  times.names = static_cast<double>(names) / kFrames;
  return times;
}

}  // namespace

int main() {
  auto typesetter = text::Typesetter::create(DATELINE_ROOT "/assets/fonts");
  if (!typesetter) return std::fputs(typesetter.error().text().c_str(), stderr), 1;
  auto world = std::make_shared<map::World>();
  world->places = towns();
  map::MapModel model;
  model.world = world;
  map::MapBuilder builder(**typesetter, nullptr, {});
  const double began = processorMs();
  const map::Camera start(map::viewOf(map::ProjectionKind::azimuthal, {66, 46}, map::Zoom{kZoom}), kWidth,
                          kHeight);
  builder.above(model, start, 1, 0);
  const double first = processorMs() - began;
  const Times pan = measured(builder, model, [&](int frame) {
    const double way = frame < kFrames / 2 ? frame : kFrames - frame;
    return start.panned(way * 2, way * -0.7);
  });
  const Times zoom = measured(builder, model, [&](int frame) {
    const double way = frame < kFrames / 2 ? frame : kFrames - frame;
    return start.zoomedAt({900, 500}, way * 0.01);
  });
  fmt::print("{{\"names\": {}, \"first_ms\": {:.2f}, ", kNames, first);
  fmt::print("\"pan\": {{\"median_ms\": {:.3f}, \"p99_ms\": {:.3f}, \"shown\": {:.0f}}}, ", pan.at(0.5),
             pan.at(0.99), pan.names);
  fmt::print("\"zoom\": {{\"median_ms\": {:.3f}, \"p99_ms\": {:.3f}, \"shown\": {:.0f}}}}}\n", zoom.at(0.5),
             zoom.at(0.99), zoom.names);
}
