#include "ui/ui.h"

#include "ui/panels.h"

namespace dateline::ui {

Ui::Ui(text::Typesetter& typesetter, std::uint64_t glyphTexture)
    : panels_(std::make_unique<Panels>(typesetter, glyphTexture)) {}
Ui::~Ui() = default;

FrameOutput Ui::frame(const session::State& state, const FrameInput& input) {
  panels_->readClipboard = readClipboard;
  return panels_->frame(state, input);
}

std::vector<Area> Ui::overMap(const session::State& state, const Area& map) const {
  return panels_->overMap(state, map);
}
std::vector<Area> Ui::panelsOver(const session::State& state, const Area& map) const {
  return panels_->panelsOver(state, map);
}

ReaderStatus Ui::readerStatus() const {
  return panels_->reader.status();
}

std::optional<ListedRow> Ui::listedRow(const session::State& state, const std::string& id) const {
  return panels_->clusterList.rowOf(state, id);
}

int Ui::clicks() const {
  return panels_->clicks;
}

std::optional<map::ScreenPoint> Ui::passagePoint(const session::State& state, int event) const {
  if (!state.showReader || event < 0 || static_cast<std::size_t>(event) >= state.story->events.size())
    return std::nullopt;
  const bool selected = state.story->events[static_cast<std::size_t>(event)].id == state.selected;
  const auto range =
      session::passageRange(state, event, selected ? state.passage : session::firstPassage(state, event));
  return range ? panels_->reader.pointOf(state, *range) : std::nullopt;
}

}  // namespace dateline::ui
