#include "map/furniture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/algorithms.h"
#include "geo/fixed_plane.h"
#include "map/grouped_digits.h"
#include "map/labels.h"

namespace dateline::map {
namespace {

constexpr double kFurnitureMarginPx = 16;
constexpr double kLongestBarPx = 124, kShortestMapPx = 200, kLowestMapPx = 120;
constexpr double kBarHeightPx = 4;
constexpr double kMetresPerMile = 1609.344;
constexpr double kLabelGapPx = 4, kLatitudeGapPx = 7;
constexpr double kPlateOpacity = 200 / 255.0;
constexpr std::uint8_t kFaintAlpha = 100;

text::TextStyle smallStyle(float size) {
  return {.sizePx = size};
}

/// "2.5", "500", "10 000 km" with narrow spaces.
std::string written(double value, const char* unit) {
  std::string text = fmt::format("{:.6g}", value);
  if (text.find('.') == std::string::npos) text = groupedDigits(std::move(text));
  return *unit == 0 ? text : text + " " + unit;
}

/// Where the scale bar is true: at the middle of the map or, where that lies beside a fixed plane, at the
/// plane's own centre. At its edge lengths may be drawn at any scale.
LngLat placeOfScale(const Camera& camera) {
  const geo::FixedPlanePtr& fixed = camera.view().plane.fixed;
  if (fixed && !fixed->onEarth(camera.view().centre)) return fixed->crs().centre;
  return placeOf(camera.view());
}

class FurnitureMaker {
 public:
  FurnitureMaker(const Look& look, const Camera& camera, text::Typesetter& typesetter, Scene& scene)
      : look_(look),
        camera_(camera),
        typesetter_(typesetter),
        scene_(scene),
        colours_(styleOf(look).colours) {}

  std::vector<ScreenBox> make() {
    addAttribution();
    const bool room = camera_.width() >= kShortestMapPx && camera_.height() >= kLowestMapPx;
    if (look_.furniture && room) addScaleBar();
    return std::move(boxes_);
  }

 private:
  void addLabel(const text::LayoutPtr& layout, const ScreenBox& box, Colour colour, float halo) {
    scene_.furnitureLabels.push_back({layout, originFor(*layout, box), colour, colours_.halo, halo});
  }

  void addRect(double x, double y, double width, double height, Colour colour) {
    scene_.furniture.push_back({{x, y}, width, height, 0, colour});
  }

  /// On one line where there is room, else smaller, else wrapped: it is never left out.
  text::LayoutPtr attributionLayout(double room) {
    const std::string text = attribution(look_);
    for (const float size : {11.f, 10.f, 9.f, 8.f}) {
      text::LayoutPtr layout = typesetter_.layout(text, smallStyle(size));
      if (layout->width() <= room) return layout;
    }
    const text::LayoutOptions wrapped{.widthPx = static_cast<float>(std::max(24.0, room)),
                                      .align = text::Align::right};
    return typesetter_.layout(text, smallStyle(8), wrapped);
  }

  void addAttribution() {
    const double edge = std::min(8.0, camera_.width() / 40), padX = 6, padY = 2;
    const text::LayoutPtr layout = attributionLayout(camera_.width() - 2 * edge - 2 * padX);
    ScreenBox box =
        inkBox(*layout, {camera_.width() - edge - padX, camera_.height() - edge - padY}, Attach::right);
    const double up = layout->height() / 2;
    box.minY -= up;
    box.maxY -= up;
    const ScreenBox plate{box.minX - padX, box.minY - padY, box.maxX + padX, box.maxY + padY};
    const Colour ground = veiled(colours_.panel, kPlateOpacity);
    scene_.furniture.push_back({{plate.minX, plate.minY}, plate.width(), plate.height(), 4, ground});
    // On hardly any plate it stands on the map itself.
    const float halo = ground.a < kFaintAlpha ? 2 : 0;
    addLabel(layout, box, mixed(colours_.muted, colours_.ink, 0.35), halo);
    boxes_.push_back(plate);
  }

  void addScaleBar() {
    const double most = std::min(kLongestBarPx, camera_.width() / 3);
    const ScaleLength bar = scaleLength(camera_, 1000, most);
    const ScaleLength miles = scaleLength(camera_, kMetresPerMile, bar.px);
    if (bar.px <= 0) return;
    // Clear of the attribution where that runs along the whole width.
    const ScreenBox plate = boxes_.front();
    const bool below = plate.minX > kFurnitureMarginPx + bar.px + 130;
    const double labelBottom = (below ? camera_.height() : plate.minY) - 8;
    const double left = kFurnitureMarginPx;
    const ScreenBox numbers = addKilometres(bar, left, labelBottom);
    const double top = numbers.minY - 2 - kBarHeightPx;
    addBar(left, top, bar.px);
    const ScreenBox above = addMiles(miles, left, top);
    ScreenBox all{left - 4, above.minY, numbers.maxX + 4, numbers.maxY};
    boxes_.push_back(all);
  }

  /// Dark outline, dark first half, light second half.
  void addBar(double left, double top, double length) {
    addRect(left, top, length, kBarHeightPx, colours_.ink);
    Colour light = colours_.panel;
    light.a = 255;
    addRect(left + length / 2, top + 1, length / 2 - 1, kBarHeightPx - 2,
            mixed(colours_.halo, light, colours_.panel.a / 255.0));
  }

  /// "0", half, and the whole with its unit below the bar, each number centred at its place.
  ScreenBox addKilometres(const ScaleLength& bar, double left, double bottom) {
    const text::TextStyle style = smallStyle(11);
    const bool inMetres = bar.metres < 1000;
    const double shown = inMetres ? bar.metres : bar.metres / 1000;
    const auto number = [&](double value) { return typesetter_.layout(written(value, ""), style); };
    const text::LayoutPtr zero = number(0), half = number(shown / 2), whole = number(shown);
    const text::LayoutPtr full = typesetter_.layout(written(shown, inMetres ? "m" : "km"), style);
    const double y = bottom - full->height() / 2;
    const ScreenBox zeroBox = inkBox(*zero, {left, y}, Attach::left);
    const ScreenBox halfBox = inkBox(*half, {left + bar.px / 2, y}, Attach::centre);
    const ScreenBox fullBox = inkBox(*full, {left + bar.px - whole->width() / 2, y}, Attach::left);
    const Colour colour = mixed(colours_.muted, colours_.ink, 0.5);
    addLabel(zero, zeroBox, colour, 2);
    if (halfBox.minX > zeroBox.maxX + kLabelGapPx && halfBox.maxX < fullBox.minX - kLabelGapPx) {
      addLabel(half, halfBox, colour, 2);
    }
    addLabel(full, fullBox, colour, 2);
    const double right = addLatitude(fullBox.maxX + kLatitudeGapPx, y);
    return {zeroBox.minX, fullBox.minY, right, fullBox.maxY};
  }

  /// Where the bar is true: elsewhere on the map the scale is another one. Returns where the words end.
  double addLatitude(double left, double middle) {
    const double lat = placeOfScale(camera_).lat;
    const std::string text = std::abs(lat) < 0.5
                                 ? "at the equator"
                                 : fmt::format("at {:.0f}° {}", std::abs(lat), lat < 0 ? "S" : "N");
    const text::LayoutPtr layout = typesetter_.layout(text, smallStyle(11));
    const ScreenBox box = inkBox(*layout, {left, middle}, Attach::left);
    addLabel(layout, box, mixed(colours_.muted, colours_.ink, 0.5), 2);
    return box.maxX;
  }

  /// A tick on the bar where a round number of miles ends, the number above it.
  ScreenBox addMiles(const ScaleLength& miles, double left, double barTop) {
    const double shown = miles.metres / kMetresPerMile;
    const text::LayoutPtr layout = typesetter_.layout(written(shown, "mi"), smallStyle(11));
    constexpr double kTickPx = 4;
    addRect(left, barTop - kTickPx, 1, kTickPx, colours_.ink);
    addRect(left + miles.px - 1, barTop - kTickPx, 1, kTickPx, colours_.ink);
    const double right = std::max(left + miles.px, left + layout->width());
    const ScreenBox box =
        inkBox(*layout, {right, barTop - kTickPx + 1 - layout->height() / 2}, Attach::right);
    addLabel(layout, box, mixed(colours_.muted, colours_.ink, 0.5), 2);
    return box;
  }

  const Look& look_;
  const Camera& camera_;
  text::Typesetter& typesetter_;
  Scene& scene_;
  const Palette& colours_;
  std::vector<ScreenBox> boxes_;
};

}  // namespace

namespace {

/// To both sides of the place; where the Earth ends nearby, of areas there.
double metresPerPx(const Camera& camera) {
  const LngLat place = placeOfScale(camera);
  const double mean = camera.projection().metresPerUnit(place) / geo::worldSizePx(camera.view().zoom);
  if (!camera.view().plane.fixed && (camera.view().plane.flat() || originDistance(camera.view()) < 1e-6))
    return mean;
  constexpr double kReachPx = 8;
  const ScreenPoint at = camera.toScreen(place), left{at.x - kReachPx, at.y}, right{at.x + kReachPx, at.y};
  if (!camera.onEarth(left) || !camera.onEarth(right)) return mean;
  return geo::distanceMetres(camera.toLngLat(left), camera.toLngLat(right)) / (2 * kReachPx);
}

}  // namespace

ScaleLength scaleLength(const Camera& camera, double unitMetres, double mostPx) {
  const double metresPerPx = map::metresPerPx(camera);
  const double most = mostPx * metresPerPx / unitMetres;
  if (!(most > 0) || !std::isfinite(most)) return {};
  const double power = std::pow(10, std::floor(std::log10(most)));
  double best = power;
  for (const double times : {2.0, 5.0}) {
    if (times * power <= most) best = times * power;
  }
  return {best * unitMetres, best * unitMetres / metresPerPx};
}

std::vector<ScreenBox> addFurniture(const Look& look, const Camera& camera, text::Typesetter& typesetter,
                                    Scene& scene) {
  return FurnitureMaker(look, camera, typesetter, scene).make();
}

std::string attribution(const Look& look) {
  const char* borders = look.borders == Borders::un ? "UN view" : "de facto";
  return fmt::format("Made with Natural Earth · GeoNames CC BY 4.0 · borders: {}", borders);
}

}  // namespace dateline::map
