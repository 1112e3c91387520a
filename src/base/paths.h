#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"

namespace dateline {

/// A file or folder that ships with the program ("shaders/fill.vert", "geodata", "assets/fonts"). Looked for
/// in $DATELINE_DATA, beside the executable, in its parent (build tree), in ../share/dateline (installed),
/// and in the source tree it was built from. The error names the folders tried.
Result<std::filesystem::path> shippedFile(std::string_view relative);

/// A library of the program's own that it loads: beside the executable (build tree), in ../lib/dateline
/// (installed), or where it was built. Code is not looked for where the environment says.
Result<std::filesystem::path> programLibrary(std::string_view name);

/// XDG base directories with "dateline" appended; not created. One that is not absolute is not taken.
std::filesystem::path configFolder();
std::filesystem::path stateFolder();
std::filesystem::path cacheFolder();
std::filesystem::path dataFolder();
/// The user's pictures folder (xdg-user-dirs) where it is there, else home.
std::filesystem::path picturesFolder();

/// The user's documents folder (xdg-user-dirs) where it is there, else home.
std::filesystem::path documentsFolder();

}  // namespace dateline
