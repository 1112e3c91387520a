#include <algorithm>
#include <cmath>
#include <limits>

#include "map/labels.h"
#include "map/view_box.h"

// The names of countries: they stand by what is in view, each in one of its good spots.

namespace dateline::map {
namespace {

constexpr double kFocusPriority = 900, kCountryPriority = 700;
constexpr std::uint64_t kCountryKeys = 15;
// From the middle of a small country to its name: its capital's ring, and the name beside that, lie between.
constexpr double kSpeckShare = 0.5, kSpeckGapPx = 9;
// Of squares with other spots for countries: a side is 128 to 256 px then.
constexpr int kSpotLevels = 1;
// What a name takes from a town that it hides counts by the town's rank, and by this if it is a capital.
constexpr double kWeightOfFirst = 6, kCapitalWeight = 4;
constexpr double kMoveShare = 0.25;  // of that, from one whose name it pushes to another side
// The same of one that stands where it does not belong, and how much more of that makes it the
// last choice, or rules it out.
constexpr double kGroundWeight = 12, kLittle = 0.25, kAstray = 5, kMostAstray = 15;
constexpr double kLast = 1000;
constexpr double kIslandsWater = 0.5;  // in the sea around it, which is its own, a name is half astray
constexpr double kTownReachPx = 12;    // above and below a town's place its name stands within
constexpr double kMuchRoomier = 1.5;   // a name that is set smaller where it stands leaves for this much more

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

/// Under, over and to the sides of a speck of land, so far from its middle.
std::vector<ScreenBox> besideSpeck(const text::Layout& layout, ScreenPoint at, double clearPx) {
  return {inkBox(layout, {at.x, at.y + clearPx}, Attach::below),
          inkBox(layout, {at.x, at.y - clearPx}, Attach::above),
          inkBox(layout, {at.x + clearPx, at.y}, Attach::left),
          inkBox(layout, {at.x - clearPx, at.y}, Attach::right)};
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
    text.spotPx = result.roomPx;
    result.text = countryLayout(name.country, text, from_.typesetter).text;
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

/// Of the spots in which it shows whole the roomiest. Where several have all the room that it takes, the
/// nearest to where it would stand, or the first of them.
std::optional<LabelMaker::CountryInSpot> LabelMaker::inBestSpot(const CountryName& name,
                                                                const CountryInSpot& own,
                                                                const std::optional<ScreenBox>& from) {
  const auto distance = [&](const ScreenBox& box) { return from ? distanceBetween(box, *from) : 0; };
  double most = 0, away = 0;
  std::optional<CountryInSpot> best;
  if (!own.slots.empty() && uncut(own.middle) && showsWhole(own.slots.front())) {
    best = own;
    most = own.roomPx;
    away = distance(own.slots.front());
    if (away == 0) return best;
  }
  if (!inView_) inView_ = boxInView(camera_, 0);
  const int level = static_cast<int>(std::floor(webZoom(camera_.view()).level)) + kSpotLevels;
  const LabelData::Spot* other = nullptr;
  for (const LabelData::Spot& spot : from_.data.spotsElsewhere(name.country, *inView_, level)) {
    const ScreenPoint at = onPlane({spot.at.x + name.copy, spot.at.y});
    const double room = std::min(spot.width * size_, name.own.spotPx);
    if (room < most || !screen_.contains(at)) continue;
    const double width = std::min<double>(name.own.text->width(), room) / 2;
    const double height = name.own.text->height() / 2;
    const ScreenBox box{at.x - width, at.y - height, at.x + width, at.y + height};
    if ((room > most || distance(box) < away) && showsWhole(box) && seenWhole(box))
      other = &spot, most = room, away = distance(box);
  }
  if (!other) return best;
  best = inSpot(name, *other);
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
  const bool stays = from && showsWhole(*from) && seenWhole(*from);
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
/// one, in the sea. In another country it is worse than in the sea.
double LabelMaker::wrongGround(const CountryName& name, const ScreenBox& slot) const {
  const double west = slot.minX / size_ - name.copy, east = slot.maxX / size_ - name.copy;
  const LabelData::GroundShare share =
      from_.data.groundIn({west, slot.minY / size_, east, slot.maxY / size_}, name.country.code);
  const double water = name.country.island ? kIslandsWater * share.water : share.water;
  const double wrong = name.beside ? 1 - share.water : water + 2 * share.foreign;
  return std::max(0.0, wrong - kLittle);
}

/// Of the slots of a country's name those first that take least from towns, as these stay where they are;
/// those that stand astray are last.
void LabelMaker::spareTowns(std::vector<ScreenBox>& slots, const CountryName& name, double besidePx) const {
  if (slots.size() < 2) return;
  ScreenBox all;
  std::vector<std::pair<double, ScreenBox>> taken;
  for (const ScreenBox& slot : slots) {
    all.add(padded(slot, besidePx + kTownReachPx));
    taken.emplace_back(kGroundWeight * wrongGround(name, slot), slot);
  }
  const double least = std::ranges::min(taken, {}, [](const auto& one) { return one.first; }).first;
  std::erase_if(taken, [&](const auto& one) { return !name.beside && one.first > least + kMostAstray; });
  for (auto& [sum, slot] : taken)
    if (sum > least + kAstray) sum += kLast;
  for (const Ranged& town : ranged_) {
    if (from_.ranges.entry(town.id).what != NameClass::place || !all.contains(town.at)) continue;
    if (namedByPin(*town.name, town.at)) continue;
    const std::vector<ScreenBox> open = openSlots(town);
    for (auto& [sum, slot] : taken) sum += takenFrom(town, open, padded(slot, besidePx));
  }
  std::ranges::stable_sort(taken, {}, [](const auto& one) { return one.first; });
  slots.clear();
  for (const auto& [sum, slot] : taken) slots.push_back(slot);
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
    const std::uint64_t key = labelKey(kCountryKeys, index, copy);
    const auto knownTo = [key](const HeldCountrySpots* spots) {
      return spots ? spots->of(key) : std::nullopt;
    };
    const CountryName name{country, own, beside, copy, knownTo(from_.held), knownTo(from_.aside)};
    CountryInSpot placed = from_.aside ? stepAside(name) : placeCountry(name);
    if (placed.slots.empty() || !nearScreen(placed.slots.front().centre())) continue;
    const double weight = std::min(100.0, country.extentPx(size_) / 10);
    LabelCandidate& candidate =
        add(placed.text, (inFocus ? kFocusPriority : kCountryPriority) + weight, countryColour_);
    candidate.slots = placed.slots;
    candidate.besidePx = besidePx(*placed.text);
    countryBoxes_.push_back(padded(candidate.slots.front(), candidate.besidePx));
    candidate.label.key = key;
    candidate.label.place = placed.place.at;
    candidate.label.copy = copy;
    countries_.emplace(candidates_.size() - 1, std::move(placed));
  }
}

void LabelMaker::addCountries() {
  const LabelStyle& look = style_.labels.country;
  if (!style_.shown.countryNames.shows(0, zoom_)) return;
  countryColour_ = look.colour.value_or(mixed(colours_.label, colours_.borderFocus, 0.5));
  const bool deFacto = model_.look.borders == Borders::deFacto;
  const LabelData::Names& countries = from_.data.countries();
  for (std::size_t i = 0; i < countries.size(); ++i)
    if (!countries[i].deFactoOnly || deFacto) addCountry(countries[i], i);
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
