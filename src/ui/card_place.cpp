#include "ui/card_place.h"

#include <cmath>
#include <limits>
#include <vector>

namespace dateline::ui {
namespace {

constexpr float kPanelGap = 8;        // between a card and a panel
constexpr float kPinWeight = 8;       // of the pin's area beside that of panels
constexpr float kCoveredCost = 1e6F;  // more than any distance in a window

float sharedArea(const Area& a, const Area& b) {
  const float w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
  const float h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

float distance(const Area& a, const Area& b) {
  const float dx = std::max({0.0F, b.x - a.right(), a.x - b.right()});
  const float dy = std::max({0.0F, b.y - a.bottom(), a.y - b.bottom()});
  return std::hypot(dx, dy);
}

/// A little, so that of places as near to the pin the one at its right comes first.
float sideCost(const Area& card, const Area& pin) {
  if (card.x >= pin.right()) return 0;
  if (card.right() <= pin.x) return 4;
  return card.bottom() <= pin.y ? 8 : 12;
}

}  // namespace

float coveredBy(const Area& card, const Area& pin, std::span<const Area> taken) {
  float covered = kPinWeight * sharedArea(card, pin);
  for (const Area& area : taken) covered += sharedArea(card, area);
  return covered;
}

bool standsFree(const Area& card, const Area& pin, std::span<const Area> taken) {
  return coveredBy(card, pin, taken) == 0;
}

Area placeCard(const Area& pin, float width, float height, const Area& room, std::span<const Area> taken) {
  const float w = std::min(width, room.w), h = std::min(height, room.h);
  const float level = std::clamp(pin.centreY() - h * 0.4F, room.y, room.bottom() - h);
  // Where a card of one size is nearest to its pin, it touches the room, the pin or something that is taken.
  std::vector<float> xs{pin.right() + kCardGap, pin.x - kCardGap - w, pin.centreX() - w / 2, room.x,
                        room.right() - w};
  std::vector<float> ys{level, pin.y - kCardGap - h, pin.bottom() + kCardGap, room.y, room.bottom() - h};
  for (const Area& area : taken) {
    xs.insert(xs.end(), {area.right() + kPanelGap, area.x - kPanelGap - w});
    ys.insert(ys.end(), {area.bottom() + kPanelGap, area.y - kPanelGap - h});
  }
  Area best;
  float least = std::numeric_limits<float>::infinity();
  for (const float x : xs) {
    for (const float y : ys) {
      const Area card{std::clamp(x, room.x, room.right() - w), std::clamp(y, room.y, room.bottom() - h), w,
                      h};
      const float covered = coveredBy(card, pin, taken);
      const float cost = distance(card, pin) + sideCost(card, pin) + std::abs(card.y - level) * 0.05F +
                         (covered > 0 ? kCoveredCost + covered : 0);
      if (cost < least) best = card, least = cost;
    }
  }
  return best;
}

}  // namespace dateline::ui
