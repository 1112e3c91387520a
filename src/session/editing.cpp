#include <fmt/format.h>

#include "session/review.h"
#include "session/session.h"

// Changes that the user makes to the story, and taking them back. They are in memory until the story is
// saved.

namespace dateline::session {
namespace {

constexpr std::size_t kMostEdits = 200;
constexpr std::size_t kMostKeptAnchors = 1'000'000;  // in all edits together: a few hundred MB at most

/// The story that was, in the file that it has now.
story::StoryPtr inFileOf(const story::Story& now, story::StoryPtr was) {
  if (was->path == now.path && was->fileSha256 == now.fileSha256) return was;
  auto story = std::make_shared<story::Story>(*was);
  story->path = now.path;
  story->fileSha256 = now.fileSha256;
  story->articleHref = now.articleHref;
  return story;
}

}  // namespace

Session::Edit Session::editOf(std::string what) const {
  Edit edit{.what = std::move(what),
            .story = state_.story,
            .resolutions = state_.resolutions,
            .suggestions = state_.suggestions,
            .article = state_.article,
            .unsaved = state_.unsaved};
  for (const auto& anchors : edit.resolutions) edit.anchors += anchors.size();
  return edit;
}

void Session::keepForUndo(Edit before) {
  redo_.clear();
  undo_.push_back(std::move(before));
  std::size_t kept = 0;
  for (const Edit& edit : undo_) kept += edit.anchors;
  while (undo_.size() > 1 && (undo_.size() > kMostEdits || kept > kMostKeptAnchors)) {
    kept -= undo_.front().anchors;
    undo_.erase(undo_.begin());
  }
  state_.unsaved = true;
  showEdits();
}

void Session::forgetEdits() {
  undo_.clear();
  redo_.clear();
  state_.unsaved = false;
  showEdits();
}

void Session::showEdits() {
  state_.undo = undo_.empty() ? "" : undo_.back().what;
  state_.redo = redo_.empty() ? "" : redo_.back().what;
}

/// The state goes onto the other pile and the top of this one becomes the state.
void Session::swapEdit(std::vector<Edit>& from, std::vector<Edit>& to, const char* done) {
  if (from.empty()) return say(fmt::format("Nothing to {}", &to == &redo_ ? "undo" : "redo"));
  Edit edit = std::move(from.back());
  from.pop_back();
  to.push_back(editOf(edit.what));
  say(fmt::format("{}: {}", done, edit.what));
  // The text may have changed on the disk meanwhile.
  const bool sameText = edit.article == state_.article;
  state_.resolutions =
      sameText ? std::move(edit.resolutions) : story::resolveAll(*edit.story, *state_.article);
  state_.story = inFileOf(*state_.story, std::move(edit.story));
  state_.suggestions = std::move(edit.suggestions);
  if (!state_.suggestions.empty()) state_.showSuggestions = true;
  state_.unsaved = edit.unsaved;
  showEdits();
  state_.openCluster.clear();
  if (state_.story->indexOf(state_.hovered) < 0) state_.hovered.clear();
  const int selected = state_.story->indexOf(state_.selected);
  if (selected < 0) on(command::ClearSelection{});
  if (selected >= 0 && state_.mention < 0)
    state_.highlighted = passageRange(state_, selected, state_.passage);
  if (state_.review.open && !reviewedAnchor(state_)) state_.review = {};
}

void Session::on(const command::Undo&) {
  swapEdit(undo_, redo_, "Undone");
}

void Session::on(const command::Redo&) {
  swapEdit(redo_, undo_, "Done again");
}

}  // namespace dateline::session
