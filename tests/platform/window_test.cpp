#include "platform/window.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <thread>

namespace dateline::platform {
namespace {

/// A display of the test's own, on a number that the server picks.
class Xvfb {
 public:
  Xvfb() {
    int ends[2];
    if (pipe(ends) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
      dup2(ends[1], 5);
      const int nothing = open("/dev/null", O_WRONLY);
      dup2(nothing, STDERR_FILENO);
      execlp("Xvfb", "Xvfb", "-displayfd", "5", "-screen", "0", "1024x768x24", "-noreset",
             static_cast<char*>(nullptr));
      _exit(127);
    }
    close(ends[1]);
    char number[16] = {};
    if (read(ends[0], number, sizeof number - 1) > 0) display_ = ":" + std::to_string(std::atoi(number));
    close(ends[0]);
  }
  ~Xvfb() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  Xvfb(const Xvfb&) = delete;
  Xvfb& operator=(const Xvfb&) = delete;
  [[nodiscard]] const std::string& display() const { return display_; }

 private:
  pid_t pid_ = -1;
  std::string display_;
};

class WindowTest : public testing::Test {
 protected:
  void SetUp() override {
    if (xvfb_.display().empty()) GTEST_SKIP() << "Xvfb is not installed: no window can be tried";
    setenv("DISPLAY", xvfb_.display().c_str(), 1);
    unsetenv("WAYLAND_DISPLAY");
  }
  void TearDown() override { window_.reset(); }

  void openWindow(const WindowOptions& options) {
    auto window = Window::create(options);
    ASSERT_TRUE(window) << window.error().text();
    window_ = std::move(*window);
    waitUntil([] { return false; }, 0.3);  // the first events of a new window
  }

  /// Collects events until the condition holds.
  bool waitUntil(const std::function<bool()>& done, double seconds = 5) {
    for (double waited = 0; waited < seconds; waited += 0.05) {
      window_->waitEvents(0.05);
      for (Event& event : window_->takeEvents()) events_.push_back(std::move(event));
      if (done()) return true;
    }
    return done();
  }

  template <typename T>
  const T* find(const std::function<bool(const T&)>& matches) const {
    for (const Event& event : events_)
      if (const T* found = std::get_if<T>(&event); found != nullptr && matches(*found)) return found;
    return nullptr;
  }

  Xvfb xvfb_;
  std::unique_ptr<Window> window_;
  std::vector<Event> events_;
};

bool haveXdotool() {
  return std::system("command -v xdotool >/dev/null 2>&1") == 0;
}

TEST_F(WindowTest, hasItsLogicalSizeAtEveryScale) {
  for (const float scale : {1.0F, 1.5F, 2.0F}) {
    openWindow({.width = 400, .height = 300, .scale = scale});
    EXPECT_EQ(window_->scale(), scale);
    EXPECT_EQ(window_->logicalSize(), (PixelSize{400, 300}));
    EXPECT_EQ(window_->framebufferSize(),
              (PixelSize{static_cast<int>(400 * scale), static_cast<int>(300 * scale)}));
    window_.reset();
  }
}

TEST_F(WindowTest, mousePositionsAreLogical) {
  if (!haveXdotool()) GTEST_SKIP() << "xdotool is not installed";
  openWindow({.width = 400, .height = 300, .scale = 2});
  ASSERT_EQ(std::system("xdotool search --name Dateline mousemove --window %1 200 100 click 1 click 4"), 0);
  EXPECT_TRUE(waitUntil([&] { return find<Wheel>([](const Wheel& w) { return w.dy > 0; }) != nullptr; }));
  EXPECT_NE(find<MouseMove>([](const MouseMove& m) { return m.x == 100 && m.y == 50; }), nullptr);
  EXPECT_NE(find<MouseButton>([](const MouseButton& b) { return b.button == Button::left && b.down; }),
            nullptr);
  EXPECT_NE(find<MouseButton>([](const MouseButton& b) { return b.button == Button::left && !b.down; }),
            nullptr);
}

TEST_F(WindowTest, keysArriveAsPressesAndAsText) {
  if (!haveXdotool()) GTEST_SKIP() << "xdotool is not installed";
  openWindow({.width = 400, .height = 300});
  ASSERT_EQ(std::system("xdotool search --name Dateline windowfocus %1"), 0);
  ASSERT_TRUE(waitUntil([&] { return find<Focus>([](const Focus& f) { return f.focused; }) != nullptr; }));
  ASSERT_EQ(std::system("xdotool key ctrl+shift+F3 key question type a"), 0);
  EXPECT_TRUE(
      waitUntil([&] { return find<Char>([](const Char& c) { return c.codepoint == U'a'; }) != nullptr; }));
  const auto pressed = [&](const char* name) {
    const KeyPress press = *parseKey(name);
    return find<KeyEvent>([&](const KeyEvent& k) {
             return k.down && k.key == press.key && k.mods == press.mods;
           }) != nullptr;
  };
  EXPECT_TRUE(pressed("Ctrl+Shift+F3"));
  EXPECT_TRUE(pressed("?"));
  EXPECT_TRUE(pressed("A"));
  EXPECT_FALSE(pressed("B"));
}

TEST_F(WindowTest, resizingIsAnEvent) {
  openWindow({.width = 400, .height = 300, .scale = 2});
  window_->resize(350, 200);
  EXPECT_TRUE(waitUntil([&] {
    return find<Resize>([](const Resize& r) { return r.width == 350 && r.height == 200; }) != nullptr;
  }));
  window_->setScale(1);
  EXPECT_TRUE(waitUntil([&] { return find<Scale>([](const Scale& s) { return s.scale == 1; }) != nullptr; }));
  EXPECT_EQ(window_->logicalSize(), (PixelSize{700, 400}));
}

TEST_F(WindowTest, wakeEndsAWaitFromAnotherThread) {
  openWindow({.width = 200, .height = 200, .hidden = true});
  const auto begin = std::chrono::steady_clock::now();
  std::thread other([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    Window::wake();
  });
  window_->waitEvents(10);
  other.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));
}

TEST_F(WindowTest, theClipboardKeepsAnyScript) {
  openWindow({.width = 200, .height = 200, .hidden = true});
  window_->setClipboard("Астана, 阿斯塔纳");
  EXPECT_EQ(window_->clipboard(), "Астана, 阿斯塔纳");
}

TEST_F(WindowTest, cursorsTitleAndIconDoNotComplain) {
  openWindow({.width = 200, .height = 200});
  for (const Cursor cursor :
       {Cursor::hand, Cursor::text, Cursor::resizeHorizontal, Cursor::crosshair, Cursor::arrow})
    window_->setCursor(cursor);
  window_->setTitle("Kabul");
  window_->setIcon(Image{2, 2, 4, std::vector<std::uint8_t>(16, 200)});
  window_->setIcon(Image{});
  window_->toggleFullscreen();
  EXPECT_TRUE(window_->fullscreen());
  window_->toggleFullscreen();
  EXPECT_FALSE(window_->fullscreen());
}

/// GLFW reads the display once, so its absence is tried in a process of its own.
void tryWithoutDisplay() {
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  const auto window = Window::create({});
  if (window) std::exit(9);
  std::fprintf(stderr, "%s\n", window.error().text().c_str());
  std::exit(window.error().kind == ErrorKind::graphics ? 1 : 8);
}

TEST(WindowDeathTest, withoutADisplayThereIsAnErrorAndNoCrash) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(tryWithoutDisplay(), testing::ExitedWithCode(1), "no window can be opened.*dateline export");
}

}  // namespace
}  // namespace dateline::platform
