#include "app/stage.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "app/imgui_gl.h"
#include "app/window_picture.h"
#include "base/paths.h"
#include "figure/png.h"
#include "render/framebuffer.h"
#include "render/gl_debug.h"
#include "session/layer_reading.h"

namespace dateline::app {
namespace {

/// Dear ImGui settles what an event changed within two frames.
constexpr int kFramesAfterChange = 3;
/// What a frame may take in all: what other things leave of it is for the pictures of the ground.
constexpr double kFrameMs = 14, kLeastGroundMs = 2.5, kMostGroundMs = 9;
/// Tiles that are missing are asked for again, in case nobody remembers that they were.
constexpr double kAskAgainSeconds = 0.1;

}  // namespace

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
  std::jthread preparing;  // has all of this to itself until `attach`

  std::vector<platform::Event> events;
  map::BuiltScene built;
  std::uint64_t builtRevision = ~0ull;
  FrameSize builtSize;
  map::MapModel model;  // that it was built from
  std::uint64_t groundContent = 0;
  render::GroundPictures::Outcome ground;
  double askAgainAt = 0;
  double otherMs = 8;  // what a frame takes without the pictures of the ground
  ui::WindowLayout layout;
  platform::Cursor cursor = platform::Cursor::arrow;
  WindowPicture picture;
  bool measured = false;
  int framesWanted = kFramesAfterChange;
  bool moving = false;
  bool animating = false;
  map::ScreenPoint panLeft;  // device px that pans asked for and that were less than one

  explicit Parts(std::function<void()> wakeUp) : wake(std::move(wakeUp)), inbox([this] { onArrival(); }) {}
  ~Parts() {
    preparing = {};
    workers.reset();
  }

  void onArrival();
  Status createBuilder();
  void prepare(const std::stop_token& stop, const FrameSize& expected);
  void prepareMap(const FrameSize& expected);
  void layOut(const FrameSize& size);
  void wholePixels(session::command::Pan& pan);
  Status buildMap(const FrameSize& size, double seconds, FrameReport& report);
  Status drawGround(const map::Camera& camera, double seconds, FrameReport& report);
  Status drawWindow(const FrameSize& size, bool mapChanged, unsigned framebuffer);
  void paint(const render::PixelBox& part);
};

Stage::Stage(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Stage::~Stage() = default;

Result<std::unique_ptr<Stage>> Stage::open(const Common& common, const FrameSize& expected,
                                           std::function<void()> wake) {
  session::keepLayersOnDisk(common.cache);
  auto document =
      session::openDocument({common.article, common.story, common.builtinStories, common.encoding});
  if (!document) return tl::make_unexpected(document.error());
  auto parts = std::make_unique<Parts>(std::move(wake));
  parts->workers = std::make_unique<Workers>(std::max(2u, std::thread::hardware_concurrency()));
  parts->session = std::make_unique<session::Session>(*parts->workers, parts->inbox);
  session::Session& session = *parts->session;
  if (common.theme) session.apply(session::command::SetTheme{*common.theme});
  if (common.borders) session.apply(session::command::SetBorders{*common.borders});
  if (common.graticule) session.apply(session::command::Toggle{session::command::Toggled::graticule});
  if (common.projection) session.useProjection(*common.projection);
  session.useGazetteers(common.gazetteers);
  session.begin(std::move(*document));
  parts->layOut(expected);
  session.needWorld(expected.scale);
  for (const std::string& path : common.layers) session.apply(session::command::AddLayer{path});
  parts->preparing =
      std::jthread([&p = *parts, expected](const std::stop_token& stop) { p.prepare(stop, expected); });
  return std::unique_ptr<Stage>(new Stage(std::move(parts)));
}

void Stage::Parts::onArrival() {
  {
    const std::lock_guard lock(arrivedMutex);
    anyArrived = true;
  }
  arrived.notify_one();
  wake();
}

Status Stage::Parts::createBuilder() {
  const auto fonts = shippedFile("assets/fonts");
  if (!fonts) return tl::make_unexpected(fonts.error());
  auto setter = text::Typesetter::create(*fonts);
  if (!setter) return tl::make_unexpected(setter.error());
  typesetter = std::move(*setter);
  builder = std::make_unique<map::MapBuilder>(*typesetter, workers.get(), [this] {
    tilesArrived = true;
    onArrival();
  });
  return {};
}

/// Has tiles cut and names set while a GL context is made, which takes as long.
void Stage::Parts::prepare(const std::stop_token& stop, const FrameSize& expected) {
  prepared = createBuilder();
  while (prepared && !stop.stop_requested()) {
    if (inbox.drain()) prepareMap(expected);
    std::unique_lock lock(arrivedMutex);
    arrived.wait(lock, stop, [this] { return std::exchange(anyArrived, false); });
  }
}

void Stage::Parts::prepareMap(const FrameSize& expected) {
  const session::State& state = session->state();
  if (state.mapWidth < 1 || state.mapHeight < 1) return;
  const map::Camera camera(state.view, state.mapWidth, state.mapHeight);
  const map::MapModel expectedModel = session::mapModel(state);
  builder->ground(expectedModel, camera, expected.scale);
  if (!session->readingWorld()) builder->above(expectedModel, camera, expected.scale);
}

Status Stage::attach(bool debugGl) {
  if (debugGl) render::watchGlDebug();
  const auto shaders = shippedFile("shaders");
  if (!shaders) return tl::make_unexpected(shaders.error());
  Parts& p = *parts_;
  auto renderer = render::Renderer::create(*shaders);
  p.preparing = {};
  if (!p.prepared) return p.prepared;
  if (!renderer) return tl::make_unexpected(renderer.error());
  p.renderer = std::move(*renderer);
  p.renderer->updateGlyphTexture(*p.typesetter);  // gives the texture its id, which the panels keep
  p.ui = std::make_unique<ui::Ui>(*p.typesetter, p.renderer->glyphTexture());
  p.imguiGl = std::make_unique<ImguiGl>();
  return {};
}

void Stage::post(platform::Event event) {
  parts_->events.push_back(std::move(event));
  wantFrame();
}

void Stage::wantFrame() {
  parts_->framesWanted = kFramesAfterChange;
}

bool Stage::due(double seconds) {
  Parts& p = *parts_;
  if (p.inbox.drain() || p.tilesArrived.exchange(false)) wantFrame();
  const auto deadline = p.session->nextDeadline();
  if (deadline && *deadline <= seconds) wantFrame();
  if (p.ground.busy || (p.ground.waiting && seconds >= p.askAgainAt))
    p.framesWanted = std::max(p.framesWanted, 1);
  if (!p.session->state().tasks.empty()) p.framesWanted = std::max(p.framesWanted, 1);
  return p.framesWanted > 0 || p.moving || p.animating || !p.events.empty();
}

std::optional<double> Stage::nextDeadline() const {
  const std::optional<double> next = parts_->session->nextDeadline();
  if (!parts_->ground.waiting) return next;
  return std::min(next.value_or(parts_->askAgainAt), parts_->askAgainAt);
}

bool Stage::complete() const {
  const Parts& p = *parts_;
  return !p.moving && !p.animating && p.events.empty() && p.session->settled() && p.ground.complete &&
         p.builtRevision == p.session->revision();
}

bool Stage::idle() const {
  const Parts& p = *parts_;
  return p.framesWanted == 0 && !p.moving && !p.animating && p.events.empty() && p.session->settled() &&
         !p.ground.busy && !p.ground.waiting && p.builtRevision == p.session->revision() && p.workers->idle();
}

void Stage::Parts::layOut(const FrameSize& size) {
  const session::State& state = session->state();
  layout = ui::layoutWindow(state, static_cast<float>(size.width), static_cast<float>(size.height));
  if (state.mapWidth != layout.map.w || state.mapHeight != layout.map.h)
    session->apply(session::command::ResizeMap{layout.map.w, layout.map.h});
}

/// The map is panned by whole device pixels, so that what was drawn of it is moved instead of drawn anew;
/// what is left over goes with the next pan.
void Stage::Parts::wholePixels(session::command::Pan& pan) {
  const double scale = builtSize.scale;
  const auto whole = [scale](double& by, double& left) {
    const double wanted = by * scale + left;
    left = wanted - std::round(wanted);
    by = std::round(wanted) / scale;
  };
  whole(pan.dx, panLeft.x);
  whole(pan.dy, panLeft.y);
}

void Stage::pan(double dx, double dy) {
  session::command::Pan by{dx, dy};
  parts_->wholePixels(by);
  parts_->session->apply(by);
  wantFrame();
}

Result<FrameReport> Stage::frame(const FrameSize& size, double seconds, unsigned framebuffer) {
  Parts& p = *parts_;
  const auto began = std::chrono::steady_clock::now();
  FrameReport report;
  if (p.framesWanted > 0) --p.framesWanted;
  const std::vector<platform::Event> events = std::exchange(p.events, {});
  for (const platform::Event& event : events) {
    if (const auto* drop = std::get_if<platform::Drop>(&event))
      for (const auto& path : drop->paths) p.session->apply(session::command::OpenPath{path.string()});
    if (std::holds_alternative<platform::Close>(event)) p.session->apply(session::command::Quit{});
  }
  p.layOut(size);
  p.moving = p.session->tick(seconds);
  if (Status built = p.buildMap(size, seconds, report); !built) return tl::make_unexpected(built.error());

  ui::FrameInput input;
  input.width = static_cast<float>(size.width);
  input.height = static_cast<float>(size.height);
  input.scale = size.scale;
  input.seconds = seconds;
  input.events = events;
  input.built = &p.built;
  ui::FrameOutput output = p.ui->frame(p.session->state(), input);
  for (session::Command& command : output.commands) {
    if (auto* by = std::get_if<session::command::Pan>(&command)) p.wholePixels(*by);
    p.session->apply(command);
  }
  if (!p.layout.reader.empty()) p.session->noteReading(p.ui->readerStatus().readingAt);
  p.animating = output.animating;
  p.cursor = output.cursor;
  if (!output.commands.empty()) wantFrame();
  if (Status drawn = p.drawWindow(size, report.map, framebuffer); !drawn)
    return tl::make_unexpected(drawn.error());
  if (p.measured) render::finishDrawing();
  report.milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  constexpr double kNew = 0.2;
  if (report.map) p.otherMs += kNew * (report.milliseconds - report.groundMs - p.otherMs);
  return report;
}

Status Stage::Parts::buildMap(const FrameSize& size, double seconds, FrameReport& report) {
  const bool stale = builtRevision != session->revision() || !(builtSize == size);
  session->needWorld(size.scale);
  const session::State& state = session->state();
  if (state.mapWidth < 1 || state.mapHeight < 1) return {};
  const map::Camera camera(state.view, state.mapWidth, state.mapHeight);
  if (stale) {
    model = session::mapModel(state);
    groundContent = map::groundContent(model);
    built = builder->above(model, camera, size.scale);
    builtRevision = session->revision();
    builtSize = size;
    if (Status kept = renderer->keep(built.scene, *typesetter); !kept) return kept;
  }
  report.map = stale;
  report.labels = static_cast<int>(built.scene.labels.size());
  report.pins = static_cast<int>(built.scene.markers.size());
  const bool again = ground.waiting && seconds >= askAgainAt;
  if (!stale && !tilesArrived && !ground.busy && !again) return {};
  return drawGround(camera, seconds, report);
}

Status Stage::Parts::drawGround(const map::Camera& camera, double seconds, FrameReport& report) {
  const auto began = std::chrono::steady_clock::now();
  const auto build = [&](const map::Camera& around, float scale, const map::GroundWish& wish) {
    return builder->ground(model, around, scale, wish);
  };
  render::GroundView view{.camera = camera, .scale = builtSize.scale};
  view.ahead = session->viewAhead();
  view.moving = moving;
  view.tilesCame = tilesArrived.exchange(false) || (ground.waiting && seconds >= askAgainAt);
  view.worldComes = session->readingWorld();
  view.content = groundContent;
  view.background = map::palette(model.look.theme).water;
  const double budgetMs = std::clamp(kFrameMs - otherMs, kLeastGroundMs, kMostGroundMs);
  const auto outcome = renderer->keepGround(view, build, budgetMs);
  if (!outcome) return tl::make_unexpected(outcome.error());
  ground = *outcome;
  askAgainAt = seconds + kAskAgainSeconds;
  report.map |= ground.changed;
  report.tiles = ground.tiles;
  report.groundMs =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  return {};
}

Status Stage::Parts::drawWindow(const FrameSize& size, bool mapChanged, unsigned framebuffer) {
  renderer->updateGlyphTexture(*typesetter);
  const std::uint64_t generation = typesetter->atlasGeneration();
  Status begun = picture.begin({devicePx(size.width, size.scale), devicePx(size.height, size.scale),
                                size.scale, session->state().look.theme, generation, framebuffer});
  if (!begun) return begun;
  if (ui->fontsChanged()) {
    imguiGl->uploadFonts();
    picture.damageAll();
  }
  if (mapChanged) picture.damage.add(picture.mapBox(layout.map));
  imguiGl->addChanges(picture.damage);
  for (const render::PixelBox& box : picture.takeDamage()) paint(box);
  picture.show();
  // The map's names may have emptied the atlas below the panels' letters.
  if (typesetter->atlasGeneration() != generation) framesWanted = kFramesAfterChange;
  return {};
}

/// All that the window shows in a part of it: paper, the map, the panels.
void Stage::Parts::paint(const render::PixelBox& part) {
  const WindowPicture::Look& look = picture.look();
  render::beginFramebuffer(picture.framebuffer(), look.width, look.height, part,
                           map::palette(look.theme).window);
  const render::PixelBox map = picture.mapBox(layout.map);
  if (builtRevision != ~0ull && !part.shared(map).empty()) {
    render::Target target;
    target.framebuffer = picture.framebuffer();
    target.x = map.x0;
    target.y = look.height - map.y1;
    renderer->paintKept(built.scene, *typesetter, target, part.moved(-map.x0, -map.y0));
  }
  imguiGl->draw(part);
}

void Stage::measureWholeFrames() {
  parts_->measured = true;
}

session::Session& Stage::session() {
  return *parts_->session;
}
const map::BuiltScene& Stage::built() const {
  return parts_->built;
}
platform::Cursor Stage::cursor() const {
  return parts_->cursor;
}
ui::ReaderStatus Stage::readerStatus() const {
  return parts_->ui->readerStatus();
}
ui::Area Stage::mapArea() const {
  return parts_->layout.map;
}

void Stage::setClipboardReader(std::function<std::string()> read) {
  parts_->ui->readClipboard = std::move(read);
}

namespace {

const map::Placed* placedOf(const map::BuiltScene& built, const std::string& id) {
  for (const map::Placed& placed : built.pins)
    if (placed.id == id || std::count(placed.members.begin(), placed.members.end(), id) != 0) return &placed;
  return nullptr;
}

}  // namespace

std::optional<map::ScreenPoint> Stage::pinPoint(const std::string& id) const {
  const map::Placed* placed = placedOf(parts_->built, id);
  if (placed == nullptr) return std::nullopt;
  const map::ScreenPoint middle = placed->body.centre();
  const ui::Area& area = parts_->layout.map;
  if (middle.x < 0 || middle.y < 0 || middle.x >= area.w || middle.y >= area.h) return std::nullopt;
  return map::ScreenPoint{area.x + middle.x, area.y + middle.y};
}

bool Stage::inClosedCluster(const std::string& id) const {
  const map::Placed* placed = placedOf(parts_->built, id);
  return placed != nullptr && !placed->members.empty();
}

std::optional<map::ScreenPoint> Stage::passagePoint(int event) const {
  return parts_->ui->passagePoint(parts_->session->state(), event);
}

Status Stage::saveMap(const std::string& path) {
  const session::State& state = parts_->session->state();
  const map::Camera camera(state.view, state.mapWidth, state.mapHeight);
  const map::BuiltScene whole = parts_->builder->build(parts_->model, camera, parts_->builtSize.scale);
  const Result<Image> image = parts_->renderer->toImage(whole.scene, *parts_->typesetter);
  if (!image) return tl::make_unexpected(image.error());
  return figure::writePng(path, *image);
}

Result<Image> Stage::readFramebuffer(const FrameSize& size, unsigned framebuffer) const {
  return render::readFramebuffer(framebuffer, devicePx(size.width, size.scale),
                                 devicePx(size.height, size.scale));
}

}  // namespace dateline::app
