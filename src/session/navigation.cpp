#include <algorithm>

#include "geo/algorithms.h"
#include "session/session.h"

namespace dateline::session {
namespace {

constexpr double kRestSeconds = 0.15;
constexpr double kFarthestOrigin = 20;  // degrees
constexpr double kUnseenDegrees = 0.005;
// A larger globe than this is a landscape under the hand, no ball to be turned.
constexpr double kTurnedRadiusPx = 2500;

/// Whether from one camera to the other some event comes to lie on another copy of the world.
bool partsEvents(const story::Story& story, const map::Camera& before, const map::Camera& now) {
  return std::ranges::any_of(story.events, [&](const story::Event& event) {
    return event.at && before.copyOf(*event.at) != now.copyOf(*event.at);
  });
}

}  // namespace

/// Where the map is on its way to; nobody stays where a flight that is broken off happens to be.
const map::View& Session::boundFor() const {
  return flight_ ? flight_->target() : state_.view;
}

void Session::fly(const map::View& to) {
  const map::View target = camera().withView(to).view();
  const map::View here = boundFor();
  history_.visit(here.plane.mixed() ? restOf(here) : here);
  history_.visit(target);
  flyWithoutTrace(target);
}

/// What is looked at is neither the story's view nor that of layers.
void Session::noLongerAsOpened() {
  atHome_ = false;
  layersLookedAt_.reset();
}

void Session::flyWithoutTrace(const map::View& to) {
  glide_.reset();
  settling_.reset();
  flight_.emplace(state_.view, to, state_.mapWidth);
  flightBegan_ = now_;
  noLongerAsOpened();
}

bool Session::mayLookAt(const std::string& what, map::LngLat place) {
  if (map::holds(map::kindOf(state_.view), place)) return true;
  sayIsBeyond(what);
  return false;
}

void Session::sayIsBeyond(const std::string& what) {
  say(what + " lies beyond this map; choose another projection in the View menu");
}

void Session::stop() {
  if (flight_) {
    state_.view = flight_->target();
    ++arrivals_;
  } else if (glide_) {
    state_.view = map::Camera(glide_->from, state_.mapWidth, state_.mapHeight)
                      .zoomedAt(glide_->at, glide_->levels)
                      .view();
  }
  flight_.reset();
  glide_.reset();
  settling_.reset();
}

/// Where the view comes to rest when nothing else moves it.
map::View Session::restOf(const map::View& view) const {
  return map::Camera(view, state_.mapWidth, state_.mapHeight).on(map::kindOf(view));
}

/// The view under the hand: it stays on its plane, be it one between two kinds, and the plane's origin
/// follows once the hand rests, or when it has fallen so far behind that shapes would show it.
void Session::moved(const map::View& to) {
  flight_.reset();
  glide_.reset();
  settling_.reset();
  restAt_.reset();
  state_.view = to;
  const map::View& view = state_.view;
  const double degrees = map::originDistance(view);
  if (degrees > kFarthestOrigin)
    state_.view = map::withOrigin(
        view, geo::alongGreatCircle(view.plane.origin, map::placeOf(view), 1 - kFarthestOrigin / degrees));
  lastMove_ = now_;
  noLongerAsOpened();
}

/// Brings the plane to rest; true while there is something to do.
bool Session::settle() {
  if (map::atRest(state_.view)) {
    settling_.reset();
    return false;
  }
  if (!settling_) {
    if (now_ - lastMove_ < kRestSeconds) return true;
    if (state_.view.plane.mixed()) {
      const bool home = atHome_;
      const auto layers = layersLookedAt_;
      flyWithoutTrace(restOf(state_.view));
      atHome_ = home;
      layersLookedAt_ = layers;
      return true;
    }
    const bool known = restAt_ && restAt_->plane.choice() == state_.view.plane.choice();
    settling_.emplace(state_.view, known ? *restAt_ : map::settled(state_.view));
    restAt_.reset();
    // Where nobody would see it move it need not move slowly.
    const bool unseen = map::originDistance(state_.view) < kUnseenDegrees;
    settlingBegan_ = unseen ? now_ - map::Settling::kSeconds : now_;
  }
  state_.view = settling_->at(now_ - settlingBegan_);
  if (now_ - settlingBegan_ >= map::Settling::kSeconds) settling_.reset();
  ++revision_;
  return true;
}

map::View Session::viewAhead() const {
  constexpr double kAheadSeconds = 0.35, kStillSeconds = 0.06;
  if (flight_) {
    const double then = now_ - flightBegan_ + kAheadSeconds;
    const map::View view = flight_->at(then);
    const bool nearlyThere = then >= flight_->durationSeconds() || view.plane.mixed();
    return nearlyThere ? flight_->target() : view;
  }
  if (glide_)
    return map::settled(map::Camera(glide_->from, state_.mapWidth, state_.mapHeight)
                            .zoomedAt(glide_->at, glide_->levels)
                            .view());
  if (settling_) return settling_->at(map::Settling::kSeconds);
  if (map::atRest(state_.view)) return state_.view;
  if (state_.view.plane.mixed()) return restOf(state_.view);
  if (now_ - lastMove_ < kStillSeconds) return state_.view;
  const bool known = restAt_ && restAt_->plane.choice() == state_.view.plane.choice();
  return known ? *restAt_ : map::settled(state_.view);
}

void Session::glide(map::ScreenPoint at, double levels) {
  flight_.reset();
  settling_.reset();
  restAt_.reset();
  // A notch that comes while the last one still glides adds to what is left of it.
  const double left = glide_ ? glide_->from.zoom.level + glide_->levels - state_.view.zoom.level : 0.0;
  glide_ = Glide{state_.view, at, left + levels, now_};
  noLongerAsOpened();
}

void Session::on(const command::ResizeMap& size) {
  if (size.width <= 0 || size.height <= 0) return;
  const bool same = size.width == state_.mapWidth && size.height == state_.mapHeight;
  const bool covers = size.covered > state_.mapCovered;
  const map::Camera before = camera();
  state_.mapCovered = size.covered;
  // Under a panel that opens no pins shall disappear, nor layers that are looked at; one that closes leaves
  // the map where it is, unless its pins would be parted, some on another copy of the world.
  const bool asOpened = atHome_ || layersLookedAt_;
  if (same && !(asOpened && covers) && !(atHome_ && partsEvents(*state_.story, before, camera()))) return;
  state_.mapWidth = size.width;
  state_.mapHeight = size.height;
  if (!atHome_) state_.view = camera().withView(state_.view).view();
  lookAgain(same);
}

void Session::on(const command::Pan& pan) {
  const map::Camera camera = this->camera();
  const double radiusPx = geo::worldSizePx(state_.view.zoom) / 6.28;
  const bool globe = map::kindOf(state_.view) == map::ProjectionKind::globe && map::atRest(state_.view);
  const bool turn = globe && radiusPx < kTurnedRadiusPx;
  moved((turn ? camera.turned(pan.dx, pan.dy) : camera.panned(pan.dx, pan.dy)).view());
}

void Session::on(const command::ZoomAt& zoom) {
  glide(zoom.at, zoom.levels);
}

void Session::on(const command::ZoomBy& zoom) {
  glide({state_.mapWidth / 2, state_.mapHeight / 2}, zoom.levels);
}

void Session::on(const command::ZoomSmoothlyAt& zoom) {
  glide(zoom.at, zoom.levels);
}

void Session::on(const command::FlyTo& to) {
  if (!mayLookAt("The place", to.at)) return;
  fly(besidePanels(state_, map::viewOf(map::kindOf(state_.view), to.at, map::Zoom{to.zoom})));
}

void Session::on(const command::FitCountry& fit) {
  if (state_.gazetteer == nullptr || fit.place >= state_.gazetteer->places().size()) return;
  const gazetteer::Place& place = state_.gazetteer->places()[fit.place];
  if (place.extent.empty())
    on(command::FlyTo{place.at, 6});
  else if (!map::holdsSome(map::kindOf(state_.view), place.extent))
    sayIsBeyond(place.name);
  else
    fly(besidePanels(state_, viewOfCountry(camera().resized(freeWidth(state_), state_.mapHeight), place)));
}

void Session::on(const command::HomeView&) {
  if (homeIsBeyond(state_)) sayIsBeyond("The story");
  if (atHome_) return stayHome();
  fly(homeView(state_));
  atHome_ = true;
}

/// Home is another view when the map's size or what is shown changes, and nobody flew there.
void Session::stayHome() {
  const map::View home = camera().withView(homeView(state_)).view();
  flyWithoutTrace(home);
  stop();
  history_.replace(home);
  atHome_ = true;
}

void Session::on(const command::ViewBack&) {
  if (const auto view = history_.back()) flyWithoutTrace(*view);
}

void Session::on(const command::ViewForward&) {
  if (const auto view = history_.forward()) flyWithoutTrace(*view);
}

void Session::on(const command::SetProjection& set) {
  map::ProjectionChoice choice = set.choice;
  if (choice == map::ProjectionKind::fixed) {
    if (!state_.fixedPlane) return;
    choice = map::ProjectionChoice(state_.fixedPlane);
  }
  auto story = std::make_shared<story::Story>(*state_.story);
  if (!story->view) {
    const map::View shown = homeView(state_);
    story->view = story::StoryView{map::placeOf(shown), map::webZoom(shown).level, {}};
  }
  story->view->projection = geo::nameOf(choice);
  state_.story = std::move(story);
  state_.projection.reset();
  if (map::kindOf(state_.view) == choice) return;
  const bool home = atHome_;
  if (choice.fixed && !map::holds(choice, map::placeOf(boundFor())))
    say("What you looked at lies beyond this map; all of it is shown instead");
  else if (const story::Event* event = selectedEvent(state_);
           event != nullptr && event->at && !map::holds(choice, *event->at))
    sayIsBeyond(event->place.empty() ? event->title : event->place);
  fly(camera().on(choice));
  atHome_ = home;
}

}  // namespace dateline::session
