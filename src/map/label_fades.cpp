#include "map/label_fades.h"

#include <algorithm>
#include <cmath>

namespace dateline::map {
namespace {

constexpr double kLongestStep = LabelFades::kSeconds / 3;  // after a pause it begins, and is not over at once

Colour withOpacity(Colour colour, double opacity) {
  colour.a = static_cast<std::uint8_t>(std::lround(colour.a * opacity));
  return colour;
}

}  // namespace

ScreenPoint LabelFades::placeOnScreen(const MapLabel& label, const Camera& camera) {
  WorldPoint at = camera.projection().project(label.place);
  at.x += label.copy;
  return camera.toScreen(at);
}

void LabelFades::draw(const Shown& shown, Scene& scene) {
  scene.labels.push_back(shown.label.label);
  scene.labels.back().opacity *= static_cast<float>(shown.opacity);
  if (!shown.label.ring) return;
  scene.rings.push_back(*shown.label.ring);
  SceneRing& ring = scene.rings.back();
  ring.colour = withOpacity(ring.colour, shown.opacity);
  ring.inside = withOpacity(ring.inside, shown.opacity);
}

void LabelFades::remember(const MapLabel& label, const Camera& camera, double opacity) {
  const ScreenPoint at = placeOnScreen(label, camera);
  shown_[label.key] = {label, {label.label.origin.x - at.x, label.label.origin.y - at.y}, opacity, true};
}

void LabelFades::show(const std::vector<MapLabel>& labels, const Camera& camera, double seconds,
                      Scene& scene) {
  shown_.clear();
  seconds_ = seconds;
  for (const MapLabel& label : labels) {
    remember(label, camera, 1);
    draw(shown_[label.key], scene);
  }
}

bool LabelFades::step(const std::vector<MapLabel>& labels, const Camera& camera, double seconds,
                      Scene& scene) {
  const double share = std::clamp(seconds - seconds_, 0.0, kLongestStep) / kSeconds;
  seconds_ = seconds;
  bool fading = false;
  for (auto& [key, shown] : shown_) shown.wanted = false;
  for (const MapLabel& label : labels) {
    const auto before = shown_.find(label.key);
    remember(label, camera, before == shown_.end() ? share : std::min(1.0, before->second.opacity + share));
    const Shown& shown = shown_[label.key];
    fading |= shown.opacity < 1;
    draw(shown, scene);
  }
  for (auto at = shown_.begin(); at != shown_.end();) {
    Shown& shown = at->second;
    if (!shown.wanted) shown.opacity -= share;
    if (shown.opacity <= 0 || (!shown.wanted && !camera.shows(shown.label.place))) {
      at = shown_.erase(at);
      continue;
    }
    if (!shown.wanted) {
      const ScreenPoint place = placeOnScreen(shown.label, camera);
      const ScreenPoint origin{place.x + shown.offset.x, place.y + shown.offset.y};
      if (shown.label.ring) {
        shown.label.ring->centre.x += origin.x - shown.label.label.origin.x;
        shown.label.ring->centre.y += origin.y - shown.label.label.origin.y;
      }
      shown.label.label.origin = origin;
      draw(shown, scene);
      fading = true;
    }
    ++at;
  }
  return fading;
}

}  // namespace dateline::map
