#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "geo/fixed_plane.h"
#include "map/ground.h"
#include "map/view_box.h"

namespace dateline::map {
namespace {

constexpr double kWidestCellPx = 64;
constexpr int kFewestFixedCells = 128;  // round the Earth

/// The stations of a grid from `low` to `high`, whole steps and both ends, of those that the view needs.
std::vector<double> stations(double low, double high, double step, double seenLow, double seenHigh) {
  const double from = std::max(low, seenLow - step), to = std::min(high, seenHigh + step);
  std::vector<double> result;
  if (from >= to) return result;
  if (from == low) result.push_back(low);
  constexpr double kNear = 1e-6;  // of a step: an end that is one of them
  for (double k = std::ceil(from / step + kNear); k * step < to - kNear * step; ++k)
    result.push_back(k * step);
  if (to == high) result.push_back(high);
  return result;
}

/// One patch's grid, rows from north to south.
struct Grid {
  std::size_t piece = 0;
  std::vector<double> columns, rows;
};

std::vector<Grid> gridsFor(const geo::FixedPlane& plane, const LngLatBox& seen, double step) {
  std::vector<Grid> grids;
  for (const geo::FixedPlane::Patch& patch : plane.domain().patches)
    for (const double turn : {-360.0, 0.0, 360.0}) {
      Grid grid{patch.piece,
                stations(patch.box.minX, patch.box.maxX, step, seen.minX + turn, seen.maxX + turn),
                stations(patch.box.minY, patch.box.maxY, step, seen.minY, seen.maxY)};
      std::reverse(grid.rows.begin(), grid.rows.end());
      if (grid.columns.size() > 1 && grid.rows.size() > 1) grids.push_back(std::move(grid));
    }
  return grids;
}

}  // namespace

/// A grid in longitude and latitude for each patch, as the tiles are cut. They stand below each other in the
/// one that a relief has, with corners that are no numbers where there is none.
void layOnFixed(const Camera& camera, double reachPx, SceneRelief& relief) {
  const geo::FixedPlane& plane = *camera.view().plane.fixed;
  const double worldPx = geo::worldSizePx(camera.view().zoom);
  const int around =
      std::max(kFewestFixedCells, 1 << static_cast<int>(std::ceil(std::log2(worldPx / kWidestCellPx))));
  const std::vector<Grid> grids = gridsFor(plane, boxInView(camera, reachPx), 360.0 / around);
  std::size_t columns = 2;
  for (const Grid& grid : grids) columns = std::max(columns, grid.columns.size());
  const SceneRelief::Corner none{{std::numeric_limits<double>::quiet_NaN(), 0}, 0, 0};
  for (const Grid& grid : grids) {
    for (const double lat : grid.rows) {
      for (const double lng : grid.columns) {
        const auto at = plane.forwardIn(plane.domain().pieces[grid.piece], {lng, lat});
        relief.corners.push_back({at ? camera.toScreen(*at) : none.at, static_cast<float>((lng + 180) / 360),
                                  static_cast<float>((90 - lat) / 180)});
      }
      relief.corners.insert(relief.corners.end(), columns - grid.columns.size(), none);
    }
    relief.corners.insert(relief.corners.end(), columns, none);
  }
  relief.columns = static_cast<int>(columns);
  const auto zoom = std::bit_cast<std::uint64_t>(camera.view().zoom.level);
  relief.lay = (zoom ^ (reinterpret_cast<std::uintptr_t>(&plane) * 0x9e3779b97f4a7c15ull)) | 1;
  relief.anchor = camera.toScreen(WorldPoint{0.5, 0.5});
  relief.degreesPerPx = 360 / worldPx;
}

}  // namespace dateline::map
