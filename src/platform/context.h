#pragma once

#include <memory>

#include "base/error.h"

namespace dateline::platform {

/// An OpenGL 3.3 core context without a window or a display (EGL surfaceless, else a device, else the default
/// display), with or without a GPU. Draw into framebuffer objects.
class OffscreenContext {
 public:
  /// Makes the context and makes it current on this thread. ErrorKind::graphics where there is no usable EGL.
  /// A debug context when DATELINE_GL_DEBUG=1.
  static Result<std::unique_ptr<OffscreenContext>> create();
  ~OffscreenContext();
  OffscreenContext(const OffscreenContext&) = delete;
  OffscreenContext& operator=(const OffscreenContext&) = delete;

  Status makeCurrent();
  /// Lets another thread make it current.
  void release();

 private:
  OffscreenContext(void* display, void* context) : display_(display), context_(context) {}

  void* display_;  // EGLDisplay and EGLContext, which are void*
  void* context_;
};

/// To be called before any OpenGL: ErrorKind::graphics where its libraries cannot be opened, for which
/// libepoxy would end the program. `egl`: that is needed too.
Status openGraphics(bool egl);

/// True when DATELINE_GL_DEBUG=1: contexts are made with debug output.
bool debugContextWanted();

}  // namespace dateline::platform
