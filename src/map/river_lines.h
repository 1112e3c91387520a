#pragma once

#include <string>
#include <vector>

#include "geo/features.h"
#include "map/scene.h"

namespace dateline::map {

using geo::LngLat;
using geo::WorldPoint;

/// A named river as one line, joined from the pieces that a layer has it in.
struct RiverLine {
  std::string name;  ///< as the layer has it
  double rank = 0;   ///< of its most important piece
  std::vector<LngLat> points;
  std::vector<WorldPoint> onMercator;  ///< the same
  geo::LngLatBox bounds = {};          ///< of the points
  std::vector<double> along;           ///< of each point, from the first one, in units of Mercator

  [[nodiscard]] double length() const { return along.empty() ? 0 : along.back(); }
  /// The place so far along the line.
  [[nodiscard]] LngLat placeAt(double distance) const;
  /// Radians, clockwise from east, on Mercator.
  [[nodiscard]] double directionAt(double distance) const;
};

/// Lines of the layer (columns name, rank) that have a name; pieces of one name that meet at an end are one.
std::vector<RiverLine> riverLines(const geo::FeatureSet& rivers);

/// Where a river's name may stand.
struct RiverSpot {
  double along = 0;  ///< its middle, on the line
  double from = 0;   ///< zoom of Mercator
};

/// The middle of the line first, from the zoom on at which the name fits along it; then, as one zooms in, the
/// middles of its halves, of its quarters and so on, several for each name: where a town stands at one of
/// them another one serves. Each stands where, near there, the line bends least, from the zoom on at which it
/// bends little enough.
std::vector<RiverSpot> riverSpots(const RiverLine& line, double nameWidthPx);
/// Of the most important rivers.
inline constexpr double kGreatRiverRank = 3;
/// Names of one river stand so far from each other, on whichever of its lines.
inline constexpr double kRiverNameSpacingPx = 300;

}  // namespace dateline::map
