#include "ui/export_dialog.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "ui/text_field.h"

namespace dateline::ui {
namespace {

using session::ExportSpec;

constexpr int kLargestSidePx = 16384;
constexpr float kControl = 32;
constexpr float kNoteHeight = 32;
constexpr float kExportHeight = 272, kMapExportHeight = 448;

struct Preset {
  int width, height;  ///< logical px
  int scale;          ///< 0: any
  int dpi = 0;
  [[nodiscard]] bool matches(const ExportSpec& spec) const {
    return width == spec.width && height == spec.height &&
           (scale == 0 || static_cast<float>(scale) == spec.scale);
  }
};

/// Larger pictures are finer ones: names and lines keep their share of them.
std::array<Preset, 4> presetsOf(const session::State& state) {
  return {{{static_cast<int>(std::lround(state.mapWidth)), static_cast<int>(std::lround(state.mapHeight)), 0},
           {1920, 1080, 1},
           {1920, 1080, 2},
           {1169, 827, 3, 300}}};
}

int numberIn(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

void caption(const Context& context, std::string_view text, float x, float y) {
  context.pen().label(text, type::kLabel, x, y, context.tones.muted);
}

}  // namespace

void ExportDialog::begin(const Context& context) {
  shown_ = true;
  const ExportSpec& spec = context.state.exportSpec;
  width_ = std::to_string(spec.width);
  height_ = std::to_string(spec.height);
  path_ = spec.path;
  askedAbout_.clear();
}

std::string ExportDialog::problemOf(const ExportSpec& spec) const {
  const bool map = spec.what == ExportSpec::What::map;
  if (map && (spec.width < 1 || spec.height < 1)) return "Width and height are whole numbers from 1.";
  const float largest = static_cast<float>(std::max(spec.width, spec.height)) * spec.scale;
  if (map && largest > kLargestSidePx)
    return fmt::format("At most {} pixels a side: make it smaller.", kLargestSidePx);
  if (path_.empty()) return "Name the file to be written.";
  if (isFolder_) return "This is a folder: name a file in it.";
  if (!refusalOfName_.empty()) return refusalOfName_;
  if (isBeingWritten_) return "Another export is writing this file: choose another name.";
  if (!folderExists_) return "There is no such folder to write it to.";
  return {};
}

void ExportDialog::draw(Context& context) {
  if (!shown_) begin(context);
  ExportSpec spec = context.state.exportSpec;
  const bool map = spec.what == ExportSpec::What::map;
  DialogFrame frame(context, "Export", 480, map ? kMapExportHeight : kExportHeight, kMapExportHeight);
  const Area inner = frame.inner();
  float y = inner.y;
  const std::array<std::string, 2> whats = {"The map", "The window as it is"};
  const int what = choice(context, "what", {inner.x, y, inner.w, kControl}, whats, map ? 0 : 1);
  spec.what = what == 0 ? ExportSpec::What::map : ExportSpec::What::window;
  y += kControl + 20;
  if (map) {
    sizeControls(context, spec, inner.x, y, inner.w);
    y += 176;
  }
  caption(context, "File", inner.x, y);
  textField(context, "##path", {inner.x, y + 12, inner.w, kControl}, path_);
  spec.path = path_;
  checkPath(context);
  finish(context, spec);
  const std::string problem = problemOf(spec);
  const bool asks = problem.empty() && asksToReplace();
  const Area note{inner.x, y + 12 + kControl + 6, inner.w, kNoteHeight};
  if (asks)
    question(context, note);
  else
    tell(context, problem, note);
  const auto clicked = frame.buttons({{"Cancel"}, {asks ? "Replace" : "Export", true, problem.empty()}});
  if (clicked == 0) context.ask(command::CloseDialog{});
  if (clicked == 1) accept(context, spec);
}

/// On two lines where one has no room.
void ExportDialog::tell(const Context& context, const std::string& problem, const Area& area) {
  const text::LayoutPtr words =
      context.set(problem, type::kLabel, {.widthPx = area.w, .lineHeightPx = area.h / 2, .maxLines = 2});
  context.pen().draw(*words, area.x, area.centreY() - 4 - words->height() / 2, context.tones.kicker);
}

bool ExportDialog::asksToReplace() const {
  return exists_ && askedAbout_ == path_;
}

/// Which file would be lost is asked once it was chosen, and agreed to by a second choice.
void ExportDialog::accept(Context& context, ExportSpec spec) {
  if (exists_ && !asksToReplace()) {
    askedAbout_ = path_;
    askedAt_ = context.input.seconds;
    return;
  }
  // The second click of two belongs to what was there at the first.
  if (exists_ && context.input.seconds - askedAt_ < kDoubleClickSeconds) return;
  spec.overwrite = exists_;
  context.ask(command::SetExport{spec});
  context.ask(command::Export{});
}

void ExportDialog::question(const Context& context, const Area& area) const {
  const Pen pen = context.pen();
  const std::string name = std::filesystem::path(path_).filename().string();
  pen.box(area, context.tones.highlight, context.tones.highlightRule, 6);
  constexpr const char* kAsks = " exists already. Replace it?";
  const float room = area.w - 24 - pen.widthOf(kAsks, type::kBody);
  const float width =
      pen.label(name, type::kBodyMedium, area.x + 12, area.centreY(), context.tones.ink, {.maxWidth = room});
  pen.label(kAsks, type::kBody, area.x + 12 + width, area.centreY(), context.tones.ink);
}

/// In every frame: a file may come to be, or another export may end, while the dialog is open.
void ExportDialog::checkPath(const Context& context) {
  std::error_code ignored;
  exists_ = std::filesystem::exists(path_, ignored);
  if (askedAbout_ != path_) askedAbout_.clear();
  refusalOfName_ = session::refusalOfPictureName(path_);
  if (!refusalOfName_.empty())  // the folder stands above
    refusalOfName_ = session::refusalOfPictureName(std::filesystem::path(path_).filename().string());
  isFolder_ = std::filesystem::is_directory(path_, ignored);
  isBeingWritten_ = !path_.empty() && session::isBeingWritten(context.state, path_);
  const std::filesystem::path folder = std::filesystem::path(path_).parent_path();
  folderExists_ = folder.empty() || std::filesystem::is_directory(folder, ignored);
}

void ExportDialog::finish(Context& context, ExportSpec spec) {
  const ExportSpec& old = context.state.exportSpec;
  const bool same = spec.what == old.what && spec.width == old.width && spec.height == old.height &&
                    spec.scale == old.scale && spec.dpi == old.dpi && spec.transparent == old.transparent &&
                    spec.path == old.path;
  if (!same) context.ask(command::SetExport{spec});
}

void ExportDialog::sizeControls(Context& context, ExportSpec& spec, float x, float y, float width) {
  const Pen pen = context.pen();
  const auto presets = presetsOf(context.state);
  const std::array<std::string, 4> names = {"As window", "1920 × 1080", "3840 × 2160", "A4, 300 dpi"};
  int current = -1;
  for (int i = 3; i >= 0; --i)
    if (presets[static_cast<std::size_t>(i)].matches(spec)) current = i;
  caption(context, "Size", x, y);
  const int chosen = choice(context, "size", {x, y + 12, width, kControl}, names, current);
  if (chosen != current) {
    const Preset& preset = presets[static_cast<std::size_t>(chosen)];
    width_ = std::to_string(preset.width);
    height_ = std::to_string(preset.height);
    if (preset.scale > 0) spec.scale = static_cast<float>(preset.scale);
  }
  const float row = y + 12 + kControl + 12;
  constexpr float kSide = 80, kTimes = 24, kScales = 184;
  textField(context, "##width", {x, row, kSide, kControl}, width_, {.digitsOnly = true});
  pen.label("×", type::kBody, x + kSide + kTimes / 2, row + kControl / 2, context.tones.muted,
            {.align = text::Align::centre});
  textField(context, "##height", {x + kSide + kTimes, row, kSide, kControl}, height_, {.digitsOnly = true});
  spec.width = numberIn(width_);
  spec.height = numberIn(height_);
  const std::array<std::string, 4> scales = {"1×", "2×", "3×", "4×"};
  const int scale = std::clamp(static_cast<int>(std::lround(spec.scale)) - 1, 0, 3);
  caption(context, "Scale", x + width - kScales - 12 - pen.widthOf("Scale", type::kLabel),
          row + kControl / 2);
  const Area scaleBox{x + width - kScales, row, kScales, kControl};
  spec.scale = static_cast<float>(choice(context, "scale", scaleBox, scales, scale) + 1);
  spec.dpi = 0;
  for (const Preset& preset : presets)
    if (preset.matches(spec)) spec.dpi = std::max(spec.dpi, preset.dpi);
  const auto pixels = [&](int side) { return std::lround(static_cast<float>(side) * spec.scale); };
  if (spec.width > 0 && spec.height > 0)
    caption(context, fmt::format("The picture has {} × {} pixels", pixels(spec.width), pixels(spec.height)),
            x, row + kControl + 18);
  if (checkBox(context, "##clear", x, row + kControl + 50, "Transparent water", spec.transparent))
    spec.transparent = !spec.transparent;
}

}  // namespace dateline::ui
