#include "platform/context.h"

#include <dlfcn.h>
#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <string_view>

namespace dateline::platform {
namespace {

tl::unexpected<Error> noGraphics(std::string_view what) {
  return fail(ErrorKind::graphics,
              fmt::format("no usable OpenGL 3.3 without a display ({}); install Mesa's EGL and its "
                          "software driver (libegl1, libgl1-mesa-dri)",
                          what));
}

bool hasClientExtension(std::string_view name) {
  const char* list = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  return list != nullptr && fmt::format(" {} ", list).find(fmt::format(" {} ", name)) != std::string::npos;
}

bool begun(EGLDisplay display) {
  EGLint major = 0;
  EGLint minor = 0;
  return display != EGL_NO_DISPLAY && eglInitialize(display, &major, &minor) == EGL_TRUE &&
         (major > 1 || (major == 1 && minor >= 4));
}

EGLDisplay deviceDisplay() {
  if (!hasClientExtension("EGL_EXT_device_enumeration") || !hasClientExtension("EGL_EXT_platform_device"))
    return EGL_NO_DISPLAY;
  std::array<EGLDeviceEXT, 16> devices{};
  EGLint count = 0;
  if (eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count) != EGL_TRUE)
    return EGL_NO_DISPLAY;
  for (EGLint i = 0; i < count; ++i) {
    EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[i], nullptr);
    if (begun(display)) return display;
  }
  return EGL_NO_DISPLAY;
}

/// The first that begins, in the order of how little they ask for.
EGLDisplay openDisplay() {
  if (hasClientExtension("EGL_MESA_platform_surfaceless")) {
    EGLDisplay display =
        eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (begun(display)) return display;
  }
  if (EGLDisplay display = deviceDisplay(); display != EGL_NO_DISPLAY) return display;
  EGLDisplay display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
  return begun(display) ? display : EGL_NO_DISPLAY;
}

EGLConfig chooseConfig(EGLDisplay display) {
  const std::array<EGLint, 3> wanted = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  // A config without any surface will do; EGL_NO_CONFIG_KHR where the driver lists none.
  return eglChooseConfig(display, wanted.data(), &config, 1, &count) == EGL_TRUE && count > 0 ? config
                                                                                              : nullptr;
}

EGLContext createContext(EGLDisplay display) {
  const std::array<EGLint, 9> attributes = {EGL_CONTEXT_MAJOR_VERSION,
                                            3,
                                            EGL_CONTEXT_MINOR_VERSION,
                                            3,
                                            EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                            debugContextWanted() ? EGL_CONTEXT_OPENGL_DEBUG : EGL_NONE,
                                            EGL_TRUE,
                                            EGL_NONE};
  return eglCreateContext(display, chooseConfig(display), EGL_NO_CONTEXT, attributes.data());
}

/// Never closed again: who opens it later needs no file for it.
bool stays(const char* library) {
  return dlopen(library, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE) != nullptr;
}

}  // namespace

Status openGraphics(bool egl) {
  // Those that libepoxy looks for, in its order.
  if ((stays("libOpenGL.so.0") || stays("libGL.so.1")) && (!egl || stays("libEGL.so.1"))) return {};
  const char* const why = dlerror();
  return fail(ErrorKind::graphics,
              fmt::format("OpenGL cannot be loaded ({}); install libopengl0 and libegl1, or let the program "
                          "have more files open (ulimit -n)",
                          why != nullptr ? why : "its libraries do not open"));
}

bool debugContextWanted() {
  const char* value = std::getenv("DATELINE_GL_DEBUG");
  return value != nullptr && std::string_view(value) == "1";
}

Result<std::unique_ptr<OffscreenContext>> OffscreenContext::create() {
  if (Status opened = openGraphics(true); !opened) return tl::make_unexpected(opened.error());
  EGLDisplay display = openDisplay();
  if (display == EGL_NO_DISPLAY) return noGraphics("no EGL display could be opened");
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) return noGraphics("EGL does not offer desktop OpenGL");
  EGLContext context = createContext(display);
  if (context == EGL_NO_CONTEXT) return noGraphics("the driver offers no OpenGL 3.3 core context");
  auto result = std::unique_ptr<OffscreenContext>(new OffscreenContext(display, context));
  if (Status current = result->makeCurrent(); !current) return tl::make_unexpected(current.error());
  return result;
}

OffscreenContext::~OffscreenContext() {
  if (eglGetCurrentContext() == context_) release();
  // The display stays initialised: it is one per process and others may use it.
  eglDestroyContext(display_, context_);
}

void OffscreenContext::release() {
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
}

Status OffscreenContext::makeCurrent() {
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE ||
      eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) != EGL_TRUE)
    return noGraphics("the context cannot be used without a surface");
  return {};
}

}  // namespace dateline::platform
