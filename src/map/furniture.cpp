#include "map/furniture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "geo/algorithms.h"
#include "geo/fixed_plane.h"
#include "map/grouped_digits.h"
#include "map/labels.h"

namespace dateline::map {
namespace {

constexpr double kFurnitureMarginPx = 16;
constexpr double kLongestBarPx = 124, kShortestMapPx = 200, kLowestMapPx = 120;
constexpr double kBarHeightPx = 4, kBarFromEndPx = 8, kBesidePlatePx = 24;
constexpr double kMetresPerMile = 1609.344, kMetresPerFoot = 0.3048;
constexpr double kLeastMiles = 0.0999;  // less is told in feet
/// A map that is smaller both ways has hardly room for a pin beside the furniture.
constexpr struct { double width, height; } kSmallMap{400, 300};
constexpr double kPlatePadX = 6, kPlatePadY = 2;
constexpr double kWrappedPx = 118;  // of the attribution: three lines
constexpr double kLabelGapPx = 4, kLatitudeGapPx = 7;
constexpr double kPanelGapPx = 4;  // between a panel and what stands above it
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

bool meets(const std::vector<ScreenBox>& boxes, const ScreenBox& box) {
  return std::ranges::any_of(boxes, [&](const ScreenBox& one) { return one.intersects(box); });
}

double sharedArea(const std::vector<ScreenBox>& boxes, const ScreenBox& box) {
  double area = 0;
  for (const ScreenBox& one : boxes) {
    const double width = std::min(one.maxX, box.maxX) - std::max(one.minX, box.minX);
    const double height = std::min(one.maxY, box.maxY) - std::max(one.minY, box.minY);
    if (width > 0 && height > 0) area += width * height;
  }
  return area;
}

/// Words and shapes, and the box that they take.
struct FurniturePart {
  std::vector<SceneLabel> labels;
  std::vector<SceneRect> rects;
  ScreenBox box;
};

FurniturePart shifted(FurniturePart part, double dx, double dy) {
  for (SceneLabel& label : part.labels) label.origin = {label.origin.x + dx, label.origin.y + dy};
  for (SceneRect& rect : part.rects) rect.origin = {rect.origin.x + dx, rect.origin.y + dy};
  part.box = moved(part.box, dx, dy);
  return part;
}

/// So far up that it stands above the panels; where the map ends before, where it is.
FurniturePart above(const std::vector<ScreenBox>& panels, FurniturePart part) {
  double up = 0;
  for (;;) {
    const ScreenBox box = moved(part.box, 0, -up);
    const auto panel = std::ranges::find_if(panels, [&](const auto& one) { return one.intersects(box); });
    if (panel == panels.end()) break;
    up = part.box.maxY - panel->minY + kPanelGapPx;
    if (part.box.minY - up < 0) return part;
  }
  return shifted(std::move(part), 0, -up);
}

/// A corner of the map for the scale bar, at its foot beside the attribution or above it.
struct BarPlace {
  bool right = false, head = false, raised = false;
};
constexpr std::array<BarPlace, 6> kBarPlaces{{{},
                                              {.right = true},
                                              {.raised = true},
                                              {.right = true, .raised = true},
                                              {.head = true},
                                              {.right = true, .head = true}}};

class FurnitureMaker {
 public:
  FurnitureMaker(const Look& look, const Camera& camera, text::Typesetter& typesetter,
                 const FurnitureObstacles& obstacles)
      : look_(look),
        camera_(camera),
        typesetter_(typesetter),
        obstacles_(obstacles),
        small_(camera.width() < kSmallMap.width && camera.height() < kSmallMap.height),
        colours_(styleOf(look).colours) {}

  std::vector<FurniturePart> make() {
    std::vector<FurniturePart> parts{placedAttribution()};
    const bool room = camera_.width() >= kShortestMapPx && camera_.height() >= kLowestMapPx;
    if (!look_.furniture || !room) return parts;
    if (std::optional<FurniturePart> bar = placedScaleBar(parts.front().box))
      parts.push_back(std::move(*bar));
    return parts;
  }

 private:
  void addLabel(FurniturePart& part, const text::LayoutPtr& layout, const ScreenBox& box, Colour colour,
                float halo) const {
    part.labels.push_back({layout, originFor(*layout, box), colour, colours_.halo, halo});
  }

  static void addRect(FurniturePart& part, double x, double y, double width, double height, Colour colour) {
    part.rects.push_back({{x, y}, width, height, 0, colour});
  }

  /// On one line where there is room, else smaller, else wrapped: it is never left out.
  text::LayoutPtr attributionLayout(double room) const {
    const std::string text = attribution(look_);
    for (const float size : {11.f, 10.f, 9.f, 8.f}) {
      text::LayoutPtr layout = typesetter_.layout(text, smallStyle(size));
      if (layout->width() <= room) return layout;
    }
    return wrappedAttribution(std::max(24.0, room), text::Align::right);
  }

  text::LayoutPtr wrappedAttribution(double room, text::Align align) const {
    return typesetter_.layout(attribution(look_), smallStyle(8),
                              {.widthPx = static_cast<float>(room), .align = align});
  }

  /// At the lower right, above panels; where it would lie over pins in the corner where it covers least of
  /// them, on one line or, where each of these would lie over one, wrapped.
  FurniturePart placedAttribution() const {
    const double edge = std::min(8.0, camera_.width() / 40);
    const double room = camera_.width() - 2 * edge - 2 * kPlatePadX;
    const text::LayoutPtr line = attributionLayout(room);
    FurniturePart best = above(obstacles_.panels, attributionPart(line, edge, true, true));
    double least = sharedArea(obstacles_.pins, best.box);
    if (least == 0) return best;
    const auto consider = [&](const text::LayoutPtr& layout, bool right, bool foot) {
      FurniturePart part = attributionPart(layout, edge, right, foot);
      const double covers = sharedArea(obstacles_.pins, part.box);
      const bool inside = part.box.minX >= 0 && part.box.maxX <= camera_.width();
      if (covers >= least || !inside || meets(obstacles_.covered, part.box)) return;
      least = covers;
      best = std::move(part);
    };
    for (const bool foot : {true, false})
      for (const bool right : {true, false}) consider(line, right, foot);
    for (const bool right : {true, false}) {
      const text::LayoutPtr wrapped = wrappedAttribution(std::min(kWrappedPx, std::max(24.0, room)),
                                                         right ? text::Align::right : text::Align::left);
      for (const bool foot : {true, false}) consider(wrapped, right, foot);
    }
    return best;
  }

  FurniturePart attributionPart(const text::LayoutPtr& layout, double edge, bool right, bool foot) const {
    const double x = right ? camera_.width() - edge - kPlatePadX : edge + kPlatePadX;
    const double y = foot ? camera_.height() - edge - kPlatePadY : edge + kPlatePadY;
    ScreenBox box = inkBox(*layout, {x, y}, right ? Attach::right : Attach::left);
    const double up = foot ? layout->height() / 2 : -layout->height() / 2;
    box.minY -= up;
    box.maxY -= up;
    FurniturePart part;
    part.box = {box.minX - kPlatePadX, box.minY - kPlatePadY, box.maxX + kPlatePadX, box.maxY + kPlatePadY};
    const Colour ground = veiled(colours_.panel, kPlateOpacity);
    part.rects.push_back({{part.box.minX, part.box.minY}, part.box.width(), part.box.height(), 4, ground});
    // On hardly any plate it stands on the map itself.
    const float halo = ground.a < kFaintAlpha ? 2 : 0;
    addLabel(part, layout, box, mixed(colours_.muted, colours_.ink, 0.35), halo);
    return part;
  }

  /// At the lower left beside the attribution `plate` or, where that runs along the whole width, above it.
  /// There, on a small map and where it would lie over pins it is clear of these: in another corner if need
  /// be, in brief if that does not do.
  std::optional<FurniturePart> placedScaleBar(const ScreenBox& plate) const {
    const ScaleLength bar = scaleLength(camera_, 1000, std::min(kLongestBarPx, camera_.width() / 3));
    if (bar.px <= 0) return std::nullopt;
    for (const bool brief : {false, true})
      for (const BarPlace& place : kBarPlaces) {
        FurniturePart part = barAt(place, bar, plate, brief);
        if (isFree(part.box, plate, place)) return part;
      }
    FurniturePart usual = barAt({}, bar, plate, false);
    return small_ || !beside(plate, usual.box) ? std::nullopt : std::optional(std::move(usual));
  }

  FurniturePart barAt(const BarPlace& place, const ScaleLength& bar, const ScreenBox& plate,
                      bool brief) const {
    const double lowest = camera_.height() - kBarFromEndPx;
    FurniturePart part = scaleBar(bar, place.raised ? plate.minY - kBarFromEndPx : lowest, brief);
    const double aside = place.right ? camera_.width() - part.box.minX - part.box.maxX : 0;
    const double up = place.head ? part.box.minY - kBarFromEndPx : 0;
    part = shifted(std::move(part), aside, -up);
    return place.head ? part : above(obstacles_.panels, std::move(part));
  }

  /// Of the usual place a window says by its panels what stands there to stay.
  [[nodiscard]] bool isFree(const ScreenBox& box, const ScreenBox& plate, const BarPlace& place) const {
    const bool inside =
        box.minX >= 0 && box.minY > 0 && box.maxX <= camera_.width() && box.maxY <= camera_.height();
    const bool usual = !place.right && !place.head;
    return inside && beside(plate, box) && !meets(obstacles_.pins, box) &&
           (usual || !meets(obstacles_.covered, box));
  }

  [[nodiscard]] bool beside(const ScreenBox& plate, const ScreenBox& box) const {
    const double gap = small_ ? 0 : kBesidePlatePx;
    return !plate.intersects({box.minX - gap, box.minY, box.maxX + gap, box.maxY});
  }

  /// In brief without miles and without where it is true.
  FurniturePart scaleBar(const ScaleLength& bar, double labelBottom, bool brief) const {
    FurniturePart part;
    const double left = kFurnitureMarginPx;
    const ScreenBox numbers = addKilometres(part, bar, left, labelBottom, brief);
    const double top = numbers.minY - 2 - kBarHeightPx;
    addBar(part, left, top, bar.px);
    part.box = {left - 4, top - 2, numbers.maxX + 4, numbers.maxY};
    if (!brief) part.box.minY = addMiles(part, bar.px, left, top).minY;
    return part;
  }

  /// Dark outline, dark first half, light second half.
  void addBar(FurniturePart& part, double left, double top, double length) const {
    addRect(part, left, top, length, kBarHeightPx, colours_.ink);
    Colour light = colours_.panel;
    light.a = 255;
    addRect(part, left + length / 2, top + 1, length / 2 - 1, kBarHeightPx - 2,
            mixed(colours_.halo, light, colours_.panel.a / 255.0));
  }

  /// "0", half, and the whole with its unit below the bar, each number centred at its place.
  ScreenBox addKilometres(FurniturePart& part, const ScaleLength& bar, double left, double bottom,
                          bool brief) const {
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
    addLabel(part, zero, zeroBox, colour, 2);
    if (halfBox.minX > zeroBox.maxX + kLabelGapPx && halfBox.maxX < fullBox.minX - kLabelGapPx)
      addLabel(part, half, halfBox, colour, 2);
    addLabel(part, full, fullBox, colour, 2);
    const double right = brief ? fullBox.maxX : addLatitude(part, fullBox.maxX + kLatitudeGapPx, y);
    return {zeroBox.minX, fullBox.minY, right, fullBox.maxY};
  }

  /// Where the bar is true: elsewhere on the map the scale is another one. Returns where the words end.
  double addLatitude(FurniturePart& part, double left, double middle) const {
    const double lat = placeOfScale(camera_).lat;
    const std::string text = std::abs(lat) < 0.5
                                 ? "at the equator"
                                 : fmt::format("at {:.0f}° {}", std::abs(lat), lat < 0 ? "S" : "N");
    const text::LayoutPtr layout = typesetter_.layout(text, smallStyle(11));
    const ScreenBox box = inkBox(*layout, {left, middle}, Attach::left);
    addLabel(part, layout, box, mixed(colours_.muted, colours_.ink, 0.5), 2);
    return box.maxX;
  }

  /// A tick on the bar where a round number of miles, from near of feet, ends, the number above it.
  ScreenBox addMiles(FurniturePart& part, double mostPx, double left, double barTop) const {
    ScaleLength miles = scaleLength(camera_, kMetresPerMile, mostPx);
    const bool near = miles.metres < kLeastMiles * kMetresPerMile;
    if (near) miles = scaleLength(camera_, kMetresPerFoot, mostPx);
    const double shown = miles.metres / (near ? kMetresPerFoot : kMetresPerMile);
    const text::LayoutPtr layout = typesetter_.layout(written(shown, near ? "ft" : "mi"), smallStyle(11));
    constexpr double kTickPx = 4;
    addRect(part, left, barTop - kTickPx, 1, kTickPx, colours_.ink);
    addRect(part, left + miles.px - 1, barTop - kTickPx, 1, kTickPx, colours_.ink);
    const double right = std::max(left + miles.px, left + layout->width());
    const ScreenBox box =
        inkBox(*layout, {right, barTop - kTickPx + 1 - layout->height() / 2}, Attach::right);
    addLabel(part, layout, box, mixed(colours_.muted, colours_.ink, 0.5), 2);
    return box;
  }

  const Look& look_;
  const Camera& camera_;
  text::Typesetter& typesetter_;
  const FurnitureObstacles& obstacles_;
  bool small_;
  const Palette& colours_;
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
                                    const FurnitureObstacles& obstacles, Scene& scene) {
  std::vector<ScreenBox> boxes;
  for (const FurniturePart& part : FurnitureMaker(look, camera, typesetter, obstacles).make()) {
    scene.furniture.insert(scene.furniture.end(), part.rects.begin(), part.rects.end());
    scene.furnitureLabels.insert(scene.furnitureLabels.end(), part.labels.begin(), part.labels.end());
    boxes.push_back(part.box);
  }
  return boxes;
}

std::vector<ScreenBox> furnitureBoxes(const Look& look, const Camera& camera, text::Typesetter& typesetter,
                                      const std::vector<ScreenBox>& panels) {
  Scene unseen;
  return addFurniture(look, camera, typesetter, {.pins = {}, .covered = {}, .panels = panels}, unseen);
}

std::string attribution(const Look& look) {
  const char* borders = look.borders == Borders::un ? "UN view" : "de facto";
  return fmt::format("Made with Natural Earth · GeoNames CC BY 4.0 · borders: {}", borders);
}

}  // namespace dateline::map
