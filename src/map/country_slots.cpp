#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "map/labels.h"

// Which of the slots around a spot suits the name of a country: by the ground below it and the towns there.

namespace dateline::map {
namespace {

// What a name takes from a town that it hides counts by the town's rank, and by this if it is a capital.
constexpr double kWeightOfFirst = 6, kCapitalWeight = 4;
constexpr double kMoveShare = 0.25;  // of that, from one whose name it pushes to another side
// The same of one that stands where it does not belong, how much more of that makes it the last choice, and
// how much rules it out.
constexpr double kGroundWeight = 12, kLittle = 0.25, kAstray = 3, kMostAstray = 6;
constexpr double kMostInFocus =
    15;  // the latter, of a country of the story, which is named if it can be at all
// From so much on it is too much for a name that has no room on its land: any capital, or a very large city.
constexpr double kTooMuch = 5;
constexpr double kMostForeign = 0.35;  // of the name of an island
constexpr double kLast = 1000;
constexpr double kIslandsWater = 0.5;  // in the sea around it, which is its own, a name is half astray
constexpr double kTownReachPx = 12;    // above and below a town's place its name stands within

}  // namespace

/// Of a town's slots its own first, without those that the map's edge cuts and those that other countries'
/// names are about to take.
std::vector<ScreenBox> LabelMaker::openSlots(const Ranged& town) const {
  const SweptName& swept = from_.ranges.swept(town.id);
  const bool onMap = screen_.contains(town.at);
  std::vector<ScreenBox> open;
  for (std::size_t i = 0; i < swept.slotCount; ++i) {
    const SlotBox& slot = swept.slots[i];
    const ScreenBox box = moved({slot.minX, slot.minY, slot.maxX, slot.maxY}, town.at.x, town.at.y);
    if (onMap && !showsWhole(box)) continue;
    if (std::ranges::any_of(countryBoxes_, [&](const ScreenBox& other) { return other.intersects(box); }))
      continue;
    const bool own = i == from_.ranges.appearance(town.id).slot;
    open.insert(own ? open.begin() : open.end(), box);
  }
  return open;
}

/// Most where its ring is covered or no room is left for its name, a little where that has to move.
double LabelMaker::takenFrom(const Ranged& town, std::span<const ScreenBox> open,
                             const ScreenBox& room) const {
  const auto meets = [&](const ScreenBox& slot) { return room.intersects(slot); };
  const double weight =
      std::max(1.0, kWeightOfFirst - town.name->rank) + (town.name->capital ? kCapitalWeight : 0);
  if (ringBox(town.at, ringPx_).intersects(room) || std::ranges::all_of(open, meets)) return weight;
  return meets(open.front()) ? kMoveShare * weight : 0;
}

/// How much of a name is not where it belongs, beyond what hardly matters: on its own land or, beside a small
/// one, in the sea. In another country it is worse than in the sea, and that of an island has no business
/// there.
double LabelMaker::wrongGround(const CountryName& name, const ScreenBox& slot) const {
  const double west = slot.minX / size_ - name.copy, east = slot.maxX / size_ - name.copy;
  const LabelData::GroundShare share =
      from_.data.groundIn({west, slot.minY / size_, east, slot.maxY / size_}, name.country.code);
  if (name.beside && name.country.island && share.foreign > kMostForeign)
    return std::numeric_limits<double>::infinity();
  const double water = name.country.island ? kIslandsWater * share.water : share.water;
  const double wrong = name.beside ? 1 - share.water + share.foreign : water + 2 * share.foreign;
  return std::max(0.0, wrong - kLittle);
}

/// Of the slots of a country's name those first that take least from towns, as these stay where they are;
/// those that stand astray are last.
void LabelMaker::spareTowns(std::vector<ScreenBox>& slots, const CountryName& name, double besidePx) const {
  if (slots.empty()) return;
  struct Cost {
    double sum, great = 0;  // of that, what is taken from capitals and great cities, and from the ground
    ScreenBox slot;
  };
  ScreenBox all;
  std::vector<Cost> costs;
  for (const ScreenBox& slot : slots) {
    all.add(padded(slot, besidePx + kTownReachPx));
    costs.push_back({.sum = kGroundWeight * wrongGround(name, slot), .slot = slot});
  }
  const double least = std::ranges::min(costs, {}, &Cost::sum).sum;
  const bool inFocus = isInFocus(name.country);
  double most = inFocus ? least + kMostInFocus : std::max(least, kMostAstray);
  if (name.beside) most = std::numeric_limits<double>::max();
  std::erase_if(costs, [&](const Cost& cost) { return cost.sum > most; });
  for (Cost& cost : costs) {
    if (cost.sum > least + kAstray) cost.sum += kLast;
    cost.great = cost.sum;
  }
  for (const Ranged& town : ranged_) {
    if (from_.ranges.entry(town.id).what != NameClass::place || !all.contains(town.at)) continue;
    if (namedByPin(*town.name, town.at)) continue;
    const std::vector<ScreenBox> open = openSlots(town);
    for (Cost& cost : costs) {
      const double taken = takenFrom(town, open, padded(cost.slot, besidePx));
      cost.sum += taken;
      if (town.name->principal) cost.great += taken;
    }
  }
  // A country of the story is named whatever that takes from others.
  if (name.own.juts && !inFocus) std::erase_if(costs, [](const Cost& cost) { return cost.great > kTooMuch; });
  std::ranges::stable_sort(costs, {}, &Cost::sum);
  slots.clear();
  for (const Cost& cost : costs) slots.push_back(cost.slot);
}

}  // namespace dateline::map
