#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "map/camera.h"
#include "map/inner_places.h"

namespace dateline::map {

/// Where the name of a country stands: in one of its spots, or shifted a little from it.
struct HeldSpot {
  InnerPlace place;
  std::uint8_t shift = 0;
};
struct NamedSpot {
  std::uint64_t key = 0;  ///< of the label
  HeldSpot spot;
};

/// Where the names of countries, or of seas, stood in the last frame, so that one that is shown stays as long
/// as it fits: while one pans, and while cards open and close. From nearer or farther all stand where it is
/// best again.
class HeldCountrySpots {
 public:
  /// What is still true of the last frame in the one with this camera.
  const HeldCountrySpots& seenBy(const Camera& camera);
  void note(const std::vector<NamedSpot>& named);
  void add(const HeldCountrySpots& others) { spots_.insert(others.spots_.begin(), others.spots_.end()); }
  void forget();
  [[nodiscard]] bool empty() const { return spots_.empty(); }
  [[nodiscard]] std::optional<HeldSpot> of(std::uint64_t key) const;

 private:
  std::unordered_map<std::uint64_t, HeldSpot> spots_;
  std::optional<ProjectionChoice> kind_;
  double scale_ = 0;  ///< zoom levels, when the first of them was noted
};

}  // namespace dateline::map
