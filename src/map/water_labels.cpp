#include <algorithm>
#include <cmath>

#include "map/label_text.h"
#include "map/labels.h"
#include "map/text_case.h"
#include "map/view_box.h"

// Seas and lakes whose own place is out of view, or taken: they are named where what is seen of them has most
// room.

namespace dateline::map {
namespace {

constexpr std::uint64_t kSeaKeys = 12, kLakeKeys = 13;  // 14 are the story's places, 15 countries
constexpr std::uint64_t kNarrowLayouts = 1u << 20;      // beyond the numbers of all waters
constexpr int kWaterLevels = 2;                         // of squares with spots: a side is 64 to 128 px then
constexpr double kNeededShare = 0.9;  // of its name's size: a corner may come near to a coast
constexpr double kHeldShare = 0.9;    // of that: where it stood it stays
constexpr double kEnough = 3;         // times that: where there is more, a name stands as well
constexpr double kOneSea = 0.75;      // of the world: names of a sea nearer to each other say the same
constexpr double kApartX = 40, kApartY = 20;  // px between the names of two seas
constexpr double kNarrowestLakePx = 28;
constexpr double kMostLand = 0.25;     // of a name, by a coarse mask
constexpr double kLetterWidth = 0.62;  // of the size, about

/// How wide the room has to be for it where that narrows up and down.
double neededFor(const text::Layout& layout, double stretch) {
  const double line = layout.height() / static_cast<double>(std::max<std::size_t>(1, layout.lines().size()));
  return kNeededShare * std::hypot(layout.width(), stretch * (layout.height() - line / 2));
}

double lettersOfLongestWord(std::string_view name) {
  double longest = 0;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    longest = std::max(longest, widthInLetters(name.substr(0, end)));
    name.remove_prefix(std::min(name.size(), end + 1));
  }
  return longest;
}

double stretchOf(bool narrow) {
  return narrow ? 1 : kNameStretch;
}

std::uint64_t keysOf(NameClass what) {
  return what == NameClass::sea ? kSeaKeys : kLakeKeys;
}

}  // namespace

const NamedPlace& LabelMaker::nameOf(Water water) const {
  return (water.what == NameClass::sea ? from_.data.seas() : from_.data.lakes())[water.index];
}

/// As in its own place or, for narrow water, hardly wider than its longest word.
text::LayoutPtr LabelMaker::waterLayout(Water water, bool narrow) {
  NameText text = nameText(water.what, nameOf(water), style_, zoom_);
  if (narrow) {
    const double letter = kLetterWidth * text.style.sizePx + text.style.letterSpacingPx;
    text.options = {.widthPx = static_cast<float>(std::ceil(lettersOfLongestWord(text.text) * letter)),
                    .breaksWords = false,
                    .align = text::Align::centre};
  }
  return from_.layouts.of(
      labelKey(static_cast<std::uint64_t>(water.what), water.index + (narrow ? kNarrowLayouts : 0), 0), text);
}

/// A sea may have several places of its own.
bool LabelMaker::isWaterNamed(Water water, ScreenPoint at) const {
  const auto isIt = [&](const NamedWater& named) {
    if (named.water.what != water.what) return false;
    if (named.water.index != water.index &&
        (water.what == NameClass::lake || nameOf(named.water).key != nameOf(water).key))
      return false;
    const ScreenPoint there = named.box.centre();
    return std::hypot(there.x - at.x, there.y - at.y) < kOneSea * size_;
  };
  return std::ranges::any_of(waters_, isIt) || std::ranges::any_of(heldWaters_, isIt);
}

bool LabelMaker::besideWater(const ScreenBox& box) const {
  const ScreenBox around{box.minX - kApartX, box.minY - kApartY, box.maxX + kApartX, box.maxY + kApartY};
  return std::ranges::any_of(waters_, [&](const NamedWater& named) { return named.box.intersects(around); });
}

/// Copies of the world that are seen.
std::pair<int, int> LabelMaker::copiesInView() const {
  if (!camera_.projection().repeatsEastWest()) return {0, 0};
  return {static_cast<int>(std::floor(screen_.minX / size_)),
          static_cast<int>(std::floor(screen_.maxX / size_))};
}

/// Where it stood in the last frame, as long as it fits there.
std::vector<LabelMaker::WaterInSpot> LabelMaker::heldSpotsOf(Water water) {
  std::vector<WaterInSpot> spots;
  const auto [first, last] = copiesInView();
  for (int copy = first; copy <= last; ++copy) {
    const std::optional<HeldSpot> held = from_.waters->of(labelKey(keysOf(water.what), water.index, copy));
    const bool narrow = held && held->shift > 0;
    const text::LayoutPtr layout = held ? waterLayout(water, narrow) : nullptr;
    const std::optional<LabelData::Spot> spot = layout ? from_.data.spotAt(held->place) : std::nullopt;
    if (!spot || spot->width * size_ < kHeldShare * neededFor(*layout, stretchOf(narrow))) continue;
    const ScreenBox box = inkBox(*layout, onPlane({spot->at.x + copy, spot->at.y}), Attach::centre);
    if (showsWhole(box) && seenWhole(box))
      spots.push_back({.place = held->place, .copy = copy, .narrow = narrow, .box = box});
  }
  return spots;
}

void LabelMaker::findHeldWaters() {
  if (!from_.waters || from_.waters->empty()) return;
  const auto find = [&](Water water) {
    for (const WaterInSpot& spot : heldSpotsOf(water)) heldWaters_.push_back({water, spot.box});
  };
  for (std::size_t i = 0; i < from_.data.seas().size(); ++i) find({NameClass::sea, i});
  for (std::size_t i = 0; i < from_.data.lakes().size(); ++i) find({NameClass::lake, i});
}

/// Its name there, where it fits into the water that is seen.
std::optional<LabelMaker::WaterInSpot> LabelMaker::waterInSpot(const LabelData::Spot& spot, int copy,
                                                               bool narrow,
                                                               const text::Layout& layout) const {
  const ScreenPoint at = onPlane({spot.at.x + copy, spot.at.y});
  const double beside = std::min(at.x - screen_.minX, screen_.maxX - at.x);
  const double above = std::min(at.y - screen_.minY, screen_.maxY - at.y);
  const double room = std::min({spot.width * size_, 2 * beside, 2 * stretchOf(narrow) * above});
  const double needed = neededFor(layout, stretchOf(narrow));
  if (room < needed) return std::nullopt;
  WaterInSpot result{.place = spot.place,
                     .copy = copy,
                     .narrow = narrow,
                     .roomPx = std::min(room, kEnough * needed),
                     .neededPx = needed,
                     .sparePx = std::min(spot.width * size_ - needed, needed),
                     .box = inkBox(layout, at, Attach::centre)};
  if (!showsWhole(result.box) || !seenWhole(result.box)) return std::nullopt;
  return result;
}

/// Towards the edge of a globe there is less room beside a place than on the ground.
bool LabelMaker::reachesLand(const WaterInSpot& spot) const {
  if (camera_.projection().repeatsEastWest()) return false;
  const ScreenBox& box = spot.box;
  const auto share =
      from_.data.groundIn({box.minX / size_, box.minY / size_, box.maxX / size_, box.maxY / size_});
  return share.foreign > kMostLand;
}

/// In its middle and, where there is more room than it takes, so far to each side.
std::vector<LabelMaker::WaterInSpot> LabelMaker::shiftedIn(const WaterInSpot& spot) const {
  std::vector<WaterInSpot> result{spot};
  const double aside = spot.sparePx / 2, above = aside / stretchOf(spot.narrow);
  if (above < 1) return result;
  for (const auto& [dx, dy] : {std::pair{0.0, -above}, {0.0, above}, {-aside, 0.0}, {aside, 0.0}}) {
    WaterInSpot shifted = spot;
    shifted.box = moved(spot.box, dx, dy);
    if (!showsWhole(shifted.box) || !seenWhole(shifted.box)) continue;
    const ScreenPoint at = shifted.box.centre();
    shifted.place.at = camera_.projection().unproject({at.x / size_ - spot.copy, at.y / size_});
    shifted.place.width *= spot.neededPx / (spot.neededPx + spot.sparePx);
    result.push_back(shifted);
  }
  return result;
}

const std::vector<LabelData::Spot>& LabelMaker::spotsOf(Water water, bool narrow) {
  if (!inView_) inView_ = boxInView(camera_, 0);
  const int level = static_cast<int>(std::floor(webZoom(camera_.view()).level)) + kWaterLevels;
  const LabelData::WaterWish wish{.index = water.index, .box = *inView_, .level = level, .tall = narrow};
  return water.what == NameClass::sea ? from_.data.spotsOfSea(wish) : from_.data.spotsOfLake(wish);
}

/// In the roomiest of them that is free, on a small world on each copy.
bool LabelMaker::placeIn(Water water, std::vector<WaterInSpot> spots) {
  std::ranges::stable_sort(spots, std::ranges::greater(), &WaterInSpot::roomPx);
  bool placed = false;
  for (const WaterInSpot& spot : spots) {
    if (isWaterNamed(water, spot.box.centre())) continue;
    for (const WaterInSpot& one : shiftedIn(spot)) {
      if (!taken_.free(padded(one.box)) || besideWater(one.box) || reachesLand(one)) continue;
      emitWater(water, one);
      placed = true;
      break;
    }
  }
  return placed;
}

void LabelMaker::placeWater(Water water) {
  const double across = std::hypot(screen_.width(), screen_.height());
  if (across < kOneSea * size_ && isWaterNamed(water, screen_.centre())) return;
  if (from_.waters && !from_.waters->empty() && placeIn(water, heldSpotsOf(water))) return;
  if (spotsOf(water, false).empty()) return;
  const auto [first, last] = copiesInView();
  const text::LayoutPtr wide = waterLayout(water, false);
  for (const bool narrow : {false, true}) {
    const text::LayoutPtr layout = narrow ? waterLayout(water, true) : wide;
    if (!layout || (narrow && wide && layout->width() >= wide->width())) return;
    std::vector<WaterInSpot> fitting;
    for (const LabelData::Spot& spot : spotsOf(water, narrow))
      for (int copy = first; copy <= last; ++copy)
        if (const std::optional<WaterInSpot> one = waterInSpot(spot, copy, narrow, *layout))
          fitting.push_back(*one);
    if (placeIn(water, std::move(fitting))) return;
  }
}

void LabelMaker::emitWater(Water water, const WaterInSpot& spot) {
  const text::LayoutPtr layout = waterLayout(water, spot.narrow);
  const std::uint64_t key = labelKey(keysOf(water.what), water.index, spot.copy);
  taken_.occupy(padded(spot.box));
  waters_.push_back({water, spot.box});
  waterSpots_.push_back({key, {spot.place, static_cast<std::uint8_t>(spot.narrow ? 1 : 0)}});
  emit({.key = key,
        .label = {.layout = layout,
                  .origin = originFor(*layout, spot.box),
                  .colour = nameText(water.what, nameOf(water), style_, zoom_).colour,
                  .halo = colours_.halo,
                  .haloPx = halo_},
        .place = spot.place.at,
        .copy = spot.copy},
       spot.box);
}

/// After the towns, beside which there is room for a sea somewhere; the largest first.
void LabelMaker::placeWaters() {
  heldWaters_.clear();
  const LabelData::Names &seas = from_.data.seas(), &lakes = from_.data.lakes();
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < seas.size(); ++i)
    if (zoom_.level >= style_.shown.seaNames.of(seas[i].rank)) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return seas[i].rank; });
  for (const std::size_t i : order) placeWater({NameClass::sea, i});
  if (zoom_.level < style_.shown.lakeNames.of(0)) return;
  for (std::size_t i = 0; i < lakes.size(); ++i)
    if (lakes[i].extent.width() / 360 * size_ > kNarrowestLakePx) placeWater({NameClass::lake, i});
}

}  // namespace dateline::map
