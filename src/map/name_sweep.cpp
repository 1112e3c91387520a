#include "map/name_sweep.h"

#include <algorithm>
#include <cmath>

namespace dateline::map {
namespace {

constexpr int kDeepestLevel = 18;
constexpr int kTurnLevel = 6;          // its tiles are some px to some hundreds where most towns come
constexpr double kSoon = 3;            // zooms
constexpr double kHalfPriority = 40;   // a name less important by so much counts half
constexpr float kGapX = 5, kGapY = 2;  // px between two names; a little more than the placer asks for
constexpr double kNudge = 1e-6;        // zooms, past the one where two names still touch
constexpr double kStep = 1.0 / 16;     // zooms

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

std::uint64_t keyOf(int level, WorldPoint at) {
  const double side = std::ldexp(1.0, level);
  return tileKey(level, static_cast<std::int64_t>(std::floor(at.x * side)),
                 static_cast<std::int64_t>(std::floor(at.y * side)));
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
  if (name.takesTurn) turns_[keyOf(kTurnLevel, name.at)].push_back(index);
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

/// It comes, if only later; or is thought of again where the first of its slots will be clear.
void NameSweep::consider(const Waiting& waiting) {
  const SweptName& name = names_[waiting.name];
  const double shown = waiting.zoom + name.lead;
  if (shown > name.until) return;
  if (const double apart = apartFrom(name, shown); apart > shown) return wait(waiting, apart);
  gatherNear(name, shown);
  // Most of those that have to wait stand on top of another name.
  const double ring = name.ringPx > 0 ? clearFrom(name, ringBox(name), shown) : shown;
  if (ring > shown && !name.takesTurn) return wait(waiting, ring);
  Room room = bestRoom(name, ring);
  if (room.zoom > shown) {
    if (!name.takesTurn) return wait(waiting, room.zoom);
    room.zoom = nextStep(room.zoom);
  }
  if (room.zoom < name.until) settle(waiting, room);
}

/// In the slot that costs least: its own waiting for that, and the others' because of that. Of equal ones the
/// first.
NameSweep::Room NameSweep::bestRoom(const SweptName& name, double zoom) const {
  Room best{kNever, name.order[0]};
  double least = kNever;
  for (std::size_t i = 0; i < name.slotCount; ++i) {
    const std::uint8_t slot = name.order[i];
    const Room room{clearFrom(name, name.slots[slot], zoom), slot};
    double cost = room.zoom - zoom;
    if (cost >= least) continue;
    if (name.takesTurn) cost += waitingFor(name, room);
    if (cost < least) best = room, least = cost;
    if (least == 0) break;
  }
  return best;
}

/// So many zooms one of those that will take their turn soon has to wait for this room; less of one that is
/// less important: beside São Paulo's there may be room, and none for Rio's below it.
double NameSweep::waitingFor(const SweptName& name, const Room& room) const {
  const SlotBox& slot = name.slots[room.slot];
  const double size = sizeAt(room.zoom), side = std::ldexp(1.0, kTurnLevel);
  const auto tile = [&](double at, double px) {
    return static_cast<std::int64_t>(std::floor((at + px / size) * side));
  };
  double most = 0;
  for (std::int64_t y = tile(name.at.y, slot.minY); y <= tile(name.at.y, slot.maxY); ++y)
    for (std::int64_t x = tile(name.at.x, slot.minX); x <= tile(name.at.x, slot.maxX); ++x) {
      const auto there = turns_.find(tileKey(kTurnLevel, x, y));
      if (there == turns_.end()) continue;
      for (const std::uint32_t other : there->second)
        most = std::max(most, waitingOf(names_[other], appearances_[other], name, room));
    }
  return most;
}

/// The same of one that has not come: from when it could be shown, and the two rings are apart, until its
/// ring is clear of this slot.
double NameSweep::waitingOf(const SweptName& other, const Appearance& its, const SweptName& name,
                            const Room& room) const {
  if (its.zoom != kNever || other.from > room.zoom + kSoon || &other == &name) return 0;
  const double dx = across(other.at.x - name.at.x), dy = other.at.y - name.at.y;
  const double apart = (name.ringPx + other.ringPx) / std::max({std::abs(dx), std::abs(dy), 1e-12});
  const double from = std::max(sizeAt(std::max(room.zoom, other.from)), apart);
  const double until = lastOverlap(dx, dy, name.slots[room.slot], ringBox(other), from, kNever);
  if (until <= from) return 0;
  const double weight = std::exp2(std::min(0.0, (other.priority - name.priority) / kHalfPriority));
  return weight * std::log2(until / from);
}

/// Later in steps: between two of them the most important goes first, and few are looked at twice.
double NameSweep::nextStep(double zoom) {
  return std::ceil((zoom + kNudge) / kStep) * kStep;
}

void NameSweep::wait(const Waiting& waiting, double until) {
  const double again = nextStep(until);
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

void NameSweep::settle(const Waiting& waiting, const Room& room) {
  const std::uint32_t index = waiting.name;
  const SweptName& name = names_[index];
  // As it was to come, to the last digit, where it did not have to wait.
  const bool delayed = waiting.zoom > name.from - name.lead || room.zoom > waiting.zoom + name.lead;
  appearances_[index] = {delayed ? room.zoom : name.from, delayed, room.slot};
  shownSizes_[index] = sizeAt(appearances_[index].zoom);
  come_.push_back(index);
  if (name.group != 0) groups_[name.group].push_back(name.at);
  const int level = levelOf(waiting.zoom);
  tiles_[keyOf(level, name.at)].push_back({name.at, index});
  levels_ |= 1u << level;
  largestReach_ = std::max(largestReach_, reachOf(name));
}

}  // namespace dateline::map
