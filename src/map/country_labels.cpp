#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "map/labels.h"
#include "map/view_box.h"

// The names of countries: they stand by what is in view, each in one of its good spots.

namespace dateline::map {
namespace {

constexpr double kFocusPriority = 900, kCountryPriority = 700;
constexpr std::uint64_t kCountryKeys = 15;
// From the middle of a small country to its name: its capital's ring, and the name beside that, lie between.
constexpr double kSpeckShare = 0.5, kSpeckGapPx = 9;
// Of squares with other spots for countries: a side is 64 to 128 px then.
constexpr int kSpotLevels = 2;
constexpr double kFromEdgePx = 4;     // to the letters of a name that is set for the room that is seen
constexpr double kSqueezed = 1.3;     // of a spot's room: so far a name may go that fits in no size
constexpr double kOwnReach = 1.25;    // the same of the room at its own place
constexpr double kMuchRoomier = 1.5;  // a name that is set smaller where it stands leaves for this much more

/// The box, and the box shifted a little up, down and aside.
std::vector<ScreenBox> shifted(const ScreenBox& box, double dx, double dy) {
  return {box,
          moved(box, 0, -dy),
          moved(box, 0, dy),
          moved(box, -dx, 0),
          moved(box, dx, 0),
          moved(box, 0, -2 * dy),
          moved(box, 0, 2 * dy),
          moved(box, -dx, -dy),
          moved(box, dx, -dy),
          moved(box, -dx, dy),
          moved(box, dx, dy),
          moved(box, 0, -dy / 2),
          moved(box, 0, dy / 2)};
}

/// Which stays empty to both sides of the name of a country.
double besidePx(const text::Layout& layout) {
  return layout.height() / 2;
}

/// Under, over and to the sides of a speck of land, so far from its middle, and then at its corners.
std::vector<ScreenBox> besideSpeck(const text::Layout& layout, ScreenPoint at, double clearPx) {
  std::vector<ScreenBox> boxes{inkBox(layout, {at.x, at.y + clearPx}, Attach::below),
                               inkBox(layout, {at.x, at.y - clearPx}, Attach::above),
                               inkBox(layout, {at.x + clearPx, at.y}, Attach::left),
                               inkBox(layout, {at.x - clearPx, at.y}, Attach::right)};
  const double aside = clearPx * std::numbers::sqrt2 / 2 + boxes.front().height() / 2;
  for (const double up : {aside, -aside})
    for (const std::size_t side : {2U, 3U}) boxes.push_back(moved(boxes[side], 0, up));
  return boxes;
}

double distanceBetween(const ScreenBox& a, const ScreenBox& b) {
  return std::hypot(a.centre().x - b.centre().x, a.centre().y - b.centre().y);
}

void sortByDistance(std::vector<ScreenBox>& boxes, const ScreenBox& from) {
  std::stable_sort(boxes.begin(), boxes.end(), [&](const ScreenBox& a, const ScreenBox& b) {
    return distanceBetween(a, from) < distanceBetween(b, from);
  });
}

}  // namespace

/// Its own spot or, as another one may serve, any part of it.
bool LabelMaker::mayBeSeen(const NamedPlace& country, std::size_t index, int copy) const {
  if (!country.hidden && nearScreen(onPlane({country.at.x + copy, country.at.y}))) return true;
  const geo::WorldBox& reach = from_.data.countryReaches()[index];
  if (reach.empty()) return false;
  const ScreenPoint low = onPlane({reach.minX + copy, reach.minY});
  const ScreenPoint high = onPlane({reach.maxX + copy, reach.maxY});
  return screen_.intersects({low.x, low.y, high.x, high.y});
}

/// Those that lie on the Earth: half of a name would stand beside the map.
std::vector<ScreenBox> LabelMaker::seenOf(std::vector<ScreenBox> boxes) const {
  std::erase_if(boxes, [&](const ScreenBox& box) { return !seenWhole(box); });
  return boxes;
}

/// The same, and those alone that show whole, where there are any.
std::vector<ScreenBox> LabelMaker::shownOf(const std::vector<ScreenBox>& boxes) const {
  std::vector<ScreenBox> shown = seenOf(boxes);
  keepShown(shown);
  return shown;
}

/// Set as that has room for it, without slots; no text where it has too little.
LabelMaker::CountryInSpot LabelMaker::inSpot(const CountryName& name, const LabelData::Spot& spot) const {
  CountryInSpot result{spot.place, std::min(spot.width * size_, name.own.spotPx), name.own.text, {}, {}, {}};
  if (result.roomPx < name.own.spotPx) {
    CountryText text = countryText_;
    result.text = nullptr;
    for (const double share : {1.0, kSqueezed}) {
      text.spotPx = result.roomPx * share;
      if (!result.text) result.text = countryLayout(name.country, text, from_.typesetter).text;
    }
  }
  if (!result.text) return result;
  const text::Layout& layout = *result.text;
  const ScreenPoint at = onPlane({spot.at.x + name.copy, spot.at.y});
  result.middle = inkBox(layout, at, Attach::centre);
  result.boxes = name.beside
                     ? besideSpeck(layout, at, name.country.extentPx(size_) * kSpeckShare + kSpeckGapPx)
                     : shifted(result.middle, layout.width() / 5, layout.height() * 1.1);
  return result;
}

/// Where the map's edge cuts it, it is not shifted: it would not stand still.
LabelMaker::CountryInSpot LabelMaker::inOwnSpot(const CountryName& name) const {
  if (name.country.hidden) return {};
  constexpr double kAll = std::numeric_limits<double>::infinity();
  CountryInSpot own = inSpot(name, {{name.country.place, kAll}, name.country.at, kAll});
  own.slots = uncut(own.middle) ? shownOf(own.boxes) : seenOf(own.boxes);
  return own;
}

/// Where it stood and, while its spot serves, what is near that. Of another spot than its own one, around
/// which there is less room, it leaves the middle for no furniture.
LabelMaker::CountryInSpot LabelMaker::inKnownSpot(const CountryName& name,
                                                  const std::optional<HeldSpot>& known,
                                                  const CountryInSpot& own) const {
  if (!known) return {};
  const bool inOwn = known->place.at == name.country.place;
  const std::optional<LabelData::Spot> spot = from_.data.spotAt(known->place);
  if (!inOwn && !spot) return {};
  CountryInSpot there = inOwn ? own : inSpot(name, *spot);
  if (known->shift >= there.boxes.size()) return {};
  const ScreenBox& stood = there.boxes[known->shift];
  const bool serves = inOwn ? uncut(there.middle) : showsWhole(there.middle);
  there.slots = serves ? shownOf(there.boxes) : std::vector{stood};
  sortByDistance(there.slots, stood);
  return there;
}

/// Which nothing has taken that goes first.
bool LabelMaker::isFree(const ScreenBox& box, const text::Layout& layout) const {
  return taken_.free(padded(box, besidePx(layout)));
}

bool LabelMaker::hasRoom(const CountryInSpot& spot) const {
  return std::ranges::any_of(spot.slots, [&](const ScreenBox& slot) { return isFree(slot, *spot.text); });
}

/// To both sides of a name around this place.
double LabelMaker::asideToEdge(ScreenPoint at) const {
  return std::max(0.0, std::min(at.x - screen_.minX, screen_.maxX - at.x) - kFromEdgePx);
}

/// Of the spots in which it shows whole and is free the roomiest. Where several have all the room that it
/// takes, the nearest to where it would stand, or the first of them.
std::optional<LabelMaker::CountryInSpot> LabelMaker::inBestSpot(const CountryName& name,
                                                                const CountryInSpot& own,
                                                                const std::optional<ScreenBox>& from) {
  const auto distance = [&](const ScreenBox& box) { return from ? distanceBetween(box, *from) : 0; };
  double most = 0, away = 0;
  std::optional<CountryInSpot> best;
  if (!own.slots.empty() && uncut(own.middle) && showsWhole(own.slots.front()) && hasRoom(own)) {
    best = own;
    most = own.roomPx;
    away = distance(own.slots.front());
    if (away == 0) return best;
  }
  if (!inView_) inView_ = boxInView(camera_, 0);
  const int level = static_cast<int>(std::floor(webZoom(camera_.view()).level)) + kSpotLevels;
  const LabelData::Spot* other = nullptr;
  const double height = name.own.text->height() / 2;
  for (const LabelData::Spot& spot : from_.data.spotsElsewhere(name.country, *inView_, level)) {
    const ScreenPoint at = onPlane({spot.at.x + name.copy, spot.at.y});
    if (!screen_.contains(at)) continue;
    const double aside = asideToEdge(at);
    const double room = std::min({spot.width * size_, name.own.spotPx, 2 * std::hypot(aside, height)});
    if (room < most) continue;
    const double width = std::min({name.own.text->width() / 2.0, room / 2, aside});
    const ScreenBox box{at.x - width, at.y - height, at.x + width, at.y + height};
    if ((room > most || distance(box) < away) && showsWhole(box) && seenWhole(box) &&
        taken_.free(padded(box, height)))
      other = &spot, most = room, away = distance(box);
  }
  if (!other) return best;
  LabelData::Spot spot = *other;
  // Where the edge of the map leaves less room it is set for that, and stays so while one pans.
  if (most < std::min(spot.width * size_, name.own.spotPx)) {
    spot.place.width *= most / (spot.width * size_);
    spot.width = most / size_;
  }
  best = inSpot(name, spot);
  if (!best->text) return std::nullopt;
  best->slots = shownOf(best->boxes);
  return best;
}

/// Where it stood as long as it fits there; else it moves as little as may be.
LabelMaker::CountryInSpot LabelMaker::placeCountry(const CountryName& name) {
  CountryInSpot own = inOwnSpot(name);
  CountryInSpot last = inKnownSpot(name, name.held, own);
  std::optional<ScreenBox> from;
  if (!last.boxes.empty()) from = last.boxes[name.held->shift];
  const bool stays = from && showsWhole(*from) && seenWhole(*from) && hasRoom(last);
  if (stays && last.roomPx >= name.own.spotPx) return last;
  if (from && !uncut(*from)) from.reset();  // it left over the edge, as what is near it soon would
  if (from || !name.beside) {
    if (!from && !own.boxes.empty() && uncut(own.middle)) from = own.middle;
    if (from) sortByDistance(own.slots, *from);
  }
  std::optional<CountryInSpot> best = inBestSpot(name, own, from);
  if (stays && (!best || best->roomPx < kMuchRoomier * last.roomPx)) return last;
  if (best) own = std::move(*best);
  if (own.text) spareTowns(own.slots, name, besidePx(*own.text));
  return own;
}

/// Where it stands on the map alone or, where something is above that, as near as it finds about as much
/// room; else nowhere.
LabelMaker::CountryInSpot LabelMaker::stepAside(const CountryName& name) {
  CountryInSpot own = inOwnSpot(name);
  CountryInSpot held = inKnownSpot(name, name.held, own);
  if (held.boxes.empty()) return {};
  const ScreenBox stood = held.boxes[name.held->shift];
  if (showsWhole(stood)) return held;
  const auto isTooSmall = [&](const CountryInSpot& spot) { return spot.roomPx * kMuchRoomier < held.roomPx; };
  CountryInSpot aside = inKnownSpot(name, name.aside, own);
  if (!aside.boxes.empty() && showsWhole(aside.boxes[name.aside->shift]) && !isTooSmall(aside)) return aside;
  sortByDistance(own.slots, stood);
  std::optional<CountryInSpot> best = inBestSpot(name, own, stood);
  return best && !isTooSmall(*best) ? std::move(*best) : CountryInSpot{};
}

bool LabelMaker::isInFocus(const NamedPlace& country) const {
  return std::ranges::find(model_.look.focus, country.code) != model_.look.focus.end();
}

/// Those in focus first, and large ones before small ones.
double LabelMaker::priorityOf(const NamedPlace& country) const {
  return (isInFocus(country) ? kFocusPriority : kCountryPriority) +
         std::min(100.0, country.extentPx(size_) / 10);
}

/// For the room at its own place and a little beyond, or as small and narrow as it may be.
CountryLayout LabelMaker::ownLayout(const NamedPlace& country) const {
  CountryText text = countryText_;
  if (country.room > 0) {
    text.spotPx = kOwnReach * country.roomPx(size_);
    if (const CountryLayout fitting = countryLayout(country, text, from_.typesetter); fitting.text)
      return fitting;
    text.spotPx = countryText_.spotPx;
    text.tight = true;
  }
  return countryLayout(country, text, from_.typesetter);
}

void LabelMaker::addCountry(const NamedPlace& country, std::size_t index) {
  CountryLayout own;
  bool beside = false;
  // Its own spot may be far off while another one is on the screen, so all copies of the world that are seen
  // are tried.
  const int first = static_cast<int>(std::floor(screen_.minX / size_)) - 1;
  const int last = static_cast<int>(std::floor(screen_.maxX / size_)) + 1;
  const bool repeats = camera_.projection().repeatsEastWest();
  for (int copy = repeats ? first : 0; copy <= (repeats ? last : 0); ++copy) {
    if (!mayBeSeen(country, index, copy)) continue;
    if (!own.text) own = ownLayout(country);
    if (!own.text) {
      own.text = smallCountryLayout(country, countryText_, from_.typesetter);
      beside = true;
    }
    if (!own.text) return;
    const std::uint64_t key = labelKey(kCountryKeys, index, copy);
    const auto knownTo = [key](const HeldCountrySpots* spots) {
      return spots ? spots->of(key) : std::nullopt;
    };
    const CountryName name{country, own, beside, copy, knownTo(from_.held), knownTo(from_.aside)};
    CountryInSpot placed = from_.aside ? stepAside(name) : placeCountry(name);
    if (placed.slots.empty() || !nearScreen(placed.slots.front().centre())) continue;
    LabelCandidate& candidate = add(placed.text, priorityOf(country), countryColour_);
    candidate.slots = placed.slots;
    candidate.besidePx = besidePx(*placed.text);
    countryBoxes_.push_back(padded(candidate.slots.front(), candidate.besidePx));
    candidate.label.key = key;
    candidate.label.place = placed.place.at;
    candidate.label.copy = copy;
    countries_.emplace(candidates_.size() - 1, std::move(placed));
    for (const PlacedLabel& one : placeLabels({&candidate, 1}, taken_))
      placed_.push_back({candidates_.size() - 1, one.box});
  }
}

void LabelMaker::addCountries() {
  const LabelStyle& look = style_.labels.country;
  if (!style_.shown.countryNames.shows(0, zoom_)) return;
  countryColour_ = look.colour.value_or(mixed(colours_.label, colours_.borderFocus, 0.5));
  const bool deFacto = model_.look.borders == Borders::deFacto;
  const LabelData::Names& countries = from_.data.countries();
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < countries.size(); ++i)
    if (!countries[i].deFactoOnly || deFacto) order.emplace_back(-priorityOf(countries[i]), i);
  std::ranges::sort(order);
  for (const auto& [priority, index] : order) addCountry(countries[index], index);
}

/// Which of its boxes a country's name was placed in.
void LabelMaker::noteCountry(const PlacedLabel& placed) {
  const auto country = countries_.find(placed.candidate);
  if (country == countries_.end() || !showsWhole(placed.box)) return;
  const std::vector<ScreenBox>& boxes = country->second.boxes;
  const auto shift = std::find(boxes.begin(), boxes.end(), placed.box) - boxes.begin();
  country->second.noted = true;
  countrySpots_.push_back(
      {candidates_[placed.candidate].label.key, {country->second.place, static_cast<std::uint8_t>(shift)}});
}

}  // namespace dateline::map
