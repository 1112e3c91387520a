#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/paths.h"
#include "base/sha256.h"
#include "session/session.h"

// Saving the story: beside the article, never over what somebody else wrote, never into the program's own
// files.

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestStory = 256u << 20;

/// One of the stories that come with the program.
bool isShipped(const fs::path& path) {
  const Result<fs::path> folder = shippedFile("assets/stories");
  std::error_code failed;
  return folder && fs::equivalent(path.parent_path(), *folder, failed) && !failed;
}

bool isThere(const fs::path& path) {
  std::error_code failed;
  return fs::exists(fs::symlink_status(path, failed));
}

/// How a story in this folder names the article: as it does already where that leads to it.
std::string hrefFrom(const fs::path& folder, const story::Story& story, const article::Article& article) {
  std::error_code failed;
  const fs::path file = article.path;
  if (article.path.empty() || article.path == "-" || !fs::is_regular_file(file, failed) || isShipped(file))
    return story.articleHref;
  if (!story.articleHref.empty() && fs::equivalent(folder / story.articleHref, file, failed))
    return story.articleHref;
  const fs::path way = fs::proximate(file, folder.empty() ? fs::path(".") : folder, failed);
  return failed || way.empty() ? story.articleHref : way.generic_string();
}

/// Refuses to write over a file that is not the one the story was read from.
Status mayReplace(const story::Story& story, const fs::path& path) {
  if (!isThere(path)) return {};
  const bool ours = !story.fileSha256.empty() && fs::path(story.path) == path;
  if (!ours)
    return fail(ErrorKind::io, "exists already; choose another name or agree to replace it", path.string());
  const Result<std::string> bytes = readFile(path, kLargestStory);
  if (!bytes) return tl::make_unexpected(bytes.error());
  if (sha256(*bytes) == story.fileSha256) return {};
  return fail(
      ErrorKind::io,
      "was changed by another program since it was opened; save the story under another name, or choose "
      "this one again to replace it",
      path.string());
}

/// The story's file, which nobody changed since, says already what is to be saved. That may be more than the
/// user's edits: the projection that was chosen, positions that moved.
bool isInFile(const story::Story& saved) {
  const fs::path path = saved.path;
  if (!isThere(path)) return false;
  const auto file = story::readStory(path);
  return file && story::storyBytes(**file, path) == story::storyBytes(saved, path);
}

}  // namespace

/// Where a story without a file of its own is offered to be saved.
std::string Session::offeredStoryPath() const {
  const fs::path own = state_.story->path;
  if (!own.empty() && !isShipped(own)) return own.string();
  const fs::path article = state_.article->path;
  if (!article.empty() && article != "-" && !isShipped(article))
    return (article.parent_path() / (article.stem().string() + ".story.geojson")).string();
  const std::string name = !own.empty()                        ? own.filename().string()
                           : article.empty() || article == "-" ? "story.story.geojson"
                                                               : article.stem().string() + ".story.geojson";
  return (documentsFolder() / name).string();
}

/// What is read next often lies beside what is read now; empty where that has no file of the user's.
std::string Session::articleFolder() const {
  const fs::path path = state_.article->path;
  if (path.empty() || path == "-" || isShipped(path)) return {};
  std::error_code failed;
  return fs::absolute(path, failed).parent_path().string();
}

/// Whether the story may go. Where it has changes that are not saved the question is asked first; where it
/// could not be saved it stays; where a name is asked for first, `next` is done when it has one.
bool Session::mayLeaveStory(command::Unsaved changes, const Command& next,
                            const command::OpenDialog& question) {
  using enum command::Unsaved;
  if (state_.unsaved && changes == ask) return on(question), false;
  if (changes != ask) state_.dialog = Dialog::none;
  if (state_.unsaved && changes == save) {
    on(command::SaveStory{});
    if (state_.dialog == Dialog::saveStory) afterSave_ = next;
    return !state_.unsaved;
  }
  return true;
}

void Session::on(const command::SaveStory& save) {
  fs::path path = save.path;
  if (path.empty()) {
    afterSave_.reset();  // it waits for a name that is given
    path = state_.story->path;
    if (path.empty() || isShipped(path)) return on(command::OpenDialog{Dialog::saveStory, {}});
  }
  if (!save.replace)
    if (const Status may = mayReplace(*state_.story, path); !may)
      return complain("Not saved", may.error().text());
  story::Renewed renewed = story::renewed(state_.story, *state_.article, state_.resolutions);
  story::Story* saved = renewed.story.get();
  saved->articleHref = hrefFrom(path.parent_path(), *saved, *state_.article);
  saved->path = path.string();
  if (save.path.empty() && !state_.unsaved && isInFile(*saved))
    return say("Nothing has changed; " + path.filename().string() + " stays as it is");
  const std::string bytes = story::storyBytes(*saved, path);
  if (const Status written = writeFileAtomically(path, bytes); !written)
    return complain("Not saved", written.error().text());
  saved->fileSha256 = sha256(bytes);
  state_.story = std::move(renewed.story);
  state_.resolutions = std::move(renewed.resolutions);
  state_.unsaved = false;
  asSaved_ = state_.story;
  for (Edit& edit : undo_) edit.unsaved = true;
  for (Edit& edit : redo_) edit.unsaved = true;
  std::erase_if(state_.toasts, [](const Toast& toast) { return toast.ofEdit; });
  const std::string name = path.filename().string();
  say(renewed.moved == 0 ? "Saved " + name
      : renewed.moved == 1
          ? "Saved " + name + "; 1 passage that moved has its new position"
          : fmt::format("Saved {}; {} passages that moved have their new positions", name, renewed.moved),
      path);
  if (const auto next = std::exchange(afterSave_, std::nullopt)) apply(*next);
}

}  // namespace dateline::session
