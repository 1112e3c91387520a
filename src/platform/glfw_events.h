#pragma once

#include <epoxy/gl.h>
// GLFW comes after the loader, which it would otherwise replace.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <vector>

#include "platform/input.h"

namespace dateline::platform {

/// What GLFW's callbacks write to; the window's user pointer.
struct EventSink {
  std::vector<Event> events;
  float forcedScale = 0;  ///< 0: the system's
};

/// Device px per logical px of a window.
float scaleOf(GLFWwindow* window);
/// Installs callbacks that append to the sink, which must outlive the window.
void deliverEvents(GLFWwindow* window, EventSink& sink);
/// The key that the user's layout prints at GLFW's key and scan code.
Key keyFromGlfw(int key, int scancode);

}  // namespace dateline::platform
