#include <algorithm>

#include "session/session.h"

namespace dateline::session {
namespace {

constexpr double kFitPaddingPx = 48;
constexpr map::Zoom kNearestFit{8};

}  // namespace

void Session::fly(const map::View& to) {
  const map::View target = camera().withView(to).view();
  history_.visit(state_.view);
  history_.visit(target);
  glide_.reset();
  flight_.emplace(state_.view, target, state_.mapWidth);
  flightBegan_ = now_;
  atHome_ = false;
}

void Session::stop() {
  if (flight_) state_.view = flight_->target();
  if (glide_)
    state_.view = map::Camera(geo::mercator(), glide_->from, state_.mapWidth, state_.mapHeight)
                      .zoomedAt(glide_->at, glide_->levels)
                      .view();
  flight_.reset();
  glide_.reset();
}

void Session::glide(map::ScreenPoint at, double levels) {
  flight_.reset();
  // A notch that comes while the last one still glides adds to what is left of it.
  const double left = glide_ ? glide_->from.zoom.level + glide_->levels - state_.view.zoom.level : 0.0;
  glide_ = Glide{state_.view, at, left + levels, now_};
  atHome_ = false;
}

void Session::on(const command::ResizeMap& size) {
  if (size.width <= 0 || size.height <= 0) return;
  if (size.width == state_.mapWidth && size.height == state_.mapHeight) return;
  state_.mapWidth = size.width;
  state_.mapHeight = size.height;
  if (atHome_)
    on(command::HomeView{}), stop();
  else
    state_.view = camera().withView(state_.view).view();
}

void Session::on(const command::Pan& pan) {
  flight_.reset();
  glide_.reset();
  state_.view = camera().panned(pan.dx, pan.dy).view();
  atHome_ = false;
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
  fly({geo::mercator().project(to.at), map::Zoom{to.zoom}});
}

void Session::on(const command::FitCountry& fit) {
  if (state_.gazetteer == nullptr || fit.place >= state_.gazetteer->places().size()) return;
  const gazetteer::Place& place = state_.gazetteer->places()[fit.place];
  if (place.extent.empty())
    on(command::FlyTo{place.at, 6});
  else
    fly(camera().fitting(place.extent, kFitPaddingPx, kNearestFit));
}

void Session::on(const command::HomeView&) {
  const bool fits = state_.story->view.has_value();
  map::View home = viewOfAll(state_);
  if (fits) home = {geo::mercator().project(state_.story->view->center), map::Zoom{state_.story->view->zoom}};
  const bool settled = atHome_;
  fly(home);
  atHome_ = true;
  if (settled) stop();
}

void Session::on(const command::ViewBack&) {
  if (const auto view = history_.back()) {
    flight_.emplace(state_.view, *view, state_.mapWidth);
    flightBegan_ = now_;
    atHome_ = false;
  }
}

void Session::on(const command::ViewForward&) {
  if (const auto view = history_.forward()) {
    flight_.emplace(state_.view, *view, state_.mapWidth);
    flightBegan_ = now_;
    atHome_ = false;
  }
}

}  // namespace dateline::session
