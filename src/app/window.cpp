#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <initializer_list>
#include <mutex>
#include <system_error>
#include <thread>

#include "app/commands.h"
#include "app/heap.h"
#include "app/line_reader.h"
#include "app/loop.h"
#include "app/remembering.h"
#include "app/window_title.h"
#include "base/file.h"
#include "base/paths.h"
#include "figure/png.h"
#include "figure/read_image.h"
#include "platform/context.h"
#include "platform/shader_cache.h"
#include "platform/window.h"
#include "render/gl_debug.h"
#include "render/map_target.h"

// The interactive loop: a real window, or a framebuffer in its place for replays without a display.

namespace dateline::app {
namespace {

constexpr std::size_t kLargestScript = 16u << 20;
constexpr const char* kStandardInput = "standard input";

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Lines of standard input as they come, for who drives the program live. The thread is left behind at the
/// end: it sleeps in read and touches only what it shares.
class LiveScript {
 public:
  LiveScript() : shared_(std::make_shared<Shared>()) {
    std::thread([shared = shared_] {
      LineReader reader(STDIN_FILENO, kLargestScript);
      std::string line;
      LineReader::Line read;
      while ((read = reader.next(line)) == LineReader::Line::whole) {
        const std::lock_guard lock(shared->mutex);
        shared->lines.push_back(line);
        platform::Window::wake();
      }
      const std::lock_guard lock(shared->mutex);
      shared->closed = true;
      shared->failure = reader.failure();
      shared->tooLong = read == LineReader::Line::tooLong;
      platform::Window::wake();
    }).detach();
  }

  Status feed(Player& player) {
    const std::lock_guard lock(shared_->mutex);
    for (const std::string& text : shared_->lines) {
      const auto lines = parseScript(text, kStandardInput, ++number_);
      if (!lines) return tl::make_unexpected(lines.error());
      for (const ScriptLine& line : *lines) player.add(line);
    }
    shared_->lines.clear();
    if (shared_->failure != 0)
      return fail(ErrorKind::unreadable,
                  "cannot be read: " + std::generic_category().message(shared_->failure), kStandardInput);
    if (shared_->tooLong)
      return fail(ErrorKind::tooLarge,
                  fmt::format("line {} is longer than {} MB", number_ + 1, kLargestScript >> 20),
                  kStandardInput);
    if (shared_->closed) player.close();
    return {};
  }

 private:
  struct Shared {
    std::mutex mutex;
    std::vector<std::string> lines;
    bool closed = false, tooLong = false;
    int failure = 0;  ///< errno
  };
  std::shared_ptr<Shared> shared_;
  int number_ = 0;  ///< of the last line taken
};

/// What the loop draws into: the window, or a texture of its size.
struct Surface {
  platform::Window* window = nullptr;
  FrameSize size;
  render::MapTarget texture;

  [[nodiscard]] unsigned framebuffer() const { return window != nullptr ? 0 : texture.framebuffer(); }
  Status fit() {
    if (window != nullptr) {
      const platform::PixelSize logical = window->logicalSize();
      size = {logical.width, logical.height, window->scale()};
      return {};
    }
    const int width = devicePx(size.width, size.scale);
    const int height = devicePx(size.height, size.scale);
    if (texture && texture.width() == width && texture.height() == height) return {};
    auto fresh = render::MapTarget::create(width, height);
    if (!fresh) return tl::make_unexpected(fresh.error());
    texture = std::move(*fresh);
    return {};
  }
};

struct Replay {
  Player player;
  std::optional<LiveScript> live;
  FrameTimes times;
};

PlayerHost hostFor(Surface& surface, Stage& stage) {
  PlayerHost host;
  host.resize = [&surface, &stage](int width, int height) {
    if (surface.window != nullptr)
      surface.window->resize(width, height);
    else
      surface.size.width = width, surface.size.height = height;
    stage.wantFrame();
  };
  host.setScale = [&surface, &stage](float scale) {
    if (surface.window != nullptr)
      surface.window->setScale(scale);
    else
      surface.size.scale = scale;
    stage.wantFrame();
  };
  host.screenshot = [&surface, &stage](const std::string& path) -> Status {
    const Result<Image> image = stage.readFramebuffer(surface.size, surface.framebuffer());
    if (!image) return tl::make_unexpected(image.error());
    return figure::writePng(path, *image);
  };
  host.print = [](const std::string& line) { return writeToStandardOutput(line + '\n'); };
  return host;
}

Result<std::unique_ptr<Replay>> openReplay(const WindowOptions& options, Surface& surface, Stage& stage) {
  if (options.replay.empty()) return nullptr;
  const std::string name = options.replay == "-" ? kStandardInput : options.replay;
  auto replay = std::unique_ptr<Replay>(new Replay{Player(name, hostFor(surface, stage)), {}, {}});
  if (options.replay == "-") {
    replay->live.emplace();
    return replay;
  }
  const Result<std::string> text = readFile(options.replay, kLargestScript);
  if (!text) return tl::make_unexpected(text.error());
  const auto lines = parseScript(*text, options.replay);
  if (!lines) return tl::make_unexpected(lines.error());
  for (const ScriptLine& line : *lines) replay->player.add(line);
  replay->player.close();
  return replay;
}

/// Sleeps as long as nothing can happen; a worker, the user or a deadline ends it.
void rest(Surface& surface, Stage& stage, std::initializer_list<std::optional<double>> deadlines, bool busy,
          double seconds) {
  if (surface.window == nullptr) {
    if (!busy) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return;
  }
  if (busy) return surface.window->pollEvents();
  auto deadline = stage.nextDeadline();
  for (const std::optional<double>& other : deadlines)
    if (other) deadline = std::min(deadline.value_or(*other), *other);
  surface.window->waitEvents(deadline ? std::max(0.001, *deadline - seconds) : -1.0);
}

Status runLoop(Surface& surface, Stage& stage, Replay* replay, Remembering* remembering) {
  const auto start = std::chrono::steady_clock::now();
  Loop loop(stage, surface.window);
  platform::Cursor cursor = platform::Cursor::arrow;
  std::string title;
  ReturnFreed returnFreed;
  while (true) {
    const double seconds = secondsSince(start);
    const bool due = stage.due(seconds);
    const bool quiet = stage.idle() && !loop.exporting();
    returnFreed.note(stage.working(), seconds);
    rest(surface, stage,
         {remembering != nullptr ? remembering->deadline() : std::nullopt, returnFreed.deadline()},
         due || (replay != nullptr && replay->player.busy() && quiet), seconds);
    if (surface.window != nullptr)
      for (platform::Event& event : surface.window->takeEvents()) stage.post(std::move(event));
    if (Status fitted = surface.fit(); !fitted) return fitted;
    if (replay != nullptr) {
      if (replay->live)
        if (Status fed = replay->live->feed(replay->player); !fed) return fed;
      if (Status played = replay->player.step(stage, secondsSince(start), quiet); !played) return played;
    }
    if (stage.due(secondsSince(start)) && surface.size.width > 0 && surface.size.height > 0) {
      const Result<FrameReport> report =
          stage.frame(surface.size, secondsSince(start), surface.framebuffer());
      if (!report) return tl::make_unexpected(report.error());
      if (replay != nullptr) replay->times.add(*report, replay->player.line(), secondsSince(start));
      loop.takePictures(surface.size, surface.framebuffer());
      if (!loop.performEffects()) return {};
      if (surface.window != nullptr) {
        surface.window->swap();
        if (stage.cursor() != cursor) surface.window->setCursor(cursor = stage.cursor());
        if (std::string now = windowTitle(stage.session().state()); now != title)
          surface.window->setTitle(title = std::move(now));
      }
    } else if (!loop.performEffects()) {
      return {};
    }
    if (remembering != nullptr) {
      const bool wholeScreen = surface.window != nullptr && surface.window->fullscreen();
      remembering->note(stage, wholeScreen ? std::nullopt : std::optional(surface.size), seconds);
      remembering->save(stage, seconds);
    }
    if (replay != nullptr && replay->player.finished() && !loop.takingPictures()) return {};
  }
}

FrameSize expectedSize(const WindowOptions& options) {
  return {options.width, options.height, options.scale > 0 ? options.scale : 1.0f};
}

/// The stage ends here, while its GL context is still there.
Status play(const WindowOptions& options, std::unique_ptr<Stage> stage, Surface& surface,
            Remembering* remembering) {
  if (Status attached = stage->attach(platform::debugContextWanted()); !attached) return attached;
  if (remembering != nullptr) remembering->begin(*stage, options);
  if (surface.window != nullptr)
    stage->setClipboardReader([&surface] { return surface.window->clipboard(); });
  const auto replay = openReplay(options, surface, *stage);
  if (!replay) return tl::make_unexpected(replay.error());
  if (!options.frameTimes.empty()) stage->measureWholeFrames();
  if (surface.window != nullptr) surface.window->show();
  Status played = runLoop(surface, *stage, replay->get(), remembering);
  if (surface.window != nullptr)
    surface.window->hide();  // what is still under way ends without being watched
  if (remembering != nullptr) remembering->write(*stage);
  if (played && *replay != nullptr && !options.frameTimes.empty())
    played = (*replay)->times.write(options.frameTimes);
  if (played && render::glDebugErrors() > 0)
    return fail(ErrorKind::graphics,
                fmt::format("OpenGL complained {} times; see above", render::glDebugErrors()));
  return played;
}

Status runOffscreen(const WindowOptions& options, std::unique_ptr<Stage> stage, Remembering* remembering) {
  const auto context = platform::OffscreenContext::create();
  if (!context) return tl::make_unexpected(context.error());
  Surface surface;
  surface.size = expectedSize(options);
  return play(options, std::move(stage), surface, remembering);
}

void setIcon(platform::Window& window) {
  const auto path = shippedFile("assets/icons/dateline.png");
  if (!path) return;
  if (const Result<Image> icon = figure::readImage(*path); icon && icon->channels == 4) window.setIcon(*icon);
}

Status runInWindow(const WindowOptions& options, std::unique_ptr<Stage> stage, Remembering* remembering) {
  platform::WindowOptions wanted;
  wanted.width = options.width;
  wanted.height = options.height;
  wanted.scale = options.scale;
  wanted.hidden = true;
  const auto window = platform::Window::create(wanted);
  if (!window) return tl::make_unexpected(window.error());
  setIcon(**window);
  Surface surface;
  surface.window = window->get();
  return play(options, std::move(stage), surface, remembering);
}

}  // namespace

Result<int> runWindow(const WindowOptions& given) {
  platform::keepNoShadersOnFullDisk();
  WindowOptions options = given;
  const std::unique_ptr<Remembering> remembering = rememberingFor(options);
  auto stage = Stage::open(options.common, expectedSize(options), platform::Window::wake);
  if (!stage) return tl::make_unexpected(stage.error());
  const Status ran = options.offscreen ? runOffscreen(options, std::move(*stage), remembering.get())
                                       : runInWindow(options, std::move(*stage), remembering.get());
  if (!ran) return tl::make_unexpected(ran.error());
  return 0;
}

}  // namespace dateline::app
