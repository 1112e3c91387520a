#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/image.h"
#include "platform/input.h"

namespace dateline::platform {

struct WindowOptions {
  std::string title = "Dateline";
  int width = 1280;  ///< logical px
  int height = 800;
  bool hidden = false;
  float scale = 0;  ///< device px per logical px; 0: the system's
};

struct PixelSize {
  int width = 0;
  int height = 0;
  friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

/// A window with an OpenGL 3.3 core context, made current on the thread that creates it (the main thread).
///
/// GLFW's window coordinates are device pixels on X11 and logical ones on Wayland. Here everything is in
/// logical pixels:
///
///     logical = window coordinate * (framebuffer width / window width) / scale
///
/// so that a Scene of logicalSize() at scale() fills framebufferSize() on every system.
class Window {
 public:
  /// ErrorKind::graphics when there is no display or no OpenGL 3.3.
  static Result<std::unique_ptr<Window>> create(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] PixelSize framebufferSize() const;  ///< device px
  [[nodiscard]] PixelSize logicalSize() const;
  [[nodiscard]] float scale() const;

  void show();
  void hide();
  void swap();
  void setVsync(bool on);
  void setCursor(Cursor cursor);
  void setTitle(const std::string& title);
  void setIcon(const Image& rgba);
  /// Asks the system for a size; the answer is a Resize event.
  void resize(int logicalWidth, int logicalHeight);
  /// Overrides the system's scale (0: the system's again) and sends a Scale event.
  void setScale(float scale);

  void toggleFullscreen();
  [[nodiscard]] bool fullscreen() const;

  [[nodiscard]] std::string clipboard() const;
  void setClipboard(const std::string& utf8);

  /// Sleeps until something happens or the time is over; negative seconds: without end.
  void waitEvents(double timeoutSeconds);
  void pollEvents();
  /// Ends waitEvents from any thread.
  static void wake();
  /// What happened since the last call, in order.
  [[nodiscard]] std::vector<Event> takeEvents();

  /// The GLFWwindow.
  [[nodiscard]] void* nativeHandle() const;

 private:
  struct State;
  explicit Window(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dateline::platform
