#pragma once

#include <vector>

#include "map/atlas_map.h"
#include "map/labels.h"

namespace dateline::map {

inline constexpr double kPinWidthPx = 24;
inline constexpr double kPinHeightPx = 32;

/// Pins that would hide one another and stand as one.
struct PinCluster {
  std::vector<std::size_t> members;  ///< indices into the model's pins, in their order; the first one leads
  ScreenPoint tip;                   ///< of the leader
};

/// Every pin joins the first cluster whose leader its body would cover by more than half, else leads its own.
/// `tips` are in the order of the pins, whose bodies are `scale` times as large as usual.
std::vector<PinCluster> clusterPins(const std::vector<ScreenPoint>& tips, double scale = 1);

/// Where the bodies' tips of `count` spread pins stand, relative to the place: on arcs above it, left to
/// right. With `gap` the middle is left free for a selected pin.
std::vector<ScreenPoint> fanOffsets(std::size_t count, bool gap, double scale = 1);

/// What the pins give to the frame.
struct PlacedPins {
  std::vector<SceneMarker> markers;  ///< back to front
  std::vector<Placed> placed;        ///< likewise
  std::vector<PinName> names;
  std::vector<ScreenBox> obstacles;  ///< bodies, for the labels
};
PlacedPins placePins(const MapModel& model, const Camera& camera, text::Typesetter& typesetter);

}  // namespace dateline::map
