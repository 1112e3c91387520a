#include <cmath>
#include <filesystem>

#include "base/link_address.h"
#include "base/paths.h"
#include "figure/picture_name.h"
#include "figure/screenshot_name.h"
#include "session/copying.h"
#include "session/session.h"

// Dialogs, screenshots and what only the window can do.

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

std::string stemOf(const State& state) {
  const std::string stem = fs::path(state.article->path).stem().string();
  return stem.empty() || stem == "-" ? "dateline" : stem;
}

/// What the map shows, as large as it fits into a picture of another size.
map::View exportedView(const State& state) {
  const ExportSpec& spec = state.exportSpec;
  const double larger = std::min(spec.width / state.mapWidth, spec.height / state.mapHeight);
  map::View view = state.view;
  view.zoom.level += std::log2(larger);
  return map::Camera(state.view, spec.width, spec.height).withView(view).view();
}

}  // namespace

std::string refusalOfPictureName(const std::string& path) {
  const Status may = figure::checkPictureName(path);
  return may ? "" : may.error().message;
}

void Session::on(const command::OpenDialog& open) {
  state_.dialog = open.dialog;
  state_.dialogText = open.text;
  afterSave_.reset();
  if (open.dialog == Dialog::saveStory && open.text.empty()) state_.dialogText = offeredStoryPath();
  if (open.dialog == Dialog::openArticle && open.text.empty()) state_.dialogText = articleFolder();
  if (open.dialog == Dialog::exportImage) {
    state_.exportSpec.width = static_cast<int>(std::lround(state_.mapWidth));
    state_.exportSpec.height = static_cast<int>(std::lround(state_.mapHeight));
    state_.exportSpec.overwrite = false;
    state_.exportSpec.path = offeredPicture().string();
  }
}

/// No file and no export that still goes on has this name.
fs::path Session::offeredPicture() const {
  return figure::offeredName(picturesFolder(), stemOf(state_), ".png",
                             [this](const fs::path& path) { return isBeingWritten(state_, path); });
}

void Session::on(const command::CloseDialog&) {
  state_.dialog = Dialog::none;
}

void Session::on(const command::SetExport& set) {
  state_.exportSpec = set.spec;
}

void Session::on(const command::Export&) {
  const ExportSpec spec = state_.exportSpec;
  std::error_code ignored;
  if (const std::string refusal = refusalOfPictureName(spec.path); !refusal.empty())
    return complain("Not exported", refusal);
  if (isBeingWritten(state_, spec.path))
    return complain("Not exported", spec.path + " is being written by another export; choose another name.");
  if (!spec.overwrite && fs::exists(spec.path, ignored))
    return complain("Not exported", spec.path + " exists; choose another name or agree to replace it.");
  state_.dialog = Dialog::none;
  if (spec.what == ExportSpec::What::window)
    return pictureWindow(spec.path, spec.overwrite ? Existing::replace : Existing::keep);
  const bool asWindow =
      spec.width == std::lround(state_.mapWidth) && spec.height == std::lround(state_.mapHeight);
  Task& task = addTask("Exporting " + fs::path(spec.path).filename().string());
  task.writes = spec.path;
  effects_.emplace_back(
      effect::ExportMap{spec, mapModel(state_), asWindow ? state_.view : exportedView(state_), task});
}

void Session::pictureWindow(const fs::path& path, Existing existing) {
  state_.posing = true;
  effects_.emplace_back(effect::PictureWindow{path, existing});
}

void Session::on(const command::EndPose&) {
  state_.posing = false;
}

void Session::on(const command::Screenshot& shot) {
  const fs::path path = offeredPicture();
  if (shot.what == ExportSpec::What::window) return pictureWindow(path, Existing::keep);
  effects_.emplace_back(effect::PictureMap{path});
}

void Session::on(const command::CancelTask& cancel) {
  if (cancel.id < 0) {
    std::vector<int> all;
    for (const Task& task : state_.tasks) all.push_back(task.id);
    for (const int id : all) on(command::CancelTask{id});
    return;
  }
  for (const Task& task : state_.tasks)
    if (task.id == cancel.id) task.cancel.cancel();
  if (openings_.contains(cancel.id)) return giveUpOpening(cancel.id);
  // A connection that is not there yet is given up at once, and so is a file of which nothing is shown yet.
  for (const auto& [id, live] : live_) {
    if (live.task != cancel.id || (live.opened && !live.ofFile)) continue;
    const std::string dropped = id;
    return on(command::RemoveLayer{dropped});
  }
}

void Session::on(const command::DismissProblem& dismiss) {
  if (dismiss.index < 0) return state_.problems.clear();
  const auto index = static_cast<std::size_t>(dismiss.index);
  if (index < state_.problems.size()) state_.problems.erase(state_.problems.begin() + dismiss.index);
}

void Session::on(const command::DismissToast& dismiss) {
  const auto index = static_cast<std::size_t>(dismiss.index);
  if (index < state_.toasts.size()) state_.toasts.erase(state_.toasts.begin() + dismiss.index);
}

void Session::on(const command::CopyText& copy) {
  effects_.emplace_back(effect::CopyText{copy.text});
}
void Session::on(const command::CopyRange& copy) {
  const TextRange range{copy.range.start, std::min(copy.range.end, state_.article->offsets.codePoints())};
  if (range.start >= range.end) return say("Nothing is marked in the text");
  using enum command::CopyAs;
  switch (copy.as) {
    case text:
      effects_.emplace_back(effect::CopyText{std::string(state_.article->slice(range))});
      return;
    case quotation:
      effects_.emplace_back(effect::CopyText{quotationOf(state_, range)});
      return say("Copied with its source");
    case annotation:
      effects_.emplace_back(effect::CopyText{annotationOf(state_, range)});
      return say("Copied as a W3C annotation");
  }
}
void Session::on(const command::UseText& use) {
  state_.showReader = true;
  state_.textRequest = {use.use, state_.textRequest.serial + 1};
}
void Session::on(const command::OpenLink& open) {
  state_.dialog = Dialog::none;
  const LinkAddress address = readLinkAddress(open.target);
  if (address.refusal.empty())
    effects_.emplace_back(effect::OpenExternally{address.shown});
  else
    complain("Not opened", address.refusal);
}
void Session::on(const command::OpenFolder& open) {
  effects_.emplace_back(effect::OpenExternally{open.path});
}
void Session::on(const command::ToggleFullScreen&) {
  effects_.emplace_back(effect::ToggleFullScreen{});
}
void Session::on(const command::Quit& quit) {
  if (mayLeaveStory(quit.unsaved, quit, {Dialog::quit, {}})) effects_.emplace_back(effect::Quit{});
}

void Session::on(const command::Escape&) {
  if (state_.dialog == Dialog::saveStory) afterSave_.reset();
  if (state_.dialog != Dialog::none) return on(command::CloseDialog{});
  if (state_.goTo.open) return on(command::CloseGoTo{});
  if (state_.find.open) return on(command::CloseFind{});
  if (!state_.problems.empty()) return on(command::DismissProblem{0});
  if (state_.review.open) return on(command::CloseReview{});
  if (!state_.openCluster.empty()) return state_.openCluster.clear();
  if (state_.cardOpen) return on(command::CloseCard{});
  on(command::ClearSelection{});
}

}  // namespace dateline::session
