#include <algorithm>
#include <array>
#include <cmath>

#include "map/labels.h"
#include "map/text_case.h"
#include "map/view_box.h"

// The names of rivers, along their lines.

namespace dateline::map {
namespace {

constexpr double kRiverRisePx = 2.5;
constexpr double kRiverLineShare = 0.75;  // of the name's width, to both sides
// Less than half of the way to the next name of the river.
constexpr std::array kRiverAsidesPx{0.0, 50.0, -50.0, 100.0, -100.0, 140.0, -140.0};
// Zooms before there is room for a name at a spot by the course of the river: the letters may follow it
// still.
constexpr double kEarlier = 1;
constexpr int kMostTries = 8;    // in a frame, for each of the rivers
constexpr double kLetterPx = 6;  // half of one's height: where not even that is free no name is

}  // namespace

/// The river around the place, or so far along from there, so far to both sides, on the plane.
std::vector<ScreenPoint> LabelMaker::riverLine(const RiverName& river, double reachPx, double asidePx) const {
  const NameRanges::Entry& entry = from_.ranges.entryOf(river.spot);
  const RiverLine& line = from_.data.riverLines()[entry.index];
  const double perPx = 1 / (size_ * std::exp2(river.name->nearer)), middle = entry.along + asidePx * perPx;
  const double low = std::max(0.0, middle - reachPx * perPx);
  const double high = std::min(line.length(), middle + reachPx * perPx);
  std::vector<ScreenPoint> points;
  const geo::Projection& projection = camera_.projection();
  const auto put = [&](LngLat place) {
    WorldPoint at = projection.project(place);
    at.x += river.copy;
    points.push_back(onPlane(at));
  };
  put(line.placeAt(low));
  const auto first = std::upper_bound(line.along.begin(), line.along.end(), low);
  for (auto at = first; at != line.along.end() && *at < high; ++at)
    put(line.points[static_cast<std::size_t>(at - line.along.begin())]);
  put(line.placeAt(high));
  return points;
}

/// False where it does not fit; `whole`: not even in part beyond the map's edge or below furniture.
bool LabelMaker::placeRiverAt(const RiverName& river, double asidePx, bool whole) {
  const text::Layout& layout = *river.layout;
  const double reach = layout.width() * kRiverLineShare + layout.height();
  const auto hasRoom = [&](const ScreenBox& box) {
    return taken_.free(padded(box)) && (!whole || showsWhole(box));
  };
  const std::vector<ScreenPoint> line = riverLine(river, reach, asidePx);
  for (const bool below : {false, true}) {
    TextOnLine text = textOnLine(
        layout, line, {.risePx = kRiverRisePx, .below = below, .joined = joinsLetters(river.name->name)});
    if (text.letters.empty() || !std::ranges::all_of(text.boxes, hasRoom)) continue;
    emitRiver(river, std::move(text));
    return true;
  }
  return false;
}

/// Where it has its place by its range or, where another name stands there or it would have to go round too
/// tight a bend, a little up or down the river.
void LabelMaker::placeRiver(const RiverName& river) {
  for (const double aside : kRiverAsidesPx)
    if (placeRiverAt(river, aside, false)) return;
}

void LabelMaker::emitRiver(const RiverName& river, TextOnLine text) {
  ScreenBox all;
  for (const ScreenBox& box : text.boxes) taken_.occupy(box), all.add(box);
  if (showsWhole(all)) rivers_.push_back(river.name);
  emit({.key = labelKey(static_cast<std::uint64_t>(NameClass::river), river.spot, river.copy),
        .label = {.layout = river.layout,
                  .origin = text.middle,
                  .colour = river.colour,
                  .halo = colours_.halo,
                  .haloPx = halo_,
                  .letters = std::move(text.letters)},
        .place = from_.ranges.entryOf(river.spot).place,
        .copy = river.copy},
       all);
}

/// The first of its spots on the map that is free.
void LabelMaker::placeGreatRiver(std::uint32_t index, std::span<const std::uint32_t> spots) {
  const NamedPlace& name = from_.data.rivers()[index];
  RiverName river{.name = &name};
  int left = kMostTries;
  const auto [first, last] = copiesInView();
  for (const std::uint32_t spot : spots) {
    const NameRanges::Entry& entry = from_.ranges.entryOf(spot);
    if (!inView_->contains(entry.place) || from_.ranges.wantedFrom(entry, name) > zoom_.level + kEarlier ||
        !camera_.projection().shows(entry.place))
      continue;
    const WorldPoint there = camera_.projection().project(entry.place);
    for (river.copy = first; river.copy <= last; ++river.copy) {
      const ScreenPoint at = onPlane({there.x + river.copy, there.y});
      if (!screen_.contains(at) || !taken_.free(ringBox(at, kLetterPx))) continue;
      river.spot = spot;
      if (!river.layout) {
        const NameText text = nameText(NameClass::river, name, style_, zoom_);
        river.layout =
            from_.layouts.of(labelKey(static_cast<std::uint64_t>(NameClass::river), index, 0), text);
        river.colour = text.colour;
      }
      if (!river.layout || placeRiverAt(river, 0, true) || --left == 0) return;
    }
  }
}

/// Those that have a name in view nowhere: what their names would have said stands beyond the edge, or below
/// what is more important.
void LabelMaker::placeGreatRivers() {
  from_.ranges.everyRiver(zoom_.level, [&](std::uint32_t index, std::span<const std::uint32_t> spots) {
    const NamedPlace& river = from_.data.rivers()[index];
    if (river.rank > kGreatRiverRank) return;
    if (!inView_) inView_ = boxInView(camera_, 0);
    if (!inView_->intersects(from_.data.riverLines()[index].bounds)) return;
    const auto isIt = [&](const NamedPlace* named) { return named->key == river.key; };
    if (!std::ranges::any_of(rivers_, isIt)) placeGreatRiver(index, spots);
  });
}

}  // namespace dateline::map
