#include "session/state.h"

#include <algorithm>
#include <cmath>

#include "geo/algorithms.h"
#include "map/route.h"
#include "session/review.h"
#include "session/suggestions.h"

namespace dateline::session {
namespace {
constexpr geo::LngLat kWholeWorld{0, 33};  // a little north of the equator, where the land is
}

bool isBeingWritten(const State& state, const std::filesystem::path& path) {
  const auto plain = [](const std::filesystem::path& named) {
    std::error_code failed;
    return std::filesystem::absolute(named, failed).lexically_normal();
  };
  return std::any_of(state.tasks.begin(), state.tasks.end(), [&](const Task& task) {
    return !task.writes.empty() && plain(task.writes) == plain(path);
  });
}

bool isHovered(const State& state, const std::string& id) {
  return state.hovered == id ||
         std::find(state.hoveredToo.begin(), state.hoveredToo.end(), id) != state.hoveredToo.end();
}

const story::Event* selectedEvent(const State& state) {
  return state.story == nullptr || state.selected.empty() ? nullptr : state.story->find(state.selected);
}

std::optional<TextRange> passageRange(const State& state, int event, int anchor) {
  if (event < 0 || static_cast<std::size_t>(event) >= state.resolutions.size()) return std::nullopt;
  const auto& anchors = state.resolutions[static_cast<std::size_t>(event)];
  if (anchor < 0 || static_cast<std::size_t>(anchor) >= anchors.size()) return std::nullopt;
  const story::Resolution& found = anchors[static_cast<std::size_t>(anchor)];
  if (found.state == story::AnchorState::ambiguous || found.state == story::AnchorState::orphan)
    return std::nullopt;
  return found.range;
}

int firstPassage(const State& state, int event) {
  if (event < 0 || static_cast<std::size_t>(event) >= state.resolutions.size()) return 0;
  const int anchors = static_cast<int>(state.resolutions[static_cast<std::size_t>(event)].size());
  for (int anchor = 0; anchor < anchors; ++anchor)
    if (passageRange(state, event, anchor)) return anchor;
  return 0;
}

std::vector<int> eventsAt(const State& state, std::size_t offset) {
  std::vector<int> events;
  for (int e = 0; e < static_cast<int>(state.resolutions.size()); ++e) {
    const int anchors = static_cast<int>(state.resolutions[static_cast<std::size_t>(e)].size());
    for (int a = 0; a < anchors; ++a) {
      const auto range = passageRange(state, e, a);
      if (!range || !range->contains(offset)) continue;
      events.push_back(e);
      break;
    }
  }
  return events;
}

int mentionAt(const State& state, std::size_t offset) {
  const auto after = std::upper_bound(state.mentions.begin(), state.mentions.end(), offset,
                                      [](std::size_t at, const Mention& m) { return at < m.range.start; });
  if (after == state.mentions.begin()) return -1;
  const auto index = static_cast<std::size_t>(after - state.mentions.begin()) - 1;
  return state.mentions[index].range.contains(offset) ? static_cast<int>(index) : -1;
}

namespace {

bool isMeeting(const story::Event& event) {
  return event.kind == "meeting";
}

bool mayBeStop(const story::Event& event) {
  return event.at && event.status != "suggested" && story::timeOrder(event.time);
}

/// The route goes where someone went: through the meetings alone where these lead from one place to another,
/// else through all that is confirmed.
bool meetingsLead(const std::vector<story::Event>& events) {
  const story::Event* first = nullptr;
  for (const story::Event& event : events) {
    if (!isMeeting(event) || !mayBeStop(event)) continue;
    if (first != nullptr && !map::isOneStop(*first->at, *event.at)) return true;
    if (first == nullptr) first = &event;
  }
  return false;
}

/// A place found that one sentence of the text names is a small pin, one of sixteen or more a large one.
float sizeFor(const story::Event& event) {
  constexpr float kLeast = 0.84f;
  constexpr float kMost = 1.32f;
  if (!isFoundPlace(event)) return 1;
  const float doublings = std::log2(static_cast<float>(std::max<std::size_t>(1, event.anchors.size())));
  return std::min(kMost, kLeast + (kMost - kLeast) * doublings / 4);
}

map::Pin pinOf(const State& state, std::size_t index, bool meetingsOnly) {
  const story::Event& event = state.story->events[index];
  const map::KindLook& look = map::styleOf(state.look).kind(event.kind);
  map::Pin pin;
  pin.id = event.id;
  pin.at = *event.at;
  pin.number = static_cast<int>(index) + 1;
  pin.shape = look.shape;
  pin.colour = look.colour;
  pin.ink = look.ink;
  // A pin whose link to the text does not hold must not look as if it did.
  pin.suggested = isHollow(state, index);
  pin.size = sizeFor(event);
  pin.place = event.place;
  if (mayBeStop(event) && (!meetingsOnly || isMeeting(event))) pin.order = story::timeOrder(event.time);
  return pin;
}

std::vector<map::Pin> pinsOf(const State& state) {
  std::vector<map::Pin> pins;
  const std::vector<story::Event>& events = state.story->events;
  const bool meetingsOnly = meetingsLead(events);
  for (std::size_t i = 0; i < events.size(); ++i)
    if (events[i].at) pins.push_back(pinOf(state, i, meetingsOnly));
  return pins;
}

}  // namespace

map::MapModel mapModel(const State& state) {
  map::MapModel model;
  model.world = state.world;
  for (const LayerEntry& entry : state.layers) model.layers.push_back(entry.layer);
  model.pins = pinsOf(state);
  model.selected = state.selected;
  model.hovered = state.hovered;
  model.hoveredToo = state.hoveredToo;
  model.openCluster = state.openCluster;
  model.look = state.look;
  model.look.focus = state.story->focus;
  return model;
}

namespace {

/// Of all events, and the focus countries when there is none.
std::vector<geo::LngLatBox> boxesOfAll(const State& state) {
  std::vector<geo::LngLatBox> boxes;
  for (const story::Event& event : state.story->events)
    if (event.at) boxes.push_back({event.at->lng, event.at->lat, event.at->lng, event.at->lat});
  if (boxes.empty() && state.gazetteer != nullptr)
    for (const gazetteer::Place& place : state.gazetteer->places())
      if (std::count(state.story->focus.begin(), state.story->focus.end(), place.countryCode) != 0)
        boxes.push_back(place.extent);
  return boxes;
}

geo::LngLatBox boxOfAll(const State& state) {
  return geo::boxAround(boxesOfAll(state));
}

/// With the route where it is drawn.
geo::LngLatBox boxWithRoute(const State& state) {
  std::vector<geo::LngLatBox> boxes = boxesOfAll(state);
  if (state.look.route && state.look.pins) {
    const std::vector<geo::LngLatBox> legs = map::boxesOfRoute(pinsOf(state));
    boxes.insert(boxes.end(), legs.begin(), legs.end());
  }
  return geo::boxAround(boxes);
}

}  // namespace

std::string headlineOf(const State& state) {
  const article::Article& read = *state.article;
  const bool inText = std::ranges::any_of(
      read.blocks, [](const article::Block& block) { return block.kind == article::BlockKind::title; });
  if (inText) return read.title;
  if (!read.head.title.empty()) return read.head.title;
  return state.story->title.empty() ? read.title : state.story->title;
}

map::ProjectionChoice storyProjection(const State& state) {
  if (state.projection) return *state.projection;
  const auto& view = state.story->view;
  if (view && !view->projection.empty()) {
    if (const auto named = geo::projectionNamed(view->projection)) return *named;
    if (const auto plane = geo::fixedPlane(view->projection)) return map::ProjectionChoice(*plane);
  }
  // Further out a map of equal areas would be bent beyond what readers know.
  constexpr double kRegionZoom = 2.5;
  if (view) return view->zoom >= kRegionZoom ? map::ProjectionKind::azimuthal : map::ProjectionKind::mercator;
  return projectionFor(boxOfAll(state));
}

/// What lies around a pole is a region however wide it is in degrees.
map::ProjectionChoice projectionFor(const geo::LngLatBox& box) {
  constexpr double kRegionDegrees = 90, kPolarLatitude = 60;
  const bool region = box.width() < kRegionDegrees && box.height() < kRegionDegrees;
  const bool polar = box.minY >= kPolarLatitude || box.maxY <= -kPolarLatitude;
  return !box.empty() && (region || polar) ? map::ProjectionKind::azimuthal : map::ProjectionKind::mercator;
}

bool allIsBeyond(const State& state) {
  const map::ProjectionChoice kind = storyProjection(state);
  const std::vector<story::Event>& events = state.story->events;
  if (std::ranges::any_of(events, [](const story::Event& event) { return event.at.has_value(); }))
    return std::ranges::none_of(
        events, [&](const story::Event& event) { return event.at && map::holds(kind, *event.at); });
  const geo::LngLatBox focus = boxOfAll(state);
  return !focus.empty() && !map::holdsSome(kind, focus);
}

bool homeIsBeyond(const State& state) {
  const auto& view = state.story->view;
  return view ? !map::holds(storyProjection(state), view->center) : allIsBeyond(state);
}

namespace {

/// For what is at home in the part of the map that panels leave free, whatever is looked at now.
map::Camera freeCamera(const State& state, map::LngLat near) {
  return {map::viewOf(storyProjection(state), near, {}), freeWidth(state), state.mapHeight};
}

double shorterSide(const map::Camera& camera) {
  return std::min(camera.width(), camera.height());
}

/// Around what is fitted; of a small map as great a share as of one whose shorter side is so long, so that
/// it does not show surroundings alone.
double paddingFor(const map::Camera& camera, double px) {
  constexpr double kOrdinarySidePx = 400;
  return px * std::min(1.0, shorterSide(camera) / kOrdinarySidePx);
}

constexpr double kAroundSystemPx = 16;

/// Around pins, which stand above their places.
double paddingAroundPins(const map::Camera& camera) {
  constexpr double kPaddingPx = 72, kForPinPx = 36, kMostOfSmall = 0.3;
  return std::max(paddingFor(camera, kPaddingPx), std::min(kForPinPx, kMostOfSmall * shorterSide(camera)));
}

}  // namespace

map::View homeView(const State& state) {
  const auto& view = state.story->view;
  if (!view) return viewOfAll(state);
  if (storyProjection(state).fixed && homeIsBeyond(state)) {
    const map::Camera camera = freeCamera(state, kWholeWorld);
    const double padding = paddingFor(camera, kAroundSystemPx);
    return besidePanels(state, camera.fitting({-180, -90, 180, 90}, padding, map::kMaxZoom));
  }
  return map::viewOf(storyProjection(state), view->center, map::Zoom{view->zoom});
}

map::View viewOfAll(const State& state) {
  constexpr map::Zoom kNearest{6.5};
  const map::ProjectionChoice kind = storyProjection(state);
  const geo::LngLatBox box = boxWithRoute(state);
  if (box.empty() && !kind.fixed) return map::viewOf(kind, kWholeWorld, map::Zoom{1.5});
  if (box.empty()) {
    const map::Camera camera = freeCamera(state, kWholeWorld);
    return besidePanels(state, camera.fittingSystem(paddingFor(camera, kAroundSystemPx)));
  }
  const map::Camera camera = freeCamera(state, box.centre());
  return besidePanels(state, camera.fitting(box, paddingAroundPins(camera), kNearest));
}

map::View viewOfCountry(const map::Camera& camera, const gazetteer::Place& country) {
  constexpr double kPaddingPx = 48;
  // What could be seen nearer than at this zoom is shown in a quarter of the map's width or height, as far as
  // the shipped outlines bear it.
  constexpr double kNear = 8, kNearest = 11, kSurroundings = 2;
  const double padding = paddingFor(camera, kPaddingPx);
  const double fits = map::webZoom(camera.fitting(country.extent, padding, map::kMaxZoom)).level;
  return camera.fitting(country.extent, padding,
                        map::Zoom{std::clamp(fits - kSurroundings, kNear, kNearest)});
}

double freeWidth(const State& state) {
  constexpr double kLeast = 120;  // on a map that is nearly all covered pins are of no use anyway
  return std::max(std::min(kLeast, state.mapWidth), state.mapWidth - state.mapCovered);
}

map::Camera cameraOf(const State& state) {
  return map::Camera(state.view, state.mapWidth, state.mapHeight).beside(state.mapWidth - freeWidth(state));
}

map::View besidePanels(const State& state, const map::View& view, double room) {
  constexpr double kLeastBefore = 60;  // what is looked at keeps this from the panels
  const double half = freeWidth(state) / 2;
  const double forRoom = std::min(room - half, half - kLeastBefore);
  const double aside = state.mapWidth / 2 - half - std::max(0.0, forRoom);
  if (aside == 0) return view;
  return map::settled(map::Camera(view, state.mapWidth, state.mapHeight).panned(aside, 0).view());
}

}  // namespace dateline::session
