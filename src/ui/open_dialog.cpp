#include "ui/open_dialog.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ui/text_field.h"

namespace dateline::ui {
namespace {

namespace fs = std::filesystem;
using session::Dialog;

constexpr float kFileRow = 28;
constexpr float kPlaces = 136;

constexpr std::array<std::string_view, 9> kArticles = {".txt",  ".md",   ".markdown", ".text", ".geojson",
                                                       ".json", ".html", ".htm",      ".xhtml"};
constexpr std::array<std::string_view, 20> kLayers = {
    ".geojson", ".json", ".topojson", ".shp", ".gpkg", ".fgb", ".kml",      ".kmz", ".gpx", ".tsv",
    ".csv",     ".tab",  ".mif",      ".gml", ".zip",  ".dbf", ".geojsonl", ".xml", ".shz", ".geojsons"};
constexpr std::array<std::string_view, 1> kStyles = {".json"};
constexpr std::array<std::string_view, 2> kStories = {".geojson", ".json"};

std::span<const std::string_view> extensionsOf(Dialog dialog) {
  if (dialog == Dialog::openLayer) return kLayers;
  if (dialog == Dialog::openStyle) return kStyles;
  if (dialog == Dialog::saveStory) return kStories;
  return kArticles;
}

const char* titleOf(Dialog dialog) {
  if (dialog == Dialog::openLayer) return "Open layer";
  if (dialog == Dialog::openStyle) return "Open style";
  if (dialog == Dialog::saveStory) return "Save story as";
  return "Open article or story";
}

bool isFolder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

}  // namespace

std::string_view nothingHere(Dialog dialog) {
  return dialog == Dialog::saveStory ? "No stories here yet" : "Nothing to open here";
}

void OpenDialog::begin(const Context& context) {
  shownFor_ = context.state.dialog;
  bookmarks_ = bookmarks();
  confirmReplace_ = false;
  wantsFocus_ = true;
  const fs::path start = context.state.dialogText;
  std::error_code ignored;
  fs::path folder = isFolder(start) ? start : start.parent_path();
  if (!isFolder(folder)) folder = listing_.folder.empty() ? fs::current_path(ignored) : listing_.folder;
  goTo(folder);
  if (!start.empty() && !isFolder(start)) path_ = (folder / start.filename()).string();
}

void OpenDialog::goTo(const fs::path& folder) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(folder, ignored);
  listing_.folder = whole.empty() ? folder : whole;
  const std::string name = shownFor_ == Dialog::saveStory && !path_.empty() && !isFolder(path_)
                               ? fs::path(path_).filename().string()
                               : "";
  path_ = (listing_.folder / name).string();
  relist();
}

void OpenDialog::relist() {
  listing_ =
      listFolder(listing_.folder, allFiles_ ? std::span<const std::string_view>{} : extensionsOf(shownFor_));
  row_ = -1;
  scroll_ = 0;
}

void OpenDialog::accept(Context& context) {
  if (shownFor_ == Dialog::openLayer && session::isDatabaseAddress(path_)) {
    context.ask(command::CloseDialog{});
    context.ask(command::AddDatabaseLayer{path_});
    path_.clear();  // it may hold a password
    return;
  }
  const fs::path chosen = path_;
  if (isFolder(chosen)) return goTo(chosen);
  std::error_code ignored;
  if (shownFor_ == Dialog::saveStory && fs::exists(chosen, ignored) && !confirmReplace_) {
    confirmReplace_ = true;
    return;
  }
  context.ask(command::CloseDialog{});
  if (shownFor_ == Dialog::openLayer)
    context.ask(command::AddLayer{chosen.string()});
  else if (shownFor_ == Dialog::openStyle)
    context.ask(command::SetStyle{chosen.string()});
  else if (shownFor_ == Dialog::saveStory)
    context.ask(command::SaveStory{chosen.string(), confirmReplace_});
  else
    context.ask(command::OpenPath{chosen.string()});
}

void OpenDialog::activate(Context& context, const FolderEntry& entry) {
  if (entry.folder) return goTo(listing_.folder / entry.name);
  path_ = (listing_.folder / entry.name).string();
  accept(context);
}

void OpenDialog::useKeys(Context& context) {
  using platform::Key;
  const int count = static_cast<int>(listing_.entries.size());
  const int before = row_;
  if (context.take(Key::down)) row_ = std::min(row_ + 1, count - 1);
  if (context.take(Key::up)) row_ = std::max(row_ - 1, 0);
  if (row_ == before || row_ < 0 || row_ >= count) return;
  path_ = (listing_.folder / listing_.entries[static_cast<std::size_t>(row_)].name).string();
  confirmReplace_ = false;
  reveal_ = true;
}

void OpenDialog::draw(Context& context) {
  if (shownFor_ != context.state.dialog) begin(context);
  const bool saving = shownFor_ == Dialog::saveStory;
  useKeys(context);
  DialogFrame frame(context, titleOf(shownFor_), 680, 520);
  const Area inner = frame.inner();
  const Area up{inner.x, inner.y, 32, 32};
  if (iconButton(context, "##up", up, Icon::chevronUp, "The folder above"))
    goTo(listing_.folder.parent_path());
  const std::string before = path_;
  const FieldResult typed = textField(
      context, "##path", {inner.x + 40, inner.y, inner.w - 40, 32}, path_,
      {.hint = shownFor_ == Dialog::openLayer ? "Path of a file, or postgresql://user@host/database?table=…"
                                              : "Path of a file",
       .focus = wantsFocus_});
  if (typed.active) wantsFocus_ = false;
  if (path_ != before) confirmReplace_ = false;
  const float listHeight = inner.h - 32 - 12 - 48;
  places(context, {inner.x, inner.y + 44, kPlaces, listHeight});
  files(context, {inner.x + kPlaces + 12, inner.y + 44, inner.w - kPlaces - 12, listHeight});
  if (checkBox(context, "##all", inner.x, inner.bottom() - 16, "All files", allFiles_)) {
    allFiles_ = !allFiles_;
    relist();
  }
  if (confirmReplace_)
    context.pen().label("This file exists.", type::kLabel, inner.x + 110, inner.bottom() - 16,
                        context.tones.kicker);
  const char* main = confirmReplace_ ? "Replace" : saving ? "Save" : "Open";
  const auto clicked = frame.buttons({{"Cancel"}, {main, true, !path_.empty()}});
  if (clicked == 0) context.ask(command::CloseDialog{});
  if (clicked == 1) accept(context);
}

void OpenDialog::places(Context& context, const Area& area) {
  const Pen pen = context.pen();
  float y = area.y;
  for (const auto& [name, path] : bookmarks_) {
    const Area row{area.x, y, area.w, kFileRow};
    const Hit hit = clickable(context, name.c_str(), row);
    const bool here = path == listing_.folder;
    if (hit.hovered || here) pen.fill(row, here ? context.tones.chosen : context.tones.hover, 5);
    pen.label(name, type::kBody, row.x + 10, row.centreY(), context.tones.ink, {.maxWidth = row.w - 16});
    y += kFileRow;
    if (hit.clicked || keyPressed(context, name.c_str(), row)) return goTo(path);
  }
}

void OpenDialog::files(Context& context, const Area& area) {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.box(area, tones.field, tones.rule, 6);
  const Area list = area.inset(4);
  const std::string note = !listing_.problem.empty()  ? listing_.problem
                           : listing_.entries.empty() ? std::string(nothingHere(shownFor_))
                                                      : "";
  pen.label(note, type::kBody, list.x + 12, list.y + 18, tones.muted, {.maxWidth = list.w - 20});
  const float whole = kFileRow * static_cast<float>(listing_.entries.size());
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (list.contains(mouse.x, mouse.y)) scroll_ -= ImGui::GetIO().MouseWheel * kFileRow * 3;
  if (std::exchange(reveal_, false)) {
    const float top = kFileRow * static_cast<float>(row_);
    scroll_ = std::clamp(scroll_, std::min(top, top + kFileRow - list.h), top);
  }
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, whole - list.h));
  scrollThumb(context, {list.x, list.y, list.w + 3, list.h}, whole, scroll_);
  const Pen::Clip clip(pen, list);
  for (int i = static_cast<int>(scroll_ / kFileRow); i < static_cast<int>(listing_.entries.size()); ++i) {
    const Area row{list.x, list.y + kFileRow * static_cast<float>(i) - scroll_, list.w, kFileRow};
    if (row.y >= list.bottom()) break;
    const FolderEntry entry = listing_.entries[static_cast<std::size_t>(i)];
    const Area seen{row.x, std::max(row.y, list.y), row.w,
                    std::min(row.bottom(), list.bottom()) - std::max(row.y, list.y)};
    ImGui::PushID(i);
    const Hit hit = clickable(context, "##file", seen);
    ImGui::PopID();
    if (i == row_ || hit.hovered) pen.fill(row, i == row_ ? tones.chosen : tones.hover, 5);
    pen.icon(entry.folder ? Icon::folder : Icon::page, row.x + 16, row.centreY(), 12, tones.muted);
    pen.label(entry.name, type::kBody, row.x + 34, row.centreY(), tones.ink, {.maxWidth = row.w - 44});
    if (hit.doubleClicked) return activate(context, entry);
    if (!hit.clicked) continue;
    row_ = i;
    confirmReplace_ = false;
    if (!entry.folder)
      path_ = (listing_.folder / entry.name).string();
    else
      path_ = (listing_.folder / entry.name / "").string();
  }
}

}  // namespace dateline::ui
