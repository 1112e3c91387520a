#pragma once

#include <optional>
#include <vector>

#include "map/atlas_map.h"
#include "map/labels.h"

namespace dateline::map {

inline constexpr double kPinWidthPx = 24;
inline constexpr double kPinHeightPx = 32;
inline constexpr double kSelectedPinSize = 1.25;  ///< times that of the others

/// What a pin takes of the map, alone on its place.
struct PinMark {
  ScreenPoint tip;
  MarkerShape shape = MarkerShape::drop;
  double size = 1;
};

inline bool isRound(MarkerShape shape) {
  return shape == MarkerShape::disc || shape == MarkerShape::cluster;
}
/// Discs and clusters stand on their place, the others so far above it.
inline constexpr double kRoundRisePx = 20;

/// Pins that would hide one another and stand as one.
struct PinCluster {
  std::vector<std::size_t> members;  ///< indices into the model's pins, in their order; the first one leads
  ScreenPoint tip;                   ///< of the leader
};

/// Of what stands on the map afterwards, pins alone and clusters as discs at their leaders, no two are so
/// near that one would hide a part of the other's head or the place that it points at, even when it is
/// selected. Marks are in the order of the pins; clusters are as large as `scale` says.
std::vector<PinCluster> clusterPins(const std::vector<PinMark>& marks, double scale = 1);

/// Pins to be spread around their place.
struct Fan {
  std::size_t count = 0;
  ScreenPoint at;
  double scale = 1;
  std::optional<ScreenBox> selected = {};  ///< body of a pin that stays in the middle
};
/// Where their bodies have to be, and what they should not cover.
struct FanRoom {
  ScreenBox map;
  std::vector<ScreenBox> furniture;
  std::vector<ScreenBox> pins;
};
/// Where their tips stand, in reading order, on arcs: above the place or, where there is no room, to the side
/// that has it.
std::vector<ScreenPoint> spreadFan(const Fan& fan, const FanRoom& room);

/// What the pins give to the frame.
struct PlacedPins {
  std::vector<SceneMarker> markers;  ///< back to front
  std::vector<Placed> placed;        ///< likewise
  std::vector<PinName> names;
  std::vector<ScreenBox> obstacles;  ///< bodies, for the labels
  std::vector<ScreenBox> legs;       ///< of those that are spread, in pieces
};
/// `furniture`: what is drawn or shown above the map, which pins are not spread over.
PlacedPins placePins(const MapModel& model, const Camera& camera, text::Typesetter& typesetter,
                     std::vector<ScreenBox> furniture = {});

}  // namespace dateline::map
