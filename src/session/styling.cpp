#include <algorithm>
#include <filesystem>

#include "map/style_file.h"
#include "session/session.h"

// The style that was chosen, and its file, which may be edited while the map is looked at.

namespace dateline::session {

namespace fs = std::filesystem;

void Session::on(const command::SetStyle& set) {
  if (set.style.empty()) return dropStyle();
  std::error_code failed;
  std::string chosen = set.style;
  if (map::isStylePath(chosen)) chosen = fs::absolute(chosen, failed).lexically_normal().string();
  std::vector<fs::path> files;
  const Result<map::StylePtr> read = map::readStyle(chosen, &files);
  // What is not there at all is not waited for, nor does it take the place of a style that is.
  if (!read && (read.error().kind == ErrorKind::notFound || read.error().kind == ErrorKind::usage))
    return complain("The style was not found", read.error().text());
  state_.style = chosen;
  useStyle(read, std::move(files));
}

/// The theme's own look again.
void Session::dropStyle() {
  state_.style.clear();
  state_.look.style = nullptr;
  styleFiles_.clear();
  styleWatches_.clear();
  forgetProblems(Problem::About::style);
}

/// A style with a fault changes nothing on the map: the fault is told until it is mended.
void Session::useStyle(const Result<map::StylePtr>& read, std::vector<fs::path> files) {
  forgetProblems(Problem::About::style);
  if (read)
    state_.look.style = *read;
  else
    complain("The style has a fault; the map keeps its look", read.error().text(), Problem::About::style);
  ++revision_;
  if (files == styleFiles_) return;
  styleFiles_ = std::move(files);
  styleWatches_.clear();
  for (const fs::path& file : styleFiles_)
    styleWatches_.push_back(
        std::make_unique<FileWatch>(file.string(), [this] { inbox_.post([this] { rereadStyle(); }); }));
}

/// Small enough a file to be read at once.
void Session::rereadStyle() {
  if (state_.style.empty()) return;
  std::vector<fs::path> files;
  const Result<map::StylePtr> read = map::readStyle(state_.style, &files);
  useStyle(read, std::move(files));
}

}  // namespace dateline::session
