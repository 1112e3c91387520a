#include "map/name_ranges.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "map/label_placer.h"
#include "map/river_lines.h"

namespace dateline::map {
namespace {

constexpr double kSettledZooms =
    2;  // after it came a name's size counts as it is by then, where that is more
constexpr double kSeaPriority = 600, kPlacePriority = 400, kLakePriority = 250, kRiverPriority = 200,
                 kProvincePriority = 100;
constexpr double kNarrowestLakePx = 28, kWidestLakePx = 1600, kLakeNameShare = 1.4;
constexpr double kSmallestProvincePx = 50, kLargestProvincePx = 3000;

// Zooms before it is shown at which a town takes its place: great rivers have names so long before large
// cities have, and provinces a little before towns.
constexpr double kPrincipalLead = 2.2, kTownLead = 1;

constexpr std::size_t kLooksPerFrame = 80;  // about half a millisecond
constexpr int kRiversPerFrame = 12;         // likewise, for finding their spots
constexpr std::size_t kAllLooks = std::numeric_limits<std::size_t>::max();

/// Of slots that are as far in the water the first as they are.
void preferWater(const LabelData& data, SweptName& sea) {
  const double size = geo::worldSizePx(Zoom{sea.from});
  std::array<double, SweptName::kMostSlots> land{};
  for (std::size_t i = 0; i < sea.slotCount; ++i) {
    const SlotBox& slot = sea.slots[i];
    const auto share = data.groundIn({sea.at.x + slot.minX / size, sea.at.y + slot.minY / size,
                                      sea.at.x + slot.maxX / size, sea.at.y + slot.maxY / size});
    land[i] = share.foreign;
    if (i == 0 && land[0] == 0) return;
  }
  std::stable_sort(sea.order.begin(), sea.order.begin() + sea.slotCount,
                   [&](std::uint8_t a, std::uint8_t b) { return land[a] < land[b]; });
}

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

bool NameRanges::update(const LabelData& data, const Wish& wish) {
  const std::size_t looks = wish.atOnce ? kAllLooks : kLooksPerFrame;
  levels_ = data.nameLevels();
  const double zoom = wish.zoom + levels_;
  const bool rests = std::exchange(lastPlane_, wish.plane) == wish.plane;
  if (style_ != wish.style || revision_ != data.revision()) {
    if (style_ != wish.style) measure_.forget();
    style_ = wish.style;
    revision_ = data.revision();
    readAll(data);
    shown_ = begin(data, wish.plane);
    next_.reset();
  }
  if (shown_.plane == wish.plane) {
    next_.reset();
    return advance(data, shown_, zoom, looks);
  }
  if (wish.atOnce || (rests && (!next_ || next_->plane != wish.plane))) next_ = begin(data, wish.plane);
  if (next_ && next_->plane == wish.plane && advance(data, *next_, zoom, looks)) {
    shown_ = std::move(*next_);
    next_.reset();
    return true;
  }
  advance(data, shown_, zoom, looks);
  return false;
}

/// Rivers are added when the sweep gets there: finding their spots is most of the work, and most of them
/// never come.
bool NameRanges::sweep(const LabelData& data, Lay& lay, double zoom, std::size_t mostLooks) {
  int looked = 0;
  while (lay.rivers < rivers_.size() && rivers_[lay.rivers].styleFrom <= zoom) {
    River& river = rivers_[lay.rivers];
    const double before = std::nextafter(river.styleFrom - lay.levels, -100.0);
    if (!lay.sweep.advance(before, mostLooks)) return false;
    if (!river.found) {
      if (mostLooks != kAllLooks && looked++ == kRiversPerFrame) return false;
      findSpots(data, river);
    }
    for (const std::uint32_t spot : river.spots) add(data, lay, spot);
    ++lay.rivers;
  }
  return lay.sweep.advance(zoom - lay.levels, mostLooks);
}

bool NameRanges::advance(const LabelData& data, Lay& lay, double zoom, std::size_t mostLooks) {
  const bool all = sweep(data, lay, zoom, mostLooks);
  const std::vector<std::uint32_t>& come = lay.sweep.come();
  for (std::size_t i = lay.directions.size(); i < come.size(); ++i)
    lay.directions.push_back(directionOf(entries_[lay.wanted[come[i]]].entry.place));
  return all;
}

double NameRanges::wantedFrom(const Entry& entry, const NamedPlace& name) const {
  return std::max(entry.styleFrom, entry.sizeFrom - name.nearer + levels_);
}

void NameRanges::everyRiver(
    double zoom,
    const std::function<void(std::uint32_t index, std::span<const std::uint32_t> spots)>& visit) const {
  for (const River& river : rivers_) {
    if (river.styleFrom > zoom) break;
    if (river.found) visit(river.index, river.spots);
  }
}

double NameRanges::comesAt(std::uint32_t id, const NamedPlace& name) const {
  const Entry& e = entry(id);
  const NameSweep::Appearance& a = appearance(id);
  const double own = wantedFrom(e, name);
  return a.delayed ? std::max(own, a.zoom + shown_.levels) : own;
}

/// Of a name in as many lines as its words need.
TextMeasure::Size NameRanges::sizeInLines(const NameText& text) {
  const TextMeasure::Size whole = measure_.of(text.text, text.style);
  const double most = text.options.widthPx;
  if (most <= 0 || whole.width <= most) return whole;
  TextMeasure::Size size{.width = 0, .height = whole.height};
  std::string line;
  for (std::size_t at = 0; at < text.text.size();) {
    const std::size_t end = std::min(text.text.find(' ', at), text.text.size());
    const std::string word(text.text.substr(at, end - at));
    at = end + 1;
    const bool fits = line.empty() || measure_.of(line + " " + word, text.style).width <= most;
    if (!fits) size.height += whole.height;
    line = fits && !line.empty() ? line + " " + word : word;
    size.width = std::max(size.width, measure_.of(line, text.style).width);
  }
  return size;
}

/// The larger of what it takes when it comes and soon after.
TextMeasure::Size NameRanges::sizeOf(NameClass what, const NamedPlace& name, double from) {
  TextMeasure::Size most;
  for (const double zoom : {from, from + kSettledZooms}) {
    const NameText text = nameText(what, name, *style_, Zoom{zoom});
    const TextMeasure::Size size = sizeInLines(text);
    most = {std::max(most.width, size.width), std::max(most.height, size.height)};
  }
  return most;
}

void NameRanges::want(const Entry& entry, double priority, TextMeasure::Size size, std::uint32_t group) {
  entries_.push_back({.entry = entry, .priority = priority, .size = size, .group = group});
}

NameRanges::Lay NameRanges::begin(const LabelData& data, const geo::Plane& plane) const {
  Lay lay{
      .plane = plane, .levels = data.nameLevels(), .sweep = NameSweep(data.projection().repeatsEastWest())};
  const auto count = static_cast<std::uint32_t>(entries_.size());
  for (std::uint32_t i = 0; i < count; ++i)
    if (entries_[i].entry.what != NameClass::river) add(data, lay, i);
  return lay;
}

void NameRanges::add(const LabelData& data, Lay& lay, std::uint32_t wanted) const {
  const auto& [entry, priority, size, group, lead] = entries_[wanted];
  const NamedPlace& name = nameOf(data, entry);
  const bool river = entry.what == NameClass::river;
  const geo::Projection& projection = data.projection();
  if (river ? !projection.shows(entry.place) : name.hidden) return;
  SweptName swept{.at = river ? projection.project(entry.place) : name.at,
                  .from = std::max(entry.styleFrom - lay.levels, entry.sizeFrom - name.nearer),
                  .until = entry.sizeUntil - name.nearer,
                  .priority = priority,
                  .group = group,
                  .apartPx = kRiverNameSpacingPx,
                  .lead = lead,
                  .takesTurn = entry.what == NameClass::place};
  if (swept.from >= swept.until) return;
  const double ringPx = style_->sizes.ring.most() / 2;
  for (const ScreenBox& b : nameSlots(entry.what, size.width, size.height, ringPx)) {
    swept.slots[swept.slotCount++] = {static_cast<float>(b.minX), static_cast<float>(b.minY),
                                      static_cast<float>(b.maxX), static_cast<float>(b.maxY)};
  }
  if (entry.what == NameClass::place && ringPx > 0) swept.ringPx = static_cast<float>(ringPx + kRingRoomPx);
  if (entry.what == NameClass::sea) preferWater(data, swept);
  lay.sweep.add(swept);
  lay.wanted.push_back(wanted);
}

/// All take their places in the order of their precedence, whenever each is shown.
void NameRanges::wantPlace(const NamedPlace& place, Entry entry) {
  entry.styleFrom = (place.capital ? style_->shown.capitals : style_->shown.cities).of(place.rank);
  want(entry, kPlacePriority - place.precedence * 20, sizeOf(NameClass::place, place, entry.styleFrom));
  const double lead = place.principal ? kPrincipalLead : kTownLead;
  entries_.back().lead = std::max(0.0, entry.styleFrom - style_->shown.cities.of(place.precedence) + lead);
}

void NameRanges::wantSea(const NamedPlace& sea, Entry entry, std::uint32_t group) {
  entry.styleFrom = style_->shown.seaNames.of(sea.rank);
  want(entry, kSeaPriority - std::clamp(sea.rank, 0.0, 5.0) * 40,
       sizeOf(NameClass::sea, sea, entry.styleFrom), group);
}

void NameRanges::wantLake(const NamedPlace& lake, Entry entry) {
  const double width = lake.extent.width() / 360;
  entry.styleFrom = style_->shown.lakeNames.of(0);
  const TextMeasure::Size size = sizeOf(NameClass::lake, lake, entry.styleFrom);
  entry.sizeFrom = zoomWhere(width, std::max(kNarrowestLakePx, size.width / kLakeNameShare));
  entry.sizeUntil = zoomWhere(width, kWidestLakePx);
  want(entry, kLakePriority + std::min(100.0, width * 1e4), size);
}

void NameRanges::wantProvince(const NamedPlace& province, Entry entry, const LabelData& data) {
  const double side = province.extentOnMercator();
  entry.styleFrom = style_->shown.provinceNames.of(0);
  const TextMeasure::Size size = sizeOf(NameClass::province, province, entry.styleFrom);
  entry.sizeFrom = zoomWhere(side, std::max(kSmallestProvincePx, size.width));
  entry.sizeUntil = zoomWhere(side, kLargestProvincePx);
  // Many are named after their capital, which says it already until the two are so far apart that both are
  // hardly seen at one glance.
  constexpr double kFromTownPx = 300;
  for (const NamedPlace* town : data.placesCalled(province.key)) {
    const double apart =
        std::hypot(town->onMercator.x - province.onMercator.x, town->onMercator.y - province.onMercator.y);
    const double from = (town->capital ? style_->shown.capitals : style_->shown.cities).of(town->rank);
    const double alone = zoomWhere(std::max(apart, 1e-9), kFromTownPx);
    if (from < alone) entry.sizeFrom = std::max(entry.sizeFrom, alone);
  }
  want(entry, kProvincePriority, size);
}

void NameRanges::findSpots(const LabelData& data, River& river) {
  const NamedPlace& name = data.rivers()[river.index];
  const RiverLine& line = data.riverLines()[river.index];
  Entry entry{.what = NameClass::river, .index = river.index, .styleFrom = river.styleFrom};
  const TextMeasure::Size size = sizeOf(NameClass::river, name, entry.styleFrom);
  for (const RiverSpot& spot : riverSpots(line, size.width)) {
    entry.along = spot.along;
    entry.place = line.placeAt(spot.along);
    entry.sizeFrom = spot.from;
    // As large as the turned name at this place, on both sides of the line.
    const double turn = line.directionAt(spot.along);
    const double c = std::abs(std::cos(turn)), s = std::abs(std::sin(turn)), high = size.height * 1.6;
    river.spots.push_back(static_cast<std::uint32_t>(entries_.size()));
    want(entry, kRiverPriority - name.rank, {size.width * c + high * s, size.width * s + high * c},
         river.group);
  }
  river.found = true;
}

void NameRanges::readAll(const LabelData& data) {
  entries_.clear();
  const auto each = [](const LabelData::Names& names, NameClass what, const auto& act) {
    for (std::uint32_t i = 0; i < names.size(); ++i)
      act(names[i], Entry{.what = what, .index = i, .place = names[i].place});
  };
  // An ocean may have its name at several places, which count as one river's do.
  std::unordered_map<std::string_view, std::uint32_t> groups;
  const auto groupOf = [&groups](std::string_view key) {
    return groups.try_emplace(key, static_cast<std::uint32_t>(groups.size() + 1)).first->second;
  };
  each(data.seas(), NameClass::sea,
       [&](const auto& name, const Entry& e) { wantSea(name, e, groupOf(name.key)); });
  each(data.places(), NameClass::place, [this](const auto& name, const Entry& e) { wantPlace(name, e); });
  each(data.lakes(), NameClass::lake, [this](const auto& name, const Entry& e) { wantLake(name, e); });
  each(data.provinces(), NameClass::province, [&](const auto& name, const Entry& e) {
    if (!data.isCountry(name)) wantProvince(name, e, data);
  });
  rivers_.clear();
  for (std::uint32_t i = 0; i < data.rivers().size(); ++i) {
    const NamedPlace& river = data.rivers()[i];
    rivers_.push_back({.index = i,
                       .styleFrom = style_->shown.riverNames.of(river.rank),
                       .group = groupOf(river.name),
                       .spots = {}});
  }
  std::stable_sort(rivers_.begin(), rivers_.end(),
                   [](const River& a, const River& b) { return a.styleFrom < b.styleFrom; });
}

}  // namespace dateline::map
