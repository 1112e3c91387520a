#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

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
  sayOfEdit(fmt::format("{}: {}", done, edit.what));
  // The text may have changed on the disk meanwhile.
  const bool sameText = edit.article == state_.article;
  state_.resolutions =
      sameText ? std::move(edit.resolutions) : story::resolveAll(*edit.story, *state_.article);
  state_.story = inFileOf(*state_.story, std::move(edit.story));
  const std::vector<Suggestion> before = std::exchange(state_.suggestions, std::move(edit.suggestions));
  const std::string judged = state_.selected;
  state_.unsaved = edit.unsaved;
  showEdits();
  state_.openCluster.clear();
  if (state_.story->indexOf(state_.hovered) < 0) state_.hovered.clear();
  const int selected = state_.story->indexOf(state_.selected);
  if (selected < 0) on(command::ClearSelection{});
  if (selected >= 0 && state_.mention < 0)
    state_.highlighted = passageRange(state_, selected, state_.passage);
  if (state_.review.open && !reviewedAnchor(state_)) state_.review = {};
  selectJudged(before, judged);
}

/// After suggestions came back, the first of these; after the selected one was judged again, the next.
void Session::selectJudged(const std::vector<Suggestion>& before, const std::string& selected) {
  std::set<std::pair<std::string_view, int>> old;
  for (const Suggestion& one : before) old.emplace(one.event, one.chosen);
  const auto cameBack = std::ranges::find_if(state_.suggestions, [&](const Suggestion& now) {
    return !old.contains({now.event, now.chosen});
  });
  if (cameBack != state_.suggestions.end()) {
    state_.showSuggestions = true;
    return on(command::SelectEvent{cameBack->event});
  }
  if (!before.empty() && state_.suggestions.empty()) state_.showSuggestions = false;
  const auto judged = std::ranges::find(before, selected, &Suggestion::event);
  if (judged == before.end() || suggestionOf(selected) != nullptr || state_.suggestions.empty()) return;
  const auto next = std::find_if(judged, before.end(),
                                 [&](const Suggestion& one) { return suggestionOf(one.event) != nullptr; });
  on(command::SelectEvent{next == before.end() ? state_.suggestions.front().event : next->event});
}

void Session::on(const command::Undo&) {
  swapEdit(undo_, redo_, "Undone");
}

void Session::on(const command::Redo&) {
  swapEdit(redo_, undo_, "Done again");
}

}  // namespace dateline::session
