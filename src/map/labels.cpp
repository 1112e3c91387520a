#include "map/labels.h"

#include <algorithm>
#include <cmath>

#include "map/text_case.h"

// The names of the story's places, and the order in which all names are placed.

namespace dateline::map {
namespace {

constexpr double kEdgePx = 3;   // names keep off the map's edge by this
constexpr double kTearPx = 12;  // a map is not torn apart by less
constexpr float kSelectedNameExtraPx = 1;
constexpr double kTopPriority = 1000;
constexpr std::uint64_t kPinKeys = 14;  // 15 are countries, the classes of other names are below
constexpr double kUnderPinPx = 6.4;     // a pin stands on what is nearer to its tip

bool within(const ScreenBox& outer, const ScreenBox& inner, double inset) {
  return inner.minX >= outer.minX + inset && inner.maxX <= outer.maxX - inset &&
         inner.minY >= outer.minY + inset && inner.maxY <= outer.maxY - inset;
}

}  // namespace

LabelMaker::LabelMaker(const MapModel& model, const Camera& camera, const LabelSources& sources)
    : model_(model),
      style_(styleOf(model.look)),
      colours_(style_.colours),
      camera_(camera),
      from_(sources),
      size_(geo::worldSizePx(camera.view().zoom)),
      zoom_{camera.view().zoom.level + sources.data.nameLevels()},
      halo_(static_cast<float>(style_.widths.halo.at(zoom_))),
      ringPx_(style_.sizes.ring.at(zoom_) / 2),
      countryText_{.worldSizePx = size_, .label = style_.labels.country, .zoom = zoom_} {
  const ScreenPoint middle = onPlane(camera.view().centre);
  corner_ = {middle.x - camera.width() / 2, middle.y - camera.height() / 2};
  screen_ = {corner_.x, corner_.y, corner_.x + camera.width(), corner_.y + camera.height()};
  region_ = {screen_.minX - kRegionMarginPx, screen_.minY - kRegionMarginPx, screen_.maxX + kRegionMarginPx,
             screen_.maxY + kRegionMarginPx};
  taken_ = Occupancy(region_);
}

bool LabelMaker::inside(const ScreenBox& box, double inset) const {
  return within(screen_, box, inset);
}

LabelCandidate& LabelMaker::add(text::LayoutPtr layout, double priority, Colour colour) {
  LabelCandidate& candidate = candidates_.emplace_back();
  candidate.label.label = {
      .layout = std::move(layout), .colour = colour, .halo = colours_.halo, .haloPx = halo_};
  candidate.priority = priority;
  return candidate;
}

void LabelMaker::addPinNames(std::span<const PinName> names) {
  const LabelStyle& look = style_.labels.storyPlace;
  text::TextStyle style = textStyle(look, zoom_);
  const float sizePx = style.sizePx;
  for (const PinName& pin : names) {
    const ScreenPoint tip = onPlane(pin.tip);
    std::string key = upperCase(pin.name);
    if (pin.name.empty() || !nearScreen(tip) || namedNearby(key, tip)) continue;
    style.sizePx = sizePx + (pin.selected ? kSelectedNameExtraPx : 0);
    style.letterSpacingPx = nameSpacingPx(pin.name, look, style.sizePx, zoom_);
    text::LayoutPtr layout = from_.typesetter.layout(pin.name, style);
    const auto box = [&](double dx, double dy, Attach attach) {
      return inkBox(*layout, {tip.x + dx, tip.y + dy}, attach);
    };
    const double disc = pin.selected ? 23 : 18;
    const double beside = pin.round ? disc : 11, below = pin.round ? 16 : 5, above = pin.round ? 16 : 36;
    std::vector<ScreenBox> slots{box(beside, 2, Attach::left), box(15, -14, Attach::left),
                                 box(0, below, Attach::below), box(-beside, 2, Attach::right),
                                 box(-15, -14, Attach::right), box(0, -above, Attach::above)};
    if (pin.selected) slots.insert(slots.begin(), box(0, pin.round ? 22 : 6, Attach::below));
    keepShown(slots);
    const double order = static_cast<double>(pinNames_.size()) * 1e-3;
    LabelCandidate& candidate = add(layout, kTopPriority + (pin.selected ? 1 : 0) - order,
                                    look.colour.value_or(mixed(colours_.label, colours_.ink, 0.6)));
    candidate.slots = std::move(slots);
    candidate.label.key = labelKey(kPinKeys, std::hash<std::string>{}(key), 0);
    candidate.label.place = camera_.projection().unproject(pin.tip);
    candidate.label.copy =
        camera_.projection().repeatsEastWest() ? static_cast<int>(std::floor(pin.tip.x)) : 0;
    pinNames_.push_back({std::move(key), tip});
  }
}

bool LabelMaker::namedNearby(const std::string& key, ScreenPoint at) const {
  return std::any_of(pinNames_.begin(), pinNames_.end(), [&](const TakenName& t) {
    return std::hypot(t.at.x - at.x, t.at.y - at.y) < kSameNamePx && t.key == key;
  });
}

bool LabelMaker::namedByPin(const NamedPlace& place, ScreenPoint at) const {
  const auto covers = [&](const TakenName& t) {
    return std::hypot(t.at.x - at.x, t.at.y - at.y) < kUnderPinPx;
  };
  return namedNearby(place.key, at) || std::any_of(pinNames_.begin(), pinNames_.end(), covers);
}

bool LabelMaker::isCovered(const ScreenBox& box) const {
  const auto hides = [&](const ScreenBox& furniture) { return furniture.intersects(box); };
  return std::any_of(furniture_.begin(), furniture_.end(), hides);
}

/// By the map's edge.
bool LabelMaker::uncut(const ScreenBox& box) const {
  return inside(box, kEdgePx);
}

/// None of it lies beyond the edge of the Earth. A fixed plane may be torn between two corners.
bool LabelMaker::seenWhole(const ScreenBox& box) const {
  const int steps = camera_.view().plane.fixed ? static_cast<int>(std::ceil(box.width() / kTearPx)) : 1;
  for (int i = 0; i <= steps; ++i) {
    const double x = std::lerp(box.minX, box.maxX, static_cast<double>(i) / steps);
    if (!seen({x, box.minY}) || !seen({x, box.maxY})) return false;
  }
  return true;
}

/// Not cut, nor below furniture.
bool LabelMaker::showsWhole(const ScreenBox& box) const {
  return uncut(box) && !isCovered(box);
}

/// Of slots those that show whole, where there are any.
void LabelMaker::keepShown(std::vector<ScreenBox>& slots) const {
  std::vector<ScreenBox> shown = slots;
  std::erase_if(shown, [this](const ScreenBox& slot) { return !showsWhole(slot); });
  if (!shown.empty()) slots = std::move(shown);
}

void LabelMaker::emit(MapLabel label, const ScreenBox& box) {
  if (!showsWhole(box)) return;
  if (label.ring) {
    const ScreenBox ring = ringBox(label.ring->centre, label.ring->radiusPx);
    if (isCovered(ring) || !inside(ring, 0)) return;
  }
  label.label.origin.x -= corner_.x;
  label.label.origin.y -= corner_.y;
  if (label.ring) label.ring->centre = {label.ring->centre.x - corner_.x, label.ring->centre.y - corner_.y};
  labels_.push_back(std::move(label));
}

/// Those that stand by what is in view: of the story's places and of countries.
void LabelMaker::placeFirst(std::span<const PinName> pinNames, const LabelObstacles& obstacles) {
  for (const ScreenBox& box : obstacles.furniture) furniture_.push_back(moved(box, corner_.x, corner_.y));
  for (const ScreenBox& box : obstacles.pins) pins_.push_back(moved(box, corner_.x, corner_.y));
  for (const ScreenBox& pin : pins_) taken_.occupy(pin);
  addPinNames(pinNames);
  placed_ = placeLabels(candidates_, taken_);
  if (model_.look.basemap) {
    ranged_ = rangedInView();
    addCountries();
  }
  for (const PlacedLabel& one : placed_) noteCountry(one);
}

const std::vector<NamedSpot>& LabelMaker::spotsOfCountries(std::span<const PinName> pinNames,
                                                           const LabelObstacles& obstacles) {
  if (model_.look.labels) placeFirst(pinNames, obstacles);
  return countrySpots_;
}

/// As they are placed where the others are held nowhere.
void LabelMaker::placeWholeCountriesAlone() {
  for (const auto& [candidate, country] : countries_)
    if (!country.noted) candidates_[candidate].slots.clear();
  for (const PlacedLabel& one : placed_)
    if (countries_.contains(one.candidate) && !candidates_[one.candidate].slots.empty())
      candidates_[one.candidate].slots = {one.box};
  taken_ = Occupancy(region_);
  for (const ScreenBox& pin : pins_) taken_.occupy(pin);
  placed_ = placeLabels(candidates_, taken_);
}

std::optional<std::vector<MapLabel>> LabelMaker::buildBelow(std::span<const ScreenBox> above) {
  const bool all = std::ranges::all_of(countries_, [](const auto& one) { return one.second.noted; });
  if (!all) placeWholeCountriesAlone();
  std::vector<ScreenBox> onTop;
  for (const ScreenBox& box : above) onTop.push_back(moved(box, corner_.x, corner_.y));
  for (const PlacedLabel& one : placed_)
    if (std::ranges::any_of(onTop, [&](const ScreenBox& box) { return box.intersects(one.box); }))
      return std::nullopt;
  furniture_.insert(furniture_.end(), onTop.begin(), onTop.end());
  return finish();
}

std::vector<MapLabel> LabelMaker::build(std::span<const PinName> pinNames, const LabelObstacles& obstacles) {
  if (model_.look.labels) placeFirst(pinNames, obstacles);
  return finish();
}

std::vector<MapLabel> LabelMaker::finish() {
  for (const PlacedLabel& placed : placed_) {
    MapLabel& label = candidates_[placed.candidate].label;
    label.label.origin = originFor(*label.label.layout, placed.box);
    emit(std::move(label), placed.box);
  }
  if (model_.look.basemap && model_.look.labels) placeRanged();
  return std::move(labels_);
}

}  // namespace dateline::map
