#include <algorithm>
#include <cmath>

#include "map/labels.h"
#include "map/text_case.h"

// The names that come and stay by the zoom alone.

namespace dateline::map {
namespace {

bool isWater(NameClass what) {
  return what == NameClass::sea || what == NameClass::lake;
}

}  // namespace

template <typename Visit>
void LabelMaker::everyCopy(WorldPoint at, const Visit& visit) const {
  if (!camera_.projection().repeatsEastWest()) {
    if (nearScreen(onPlane(at))) visit(0, onPlane(at));
    return;
  }
  const int first = static_cast<int>(std::ceil(region_.minX / size_ - at.x));
  const int last = static_cast<int>(std::floor(region_.maxX / size_ - at.x));
  for (int copy = first; copy <= last; ++copy) {
    const ScreenPoint p = onPlane({at.x + copy, at.y});
    if (nearScreen(p)) visit(copy, p);
  }
}

bool LabelMaker::hasCome(std::uint32_t id, const NamedPlace& name) const {
  const double local = camera_.view().zoom.level + name.nearer;
  return zoom_.level >= from_.ranges.comesAt(id, name) && local < from_.ranges.entry(id).sizeUntil;
}

/// Sets it; false where it is not to be shown after all.
bool LabelMaker::prepare(Ranged& ranged) {
  const NameClass what = from_.ranges.entry(ranged.id).what;
  if (what == NameClass::place && namedByPin(*ranged.name, ranged.at)) return false;
  // Many provinces are named after their capital.
  if (what == NameClass::province && namedNearby(ranged.name->key, ranged.at)) return false;
  if (isWater(what) && isWaterNamed({what, from_.ranges.entry(ranged.id).index}, ranged.at)) return false;
  const NameText text = nameText(what, *ranged.name, style_, zoom_);
  ranged.layout = from_.layouts.of(
      labelKey(static_cast<std::uint64_t>(what), from_.ranges.entry(ranged.id).index, 0), text);
  ranged.colour = text.colour;
  return ranged.layout != nullptr;
}

ScreenBox LabelMaker::slotBox(const Ranged& ranged, std::size_t slot) const {
  const ScreenBox ink = inkBox(*ranged.layout, {0, 0}, Attach::centre);
  const std::vector<ScreenBox> slots =
      nameSlots(from_.ranges.entry(ranged.id).what, ink.width(), ink.height(), ringPx_);
  return moved(slots[slot], ranged.at.x, ranged.at.y);
}

bool LabelMaker::hasRing(const Ranged& ranged) const {
  return from_.ranges.entry(ranged.id).what == NameClass::place && ringPx_ > 0;
}

/// What reaches beyond the edge of the Earth would stand beside the map.
bool LabelMaker::isFree(const ScreenBox& box) const {
  return seenWhole(box) && taken_.free(padded(box));
}

bool LabelMaker::placeAt(const Ranged& ranged, std::size_t slot) {
  const ScreenBox box = slotBox(ranged, slot);
  if (!isFree(box) || (hasRing(ranged) && !taken_.free(ringBox(ranged.at, ringPx_)))) return false;
  put(ranged, box);
  return true;
}

void LabelMaker::put(const Ranged& ranged, const ScreenBox& box) {
  const NameRanges::Entry& entry = from_.ranges.entry(ranged.id);
  taken_.occupy(padded(box));
  if (hasRing(ranged)) taken_.occupy(ringBox(ranged.at, ringPx_));
  MapLabel label{
      .key = labelKey(static_cast<std::uint64_t>(entry.what), from_.ranges.identity(ranged.id), ranged.copy),
      .label = {.layout = ranged.layout,
                .origin = originFor(*ranged.layout, box),
                .colour = ranged.colour,
                .halo = colours_.halo,
                .haloPx = halo_},
      .place = entry.place,
      .copy = ranged.copy};
  if (hasRing(ranged))
    label.ring = {.centre = ranged.at,
                  .radiusPx = static_cast<float>(ringPx_),
                  .widthPx = static_cast<float>(style_.widths.ring.at(zoom_)),
                  .colour = colours_.label,
                  .inside = colours_.halo};
  if (isWater(entry.what) && showsWhole(box)) waters_.push_back({{entry.what, entry.index}, box});
  emit(std::move(label), box);
}

/// In the slot that it has by its range or, where the Earth ends there or another name has come to stand
/// there, in another one. A town whose slot the map's edge cuts has that, unseen, and then what is left.
void LabelMaker::placeInAnySlot(const Ranged& ranged) {
  const std::size_t own = from_.ranges.appearance(ranged.id).slot;
  const ScreenBox ring = ringBox(ranged.at, ringPx_);
  if (hasRing(ranged) && showsWhole(ring) && !showsWhole(slotBox(ranged, own))) {
    if (!taken_.free(ring)) return;
    taken_.occupy(ring);
    if (const ScreenBox box = slotBox(ranged, own); isFree(box)) taken_.occupy(padded(box));
    cut_.push_back(ranged);
    return;
  }
  if (placeAt(ranged, own)) return;
  const std::size_t slots = from_.ranges.swept(ranged.id).slotCount;
  for (const bool whole : {true, false})
    for (std::size_t slot = 0; slot < slots; ++slot)
      if (slot != own && (!whole || showsWhole(slotBox(ranged, slot))) && placeAt(ranged, slot)) return;
}

/// In slots that show whole, where all others have left them free: none goes because of these.
void LabelMaker::placeCutOnes() {
  for (const Ranged& town : cut_) {
    const ScreenBox unseen = padded(slotBox(town, from_.ranges.appearance(town.id).slot));
    for (std::size_t slot = 0; slot < from_.ranges.swept(town.id).slotCount; ++slot) {
      const ScreenBox box = slotBox(town, slot);
      if (!showsWhole(box) || !seenWhole(box) || !taken_.free(padded(box), &unseen)) continue;
      put(town, box);
      break;
    }
  }
}

/// In the order in which they take their places on this plane.
std::vector<LabelMaker::Ranged> LabelMaker::rangedInView() const {
  const geo::Projection& projection = camera_.projection();
  std::vector<Ranged> ranged;
  const std::optional<GroundCap> inReach = capInView(camera_, kRegionMarginPx);
  const std::vector<Direction>& directions = from_.ranges.directions();
  for (std::size_t i = 0; i < directions.size(); ++i) {
    const std::uint32_t id = from_.ranges.come()[i];
    if (!from_.ranges.mayBeShown(id, zoom_.level)) continue;
    if (inReach && !inReach->holds(directions[i])) continue;
    const NameRanges::Entry& entry = from_.ranges.entry(id);
    const NamedPlace& name = NameRanges::nameOf(from_.data, entry);
    if (!hasCome(id, name)) continue;
    const bool river = entry.what == NameClass::river;
    if (river ? !projection.shows(entry.place) : name.hidden) continue;
    everyCopy(river ? projection.project(entry.place) : name.at, [&](int copy, ScreenPoint at) {
      ranged.push_back({.id = id, .name = &name, .at = at, .copy = copy});
    });
  }
  return ranged;
}

/// Each after all that go before it: what is less important takes nothing away from it. Rivers are last, as
/// they have room along all of their line.
void LabelMaker::placeRanged() {
  const auto isRiver = [this](const Ranged& ranged) {
    return from_.ranges.entry(ranged.id).what == NameClass::river;
  };
  findHeldWaters();
  for (Ranged& ranged : ranged_)
    if (!isRiver(ranged) && prepare(ranged)) placeInAnySlot(ranged);
  placeWaters();
  for (Ranged& ranged : ranged_)
    if (isRiver(ranged) && prepare(ranged))
      placeRiver({from_.ranges.identity(ranged.id), ranged.name, ranged.copy, ranged.layout, ranged.colour});
  placeGreatRivers();
  placeCutOnes();
}

}  // namespace dateline::map
