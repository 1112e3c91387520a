#include "map/held_country_spots.h"

#include <cmath>

namespace dateline::map {
namespace {

/// Zoom levels that a map of equal areas may be off while it is panned, before its plane has followed.
constexpr double kSameScale = 0.1;

/// In zoom levels, where the map is drawn true: Mercator is not, and its zoom is the same everywhere.
double trueScale(const Camera& camera) {
  const View& view = camera.view();
  if (view.plane.flat()) return view.zoom.level;
  return view.zoom.level - std::log2(camera.projection().metresPerUnit(placeOf(view)));
}

}  // namespace

const HeldCountrySpots& HeldCountrySpots::seenBy(const Camera& camera) {
  const ProjectionChoice kind = kindOf(camera.view());
  const double scale = trueScale(camera);
  if (kind_ == kind && std::abs(scale - scale_) < kSameScale) return *this;
  spots_.clear();
  kind_ = kind;
  scale_ = scale;
  return *this;
}

void HeldCountrySpots::note(const std::vector<NamedSpot>& named) {
  spots_.clear();
  for (const NamedSpot& one : named) spots_.emplace(one.key, one.spot);
}

void HeldCountrySpots::forget() {
  spots_.clear();
}

std::optional<HeldSpot> HeldCountrySpots::of(std::uint64_t key) const {
  const auto found = spots_.find(key);
  return found == spots_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace dateline::map
