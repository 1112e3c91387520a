#include "map/labels.h"

#include <algorithm>
#include <cmath>

#include "map/text_case.h"
#include "map/view_box.h"

// The names of the story's places and of countries: they stand by what is in view.

namespace dateline::map {
namespace {

// Names whose place lies this far outside take part, unseen: those on the screen do not jump when they come
// in.
constexpr double kRegionMarginPx = 260;
constexpr double kEdgePx = 3;  // names keep off the map's edge by this
constexpr float kSelectedNameExtraPx = 1;
constexpr double kTopPriority = 1000, kFocusPriority = 900, kCountryPriority = 700;
constexpr std::uint64_t kPinKeys = 14, kCountryKeys = 15;  // the classes of names are below
constexpr ScreenPoint kNowhere{-1e9, -1e9};
// From the middle of a small country to its name: its capital's ring, and the name beside that, lie between.
constexpr double kSpeckShare = 0.5, kSpeckGapPx = 9;
// Of squares with other spots for countries: a side is 128 to 256 px then.
constexpr int kSpotLevels = 1;
constexpr double kUnderPinPx = 6.4;  // a pin stands on what is nearer to its tip

bool within(const ScreenBox& outer, const ScreenBox& inner, double inset) {
  return inner.minX >= outer.minX + inset && inner.maxX <= outer.maxX - inset &&
         inner.minY >= outer.minY + inset && inner.maxY <= outer.maxY - inset;
}

/// The box, and the box shifted a little up, down and aside.
std::vector<ScreenBox> shifted(const ScreenBox& box, double dx, double dy) {
  return {box,
          moved(box, 0, -dy),
          moved(box, 0, dy),
          moved(box, -dx, 0),
          moved(box, dx, 0),
          moved(box, 0, -2 * dy),
          moved(box, 0, 2 * dy)};
}

/// Under, over and to the sides of a speck of land, so far from its middle.
std::vector<ScreenBox> besideSpeck(const text::Layout& layout, ScreenPoint at, double clearPx) {
  return {inkBox(layout, {at.x, at.y + clearPx}, Attach::below),
          inkBox(layout, {at.x, at.y - clearPx}, Attach::above),
          inkBox(layout, {at.x + clearPx, at.y}, Attach::left),
          inkBox(layout, {at.x - clearPx, at.y}, Attach::right)};
}

}  // namespace

LabelMaker::LabelMaker(const MapModel& model, const Camera& camera, const LabelSources& sources)
    : model_(model),
      style_(styleOf(model.look)),
      colours_(style_.colours),
      camera_(camera),
      from_(sources),
      size_(geo::worldSizePx(camera.view().zoom)),
      halo_(static_cast<float>(style_.widths.halo.at(camera.view().zoom))),
      ringPx_(style_.sizes.ring.at(camera.view().zoom) / 2),
      countryText_{.worldSizePx = size_, .label = style_.labels.country, .zoom = camera.view().zoom} {
  const ScreenPoint middle = onPlane(camera.view().centre);
  corner_ = {middle.x - camera.width() / 2, middle.y - camera.height() / 2};
  screen_ = {corner_.x, corner_.y, corner_.x + camera.width(), corner_.y + camera.height()};
  region_ = {screen_.minX - kRegionMarginPx, screen_.minY - kRegionMarginPx, screen_.maxX + kRegionMarginPx,
             screen_.maxY + kRegionMarginPx};
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
  text::TextStyle style = textStyle(look, camera_.view().zoom);
  const float sizePx = style.sizePx;
  for (const PinName& pin : names) {
    const ScreenPoint tip = onPlane(pin.tip);
    std::string key = upperCase(pin.name);
    if (pin.name.empty() || !nearScreen(tip) || namedNearby(key, tip)) continue;
    style.sizePx = sizePx + (pin.selected ? kSelectedNameExtraPx : 0);
    style.letterSpacingPx = nameSpacingPx(pin.name, look, style.sizePx, camera_.view().zoom);
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

/// Of the other spots the roomiest at which the name shows whole, set as that has room for it. Where several
/// have all the room that it takes, the first of them.
std::optional<LabelMaker::CountryName> LabelMaker::nameElsewhere(const NamedPlace& country,
                                                                 const CountryLayout& own, int copy) {
  if (!inView_) inView_ = boxInView(camera_, 0);
  const int level = static_cast<int>(std::floor(webZoom(camera_.view()).level)) + kSpotLevels;
  ScreenPoint best;
  double most = 0;
  for (const LabelData::Spot& spot : from_.data.spotsElsewhere(country, *inView_, level)) {
    const ScreenPoint at = onPlane({spot.at.x + copy, spot.at.y});
    if (!screen_.contains(at)) continue;
    const double room = std::min(spot.width * size_, own.spotPx);
    const double width = std::min<double>(own.text->width(), room) / 2, height = own.text->height() / 2;
    if (room > most && showsWhole({at.x - width, at.y - height, at.x + width, at.y + height}))
      most = room, best = at;
  }
  if (most <= 0) return std::nullopt;
  if (most >= own.spotPx) return CountryName{best, own.text};
  CountryText text = countryText_;
  text.spotPx = most;
  CountryLayout smaller = countryLayout(country, text, from_.typesetter);
  if (!smaller.text) return std::nullopt;
  return CountryName{best, std::move(smaller.text)};
}

LabelMaker::CountryName LabelMaker::countryName(const NamedPlace& country, const CountryLayout& own,
                                                int copy) {
  const ScreenPoint at = country.hidden ? kNowhere : onPlane({country.at.x + copy, country.at.y});
  if (!country.hidden && showsWhole(inkBox(*own.text, at, Attach::centre))) return {at, own.text};
  return nameElsewhere(country, own, copy).value_or(CountryName{at, own.text});
}

/// Its own spot or, as another one may serve, any part of it.
bool LabelMaker::mayBeSeen(const NamedPlace& country, std::size_t index, int copy) const {
  if (!country.hidden && nearScreen(onPlane({country.at.x + copy, country.at.y}))) return true;
  const geo::WorldBox& reach = from_.data.countryReaches()[index];
  if (reach.empty()) return false;
  const ScreenPoint low = onPlane({reach.minX + copy, reach.minY});
  const ScreenPoint high = onPlane({reach.maxX + copy, reach.maxY});
  return screen_.intersects({low.x, low.y, high.x, high.y});
}

/// Those of a small country's name that leave its towns their rings first.
void LabelMaker::preferSparing(std::vector<ScreenBox>& slots) const {
  const auto sparesTowns = [this](const ScreenBox& slot) {
    return std::none_of(ranged_.begin(), ranged_.end(), [&](const Ranged& ranged) {
      return from_.ranges.entry(ranged.id).what == NameClass::place &&
             ringBox(ranged.at, ringPx_).intersects(padded(slot));
    });
  };
  std::stable_partition(slots.begin(), slots.end(), sparesTowns);
}

void LabelMaker::addCountry(const NamedPlace& country, std::size_t index) {
  const std::vector<std::string>& focus = model_.look.focus;
  const bool inFocus = std::find(focus.begin(), focus.end(), country.code) != focus.end();
  CountryLayout own;
  bool beside = false;
  // Its own spot may be far off while another one is on the screen, so all copies of the world that are seen
  // are tried.
  const int first = static_cast<int>(std::floor(screen_.minX / size_)) - 1;
  const int last = static_cast<int>(std::floor(screen_.maxX / size_)) + 1;
  const bool repeats = camera_.projection().repeatsEastWest();
  for (int copy = repeats ? first : 0; copy <= (repeats ? last : 0); ++copy) {
    if (!mayBeSeen(country, index, copy)) continue;
    if (!own.text) own = countryLayout(country, countryText_, from_.typesetter);
    if (!own.text) {
      own.text = smallCountryLayout(country, countryText_, from_.typesetter);
      beside = true;
    }
    if (!own.text) return;
    const auto [spot, layout] = countryName(country, own, copy);
    if (!nearScreen(spot) || !seen(spot)) continue;
    const double weight = std::min(100.0, country.extentPx(size_) / 10);
    LabelCandidate& candidate =
        add(layout, (inFocus ? kFocusPriority : kCountryPriority) + weight, countryColour_);
    candidate.slots =
        beside ? besideSpeck(*layout, spot, country.extentPx(size_) * kSpeckShare + kSpeckGapPx)
               : shifted(inkBox(*layout, spot, Attach::centre), layout->width() / 5, layout->height() * 1.1);
    if (beside) preferSparing(candidate.slots);
    std::erase_if(candidate.slots, [&](const ScreenBox& box) { return !seen(box.centre()); });
    // Of a name that comes in over the map's edge none: it would not stand still.
    if (!candidate.slots.empty() && isCovered(candidate.slots.front())) keepShown(candidate.slots);
    candidate.besidePx = layout->height() / 2;
    candidate.label.key = labelKey(kCountryKeys, index, copy);
    candidate.label.place = camera_.projection().unproject({spot.x / size_ - copy, spot.y / size_});
    candidate.label.copy = copy;
  }
}

void LabelMaker::addCountries() {
  const LabelStyle& look = style_.labels.country;
  if (!style_.shown.countryNames.shows(0, camera_.view().zoom)) return;
  countryColour_ = look.colour.value_or(mixed(colours_.label, colours_.borderFocus, 0.5));
  const bool deFacto = model_.look.borders == Borders::deFacto;
  const LabelData::Names& countries = from_.data.countries();
  for (std::size_t i = 0; i < countries.size(); ++i)
    if (!countries[i].deFactoOnly || deFacto) addCountry(countries[i], i);
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

/// Not cut by the map's edge, nor below furniture.
bool LabelMaker::showsWhole(const ScreenBox& box) const {
  return inside(box, kEdgePx) && !isCovered(box);
}

/// Of slots those that show whole, where there are any.
void LabelMaker::keepShown(std::vector<ScreenBox>& slots) const {
  std::vector<ScreenBox> shown = slots;
  std::erase_if(shown, [this](const ScreenBox& slot) { return !showsWhole(slot); });
  if (!shown.empty()) slots = std::move(shown);
}

void LabelMaker::emit(MapLabel label, const ScreenBox& box) {
  if (!showsWhole(box)) return;
  label.label.origin.x -= corner_.x;
  label.label.origin.y -= corner_.y;
  if (label.ring) label.ring->centre = {label.ring->centre.x - corner_.x, label.ring->centre.y - corner_.y};
  labels_.push_back(std::move(label));
}

std::vector<MapLabel> LabelMaker::build(std::span<const PinName> pinNames, const LabelObstacles& obstacles) {
  if (!model_.look.labels) return {};
  for (const ScreenBox& box : obstacles.furniture) furniture_.push_back(moved(box, corner_.x, corner_.y));
  Occupancy taken(region_);
  for (const ScreenBox& box : obstacles.pins) taken.occupy(moved(box, corner_.x, corner_.y));
  addPinNames(pinNames);
  if (model_.look.basemap) {
    ranged_ = rangedInView();
    addCountries();
  }
  for (const PlacedLabel& placed : placeLabels(candidates_, taken)) {
    MapLabel& label = candidates_[placed.candidate].label;
    label.label.origin = originFor(*label.label.layout, placed.box);
    emit(std::move(label), placed.box);
  }
  if (model_.look.basemap) placeRanged(taken);
  return std::move(labels_);
}

}  // namespace dateline::map
