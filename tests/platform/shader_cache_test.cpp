#include "platform/shader_cache.h"

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dateline::platform {
namespace {

namespace fs = std::filesystem;

/// Sets and unsets variables, and puts them back.
class Environment {
 public:
  explicit Environment(const std::vector<std::pair<std::string, const char*>>& values) {
    for (const auto& [name, value] : values) {
      const char* was = std::getenv(name.c_str());
      before_.emplace_back(name, was ? std::optional<std::string>(was) : std::nullopt);
      set(name, value);
    }
  }
  ~Environment() {
    for (const auto& [name, value] : before_) set(name, value ? value->c_str() : nullptr);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  static void set(const std::string& name, const char* value) {
    if (value != nullptr)
      setenv(name.c_str(), value, 1);
    else
      unsetenv(name.c_str());
  }
  std::vector<std::pair<std::string, std::optional<std::string>>> before_;
};

TEST(ShaderCache, LiesWhereMesaLooksForIt) {
  const auto folder = [](const char* own, const char* cache, const char* home) {
    const Environment environment({{"MESA_SHADER_CACHE_DIR", own},
                                   {"MESA_GLSL_CACHE_DIR", nullptr},
                                   {"XDG_CACHE_HOME", cache},
                                   {"HOME", home}});
    return shaderCacheFolder();
  };
  EXPECT_EQ(folder("/own", "/cache", "/home"), "/own");
  EXPECT_EQ(folder(nullptr, "/cache", "/home"), "/cache/mesa_shader_cache");
  EXPECT_EQ(folder(nullptr, "", "/home"), "/home/.cache/mesa_shader_cache");
  EXPECT_EQ(folder(nullptr, nullptr, nullptr), "");
}

TEST(ShaderCache, IsSwitchedOffOnAFullDiskAlone) {
  const fs::path small = fs::temp_directory_path() / ("dateline-small-disk-" + std::to_string(getpid()));
  fs::create_directories(small);
  EXPECT_TRUE(hasRoomForShaders(small / "not" / "there" / "yet"));
  if (mount("none", small.c_str(), "tmpfs", 0, "size=65536") != 0) {
    fs::remove(small);
    GTEST_SKIP() << "no file system may be mounted here";
  }
  EXPECT_FALSE(hasRoomForShaders(small / "not" / "there" / "yet"));
  {
    const Environment environment(
        {{"MESA_SHADER_CACHE_DIR", (small / "shaders").c_str()}, {"MESA_SHADER_CACHE_DISABLE", nullptr}});
    keepNoShadersOnFullDisk();
    EXPECT_STREQ(std::getenv("MESA_SHADER_CACHE_DISABLE"), "true");
  }
  {
    const Environment environment(
        {{"MESA_SHADER_CACHE_DIR", (small / "shaders").c_str()}, {"MESA_SHADER_CACHE_DISABLE", "false"}});
    keepNoShadersOnFullDisk();
    EXPECT_STREQ(std::getenv("MESA_SHADER_CACHE_DISABLE"), "false") << "what the user says counts";
  }
  umount(small.c_str());
  fs::remove(small);
}

}  // namespace
}  // namespace dateline::platform
