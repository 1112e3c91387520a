#include "ui/dialogs.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/link_address.h"

namespace dateline::ui {
namespace {

struct KeyLine {
  const char* keys;
  const char* meaning;
};

// An empty line of keys begins a group.
constexpr std::array kLeft = {
    KeyLine{"", "The map"},
    KeyLine{"Drag, arrows", "Pan"},
    KeyLine{"Wheel, + −", "Zoom"},
    KeyLine{"Double-click", "Zoom in; with Shift out"},
    KeyLine{"Right-click", "Coordinates to copy"},
    KeyLine{"Home", "The story’s view"},
    KeyLine{"[  ]", "Back and forward"},
    KeyLine{"1  2  3", "Mercator, equal areas, globe"},
    KeyLine{"G", "Graticule"},
    KeyLine{"", "The story"},
    KeyLine{"N  P", "Next, previous event"},
    KeyLine{".  ,", "Next, previous passage"},
    KeyLine{"Tab", "Next place in the text"},
    KeyLine{"Shift+Tab", "Previous place"},
    KeyLine{"Enter", "Show the passage"},
    KeyLine{"PgUp, PgDn", "Scroll card or article"},
    KeyLine{"R", "Review what was not found"},
    KeyLine{"A, O, Delete", "Accept, choose, reject a place"},
};
constexpr std::array kRight = {
    KeyLine{"", "The text"},
    KeyLine{"Ctrl+F", "Find"},
    KeyLine{"F3, Shift+F3", "Next, previous match"},
    KeyLine{"Shift+arrows", "Mark; with Ctrl by words"},
    KeyLine{"Ctrl+A, Ctrl+C", "Mark all, copy"},
    KeyLine{"Ctrl+Shift+C", "Copy with the source"},
    KeyLine{"Ctrl + −, Ctrl+0", "Size of the text"},
    KeyLine{"", "The program"},
    KeyLine{"Ctrl+K", "Go to anything"},
    KeyLine{"Ctrl+O", "Open"},
    KeyLine{"Ctrl+S", "Save story"},
    KeyLine{"Ctrl+Z", "Undo; with Shift redo"},
    KeyLine{"Ctrl+E", "Export the map"},
    KeyLine{"F12, Ctrl+F12", "Screenshot: window, map"},
    KeyLine{"F11", "Full screen"},
    KeyLine{"F10", "The menus"},
    KeyLine{"Esc", "Close, cancel"},
    KeyLine{"Ctrl+Q", "Quit"},
};

constexpr float kKeyRow = 24, kKeyHeading = 26, kKeyGap = 12;

float heightOf(std::span<const KeyLine> lines) {
  float height = -kKeyGap;
  for (const KeyLine& line : lines) height += *line.keys == '\0' ? kKeyGap + kKeyHeading : kKeyRow;
  return height;
}

/// `density` 1 stands as it should, less is closer.
void column(const Context& context, std::span<const KeyLine> lines, const Area& area, float density) {
  const float x = area.x, width = area.w;
  float y = area.y;
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  bool first = true;
  for (const KeyLine& line : lines) {
    if (*line.keys == '\0') {
      y += first ? 0 : kKeyGap * density;
      pen.label(line.meaning, type::kBodyStrong, x, y + 11, tones.ink);
      y += kKeyHeading * density;
    } else {
      pen.label(line.keys, type::kLabel, x, y + 11, tones.muted, {.maxWidth = 104});
      pen.label(line.meaning, type::kBody, x + 108, y + 11, tones.ink, {.maxWidth = width - 108});
      y += kKeyRow * density;
    }
    first = false;
  }
}

}  // namespace

void Dialogs::draw(Context& context) {
  using session::Dialog;
  const Dialog dialog = context.state.dialog;
  const bool opening = dialog == Dialog::openArticle || dialog == Dialog::openLayer ||
                       dialog == Dialog::openStyle || dialog == Dialog::saveStory;
  focus_.begin(context, static_cast<int>(dialog));
  context.focus = dialog == Dialog::none ? nullptr : &focus_;
  if (!opening) open_.forget();
  if (dialog != Dialog::exportImage) export_.forget();
  if (opening) open_.draw(context);
  if (dialog == Dialog::exportImage) export_.draw(context);
  if (dialog == Dialog::encoding) encoding_.draw(context);
  if (dialog != Dialog::encoding) encoding_.forget();
  if (dialog == Dialog::keys) drawKeysDialog(context);
  if (dialog == Dialog::about) drawAboutDialog(context);
  if (dialog == Dialog::link) drawLinkDialog(context);
  if (dialog == Dialog::quit || dialog == Dialog::openUnsaved) drawUnsavedDialog(context);
  context.focus = nullptr;
}

void drawKeysDialog(Context& context) {
  DialogFrame frame(context, "Keys", 660, 564);
  const Area inner = frame.inner();
  const float half = (inner.w - 24) / 2;
  constexpr float kButtons = 44;
  const float room = inner.h - kButtons;
  const float density = std::min(1.0f, room / std::max(heightOf(kLeft), heightOf(kRight)));
  column(context, kLeft, {inner.x, inner.y, half, room}, density);
  column(context, kRight, {inner.x + half + 24, inner.y, half, room}, density);
  if (frame.buttons({{"Close", true}})) context.ask(command::CloseDialog{});
}

void drawAboutDialog(Context& context) {
  DialogFrame frame(context, "Dateline " DATELINE_VERSION, 520, 400);
  const Area inner = frame.inner();
  const Pen pen = context.pen();
  static constexpr std::array kParagraphs = {
      "A news article next to its map. Everything stays on this computer: the program opens "
      "no connection but to a data base that you name.",
      "Map data: Natural Earth (public domain); place names and populations from GeoNames, CC BY 4.0. Which "
      "borders are drawn is chosen in the View menu and "
      "printed on every map; it is no judgement on any dispute.",
      "Type: Source Serif 4 and Inter, SIL Open Font License 1.1.",
      "Built with Dear ImGui, GLFW, GDAL, PROJ, libepoxy, libjpeg-turbo, Pango, HarfBuzz, fontconfig, "
      "cmark-gfm, libxml2, ICU, GLib, SQLite, nlohmann-json, fmt, CLI11, libdeflate and stb.",
      "Dateline is free software under the MIT licence.",
  };
  float y = inner.y;
  for (const char* paragraph : kParagraphs) {
    const text::LayoutPtr text = pen.set(paragraph, type::kBody, {.widthPx = inner.w, .lineHeightPx = 19});
    pen.draw(*text, inner.x, y, context.tones.ink);
    y += text->height() + 12;
  }
  if (frame.buttons({{"Close", true}})) context.ask(command::CloseDialog{});
}

void drawLinkDialog(Context& context) {
  const LinkAddress address = readLinkAddress(context.state.dialogText);
  const bool opens = address.refusal.empty();
  const text::LayoutPtr text =
      context.set(address.shown, type::kBodyMedium, {.widthPx = 432, .lineHeightPx = 19, .maxLines = 10});
  const std::string note =
      opens ? (address.host.empty() ? "" : "It leads to " + address.host) : address.refusal;
  const float noteHeight = note.empty() ? 0 : 28;
  DialogFrame frame(context, opens ? "Open this address?" : "An address in the text", 480,
                    56 + text->height() + noteHeight + 24 + 48 + 24);
  const Area inner = frame.inner();
  const Area ground{inner.x - 8, inner.y - 2, inner.w + 16, text->height() + 12};
  const Pen pen = context.pen();
  pen.fill(ground, context.tones.field, 6);
  pen.draw(*text, inner.x, inner.y + 4, context.tones.ink);
  if (!note.empty())
    pen.label(note, type::kBody, inner.x, ground.bottom() + 18, context.tones.muted, {.maxWidth = inner.w});
  const auto clicked = frame.buttons({{"Cancel"}, {"Copy", !opens}, {"Open", opens, opens}});
  if (clicked == 1) context.ask(command::CopyText{address.shown});
  if (clicked == 2) context.ask(command::OpenLink{address.shown});
  if (clicked) context.ask(command::CloseDialog{});
}

void drawUnsavedDialog(Context& context) {
  using enum command::Unsaved;
  const bool quitting = context.state.dialog == session::Dialog::quit;
  const std::string path = context.state.dialogText;
  const std::string next = quitting ? "" : std::filesystem::path(path).filename().string() + " comes next. ";
  const text::LayoutPtr words = context.set(next + "Changes that are not saved are lost.", type::kBody,
                                            {.widthPx = 432, .lineHeightPx = 19, .maxLines = 4});
  DialogFrame frame(context, quitting ? "Save the story before quitting?" : "Save the story first?", 480,
                    140 + words->height());
  const Area inner = frame.inner();
  context.pen().draw(*words, inner.x, inner.y + 2, context.tones.muted);
  const auto leave = [&](command::Unsaved changes) {
    if (quitting)
      context.ask(command::Quit{changes});
    else
      context.ask(command::OpenPath{path, changes});
  };
  const auto clicked = frame.buttons({{"Cancel"}, {"Discard"}, {"Save", true}});
  if (clicked == 0) context.ask(command::CloseDialog{});
  if (clicked == 1) leave(discard);
  if (clicked == 2) leave(save);
}

}  // namespace dateline::ui
