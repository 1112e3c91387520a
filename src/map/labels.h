#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "map/label_data.h"
#include "map/label_placer.h"

namespace dateline::map {

/// A place of the story that wants its name beside its pin.
struct PinName {
  std::string name;
  WorldPoint tip;  ///< on the copy of the world that is drawn
  bool selected = false;
  bool round = false;  ///< the mark is a disc around the place, not a pin above it
};

/// What the names have to keep clear of.
struct LabelObstacles {
  std::vector<ScreenBox> pins;       ///< screen px; names make room for them
  std::vector<ScreenBox> furniture;  ///< screen px; names below them are left out
};

/// Chooses and places the names of a frame. A pure function of model and camera, and stable: boxes are laid
/// out on the plane, from a region larger than the screen, so that panning alone moves no name.
class LabelMaker {
 public:
  LabelMaker(const MapModel& model, const Camera& camera, const LabelData& data,
             text::Typesetter& typesetter);

  /// Adds labels and rings to the scene.
  void build(std::span<const PinName> pinNames, const LabelObstacles& obstacles, Scene& scene);

 private:
  struct TakenName {
    std::string key;
    ScreenPoint at;
  };
  [[nodiscard]] ScreenPoint onPlane(WorldPoint p) const { return {p.x * size_, p.y * size_}; }
  [[nodiscard]] bool nearScreen(ScreenPoint at) const { return region_.contains(at); }
  [[nodiscard]] bool inside(const ScreenBox& box, double inset) const;
  /// False beyond the edge of the globe.
  [[nodiscard]] bool seen(ScreenPoint at) const {
    return camera_.onEarth({at.x - corner_.x, at.y - corner_.y});
  }
  template <typename Visit>
  void everyCopy(const NamedPlace& place, const Visit& visit) const;

  void addPinNames(std::span<const PinName> names);
  void addCountries();
  void addCountry(const NamedPlace& country);
  [[nodiscard]] bool mayBeSeen(const NamedPlace& country, int copy) const;
  void addSeas();
  void addLakes();
  void addPlaces();
  void addProvinces();
  [[nodiscard]] bool namedNearby(const std::vector<TakenName>& taken, const std::string& key,
                                 ScreenPoint at) const;
  [[nodiscard]] bool namedByPin(const NamedPlace& place, ScreenPoint at) const;
  [[nodiscard]] ScreenPoint countrySpot(const NamedPlace& country, const text::Layout& layout,
                                        int copy) const;
  /// At the camera's zoom; `share` of the class's size.
  [[nodiscard]] text::TextStyle textStyle(const LabelStyle& label, float share = 1) const;
  LabelCandidate& add(text::LayoutPtr layout, double priority, Colour colour);
  void emit(std::span<const PlacedLabel> placed, const LabelObstacles& obstacles, Scene& scene) const;

  const MapModel& model_;
  const Style& style_;
  const Palette& colours_;
  const Camera& camera_;
  const LabelData& data_;
  text::Typesetter& typesetter_;
  double size_;         ///< of the world in px
  ScreenPoint corner_;  ///< of the screen on the plane
  ScreenBox screen_, region_;
  std::vector<LabelCandidate> candidates_;
  std::vector<TakenName> pinNames_, placeNames_;
  text::TextStyle countryText_;
  Colour countryColour_;
};

/// A country's name as it fits into its country at this size of the world, at most as large as `largest`;
/// nullptr when it does not fit.
text::LayoutPtr countryLayout(const NamedPlace& country, double worldSizePx, const text::TextStyle& largest,
                              text::Typesetter& typesetter);
/// In steps, so that zooming does not ask for a new set of letters in every frame.
inline float nameSizePx(double size) {
  return static_cast<float>(std::max(1.0, std::round(size * 2) / 2));
}

}  // namespace dateline::map
