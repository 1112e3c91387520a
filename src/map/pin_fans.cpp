#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "map/pins.h"

namespace dateline::map {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kFanRadiusPx = 52, kFanStepPx = 36;  // the first arc, and from arc to arc
// Along an arc, so that bodies do not touch: above one another they need more room than side by side.
constexpr double kFanSpacingPx = 29, kTallSpacingPx = 35;
constexpr double kGapAngle = 40 * kDegree;
constexpr double kInsetPx = 3;  // bodies keep off the map's edge by this
constexpr std::array kReaches{98., 66., 40., 20.};
constexpr double kTurnStep = 15;

/// How the arcs lie: around which direction, clockwise from up, and how far to both sides of it.
struct FanForm {
  double turn = 0;
  double widest = kReaches.front() * kDegree;
};

/// Upright and wide ones first.
std::vector<FanForm> forms() {
  std::vector<FanForm> all;
  for (const double reach : kReaches)
    for (double turn = 0; turn <= 180; turn += kTurnStep) {
      all.push_back({turn * kDegree, reach * kDegree});
      if (turn > 0 && turn < 180) all.push_back({-turn * kDegree, reach * kDegree});
    }
  return all;
}

// Of a body in a wrong place; a turn by half a circle, or so many px further out, counts as one.
constexpr double kBeyondMapCost = 1000, kHidesFurnitureCost = 100, kHidesPinCost = 10, kFarPx = 100;

ScreenPoint onArc(double radius, double angleFromUp) {
  return {radius * std::sin(angleFromUp), -radius * std::cos(angleFromUp)};
}

/// Adds the places of one arc, clockwise: at most `count`, with `gap` none in the middle.
void addArc(double radius, std::size_t count, bool gap, const FanForm& form, std::vector<ScreenPoint>& out) {
  const double step = std::lerp(kFanSpacingPx, kTallSpacingPx, std::abs(std::sin(form.turn))) / radius;
  if (!gap) {
    const std::size_t room = 1 + 2 * static_cast<std::size_t>(form.widest / step);
    const std::size_t taken = std::min(room, count);
    for (std::size_t i = 0; i < taken; ++i) {
      const double place = static_cast<double>(i) - static_cast<double>(taken - 1) / 2;
      out.push_back(onArc(radius, form.turn + place * step));
    }
    return;
  }
  const std::size_t side = 1 + static_cast<std::size_t>(std::max(0.0, form.widest - kGapAngle) / step);
  const std::size_t taken = std::min(2 * side, count);
  const std::size_t left = (taken + 1) / 2;
  for (std::size_t i = left; i-- > 0;)
    out.push_back(onArc(radius, form.turn - kGapAngle - static_cast<double>(i) * step));
  for (std::size_t i = 0; i < taken - left; ++i)
    out.push_back(onArc(radius, form.turn + kGapAngle + static_cast<double>(i) * step));
}

/// True where going clockwise leads against the direction in which one reads.
bool readsBackwards(const FanForm& form) {
  return std::cos(form.turn) + std::sin(form.turn) < -1e-9;
}

/// The selected pin's body stands above the place: only a fan above it needs a gap for it.
std::vector<ScreenPoint> tipsOf(const Fan& fan, const FanForm& form) {
  std::vector<ScreenPoint> tips;
  double radius = kFanRadiusPx;
  bool gap = fan.selected && form.turn == 0;
  while (tips.size() < fan.count) {
    const auto first = static_cast<std::ptrdiff_t>(tips.size());
    addArc(radius, fan.count - tips.size(), gap, form, tips);
    if (readsBackwards(form)) std::reverse(tips.begin() + first, tips.end());
    radius += kFanStepPx;
    gap = false;
  }
  for (ScreenPoint& tip : tips) tip = {fan.at.x + tip.x * fan.scale, fan.at.y + tip.y * fan.scale};
  return tips;
}

bool liesOver(const std::vector<ScreenBox>& boxes, const ScreenBox& box) {
  return std::ranges::any_of(boxes, [&](const ScreenBox& one) { return one.intersects(box); });
}

bool liesWithin(const ScreenBox& map, const ScreenBox& box) {
  return box.minX >= map.minX + kInsetPx && box.maxX <= map.maxX - kInsetPx &&
         box.minY >= map.minY + kInsetPx && box.maxY <= map.maxY - kInsetPx;
}

double costOf(const Fan& fan, const FanForm& form, const std::vector<ScreenPoint>& tips,
              const FanRoom& room) {
  double cost = std::abs(form.turn) / std::numbers::pi;
  if (!tips.empty()) cost += std::hypot(tips.back().x - fan.at.x, tips.back().y - fan.at.y) / kFarPx;
  for (const ScreenPoint tip : tips) {
    const double half = kPinWidthPx / 2 * fan.scale;
    const ScreenBox body{tip.x - half, tip.y - kPinHeightPx * fan.scale, tip.x + half, tip.y};
    if (!liesWithin(room.map, body)) cost += kBeyondMapCost;
    if (liesOver(room.furniture, body) || (fan.selected && fan.selected->intersects(body)))
      cost += kHidesFurnitureCost;
    if (liesOver(room.pins, body)) cost += kHidesPinCost;
  }
  return cost;
}

}  // namespace

std::vector<ScreenPoint> spreadFan(const Fan& fan, const FanRoom& room) {
  std::vector<ScreenPoint> best = tipsOf(fan, {});
  // A place beyond the edge has its fan there too.
  if (!room.map.contains(fan.at)) return best;
  double least = std::numeric_limits<double>::infinity();
  for (const FanForm& form : forms()) {
    std::vector<ScreenPoint> tips = tipsOf(fan, form);
    const double cost = costOf(fan, form, tips, room);
    if (cost < least) least = cost, best = std::move(tips);
  }
  return best;
}

}  // namespace dateline::map
