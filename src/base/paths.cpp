#include "base/paths.h"

#include <glib.h>

#include <cstdlib>
#include <string>
#include <system_error>
#include <vector>

namespace dateline {
namespace {

namespace fs = std::filesystem;

fs::path executableFolder() {
  std::error_code failed;
  const fs::path self = fs::read_symlink("/proc/self/exe", failed);
  return failed ? fs::current_path() : self.parent_path();
}

/// In the order they are asked: what the user says, a moved folder, an installation, the tree it was built
/// from.
const std::vector<fs::path>& dataFolders() {
  static const std::vector<fs::path> folders = [] {
    std::vector<fs::path> list;
    if (const char* given = std::getenv("DATELINE_DATA")) list.emplace_back(given);
    const fs::path here = executableFolder();
    list.push_back(here);
    list.push_back(here.parent_path());
    list.push_back(here.parent_path() / "share" / "dateline");
    list.emplace_back(DATELINE_SOURCE_DIR);
    return list;
  }();
  return folders;
}

}  // namespace

Result<fs::path> shippedFile(std::string_view relative) {
  std::string tried;
  for (const fs::path& folder : dataFolders()) {
    std::error_code failed;
    fs::path candidate = folder / relative;
    if (fs::exists(candidate, failed)) return candidate;
    tried += (tried.empty() ? "" : ", ") + folder.string();
  }
  return fail(
      ErrorKind::notFound,
      "a part of the program is missing (looked in " + tried + "); install it again or set DATELINE_DATA",
      std::string(relative));
}

Result<fs::path> programLibrary(std::string_view name) {
  const fs::path here = executableFolder();
  for (const fs::path& folder :
       {here, here.parent_path() / "lib" / "dateline", fs::path(DATELINE_BINARY_DIR)}) {
    std::error_code failed;
    fs::path candidate = folder / name;
    if (fs::exists(candidate, failed)) return candidate;
  }
  return fail(ErrorKind::notFound,
              "a part of the program is missing (looked in " + here.string() + "); install it again",
              std::string(name));
}

namespace {

/// The base directory specification has a relative path ignored, which GLib does not.
fs::path ownFolder(const char* asked, const char* inHome) {
  const fs::path folder(asked);
  return (folder.is_absolute() ? folder : fs::path(g_get_home_dir()) / inHome) / "dateline";
}

/// A folder that the settings name and that is not there is no place to write to.
fs::path userFolder(GUserDirectory which) {
  const char* folder = g_get_user_special_dir(which);
  std::error_code failed;
  return folder != nullptr && fs::is_directory(folder, failed) ? fs::path(folder)
                                                               : fs::path(g_get_home_dir());
}

}  // namespace

fs::path configFolder() {
  static const fs::path folder = ownFolder(g_get_user_config_dir(), ".config");
  return folder;
}
fs::path stateFolder() {
  static const fs::path folder = ownFolder(g_get_user_state_dir(), ".local/state");
  return folder;
}
fs::path cacheFolder() {
  static const fs::path folder = ownFolder(g_get_user_cache_dir(), ".cache");
  return folder;
}
fs::path dataFolder() {
  static const fs::path folder = ownFolder(g_get_user_data_dir(), ".local/share");
  return folder;
}

fs::path picturesFolder() {
  return userFolder(G_USER_DIRECTORY_PICTURES);
}
fs::path documentsFolder() {
  return userFolder(G_USER_DIRECTORY_DOCUMENTS);
}

}  // namespace dateline
