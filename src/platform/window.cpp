#include "platform/window.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <utility>

#include "platform/context.h"
#include "platform/glfw_events.h"

namespace dateline::platform {
namespace {

std::string& lastError() {
  static std::string text;
  return text;
}

constexpr std::array kCursorShapes = {GLFW_ARROW_CURSOR, GLFW_HAND_CURSOR, GLFW_IBEAM_CURSOR,
                                      GLFW_HRESIZE_CURSOR, GLFW_CROSSHAIR_CURSOR};

tl::unexpected<Error> noWindow() {
  return fail(ErrorKind::graphics,
              "no window can be opened (" + lastError() +
                  "); a display with OpenGL 3.3 is needed, or `dateline export`, which needs none");
}

void setHints(const WindowOptions& options) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_OPENGL_DEBUG_CONTEXT, debugContextWanted() ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_VISIBLE, options.hidden ? GLFW_FALSE : GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, options.scale > 0 ? GLFW_FALSE : GLFW_TRUE);
}

}  // namespace

// Named, for Window::State has a name that others can see.
/// GLFW is one per process; it begins with the first window and ends with the last.
class GlfwLibrary {
 public:
  static std::shared_ptr<GlfwLibrary> begin() {
    static std::weak_ptr<GlfwLibrary> shared;
    if (auto running = shared.lock()) return running;
    glfwSetErrorCallback([](int, const char* text) { lastError() = text; });
    if (glfwInit() != GLFW_TRUE) return nullptr;
    auto fresh = std::shared_ptr<GlfwLibrary>(new GlfwLibrary);
    shared = fresh;
    running() = true;
    return fresh;
  }
  ~GlfwLibrary() {
    running() = false;
    glfwTerminate();
  }
  /// Whether other threads may post to it.
  static std::atomic<bool>& running() {
    static std::atomic<bool> is{false};
    return is;
  }
  GlfwLibrary(const GlfwLibrary&) = delete;
  GlfwLibrary& operator=(const GlfwLibrary&) = delete;

 private:
  GlfwLibrary() = default;
};

struct WindowDeleter {
  void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};
struct CursorDeleter {
  void operator()(GLFWcursor* cursor) const { glfwDestroyCursor(cursor); }
};

struct Window::State {
  std::shared_ptr<GlfwLibrary> library;  // the last to go
  EventSink sink;                        // the callbacks of `window` write to it
  std::unique_ptr<GLFWwindow, WindowDeleter> window;
  std::array<std::unique_ptr<GLFWcursor, CursorDeleter>, kCursorShapes.size()> cursors;
  Cursor cursor = Cursor::arrow;
  std::array<int, 4> windowed{};  // x, y, width, height to come back to from full screen
};

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}

Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
  if (Status opened = openGraphics(false); !opened) return tl::make_unexpected(opened.error());
  auto state = std::make_unique<State>();
  state->library = GlfwLibrary::begin();
  if (!state->library) return noWindow();
  setHints(options);
  const float forced = options.scale > 0 ? options.scale : 1.0F;
  state->sink.forcedScale = options.scale;
  state->window.reset(glfwCreateWindow(static_cast<int>(std::lround(options.width * forced)),
                                       static_cast<int>(std::lround(options.height * forced)),
                                       options.title.c_str(), nullptr, nullptr));
  if (!state->window) return noWindow();
  deliverEvents(state->window.get(), state->sink);
  glfwMakeContextCurrent(state->window.get());
  return std::unique_ptr<Window>(new Window(std::move(state)));
}

PixelSize Window::framebufferSize() const {
  PixelSize size;
  glfwGetFramebufferSize(state_->window.get(), &size.width, &size.height);
  return size;
}

PixelSize Window::logicalSize() const {
  const PixelSize device = framebufferSize();
  const double factor = scale();
  return {static_cast<int>(std::lround(device.width / factor)),
          static_cast<int>(std::lround(device.height / factor))};
}

float Window::scale() const {
  return scaleOf(state_->window.get());
}

void Window::show() {
  glfwShowWindow(state_->window.get());
}

void Window::hide() {
  glfwHideWindow(state_->window.get());
}

void Window::swap() {
  glfwSwapBuffers(state_->window.get());
}

void Window::setVsync(bool on) {
  glfwSwapInterval(on ? 1 : 0);
}

void Window::setCursor(Cursor cursor) {
  if (cursor == state_->cursor) return;
  state_->cursor = cursor;
  const auto index = static_cast<std::size_t>(cursor);
  auto& shape = state_->cursors[index];
  if (!shape) shape.reset(glfwCreateStandardCursor(kCursorShapes[index]));
  glfwSetCursor(state_->window.get(), shape.get());
}

void Window::setTitle(const std::string& title) {
  glfwSetWindowTitle(state_->window.get(), title.c_str());
}

void Window::setIcon(const Image& rgba) {
  if (rgba.channels != 4 || rgba.width <= 0 || rgba.height <= 0) return;
  std::vector<std::uint8_t> pixels = rgba.pixels;
  const GLFWimage icon{rgba.width, rgba.height, pixels.data()};
  glfwSetWindowIcon(state_->window.get(), 1, &icon);
}

void Window::resize(int logicalWidth, int logicalHeight) {
  int windowWidth = 0;
  glfwGetWindowSize(state_->window.get(), &windowWidth, nullptr);
  const PixelSize device = framebufferSize();
  const double unitsPerLogical = device.width > 0 ? scale() * windowWidth / device.width : scale();
  glfwSetWindowSize(state_->window.get(), static_cast<int>(std::lround(logicalWidth * unitsPerLogical)),
                    static_cast<int>(std::lround(logicalHeight * unitsPerLogical)));
}

void Window::setScale(float scale) {
  state_->sink.forcedScale = std::max(scale, 0.0F);
  state_->sink.events.emplace_back(Scale{this->scale()});
}

bool Window::fullscreen() const {
  return glfwGetWindowMonitor(state_->window.get()) != nullptr;
}

void Window::toggleFullscreen() {
  GLFWwindow* window = state_->window.get();
  auto& [x, y, width, height] = state_->windowed;
  if (fullscreen()) {
    glfwSetWindowMonitor(window, nullptr, x, y, width, height, GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (mode == nullptr) return;
  glfwGetWindowPos(window, &x, &y);
  glfwGetWindowSize(window, &width, &height);
  glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

std::string Window::clipboard() const {
  const char* text = glfwGetClipboardString(state_->window.get());
  return text != nullptr ? text : "";
}

void Window::setClipboard(const std::string& utf8) {
  glfwSetClipboardString(state_->window.get(), utf8.c_str());
}

void Window::waitEvents(double timeoutSeconds) {
  if (timeoutSeconds < 0) {
    glfwWaitEvents();
  } else if (timeoutSeconds == 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(timeoutSeconds);
  }
}

void Window::pollEvents() {
  glfwPollEvents();
}

void Window::wake() {
  if (GlfwLibrary::running()) glfwPostEmptyEvent();
}

std::vector<Event> Window::takeEvents() {
  return std::exchange(state_->sink.events, {});
}

void* Window::nativeHandle() const {
  return state_->window.get();
}

}  // namespace dateline::platform
