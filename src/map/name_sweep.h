#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <unordered_map>
#include <vector>

#include "map/camera.h"
#include "map/scene.h"

namespace dateline::map {

/// A box in px around a name's place.
struct SlotBox {
  float minX = 0, minY = 0, maxX = 0, maxY = 0;
};

/// A name as the sweep knows it.
struct SweptName {
  static constexpr std::size_t kMostSlots = 7;
  WorldPoint at;                               ///< on Mercator
  double from = 0, until = 99;                 ///< zooms between which it is wanted at all
  double priority = 0;                         ///< of those that come at one zoom the higher goes first
  std::array<SlotBox, kMostSlots> slots = {};  ///< where its ink may stand
  std::uint8_t slotCount = 0;
  std::array<std::uint8_t, kMostSlots> order = {0, 1, 2, 3, 4, 5, 6};  ///< in which they are tried
  float ringPx = 0;         ///< half the side of the square at the place that is its own as well; 0: none
  std::uint32_t group = 0;  ///< of names that say the same; 0: none
  float apartPx = 0;        ///< so far from each other those of its group stand
  double lead = 0;  ///< so many zooms before it is shown it takes its place: what comes meanwhile spares that
  bool takesTurn = false;  ///< it takes its place in its turn, even one that is clear only later
};

/// From which zoom on each of many names is shown, so that no two of them ever overlap and none that is shown
/// goes away while one zooms in: the active ranges of Been, Daiches and Yap, "Dynamic map labeling" (2006).
///
/// They are found by zooming in, in the mind, from the whole world: a name comes as soon as one of its slots
/// stays clear, from there on, of all that came before it, and keeps that slot. So what is shown depends on
/// the zoom alone, neither on where one looks nor on how one got there: panning changes nothing, and zooming
/// in and out again leads through the same maps.
///
/// Names of one group say the same: of these one comes only where it is far enough from the others.
///
/// An important name that is not shown from afar takes its place ahead of that, by its `lead`: what is shown
/// before it then stands where it will not be in its way. One that takes its turn does so even where no slot
/// is clear yet: it has the one that is clear soonest, and nothing less important comes to stand there
/// meanwhile. All others wait, and are thought of again.
///
/// Names come in the order of their `from`; how far the sweep goes is up to the caller, as far as it went
/// before costs nothing. Names added later than their `from` was passed come when they are added.
class NameSweep {
 public:
  static constexpr double kNever = std::numeric_limits<double>::infinity();
  struct Appearance {
    double zoom = kNever;  ///< from here on it is shown
    bool delayed = false;  ///< it had to wait, beyond its own `from`
    std::uint8_t slot = 0;
  };

  /// `repeats`: x + 1 is the same place once more. Else the plane may be wider than that.
  explicit NameSweep(bool repeats = true) : repeats_(repeats) {}

  std::uint32_t add(const SweptName& name);
  /// Finds all names that come up to this zoom; false where it gave up after having looked at so many.
  bool advance(double zoom, std::size_t mostLooks = std::numeric_limits<std::size_t>::max());

  [[nodiscard]] const Appearance& of(std::uint32_t name) const { return appearances_[name]; }
  [[nodiscard]] const SweptName& name(std::uint32_t name) const { return names_[name]; }
  /// Those that have come, or taken their place ahead of that, in the order in which they did.
  [[nodiscard]] const std::vector<std::uint32_t>& come() const { return come_; }

 private:
  struct Waiting {
    double zoom;  ///< at which it is thought of: its lead before it would be shown
    double priority;
    std::uint32_t name;
    [[nodiscard]] bool after(const Waiting& o) const {
      if (zoom != o.zoom) return zoom > o.zoom;
      return priority != o.priority ? priority < o.priority : name > o.name;
    }
  };
  struct Later {
    bool operator()(const Waiting& a, const Waiting& b) const { return a.after(b); }
  };
  struct Came {
    WorldPoint at;
    std::uint32_t name;
  };
  struct Room {
    double zoom;  ///< from which on it is clear
    std::uint8_t slot;
  };
  void consider(const Waiting& waiting);
  [[nodiscard]] Room bestRoom(const SweptName& name, double zoom) const;
  void wait(const Waiting& waiting, double until);
  [[nodiscard]] static double nextStep(double zoom);
  void gatherNear(const SweptName& name, double zoom);
  void gatherTile(std::uint64_t key, WorldPoint at, double reach);
  [[nodiscard]] double clearFrom(const SweptName& name, const SlotBox& box, double zoom) const;
  [[nodiscard]] double apartFrom(const SweptName& name, double zoom) const;
  /// By the shorter way.
  [[nodiscard]] double across(double dx) const { return repeats_ ? dx - std::round(dx) : dx; }
  [[nodiscard]] double waitingFor(const SweptName& name, const Room& room) const;
  [[nodiscard]] double waitingOf(const SweptName& other, const Appearance& its, const SweptName& name,
                                 const Room& room) const;
  void settle(const Waiting& waiting, const Room& room);

  bool repeats_;
  std::vector<SweptName> names_;
  std::vector<Appearance> appearances_;
  std::vector<double> untilSizes_, shownSizes_;  ///< of the world in px, where they go and where they came
  std::vector<std::uint32_t> come_;
  /// By the tile of one level: those that take turns, and will want their rings clear.
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> turns_;
  std::priority_queue<Waiting, std::vector<Waiting>, Later> waiting_;
  /// By the zoom level at which they came and the tile of that level: few in each, as they do not overlap.
  std::unordered_map<std::uint64_t, std::vector<Came>> tiles_;
  std::unordered_map<std::uint32_t, std::vector<WorldPoint>> groups_;  ///< where those that came stand
  std::uint32_t levels_ = 0;                                           ///< bits: levels at which any came
  std::vector<std::uint32_t> near_;
  double largestReach_ = 0;  ///< px from its place to the farthest corner of any name that came
};

}  // namespace dateline::map
