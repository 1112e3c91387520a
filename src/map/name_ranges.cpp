#include "map/name_ranges.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "map/river_lines.h"

namespace dateline::map {
namespace {

constexpr double kSettledZooms =
    2;  // after it came a name's size counts as it is by then, where that is more
constexpr double kSeaPriority = 600, kPlacePriority = 400, kLakePriority = 250, kRiverPriority = 200,
                 kProvincePriority = 100;
constexpr double kNarrowestLakePx = 28, kWidestLakePx = 1600, kLakeNameShare = 1.4;
constexpr double kSmallestProvincePx = 50, kLargestProvincePx = 3000;

/// The zoom at which so much of the plane is so many px.
double zoomWhere(double units, double px) {
  return units > 0 ? std::log2(px / units / geo::worldSizePx(Zoom{0})) : 100;
}

}  // namespace

const NamedPlace& NameRanges::nameOf(const LabelData& data, const Entry& entry) {
  const auto i = entry.index;
  switch (entry.what) {
    case NameClass::sea:
      return data.seas()[i];
    case NameClass::lake:
      return data.lakes()[i];
    case NameClass::province:
      return data.provinces()[i];
    case NameClass::river:
      return data.rivers()[i];
    case NameClass::place:
      break;
  }
  return data.places()[i];
}

void NameRanges::update(const LabelData& data, const StylePtr& style) {
  if (style_ == style && revision_ == data.revision()) return;
  if (style_ != style) measure_.forget();
  style_ = style;
  revision_ = data.revision();
  sweep_ = {};
  entries_.clear();
  addAll(data);
}

bool NameRanges::advance(double zoom, std::size_t mostLooks) {
  return sweep_.advance(zoom, mostLooks);
}

/// The larger of what it takes when it comes and soon after.
TextMeasure::Size NameRanges::sizeOf(NameClass what, const NamedPlace& name, double from) {
  TextMeasure::Size most;
  for (const double zoom : {from, from + kSettledZooms}) {
    const NameText text = nameText(what, name, *style_, Zoom{zoom});
    TextMeasure::Size size = measure_.of(text.text, text.style);
    if (text.options.widthPx > 0 && size.width > text.options.widthPx) {
      size.height *= std::ceil(size.width / text.options.widthPx);
      size.width = text.options.widthPx;
    }
    most = {std::max(most.width, size.width), std::max(most.height, size.height)};
  }
  return most;
}

void NameRanges::add(const NamedPlace& name, const Entry& entry, WorldPoint at, double priority,
                     TextMeasure::Size size) {
  SweptName swept{.at = at,
                  .from = std::max(entry.styleFrom, entry.sizeFrom),
                  .until = entry.sizeUntil,
                  .priority = priority};
  if (swept.from >= swept.until) return;
  for (const ScreenBox& b : nameSlots(entry.what, size.width, size.height)) {
    swept.slots[swept.slotCount++] = {static_cast<float>(b.minX), static_cast<float>(b.minY),
                                      static_cast<float>(b.maxX), static_cast<float>(b.maxY)};
  }
  if (entry.what == NameClass::place) swept.ringPx = static_cast<float>(kRingRadiusPx);
  entries_.push_back(entry);
  entries_.back().place = entry.what == NameClass::river ? entry.place : name.place;
  sweep_.add(swept);
}

void NameRanges::addPlace(const NamedPlace& place, Entry entry) {
  entry.styleFrom = (place.capital ? style_->shown.capitals : style_->shown.cities).of(place.rank);
  add(place, entry, place.onMercator, kPlacePriority - place.rank * 20 + (place.capital ? 50 : 0),
      sizeOf(NameClass::place, place, entry.styleFrom));
}

void NameRanges::addSea(const NamedPlace& sea, Entry entry) {
  entry.styleFrom = style_->shown.seaNames.of(sea.rank);
  add(sea, entry, sea.onMercator, kSeaPriority - std::clamp(sea.rank, 0.0, 5.0) * 40,
      sizeOf(NameClass::sea, sea, entry.styleFrom));
}

void NameRanges::addLake(const NamedPlace& lake, Entry entry) {
  const double width = lake.extent.width() / 360;
  entry.styleFrom = style_->shown.lakeNames.of(0);
  const TextMeasure::Size size = sizeOf(NameClass::lake, lake, entry.styleFrom);
  entry.sizeFrom = zoomWhere(width, std::max(kNarrowestLakePx, size.width / kLakeNameShare));
  entry.sizeUntil = zoomWhere(width, kWidestLakePx);
  add(lake, entry, lake.onMercator, kLakePriority + std::min(100.0, width * 1e4), size);
}

void NameRanges::addProvince(const NamedPlace& province, Entry entry, const LabelData& data) {
  const double side = province.extentOnMercator();
  entry.styleFrom = style_->shown.provinceNames.of(0);
  const TextMeasure::Size size = sizeOf(NameClass::province, province, entry.styleFrom);
  entry.sizeFrom = zoomWhere(side, std::max(kSmallestProvincePx, size.width));
  entry.sizeUntil = zoomWhere(side, kLargestProvincePx);
  // Many are named after their capital, which says it already until the two are well apart.
  for (const NamedPlace* town : data.placesCalled(province.key)) {
    const double apart =
        std::hypot(town->onMercator.x - province.onMercator.x, town->onMercator.y - province.onMercator.y);
    const double from = (town->capital ? style_->shown.capitals : style_->shown.cities).of(town->rank);
    const double alone = zoomWhere(std::max(apart, 1e-9), kSameNamePx);
    if (from < alone) entry.sizeFrom = std::max(entry.sizeFrom, alone);
  }
  add(province, entry, province.onMercator, kProvincePriority, size);
}

void NameRanges::addRivers(const LabelData& data) {
  for (std::uint32_t i = 0; i < data.rivers().size(); ++i) {
    const NamedPlace& river = data.rivers()[i];
    const RiverLine& line = data.riverLines()[i];
    Entry entry{.what = NameClass::river, .index = i};
    entry.styleFrom = style_->shown.riverNames.of(river.rank);
    const TextMeasure::Size size = sizeOf(NameClass::river, river, entry.styleFrom);
    for (const RiverSpot& spot : riverSpots(line, size.width)) {
      entry.along = spot.along;
      entry.place = line.placeAt(spot.along);
      entry.sizeFrom = spot.from;
      // As large as the turned name at this place.
      const double turn = line.directionAt(spot.along);
      const double c = std::abs(std::cos(turn)), s = std::abs(std::sin(turn));
      const double high = size.height * 1.6;
      add(river, entry, geo::mercator().project(entry.place), kRiverPriority - river.rank,
          {size.width * c + high * s, size.width * s + high * c});
    }
  }
}

void NameRanges::addAll(const LabelData& data) {
  const auto each = [](const LabelData::Names& names, NameClass what, const auto& act) {
    for (std::uint32_t i = 0; i < names.size(); ++i) act(names[i], Entry{.what = what, .index = i});
  };
  each(data.seas(), NameClass::sea, [this](const auto& name, const Entry& e) { addSea(name, e); });
  each(data.places(), NameClass::place, [this](const auto& name, const Entry& e) { addPlace(name, e); });
  each(data.lakes(), NameClass::lake, [this](const auto& name, const Entry& e) { addLake(name, e); });
  each(data.provinces(), NameClass::province,
       [&](const auto& name, const Entry& e) { addProvince(name, e, data); });
  addRivers(data);
}

}  // namespace dateline::map
