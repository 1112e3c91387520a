#include "map/pins.h"

#include <algorithm>
#include <cmath>

namespace dateline::map {
namespace {

constexpr float kNumberSizePx = 11, kLeastNumberPx = 5;
constexpr float kHoveredSize = 1.12f, kSelectedSize = kSelectedPinSize;
constexpr std::size_t kLargestFan = 40;  // more would cover the map: they are listed beside it
constexpr double kFanMarginPx = 120;     // pins so far outside may still show a part of their fan
constexpr double kFanReachPx = 320;      // of the largest
// Of a body's height, from its tip: there it is so narrow that a name may stand beside it.
constexpr double kNarrowShare = 0.25;

// Where pins on the far side of the globe and beyond the edge of the map stand: further away than any screen
// reaches.
constexpr ScreenPoint kOutOfSight{-1e7, -1e7};

enum class Layer : std::uint8_t { normal, spread, hovered, selected };

struct Standing {
  SceneMarker marker;
  Placed placed;
  ScreenBox obstacle;  ///< for the names, and for pins that are spread
  Layer layer = Layer::normal;
};

constexpr double kRoundReachPx = 15;
constexpr double kAtDiscPx = 0.75 * kPinWidthPx;  // from the middle of a cluster to places that lie at it

ScreenBox bodyBox(ScreenPoint tip, MarkerShape shape, float size) {
  const double reach = (shape == MarkerShape::cluster ? kRoundReachPx : kPinWidthPx / 2) * size;
  if (isRound(shape)) return {tip.x - reach, tip.y - reach, tip.x + reach, tip.y + reach};
  return {tip.x - kPinWidthPx / 2 * size, tip.y - kPinHeightPx * size, tip.x + kPinWidthPx / 2 * size, tip.y};
}

/// How wide a number may be, in a body of its usual size: within the rim, at the height of the digits.
float roomForNumber(MarkerShape shape) {
  if (shape == MarkerShape::diamond) return 14.4F;
  return shape == MarkerShape::square ? 17.5F : 16.5F;
}

/// Long numbers are set smaller, which larger bodies make up for: they stay as legible as their pins are
/// calm.
float sizeForNumber(int number) {
  return number < 100 ? 1 : number < 1000 ? 1.12F : number < 10'000 ? 1.3F : 1.45F;
}

/// In steps, so that zooming does not ask for a new set of digits in every frame.
float scaleAt(const MapModel& model, const Camera& camera) {
  const double size = styleOf(model.look).sizes.pin.at(camera.view().zoom);
  return static_cast<float>(std::round(size) / kPinWidthPx);
}

class PinPlacer {
 public:
  PinPlacer(const MapModel& model, const Camera& camera, text::Typesetter& typesetter,
            std::vector<ScreenBox> furniture)
      : model_(model),
        camera_(camera),
        typesetter_(typesetter),
        colours_(styleOf(model.look).colours),
        scale_(scaleAt(model, camera)),
        room_{.map = {0, 0, camera.width(), camera.height()}, .furniture = std::move(furniture), .pins = {}} {
  }

  PlacedPins place() {
    std::vector<PinMark> marks;
    marks.reserve(model_.pins.size());
    for (const Pin& pin : model_.pins) {
      tips_.push_back(inSight(pin.at) ? camera_.toScreen(pin.at) : kOutOfSight);
      marks.push_back({tips_.back(), pin.shape, scale_ * pin.size * sizeForNumber(pin.number)});
    }
    std::vector<PinCluster> clusters = clusterPins(marks, scale_);
    std::erase_if(clusters, [this](const PinCluster& cluster) { return !onScreen(cluster.tip); });
    for (const PinCluster& cluster : clusters) addCluster(cluster);
    // Those that are spread go round the others.
    for (const PinCluster& cluster : clusters) addSpread(cluster);
    std::stable_sort(names_.begin(), names_.end(),
                     [](const PinName& a, const PinName& b) { return a.selected && !b.selected; });
    return result();
  }

 private:
  /// Mercator's plane has no room for the poles, which it would put where other places are.
  [[nodiscard]] bool inSight(LngLat place) const {
    return camera_.shows(place) && holds(kindOf(camera_.view()), place);
  }
  [[nodiscard]] bool onScreen(ScreenPoint tip) const {
    return tip.x > -kFanMarginPx && tip.y > -kFanMarginPx && tip.x < camera_.width() + kFanMarginPx &&
           tip.y < camera_.height() + kFanMarginPx;
  }
  [[nodiscard]] bool selected(std::size_t i) const { return model_.pins[i].id == model_.selected; }
  [[nodiscard]] bool hovered(std::size_t i) const {
    const std::string& id = model_.pins[i].id;
    return id == model_.hovered ||
           std::find(model_.hoveredToo.begin(), model_.hoveredToo.end(), id) != model_.hoveredToo.end();
  }

  [[nodiscard]] bool isOpen(const std::vector<std::size_t>& members) const {
    return members.size() <= kLargestFan &&
           std::any_of(members.begin(), members.end(), [this](std::size_t i) {
             return selected(i) || (!model_.openCluster.empty() && model_.pins[i].id == model_.openCluster);
           });
  }

  /// Of a closed cluster those alone that lie at its disc: beside another place a name would have no mark.
  void addNames(const PinCluster& cluster) {
    const std::vector<std::size_t>& members = cluster.members;
    const bool closed = members.size() > 1 && !isOpen(members);
    for (const std::size_t i : members) {
      const Pin& pin = model_.pins[i];
      const ScreenPoint tip = tips_[i];
      if (closed && std::hypot(tip.x - cluster.tip.x, tip.y - cluster.tip.y) > kAtDiscPx * scale_) continue;
      const bool round = closed || (members.size() == 1 && isRound(pin.shape));
      names_.push_back({pin.place, camera_.toWorld(tips_[i]), selected(i), round});
    }
  }

  /// What stands on its place.
  void addCluster(const PinCluster& cluster) {
    addNames(cluster);
    if (cluster.members.size() == 1) return addPin(cluster.members.front(), std::nullopt);
    const auto chosen = std::ranges::find_if(cluster.members, [this](auto i) { return selected(i); });
    if (chosen != cluster.members.end()) return addPin(*chosen, std::nullopt);
    if (!isOpen(cluster.members)) addClosed(cluster.members, cluster.tip, std::nullopt);
  }

  /// What stands around its place: the pins of an open cluster or, of one that is too large, the cluster
  /// beside the selected pin that stands out of it.
  void addSpread(const PinCluster& cluster) {
    if (cluster.members.size() == 1) return;
    std::vector<std::size_t> others = cluster.members;
    std::erase_if(others, [this](std::size_t i) { return selected(i); });
    const bool chosen = others.size() < cluster.members.size(), open = isOpen(cluster.members);
    if (!open && !chosen) return;
    const std::vector<ScreenPoint> tips = spread(cluster, open ? others.size() : 1, chosen);
    if (!open) return addClosed(others, cluster.tip, raised(tips.front(), MarkerShape::cluster));
    for (std::size_t k = 0; k < others.size(); ++k)
      addPin(others[k], raised(tips[k], model_.pins[others[k]].shape));
  }

  [[nodiscard]] std::vector<ScreenPoint> spread(const PinCluster& cluster, std::size_t count, bool chosen) {
    Fan fan{.count = count, .at = cluster.tip, .scale = scale_};
    room_.pins.clear();
    for (const Standing& standing : standing_) {
      const ScreenPoint middle = standing.obstacle.centre();
      if (chosen && standing.placed.id == model_.selected)
        fan.selected = standing.placed.body;
      else if (std::hypot(middle.x - fan.at.x, middle.y - fan.at.y) < kFanReachPx * scale_)
        room_.pins.push_back(standing.obstacle);
    }
    return spreadFan(fan, room_);
  }

  /// Bodies of all shapes are spread to the same height.
  [[nodiscard]] ScreenPoint raised(ScreenPoint tip, MarkerShape shape) const {
    return {tip.x, tip.y - (isRound(shape) ? kRoundRisePx * scale_ : 0)};
  }

  void addPin(std::size_t i, std::optional<ScreenPoint> body) {
    const Pin& pin = model_.pins[i];
    SceneMarker marker{.id = pin.id, .tip = tips_[i], .body = body, .shape = pin.shape, .colour = pin.colour};
    marker.size = scale_ * pin.size * (selected(i) ? kSelectedSize : hovered(i) ? kHoveredSize : 1.0f);
    marker.hollow = pin.suggested;
    marker.ink = marker.hollow ? marker.colour : pin.ink.value_or(colours_.pinInk);
    marker.disc = selected(i);
    const Layer layer = selected(i)  ? Layer::selected
                        : hovered(i) ? Layer::hovered
                        : body       ? Layer::spread
                                     : Layer::normal;
    add(std::move(marker), pin.number, {}, layer);
  }

  /// Of the style's two tones on pins the one that stands out more.
  [[nodiscard]] Colour inkOn(Colour ground) const {
    const auto away = [ground](Colour c) {
      return std::abs(c.r - ground.r) * 2 + std::abs(c.g - ground.g) * 5 + std::abs(c.b - ground.b);
    };
    return away(colours_.pinRim) > away(colours_.pinInk) ? colours_.pinRim : colours_.pinInk;
  }

  void addClosed(const std::vector<std::size_t>& members, ScreenPoint tip, std::optional<ScreenPoint> body) {
    const Pin& first = model_.pins[members.front()];
    const auto sameKind = [&](std::size_t i) { return model_.pins[i].colour == first.colour; };
    const bool isHovered = std::any_of(members.begin(), members.end(), [this](auto i) { return hovered(i); });
    SceneMarker marker{.id = first.id, .tip = tip, .body = body, .shape = MarkerShape::cluster};
    marker.colour = std::all_of(members.begin(), members.end(), sameKind)
                        ? first.colour
                        : mixed(colours_.muted, colours_.ink, 0.35);
    marker.size = scale_ * (isHovered ? kHoveredSize : 1);
    marker.ink = marker.colour == first.colour ? first.ink.value_or(colours_.pinInk) : inkOn(marker.colour);
    std::vector<std::string> ids;
    for (const std::size_t i : members) ids.push_back(model_.pins[i].id);
    add(std::move(marker), static_cast<int>(members.size()), std::move(ids),
        isHovered ? Layer::hovered : Layer::normal);
    // One whose selected pin stands out of it is as crowded as with it.
    standing_.back().placed.crowded = members.size() + (body ? 1 : 0) > kLargestFan;
  }

  void add(SceneMarker marker, int number, std::vector<std::string> members, Layer layer) {
    marker.rim = colours_.pinRim;
    marker.size *= sizeForNumber(number);
    if (number > 0) marker.number = numberIn(marker.shape, number);
    const ScreenPoint at = marker.body.value_or(marker.tip);
    const ScreenBox body = bodyBox(at, marker.shape, marker.size);
    // One that grows under the mouse pushes nothing away.
    ScreenBox obstacle =
        layer == Layer::hovered ? bodyBox(at, marker.shape, marker.size / kHoveredSize) : body;
    if (!isRound(marker.shape)) obstacle.maxY -= kNarrowShare * obstacle.height();
    standing_.push_back({marker, {marker.id, std::move(members), marker.tip, body, false}, obstacle, layer});
  }

  [[nodiscard]] text::LayoutPtr numberIn(MarkerShape shape, int number) {
    const std::string digits = std::to_string(number);
    text::TextStyle style{.weight = 700, .sizePx = kNumberSizePx};
    const text::LayoutPtr usual = typesetter_.layout(digits, style);
    const float room = roomForNumber(shape);
    if (usual->width() <= room) return usual;
    // In half pixels: few sizes of digits.
    style.sizePx = std::max(kLeastNumberPx, std::floor(2 * kNumberSizePx * room / usual->width()) / 2);
    return typesetter_.layout(digits, style);
  }

  /// In squares, as a box around all of it would be mostly empty.
  static void addLeg(const SceneMarker& marker, std::vector<ScreenBox>& legs) {
    constexpr double kHalfPx = 2;
    if (!marker.body) return;
    const double dx = marker.body->x - marker.tip.x, dy = marker.body->y - marker.tip.y;
    const int pieces = std::max(1, static_cast<int>(std::hypot(dx, dy) / (2 * kHalfPx)));
    for (int i = 0; i <= pieces; ++i) {
      const double t = static_cast<double>(i) / pieces;
      const ScreenPoint at{marker.tip.x + t * dx, marker.tip.y + t * dy};
      legs.push_back({at.x - kHalfPx, at.y - kHalfPx, at.x + kHalfPx, at.y + kHalfPx});
    }
  }

  PlacedPins result() {
    std::stable_sort(standing_.begin(), standing_.end(), [](const Standing& a, const Standing& b) {
      if (a.layer != b.layer) return a.layer < b.layer;
      return a.placed.body.maxY < b.placed.body.maxY;
    });
    PlacedPins pins;
    for (Standing& s : standing_) {
      pins.obstacles.push_back(s.obstacle);
      addLeg(s.marker, pins.legs);
      pins.markers.push_back(std::move(s.marker));
      pins.placed.push_back(std::move(s.placed));
    }
    pins.names = std::move(names_);
    return pins;
  }

  const MapModel& model_;
  const Camera& camera_;
  text::Typesetter& typesetter_;
  const Palette& colours_;
  float scale_;  ///< of all pins, beside their usual size
  FanRoom room_;
  std::vector<ScreenPoint> tips_;  ///< of the model's pins
  std::vector<Standing> standing_;
  std::vector<PinName> names_;
};

}  // namespace

PlacedPins placePins(const MapModel& model, const Camera& camera, text::Typesetter& typesetter,
                     std::vector<ScreenBox> furniture) {
  if (!model.look.pins) return {};
  return PinPlacer(model, camera, typesetter, std::move(furniture)).place();
}

const Placed* pinAt(const BuiltScene& built, ScreenPoint at) {
  const auto found = std::find_if(built.pins.rbegin(), built.pins.rend(),
                                  [&](const Placed& p) { return p.body.contains(at); });
  return found == built.pins.rend() ? nullptr : &*found;
}

}  // namespace dateline::map
