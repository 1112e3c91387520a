#include "ui/folder_listing.h"

#include <algorithm>
#include <cstdlib>

#include "base/paths.h"

namespace dateline::ui {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 5000;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool wanted(const std::string& name, std::span<const std::string_view> extensions) {
  if (extensions.empty()) return true;
  const std::string extension = lower(fs::path(name).extension().string());
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

}  // namespace

FolderListing listFolder(const fs::path& folder, std::span<const std::string_view> extensions) {
  FolderListing listing;
  listing.folder = folder;
  std::error_code error;
  fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  if (error) {
    listing.problem = "This folder cannot be read: " + error.message() + ".";
    return listing;
  }
  for (; entry != fs::directory_iterator() && listing.entries.size() < kMostEntries; entry.increment(error)) {
    if (error) break;
    const std::string name = entry->path().filename().string();
    if (name.empty() || name[0] == '.') continue;
    std::error_code ignored;
    const bool isFolder = entry->is_directory(ignored);
    if (isFolder || (entry->is_regular_file(ignored) && wanted(name, extensions)))
      listing.entries.push_back({name, isFolder});
  }
  std::sort(listing.entries.begin(), listing.entries.end(), [](const FolderEntry& a, const FolderEntry& b) {
    if (a.folder != b.folder) return a.folder;
    return lower(a.name) < lower(b.name);
  });
  return listing;
}

std::vector<std::pair<std::string, fs::path>> bookmarks() {
  std::vector<std::pair<std::string, fs::path>> places;
  const auto add = [&places](const char* name, const fs::path& path) {
    std::error_code ignored;
    if (!path.empty() && fs::is_directory(path, ignored)) places.emplace_back(name, path);
  };
  const char* home = std::getenv("HOME");
  const fs::path base = home == nullptr ? fs::path() : fs::path(home);
  add("Home", base);
  if (!base.empty()) add("Documents", base / "Documents");
  if (!base.empty()) add("Downloads", base / "Downloads");
  if (picturesFolder() != base) add("Pictures", picturesFolder());
  std::error_code ignored;
  add("Working folder", fs::current_path(ignored));
  add("Computer", "/");
  return places;
}

}  // namespace dateline::ui
