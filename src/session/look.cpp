#include <algorithm>
#include <array>

#include "session/session.h"

// Theme, what is shown, and the layers the user added.

namespace dateline::session {
namespace {

/// Percent; steps that the eye tells apart at any size.
constexpr std::array kTextSizes = {kLeastTextSize,  80, 90, 100, 110, 125, 140, 160, 180, 210,
                                   kLargestTextSize};

}  // namespace

void Session::on(const command::SetTheme& set) {
  state_.look.theme = set.theme;
  dropStyle();
}
void Session::on(const command::SetBorders& set) {
  state_.look.borders = set.borders;
}

void Session::on(const command::Toggle& toggle) {
  using enum command::Toggled;
  const auto flip = [](bool& value) { value = !value; };
  switch (toggle.what) {
    case relief:
      return flip(state_.look.relief);
    case route:
      return flip(state_.look.route);
    case labels:
      return flip(state_.look.labels);
    case graticule:
      return flip(state_.look.graticule);
    case reader:
      return flip(state_.showReader);
    case timeline:
      return flip(state_.showTimeline);
    case layers:
      return flip(state_.showLayers);
    case suggestions:
      return flip(state_.showSuggestions);
  }
}

void Session::on(const command::SetReaderShare& set) {
  state_.readerShare = std::clamp(set.share, 0.2f, 0.7f);
}

void Session::on(const command::SetReaderLook& set) {
  state_.readerLook = set.look;
  state_.readerLook.sizePercent = std::clamp(set.look.sizePercent, kLeastTextSize, kLargestTextSize);
}

void Session::on(const command::StepTextSize& step) {
  int& size = state_.readerLook.sizePercent;
  if (step.by == 0) {
    size = 100;
    return;
  }
  // From a size between two steps, the first step leads to the nearer end of the gap in its direction.
  const auto at = step.by > 0 ? std::upper_bound(kTextSizes.begin(), kTextSizes.end(), size) - 1
                              : std::lower_bound(kTextSizes.begin(), kTextSizes.end(), size);
  const auto next = std::clamp<std::ptrdiff_t>(at - kTextSizes.begin() + step.by, 0, kTextSizes.size() - 1);
  size = kTextSizes[static_cast<std::size_t>(next)];
}

void Session::on(const command::SetMeasure& set) {
  state_.readerLook.measure = set.measure;
}
void Session::on(const command::SetSerif& set) {
  state_.readerLook.serif = set.serif;
}

void Session::on(const command::RemoveLayer& remove) {
  dropLive(remove.id);
  unfollowLayer(remove.id);
  const auto opening =
      std::ranges::find(openings_, remove.id, [](const auto& item) { return item.second.layer; });
  if (opening != openings_.end()) return giveUpOpening(opening->first);
  std::erase_if(state_.layers, [&](const LayerEntry& entry) { return entry.layer.id == remove.id; });
  noteLayers();
}

void Session::on(const command::MoveLayer& move) {
  const auto entry = layerOf(state_, move.id);
  if (entry == state_.layers.end()) return;
  const auto from = entry - state_.layers.begin();
  const auto to =
      std::clamp<std::ptrdiff_t>(from + move.by, 0, static_cast<std::ptrdiff_t>(state_.layers.size()) - 1);
  std::swap(state_.layers[static_cast<std::size_t>(from)], state_.layers[static_cast<std::size_t>(to)]);
}

void Session::on(const command::PaintLayer& paint) {
  const auto entry = layerOf(state_, paint.id);
  if (entry != state_.layers.end()) entry->layer.colour = paint.colour;
}

void Session::on(const command::ShowLayer& show) {
  const auto entry = layerOf(state_, show.id);
  if (entry != state_.layers.end()) entry->layer.visible = show.visible;
}

}  // namespace dateline::session
