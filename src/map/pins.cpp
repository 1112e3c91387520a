#include "map/pins.h"

#include <algorithm>
#include <cmath>

namespace dateline::map {
namespace {

constexpr float kNumberSizePx = 11, kLeastNumberPx = 5;
constexpr float kHoveredSize = 1.12f, kSelectedSize = 1.25f;
constexpr std::size_t kLargestFan = 40;  // more would cover the map: they are listed beside it
constexpr double kFanMarginPx = 120;     // pins so far outside may still show a part of their fan
// Of a body's height, from its tip: there it is so narrow that a name may stand beside it.
constexpr double kNarrowShare = 0.25;

// Where pins on the far side of the globe stand: further away than any screen reaches.
constexpr ScreenPoint kOutOfSight{-1e7, -1e7};

enum class Layer : std::uint8_t { normal, spread, hovered, selected };

struct Standing {
  SceneMarker marker;
  Placed placed;
  ScreenBox obstacle;  ///< for the names
  Layer layer = Layer::normal;
};

// Discs and clusters stand on their place, the others above it.
constexpr double kRoundReachPx = 15, kRoundRisePx = 20;

bool isRound(MarkerShape shape) {
  return shape == MarkerShape::disc || shape == MarkerShape::cluster;
}

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
  PinPlacer(const MapModel& model, const Camera& camera, text::Typesetter& typesetter)
      : model_(model),
        camera_(camera),
        typesetter_(typesetter),
        colours_(styleOf(model.look).colours),
        scale_(scaleAt(model, camera)) {}

  PlacedPins place() {
    std::vector<ScreenPoint> tips;
    tips.reserve(model_.pins.size());
    for (const Pin& pin : model_.pins)
      tips.push_back(camera_.shows(pin.at) ? camera_.toScreen(pin.at) : kOutOfSight);
    for (const PinCluster& cluster : clusterPins(tips, scale_)) addCluster(cluster, tips);
    std::stable_sort(names_.begin(), names_.end(),
                     [](const PinName& a, const PinName& b) { return a.selected && !b.selected; });
    return result();
  }

 private:
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

  void addNames(const std::vector<std::size_t>& members, const std::vector<ScreenPoint>& tips) {
    const bool closed = members.size() > 1 && !isOpen(members);
    for (const std::size_t i : members) {
      const Pin& pin = model_.pins[i];
      const bool round = closed || (members.size() == 1 && isRound(pin.shape));
      names_.push_back({pin.place, camera_.toWorld(tips[i]), selected(i), round});
    }
  }

  void addCluster(const PinCluster& cluster, const std::vector<ScreenPoint>& tips) {
    if (!onScreen(cluster.tip)) return;
    const std::vector<std::size_t>& members = cluster.members;
    addNames(members, tips);
    if (members.size() == 1) return addPin(members.front(), tips[members.front()], std::nullopt);
    if (isOpen(members)) return addFan(cluster, tips);
    const auto chosen = std::find_if(members.begin(), members.end(), [this](auto i) { return selected(i); });
    std::vector<std::size_t> rest = members;
    if (chosen != members.end()) {
      addPin(*chosen, tips[*chosen], std::nullopt);
      std::erase(rest, *chosen);
    }
    if (rest.size() == 1) return addPin(rest.front(), tips[rest.front()], std::nullopt);
    addClosed(rest, cluster.tip, members.size() > kLargestFan);
  }

  void addFan(const PinCluster& cluster, const std::vector<ScreenPoint>& tips) {
    const bool gap =
        std::any_of(cluster.members.begin(), cluster.members.end(), [this](auto i) { return selected(i); });
    const std::vector<ScreenPoint> offsets = fanOffsets(cluster.members.size() - (gap ? 1 : 0), gap, scale_);
    auto offset = offsets.begin();
    for (const std::size_t i : cluster.members) {
      if (selected(i)) {
        addPin(i, tips[i], std::nullopt);
      } else {
        const double rise = isRound(model_.pins[i].shape) ? kRoundRisePx * scale_ : 0;
        addPin(i, tips[i], ScreenPoint{cluster.tip.x + offset->x, cluster.tip.y + offset->y - rise});
        ++offset;
      }
    }
  }

  void addPin(std::size_t i, ScreenPoint tip, std::optional<ScreenPoint> body) {
    const Pin& pin = model_.pins[i];
    SceneMarker marker{.id = pin.id, .tip = tip, .body = body, .shape = pin.shape, .colour = pin.colour};
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

  void addClosed(const std::vector<std::size_t>& members, ScreenPoint tip, bool crowded) {
    const Pin& first = model_.pins[members.front()];
    const auto sameKind = [&](std::size_t i) { return model_.pins[i].colour == first.colour; };
    const bool isHovered = std::any_of(members.begin(), members.end(), [this](auto i) { return hovered(i); });
    SceneMarker marker{.id = first.id, .tip = tip, .shape = MarkerShape::cluster};
    marker.colour = std::all_of(members.begin(), members.end(), sameKind)
                        ? first.colour
                        : mixed(colours_.muted, colours_.ink, 0.35);
    marker.size = scale_ * (isHovered ? kHoveredSize : 1);
    marker.ink = marker.colour == first.colour ? first.ink.value_or(colours_.pinInk) : inkOn(marker.colour);
    std::vector<std::string> ids;
    for (const std::size_t i : members) ids.push_back(model_.pins[i].id);
    add(std::move(marker), static_cast<int>(members.size()), std::move(ids),
        isHovered ? Layer::hovered : Layer::normal);
    standing_.back().placed.crowded = crowded;
  }

  void add(SceneMarker marker, int number, std::vector<std::string> members, Layer layer) {
    marker.rim = colours_.pinRim;
    marker.size *= sizeForNumber(number);
    if (number > 0) marker.number = numberIn(marker.shape, number);
    const ScreenPoint at = marker.body.value_or(marker.tip);
    const ScreenBox body = bodyBox(at, marker.shape, marker.size);
    // One that grows under the mouse pushes no name away.
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

  PlacedPins result() {
    std::stable_sort(standing_.begin(), standing_.end(), [](const Standing& a, const Standing& b) {
      if (a.layer != b.layer) return a.layer < b.layer;
      return a.placed.body.maxY < b.placed.body.maxY;
    });
    PlacedPins pins;
    for (Standing& s : standing_) {
      pins.obstacles.push_back(s.obstacle);
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
  std::vector<Standing> standing_;
  std::vector<PinName> names_;
};

}  // namespace

PlacedPins placePins(const MapModel& model, const Camera& camera, text::Typesetter& typesetter) {
  if (!model.look.pins) return {};
  return PinPlacer(model, camera, typesetter).place();
}

const Placed* pinAt(const BuiltScene& built, ScreenPoint at) {
  const auto found = std::find_if(built.pins.rbegin(), built.pins.rend(),
                                  [&](const Placed& p) { return p.body.contains(at); });
  return found == built.pins.rend() ? nullptr : &*found;
}

}  // namespace dateline::map
