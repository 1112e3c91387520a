#pragma once

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "geo/lnglat.h"

namespace dateline::map {

using geo::Zoom;

/// A number that depends on the zoom: given at some zooms, a line between two of them, and beyond the first
/// and the last as there. Two stops at one zoom make a step.
class ByZoom {
 public:
  struct Stop {
    double zoom = 0;
    double value = 0;
    friend bool operator==(const Stop&, const Stop&) = default;
  };
  ByZoom(double always) : stops_{{0, always}} {}
  /// At least one; zooms do not fall.
  ByZoom(std::initializer_list<Stop> stops) : stops_(stops) {}
  explicit ByZoom(std::vector<Stop> stops) : stops_(std::move(stops)) {}

  [[nodiscard]] double at(Zoom zoom) const;
  [[nodiscard]] double most() const;
  friend bool operator==(const ByZoom&, const ByZoom&) = default;

 private:
  std::vector<Stop> stops_;
};

/// From which zoom on things are shown, by their rank: 0 is the most important. What has a higher rank than
/// the last is shown with it.
class FromZoom {
 public:
  FromZoom(double all) : zooms_{all} {}
  FromZoom(std::initializer_list<double> byRank) : zooms_(byRank) {}
  explicit FromZoom(std::vector<double> byRank) : zooms_(std::move(byRank)) {}

  [[nodiscard]] double of(double rank) const;
  /// What is shown from 0 on is so from any farther away: near a pole a globe goes below 0.
  [[nodiscard]] bool shows(double rank, Zoom zoom) const { return std::max(zoom.level, 0.0) >= of(rank); }
  friend bool operator==(const FromZoom&, const FromZoom&) = default;

 private:
  std::vector<double> zooms_;
};

}  // namespace dateline::map
