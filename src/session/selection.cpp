#include <algorithm>

#include "map/pins.h"
#include "session/session.h"

// Events, passages and mentions: the link between the text and the map.

namespace dateline::session {
namespace {

/// Near enough to know the place, far enough to see its neighbours.
constexpr double kEventZoom = 5.2;
constexpr double kCityZoom = 6.0;
/// The card of an event, at its widest, beside its pin.
constexpr double kCardRoomPx = 340;
constexpr double kAroundPinPx = 4;

int wrapped(int index, int by, int count) {
  return ((index + by) % count + count) % count;
}

}  // namespace

void Session::on(const command::SelectEvent& select) {
  const int index = state_.story->indexOf(select.id);
  if (index < 0) return;
  const story::Event& event = state_.story->events[static_cast<std::size_t>(index)];
  const int anchors = static_cast<int>(event.anchors.size());
  state_.selected = select.id;
  const int passage = select.passage < 0 ? firstPassage(state_, index) : select.passage;
  state_.passage = std::clamp(passage, 0, std::max(0, anchors - 1));
  state_.cardOpen = true;
  state_.openCluster.clear();
  state_.mention = -1;
  state_.highlighted = passageRange(state_, index, state_.passage);
  if (state_.highlighted) reveal(*state_.highlighted);
  if (!event.at) return;
  if (!select.fly) return showPinWhole(*event.at);
  if (!mayLookAt(event.place.empty() ? event.title : event.place, *event.at)) return;
  const map::Zoom zoom{std::max(map::webZoom(boundFor()).level, kEventZoom)};
  flyToPin(*event.at, zoom);
}

/// So that its card has room beside it.
void Session::flyToPin(geo::LngLat place, map::Zoom zoom) {
  fly(besidePanels(state_, map::viewOf(map::kindOf(state_.view), place, zoom), kCardRoomPx));
}

/// A selected pin stands larger above its place: where the edge of the map would cut it the map moves by as
/// much.
void Session::showPinWhole(geo::LngLat place) {
  const map::Camera camera = this->camera().withView(boundFor());
  if (!camera.shows(place)) return;
  constexpr double kHalfPx = map::kPinWidthPx / 2 * map::kSelectedPinSize + kAroundPinPx;
  constexpr double kHighPx = map::kPinHeightPx * map::kSelectedPinSize + kAroundPinPx;
  const double width = camera.width(), height = camera.height();
  const map::ScreenPoint tip = camera.toScreen(place);
  const bool seen = tip.x >= 0 && tip.y >= 0 && tip.x <= width && tip.y <= height;
  if (!seen || width < 4 * kHalfPx || height < 2 * kHighPx) return;
  const double dx = std::clamp(tip.x, kHalfPx, width - kHalfPx) - tip.x;
  const double dy = std::clamp(tip.y, kHighPx, height - kAroundPinPx) - tip.y;
  if (dx != 0 || dy != 0) fly(camera.panned(dx, dy).view());
}

void Session::on(const command::ClearSelection&) {
  state_.selected.clear();
  state_.openCluster.clear();
  state_.highlighted.reset();
  state_.cardOpen = false;
  state_.mention = -1;
}

void Session::on(const command::StepEvent& step) {
  const int count = static_cast<int>(state_.story->events.size());
  if (count == 0) return;
  const int current = state_.story->indexOf(state_.selected);
  const int next = current < 0 ? (step.by > 0 ? 0 : count - 1) : wrapped(current, step.by, count);
  on(command::SelectEvent{state_.story->events[static_cast<std::size_t>(next)].id});
}

void Session::on(const command::StepPassage& step) {
  const story::Event* event = selectedEvent(state_);
  if (event == nullptr || event->anchors.empty()) return;
  const int next = wrapped(state_.passage, step.by, static_cast<int>(event->anchors.size()));
  on(command::SelectEvent{event->id, next, false});
}

void Session::on(const command::HoverEvent& hover) {
  state_.hovered = hover.id;
  state_.hoveredToo = hover.also;
}

void Session::on(const command::OpenCluster& open) {
  state_.openCluster = open.id;
  state_.cardOpen = false;
}

void Session::on(const command::CloseCard&) {
  state_.cardOpen = false;
}

void Session::on(const command::GoToText&) {
  state_.showReader = true;
  if (state_.highlighted) reveal(*state_.highlighted);
}

void Session::on(const command::RevealRange& asked) {
  reveal(asked.range);
}

/// The country's bounds come from the map's own list of places.
bool Session::fitCountryOf(const Mention& mention) {
  if (state_.gazetteer == nullptr) return false;
  const auto& places = state_.gazetteer->places();
  const std::string_view name = state_.finder->place(mention.place).name;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (places[i].kind != gazetteer::PlaceKind::country || places[i].name != name) continue;
    return on(command::FitCountry{i}), true;
  }
  return false;
}

void Session::on(const command::SelectMention& select) {
  if (select.index < 0 || static_cast<std::size_t>(select.index) >= state_.mentions.size()) return;
  const Mention& mention = state_.mentions[static_cast<std::size_t>(select.index)];
  state_.mention = select.index;
  state_.highlighted = mention.range;
  state_.cardOpen = false;
  reveal(mention.range);
  if (mention.country && fitCountryOf(mention)) return;
  on(command::FlyTo{mention.at, mention.country ? kEventZoom : std::max(boundFor().zoom.level, kCityZoom)});
}

void Session::on(const command::StepMention& step) {
  const int count = static_cast<int>(state_.mentions.size());
  if (count == 0) return;
  if (state_.mention >= 0) return on(command::SelectMention{wrapped(state_.mention, step.by, count)});
  // The first step goes from where one reads: the passage that is highlighted, else the top of the page.
  const std::size_t at = state_.highlighted ? state_.highlighted->start : readingAt_;
  const auto from = std::lower_bound(
      state_.mentions.begin(), state_.mentions.end(), at,
      [](const session::Mention& mention, std::size_t offset) { return mention.range.start < offset; });
  const int next = static_cast<int>(from - state_.mentions.begin());
  on(command::SelectMention{wrapped(step.by > 0 ? next : next - 1, 0, count)});
}

}  // namespace dateline::session
