#include "platform/context.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

namespace dateline::platform {
namespace {

TEST(OffscreenContext, needsNoDisplay) {
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  const auto context = OffscreenContext::create();
  // ./dev installs a driver; where it fails all the same, each test of an exported picture does too.
  if (!context) GTEST_SKIP() << "no OpenGL here: " << context.error().text();
  EXPECT_GE(epoxy_gl_version(), 33);
  GLuint framebuffer = 0;
  glGenFramebuffers(1, &framebuffer);
  EXPECT_NE(framebuffer, 0U);
  EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

TEST(OffscreenContext, severalLiveSideBySide) {
  const auto first = OffscreenContext::create();
  if (!first) GTEST_SKIP() << "no OpenGL here: " << first.error().text();
  {
    const auto second = OffscreenContext::create();
    ASSERT_TRUE(second);
  }
  ASSERT_TRUE((*first)->makeCurrent());
  EXPECT_NE(glGetString(GL_VERSION), nullptr);
}

/// Drivers are looked up once a process, so their absence is tried in a process of its own.
void tryWithoutDrivers() {
  setenv("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent", 1);
  setenv("LIBGL_DRIVERS_PATH", "/nonexistent", 1);
  const auto context = OffscreenContext::create();
  if (context) std::exit(9);
  std::fprintf(stderr, "%s\n", context.error().text().c_str());
  std::exit(context.error().kind == ErrorKind::graphics ? 1 : 8);
}

TEST(OffscreenContextDeathTest, withoutDriversThereIsAnErrorAndNoCrash) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(tryWithoutDrivers(), testing::ExitedWithCode(1),
              "no usable OpenGL 3.3 without a display.*install");
}

}  // namespace
}  // namespace dateline::platform
