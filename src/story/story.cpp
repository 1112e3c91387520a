#include "story/story.h"

#include <algorithm>

namespace dateline::story {

int Story::indexOf(std::string_view id) const {
  const auto found =
      std::find_if(events.begin(), events.end(), [&](const Event& event) { return event.id == id; });
  return found == events.end() ? -1 : static_cast<int>(found - events.begin());
}

const Event* Story::find(std::string_view id) const {
  const int index = indexOf(id);
  return index < 0 ? nullptr : &events[static_cast<std::size_t>(index)];
}

std::string_view name(AnchorState state) {
  switch (state) {
    case AnchorState::exact:
      return "exact";
    case AnchorState::moved:
      return "moved";
    case AnchorState::fuzzy:
      return "fuzzy";
    case AnchorState::ambiguous:
      return "ambiguous";
    case AnchorState::orphan:
      return "orphan";
  }
  return "orphan";
}

std::optional<std::filesystem::path> builtinStoryFor(const std::filesystem::path& folder,
                                                     std::string_view articleSha256) {
  if (articleSha256.empty()) return std::nullopt;
  std::vector<std::filesystem::path> stories;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed))
    if (entry->path().string().ends_with(".story.geojson")) stories.push_back(entry->path());
  // The order of a folder is not defined; the answer shall be.
  std::sort(stories.begin(), stories.end());
  for (const auto& path : stories)
    if (const auto story = readStory(path); story && (*story)->articleSha256 == articleSha256) return path;
  return std::nullopt;
}

}  // namespace dateline::story
