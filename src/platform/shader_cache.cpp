#include "platform/shader_cache.h"

#include <sys/statvfs.h>

#include <cstdint>
#include <cstdlib>
#include <system_error>

namespace dateline::platform {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLeastRoom = 8u << 20;  // bytes: Mesa's index has 1.3 MB, and then there are shaders

/// Empty when it is not set, or to nothing.
fs::path named(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr ? fs::path(value) : fs::path();
}

}  // namespace

fs::path shaderCacheFolder() {
  for (const char* own : {"MESA_SHADER_CACHE_DIR", "MESA_GLSL_CACHE_DIR"})
    if (fs::path folder = named(own); !folder.empty()) return folder;
  if (const fs::path cache = named("XDG_CACHE_HOME"); !cache.empty()) return cache / "mesa_shader_cache";
  const fs::path home = named("HOME");
  return home.empty() ? fs::path() : home / ".cache" / "mesa_shader_cache";
}

bool hasRoomForShaders(const fs::path& folder) {
  std::error_code ignored;
  fs::path there = fs::absolute(folder, ignored);
  while (!fs::exists(there, ignored) && there.has_relative_path()) there = there.parent_path();
  struct statvfs disk {};
  if (statvfs(there.c_str(), &disk) != 0) return true;
  return std::uintmax_t{disk.f_bavail} * disk.f_frsize >= kLeastRoom;
}

void keepNoShadersOnFullDisk() {
  const fs::path folder = shaderCacheFolder();
  if (!folder.empty() && !hasRoomForShaders(folder)) setenv("MESA_SHADER_CACHE_DISABLE", "true", 0);
}

}  // namespace dateline::platform
