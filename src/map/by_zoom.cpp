#include "map/by_zoom.h"

#include <algorithm>
#include <cmath>

namespace dateline::map {

double ByZoom::at(Zoom zoom) const {
  const double z = zoom.level;
  const auto after =
      std::find_if(stops_.begin(), stops_.end(), [z](const Stop& stop) { return stop.zoom > z; });
  if (after == stops_.begin()) return stops_.front().value;
  if (after == stops_.end()) return stops_.back().value;
  const Stop& before = *(after - 1);
  return (before.value * (after->zoom - z) + after->value * (z - before.zoom)) / (after->zoom - before.zoom);
}

double ByZoom::most() const {
  return std::max_element(stops_.begin(), stops_.end(),
                          [](const Stop& a, const Stop& b) { return a.value < b.value; })
      ->value;
}

double FromZoom::of(double rank) const {
  const double last = static_cast<double>(zooms_.size()) - 1;
  return zooms_[static_cast<std::size_t>(std::clamp(std::floor(rank), 0.0, last))];
}

}  // namespace dateline::map
