#include "session/named_commands.h"

#include <algorithm>
#include <array>

namespace dateline::session {

std::span<const NamedCommand> namedCommands() {
  using namespace command;
  using enum Toggled;
  using What = ExportSpec::What;
  using map::ProjectionKind;
  static const std::array<NamedCommand, 59> commands = {{
      {"open", "Open article or story…", "Open article or story", "Ctrl+O",
       OpenDialog{Dialog::openArticle, {}}},
      {"layer", "Open layer…", "Open layer", "", OpenDialog{Dialog::openLayer, {}}},
      {"save", "Save story", "Save story", "Ctrl+S", SaveStory{}},
      {"save-as", "Save story as…", "Save story as", "", OpenDialog{Dialog::saveStory, {}}},
      {"export", "Export the map…", "Export the map", "Ctrl+E", OpenDialog{Dialog::exportImage, {}}},
      {"screenshot", "Screenshot of the window", "Screenshot of the window", "F12", Screenshot{What::window}},
      {"map-screenshot", "Screenshot of the map", "Screenshot of the map", "Ctrl+F12", Screenshot{What::map}},
      {"undo", "Undo", "Undo", "Ctrl+Z", Undo{}},
      {"redo", "Redo", "Redo", "Ctrl+Shift+Z", Redo{}},
      {"copy", "Copy", "Copy the marked text", "Ctrl+C", UseText{TextUse::copy}},
      {"copy-quotation", "Copy as a quotation", "Copy as a quotation", "Ctrl+Shift+C",
       UseText{TextUse::copyQuotation}},
      {"copy-annotation", "Copy as a W3C annotation", "Copy as a W3C annotation", "Ctrl+Alt+C",
       UseText{TextUse::copyAnnotation}},
      {"select-all", "Select all", "Select all of the text", "Ctrl+A", UseText{TextUse::selectAll}},
      {"find", "Find in the text…", "Find in the text", "Ctrl+F", OpenFind{}},
      {"find-next", "Find next", "Find next", "F3", StepFind{1}},
      {"find-previous", "Find previous", "Find previous", "Shift+F3", StepFind{-1}},
      {"review", "Review passages…", "Review passages that were not found as they were", "R", OpenReview{}},
      {"home", "The story’s view", "The story’s view", "Home", HomeView{}},
      {"back", "Back", "Back to the view before", "[", ViewBack{}},
      {"forward", "Forward", "Forward to the next view", "]", ViewForward{}},
      {"zoom-in", "Zoom in", "Zoom in", "+", ZoomBy{1}},
      {"zoom-out", "Zoom out", "Zoom out", "-", ZoomBy{-1}},
      {"next-event", "Next event", "Next event", "N", StepEvent{1}},
      {"previous-event", "Previous event", "Previous event", "P", StepEvent{-1}},
      {"next-passage", "Next passage", "Next passage", ".", StepPassage{1}},
      {"previous-passage", "Previous passage", "Previous passage", ",", StepPassage{-1}},
      {"reader", "Reader", "Show or hide the reader", "", Toggle{reader}},
      {"timeline", "Timeline", "Show or hide the timeline", "", Toggle{timeline}},
      {"layers", "Layers", "Show or hide the layers", "", Toggle{layers}},
      {"places-found", "Places found", "Show or hide the places found", "", Toggle{suggestions}},
      {"graticule", "Graticule", "Show or hide the graticule", "G", Toggle{graticule}},
      {"relief", "Relief", "Show or hide the relief", "", Toggle{relief}},
      {"route", "Route", "Show or hide the route", "", Toggle{route}},
      {"names", "Names", "Show or hide the names", "", Toggle{labels}},
      {"light", "Light theme", "Light theme", "", SetTheme{map::Theme::light}},
      {"dark", "Dark theme", "Dark theme", "", SetTheme{map::Theme::dark}},
      {"print", "Print", "Style: Print", "", SetStyle{"print"}},
      {"colour-blind", "Colour-blind safe", "Style: Colour-blind safe", "", SetStyle{"colour-blind"}},
      {"style", "Open style…", "Open style", "", OpenDialog{Dialog::openStyle, {}}},
      {"un", "United Nations view", "Borders: United Nations view", "", SetBorders{map::Borders::un}},
      {"de-facto", "De facto", "Borders: De facto", "", SetBorders{map::Borders::deFacto}},
      {"mercator", "Mercator", "Projection: Mercator", "1", SetProjection{ProjectionKind::mercator}},
      {"azimuthal", "Azimuthal, equal areas", "Projection: Azimuthal, equal areas", "2",
       SetProjection{ProjectionKind::azimuthal}},
      {"globe", "Globe", "Projection: Globe", "3", SetProjection{ProjectionKind::globe}},
      {kFixedPlaneId, "", "Projection: ", "4", SetProjection{ProjectionKind::fixed}},
      {"larger", "Larger", "Text: Larger", "Ctrl++", StepTextSize{1}},
      {"smaller", "Smaller", "Text: Smaller", "Ctrl+-", StepTextSize{-1}},
      {"normal-size", "Normal size", "Text: Normal size", "Ctrl+0", StepTextSize{0}},
      {"narrow", "Narrow column", "Text: Narrow column", "", SetMeasure{Measure::narrow}},
      {"normal", "Normal column", "Text: Normal column", "", SetMeasure{Measure::normal}},
      {"wide", "Wide column", "Text: Wide column", "", SetMeasure{Measure::wide}},
      {"serif", "Serif", "Text: Serif", "", SetSerif{true}},
      {"sans-serif", "Sans serif", "Text: Sans serif", "", SetSerif{false}},
      {"encoding", "Encoding…", "Text: Encoding", "", OpenDialog{Dialog::encoding, {}}},
      {"clear-cache", "Clear the layer cache", "Clear the layer cache", "", ClearLayerCache{}},
      {"full-screen", "Full screen", "Full screen", "F11", ToggleFullScreen{}},
      {"keys", "Keys", "Keys", "F1", OpenDialog{Dialog::keys, {}}},
      {"about", "About Dateline", "About Dateline", "", OpenDialog{Dialog::about, {}}},
      {"quit", "Quit", "Quit", "Ctrl+Q", Quit{}},
  }};
  return commands;
}

const NamedCommand* findNamed(std::string_view id) {
  const auto all = namedCommands();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const NamedCommand& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace dateline::session
