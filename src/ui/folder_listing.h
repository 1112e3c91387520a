#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::ui {

struct FolderEntry {
  std::string name;
  bool folder = false;
};

struct FolderListing {
  std::filesystem::path folder;
  std::vector<FolderEntry> entries;  ///< folders first, by name; no hidden ones
  std::string problem;               ///< a sentence, when it could not be read
};

/// What stands in a folder: its folders and the files with one of the extensions (lower case, with the dot;
/// none: all files). At most 5,000 entries.
FolderListing listFolder(const std::filesystem::path& folder, std::span<const std::string_view> extensions);

/// Folders people keep things in, those that exist: name and path.
std::vector<std::pair<std::string, std::filesystem::path>> bookmarks();

}  // namespace dateline::ui
