#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/imgui_gl.h"
#include "app/stage.h"
#include "app/window_picture.h"

namespace dateline::app {

/// Dear ImGui settles what an event changed within two frames.
inline constexpr int kFramesAfterChange = 3;

// The order of the members is the order of the shutdown, backwards: the workers end first, so that nothing is
// posted to a session that is gone; then what draws goes, while the context is still there.
struct Stage::Parts {
  std::unique_ptr<text::Typesetter> typesetter;
  std::unique_ptr<render::Renderer> renderer;
  std::atomic<bool> tilesArrived{false};
  std::function<void()> wake;
  Inbox inbox;
  std::unique_ptr<ui::Ui> ui;
  std::unique_ptr<ImguiGl> imguiGl;
  std::unique_ptr<session::Session> session;
  std::unique_ptr<map::MapBuilder> builder;
  std::unique_ptr<Workers> workers;

  std::mutex arrivedMutex;
  std::condition_variable_any arrived;
  bool anyArrived = false;
  Status prepared;
  FrameSize expected;
  std::jthread preparing;  // has all of this to itself until `attach`
  std::atomic<bool> namesSet{true};
  std::jthread naming;  // and until the end of `attach` this has the typesetter and the builder's names

  std::vector<platform::Event> events;
  map::BuiltScene built;
  std::uint64_t builtRevision = ~0ull;
  FrameSize builtSize;
  map::MapModel model;  // that it was built from
  std::uint64_t groundContent = 0;
  std::uint64_t builtStyle = 0;  // id of the style it was built in
  render::GroundPictures::Outcome ground;
  std::optional<map::View> groundView;  // that it was last brought on for
  bool tilesCame = false;               // since it was drawn
  double askAgainAt = 0, progressAt = 0;
  int arrivals = 0;    // of the session, when the map was built last
  double otherMs = 8;  // what a frame takes without the pictures of the ground
  ui::WindowLayout layout;
  platform::Cursor cursor = platform::Cursor::arrow;
  WindowPicture picture;
  bool groundPainted = false;  // in the frame at hand, all of it
  bool measured = false;
  int framesWanted = kFramesAfterChange;
  bool moving = false;
  bool animating = false;
  map::ScreenPoint panLeft;  // device px that pans asked for and that were less than one

  explicit Parts(std::function<void()> wakeUp) : wake(std::move(wakeUp)), inbox([this] { onArrival(); }) {}
  ~Parts() {
    preparing = {};
    naming = {};
    workers.reset();
  }

  void onArrival();
  Status createBuilder();
  void prepare(const std::stop_token& stop);
  void prepareMap();
  void setNames(map::MapModel model, const map::Camera& camera);
  Status drawGroundMeanwhile();
  void layOut(const FrameSize& size);
  void wholePixels(session::command::Pan& pan);
  Status buildMap(const FrameSize& size, double seconds, FrameReport& report);
  void useModel();
  bool noteTiles();
  [[nodiscard]] std::vector<map::ScreenBox> boxesOf(const std::vector<ui::Area>& areas) const;
  void tellMissingFonts();
  Status drawGround(const map::Camera& camera, double seconds, FrameReport& report);
  Status beginPicture(const FrameSize& size, unsigned framebuffer);
  void paintGround();
  Status drawWindow(const FrameSize& size, bool mapChanged, unsigned framebuffer);
  void paint(const render::PixelBox& part);
  [[nodiscard]] render::Target mapTarget() const;
};

}  // namespace dateline::app
