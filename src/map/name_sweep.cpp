#include "map/name_sweep.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dateline::map {
namespace {

constexpr int kDeepestLevel = 18;
constexpr float kGapX = 5, kGapY = 2;  // px between two names; a little more than the placer asks for
constexpr double kNudge = 1e-6;        // zooms, past the one where two names still touch
constexpr double kStep = 1.0 / 16;     // zooms
constexpr double kNoPriority = -std::numeric_limits<double>::infinity();

double sizeAt(double zoom) {
  return geo::worldSizePx(Zoom{zoom});
}
double zoomOf(double sizePx) {
  return std::log2(sizePx / sizeAt(0));
}

int levelOf(double zoom) {
  return std::clamp(static_cast<int>(std::floor(zoom)), 0, kDeepestLevel);
}

std::uint64_t tileKey(int level, std::int64_t x, std::int64_t y) {
  const std::int64_t side = std::int64_t{1} << level;
  x = ((x % side) + side) % side;
  return (static_cast<std::uint64_t>(level) << 58) | (static_cast<std::uint64_t>(x) << 29) |
         static_cast<std::uint64_t>(y & ((1 << 29) - 1));
}

double reachOf(const SweptName& name) {
  double reach = name.ringPx;
  for (std::size_t i = 0; i < name.slotCount; ++i) {
    const SlotBox& b = name.slots[i];
    for (const float side : {-b.minX, -b.minY, b.maxX, b.maxY}) reach = std::max<double>(reach, side);
  }
  return reach;
}

SlotBox ringBox(const SweptName& name) {
  return {-name.ringPx, -name.ringPx, name.ringPx, name.ringPx};
}

/// World sizes at which two intervals overlap whose places are `delta` apart.
struct Sizes {
  double low = 0, high = 0;
};
Sizes overlap(double delta, float aLow, float aHigh, float bLow, float bHigh, float gap) {
  // a lies at 0, b at delta * size: they meet while bLow + delta * size < aHigh + gap, and the other way
  // round.
  const double most = aHigh + gap - bLow, least = aLow - gap - bHigh;
  if (delta == 0) return most > 0 && least < 0 ? Sizes{0, NameSweep::kNever} : Sizes{1, 0};
  const double one = most / delta, other = least / delta;
  return {std::min(one, other), std::max(one, other)};
}

/// The largest size from `from` on at which the boxes overlap; 0 for none.
double lastOverlap(double dx, double dy, const SlotBox& a, const SlotBox& b, double from, double until) {
  const Sizes x = overlap(dx, a.minX, a.maxX, b.minX, b.maxX, kGapX);
  if (x.high <= from) return 0;  // they only get farther apart
  const Sizes y = overlap(dy, a.minY, a.maxY, b.minY, b.maxY, kGapY);
  const double low = std::max({x.low, y.low, from}), high = std::min({x.high, y.high, until});
  return low < high ? high : 0;
}

}  // namespace

std::uint32_t NameSweep::add(const SweptName& name) {
  const auto index = static_cast<std::uint32_t>(names_.size());
  names_.push_back(name);
  appearances_.push_back({});
  untilSizes_.push_back(sizeAt(name.until));
  shownSizes_.push_back(0);
  waiting_.push({name.from - name.lead, name.priority, index});
  if (name.lead > 0) leading_.push_back(index);
  return index;
}

bool NameSweep::advance(double zoom, std::size_t mostLooks) {
  for (std::size_t looks = 0; !waiting_.empty() && waiting_.top().zoom <= zoom; ++looks) {
    if (looks == mostLooks) return false;
    const Waiting next = waiting_.top();
    waiting_.pop();
    consider(next);
  }
  return true;
}

/// It comes now, or is thought of again where the first of its slots will be clear.
void NameSweep::consider(const Waiting& waiting) {
  const SweptName& name = names_[waiting.name];
  const double shown = waiting.zoom + name.lead;
  if (shown > name.until) return;
  if (const double apart = apartFrom(name, shown); apart > shown) return wait(waiting, apart);
  gatherNear(name, waiting.zoom);
  double soonest = kNever;
  // Most of those that have to wait stand on top of another name.
  const double ring = name.ringPx > 0 ? clearFrom(name, ringBox(name), shown) : shown;
  if (ring > shown) {
    soonest = ring;
  } else {
    std::optional<std::uint8_t> best;
    double least = kNoPriority;
    for (std::size_t i = 0; i < name.slotCount && (!best || least > kNoPriority); ++i) {
      const std::uint8_t slot = name.order[i];
      const double clear = clearFrom(name, name.slots[slot], shown);
      soonest = std::min(soonest, clear);
      if (clear > shown) continue;
      const double under = leadingUnder(name, name.slots[slot], shown);
      if (!best || under < least) best = slot, least = under;
    }
    if (best) return settle(waiting, *best);
  }
  wait(waiting, soonest);
}

/// The priority of the most important of those names that are about to take their place ahead, too, and would
/// have to wait for this slot: beside São Paulo's there may be room, and none for Rio's below it.
double NameSweep::leadingUnder(const SweptName& name, const SlotBox& slot, double zoom) const {
  constexpr double kSoon = 1;  // zooms
  double most = kNoPriority;
  if (name.lead <= 0) return most;
  const double size = sizeAt(zoom);
  for (const std::uint32_t other : leading_) {
    const SweptName& o = names_[other];
    if (appearances_[other].zoom != kNever || o.from > zoom + kSoon || &o == &name) continue;
    const double x = across(o.at.x - name.at.x) * size, y = (o.at.y - name.at.y) * size;
    if (x + o.ringPx > slot.minX && x - o.ringPx < slot.maxX && y + o.ringPx > slot.minY &&
        y - o.ringPx < slot.maxY)
      most = std::max(most, o.priority);
  }
  return most;
}

/// Later in steps: between two of them the most important goes first, and few are looked at twice.
void NameSweep::wait(const Waiting& waiting, double until) {
  const double again = std::ceil((until + kNudge) / kStep) * kStep;
  const SweptName& name = names_[waiting.name];
  if (again < name.until) waiting_.push({again - name.lead, waiting.priority, waiting.name});
}

/// The zoom from which on it is far enough from those of its group that came; `zoom` when it is now.
double NameSweep::apartFrom(const SweptName& name, double zoom) const {
  const auto group = groups_.find(name.group);
  if (name.group == 0 || group == groups_.end()) return zoom;
  double nearest = kNever;
  for (const WorldPoint& other : group->second) {
    nearest = std::min(nearest, std::hypot(across(other.x - name.at.x), other.y - name.at.y));
  }
  return nearest > 0 ? std::max(zoom, zoomOf(name.apartPx / nearest)) : kNever;
}

/// All that came and that one of its boxes may touch at this zoom or later.
void NameSweep::gatherNear(const SweptName& name, double zoom) {
  near_.clear();
  const double reach = (reachOf(name) + largestReach_ + kGapX) / sizeAt(zoom);
  for (int level = 0; level <= levelOf(zoom); ++level) {
    if ((levels_ >> level & 1) == 0) continue;
    const double side = std::ldexp(1.0, level);
    const auto tile = [&](double value) { return static_cast<std::int64_t>(std::floor(value * side)); };
    const std::int64_t firstX = tile(name.at.x - reach);
    const std::int64_t lastX =
        std::min(tile(name.at.x + reach), firstX + static_cast<std::int64_t>(side) - 1);
    for (std::int64_t y = tile(name.at.y - reach); y <= tile(name.at.y + reach); ++y)
      for (std::int64_t x = firstX; x <= lastX; ++x) gatherTile(tileKey(level, x, y), name.at, reach);
  }
}

void NameSweep::gatherTile(std::uint64_t key, WorldPoint at, double reach) {
  const auto tile = tiles_.find(key);
  if (tile == tiles_.end()) return;
  for (const Came& came : tile->second) {
    if (std::abs(across(came.at.x - at.x)) <= reach && std::abs(came.at.y - at.y) <= reach)
      near_.push_back(came.name);
  }
}

/// The zoom from which on the box is clear of all that came, as long as that is shown; `zoom` when it is now.
double NameSweep::clearFrom(const SweptName& name, const SlotBox& box, double zoom) const {
  const double now = sizeAt(zoom);
  double last = 0;
  for (const std::uint32_t other : near_) {
    const SweptName& o = names_[other];
    const double dx = across(o.at.x - name.at.x);
    const double dy = o.at.y - name.at.y, until = untilSizes_[other];
    const double from = std::max(shownSizes_[other], now);
    last = std::max(last, lastOverlap(dx, dy, box, o.slots[appearances_[other].slot], from, until));
    if (o.ringPx > 0) last = std::max(last, lastOverlap(dx, dy, box, ringBox(o), from, until));
  }
  return last > now ? zoomOf(last) : zoom;
}

void NameSweep::settle(const Waiting& waiting, std::uint8_t slot) {
  const std::uint32_t index = waiting.name;
  const SweptName& name = names_[index];
  // As it was to come, to the last digit, where it did not have to wait.
  const bool delayed = waiting.zoom > name.from - name.lead;
  appearances_[index] = {delayed ? waiting.zoom + name.lead : name.from, delayed, slot};
  shownSizes_[index] = sizeAt(appearances_[index].zoom);
  come_.push_back(index);
  if (name.group != 0) groups_[name.group].push_back(name.at);
  const int level = levelOf(waiting.zoom);
  const double side = std::ldexp(1.0, level);
  const auto tile = [&](double value) { return static_cast<std::int64_t>(std::floor(value * side)); };
  tiles_[tileKey(level, tile(name.at.x), tile(name.at.y))].push_back({name.at, index});
  levels_ |= 1u << level;
  largestReach_ = std::max(largestReach_, reachOf(name));
}

}  // namespace dateline::map
