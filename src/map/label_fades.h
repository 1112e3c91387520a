#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "map/camera.h"
#include "map/scene.h"

namespace dateline::map {

/// A name as it stands in a frame.
struct MapLabel {
  std::uint64_t key = 0;  ///< the same for the same name in every frame
  SceneLabel label;
  std::optional<SceneRing> ring = {};
  LngLat place = {};  ///< it moves with this
  int copy = 0;       ///< of the world
};

/// Lets names come and go softly.
class LabelFades {
 public:
  static constexpr double kSeconds = 0.18;

  /// Draws all as they are, without fading, and remembers them.
  void show(const std::vector<MapLabel>& labels, const Camera& camera, double seconds, Scene& scene);
  /// Names that were not there become visible, those that are gone vanish where they stood on the ground.
  /// True while any still does.
  bool step(const std::vector<MapLabel>& labels, const Camera& camera, double seconds, Scene& scene);

 private:
  struct Shown {
    MapLabel label;
    ScreenPoint offset;  ///< from its place to the label's origin
    double opacity = 1;
    bool wanted = true;
  };
  static ScreenPoint placeOnScreen(const MapLabel& label, const Camera& camera);
  static void draw(const Shown& shown, Scene& scene);
  void remember(const MapLabel& label, const Camera& camera, double opacity);

  std::unordered_map<std::uint64_t, Shown> shown_;
  double seconds_ = 0;
};

}  // namespace dateline::map
