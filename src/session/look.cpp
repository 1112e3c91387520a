#include <algorithm>

#include "session/session.h"

// Theme, what is shown, and the layers the user added.

namespace dateline::session {
namespace {

auto layerOf(std::vector<LayerEntry>& layers, const std::string& id) {
  return std::find_if(layers.begin(), layers.end(),
                      [&](const LayerEntry& entry) { return entry.layer.id == id; });
}

}  // namespace

void Session::on(const command::SetTheme& set) {
  state_.look.theme = set.theme;
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
  }
}

void Session::on(const command::SetReaderShare& set) {
  state_.readerShare = std::clamp(set.share, 0.2f, 0.7f);
}

void Session::on(const command::RemoveLayer& remove) {
  std::erase_if(state_.layers, [&](const LayerEntry& entry) { return entry.layer.id == remove.id; });
}

void Session::on(const command::MoveLayer& move) {
  const auto entry = layerOf(state_.layers, move.id);
  if (entry == state_.layers.end()) return;
  const auto from = entry - state_.layers.begin();
  const auto to =
      std::clamp<std::ptrdiff_t>(from + move.by, 0, static_cast<std::ptrdiff_t>(state_.layers.size()) - 1);
  std::swap(state_.layers[static_cast<std::size_t>(from)], state_.layers[static_cast<std::size_t>(to)]);
}

void Session::on(const command::PaintLayer& paint) {
  const auto entry = layerOf(state_.layers, paint.id);
  if (entry != state_.layers.end()) entry->layer.colour = paint.colour;
}

void Session::on(const command::ShowLayer& show) {
  const auto entry = layerOf(state_.layers, show.id);
  if (entry != state_.layers.end()) entry->layer.visible = show.visible;
}

}  // namespace dateline::session
