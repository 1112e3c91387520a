#include "story/story.h"

#include <algorithm>
#include <array>

#include "base/sha256.h"

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

namespace {

/// Of the text as it is, without the white space at its end, and with the one line break that editors put
/// there.
std::array<std::string, 3> hashesOf(const article::Article& article) {
  std::string text = article.text;
  text.resize(text.find_last_not_of(" \t\n") + 1);
  std::string bare = sha256(text);
  return {article.sha256, std::move(bare), sha256(text + "\n")};
}

}  // namespace

std::optional<std::filesystem::path> builtinStoryFor(const std::filesystem::path& folder,
                                                     const article::Article& article) {
  if (article.sha256.empty()) return std::nullopt;
  std::vector<std::filesystem::path> stories;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed))
    if (entry->path().string().ends_with(".story.geojson")) stories.push_back(entry->path());
  // The order of a folder is not defined; the answer shall be.
  std::sort(stories.begin(), stories.end());
  const auto hashes = hashesOf(article);
  for (const auto& path : stories)
    if (const auto story = readStory(path);
        story && std::find(hashes.begin(), hashes.end(), (*story)->articleSha256) != hashes.end())
      return path;
  return std::nullopt;
}

}  // namespace dateline::story
