#include "app/stage.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "app/stage_parts.h"
#include "render/framebuffer.h"

namespace dateline::app {
namespace {

/// What a frame may take in all: what other things leave of it is for the pictures of the ground.
constexpr double kFrameMs = 14, kLeastGroundMs = 2.5, kMostGroundMs = 9;
/// And where another ground is waited for, and nothing moves.
constexpr double kReplacedGroundMs = 20;
/// Tiles that are missing are asked for again, in case nobody remembers that they were.
constexpr double kAskAgainSeconds = 0.1;
/// The progress of work in the background is shown so often: more would take from the work.
constexpr double kProgressSeconds = 0.05;

}  // namespace

Stage::Stage(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Stage::~Stage() = default;

void Stage::post(platform::Event event) {
  parts_->events.push_back(std::move(event));
  wantFrame();
}

void Stage::wantFrame() {
  parts_->framesWanted = kFramesAfterChange;
}

bool Stage::due(double seconds) {
  Parts& p = *parts_;
  if (p.inbox.drain()) wantFrame();
  if (p.noteTiles()) p.framesWanted = std::max(p.framesWanted, 1);
  const auto deadline = p.session->nextDeadline();
  if (deadline && *deadline <= seconds) wantFrame();
  if (p.built.settling || p.ground.busy || (p.ground.waiting && seconds >= p.askAgainAt))
    p.framesWanted = std::max(p.framesWanted, 1);
  if (!p.session->state().tasks.empty() && seconds >= p.progressAt)
    p.framesWanted = std::max(p.framesWanted, 1);
  return p.framesWanted > 0 || p.moving || p.animating || !p.events.empty();
}

std::optional<double> Stage::nextDeadline() const {
  std::optional<double> next = parts_->session->nextDeadline();
  const auto notAfter = [&](double at) { next = std::min(next.value_or(at), at); };
  if (parts_->ground.waiting) notAfter(parts_->askAgainAt);
  if (!parts_->session->state().tasks.empty()) notAfter(parts_->progressAt);
  return next;
}

bool Stage::complete() const {
  const Parts& p = *parts_;
  return !p.moving && !p.animating && p.events.empty() && p.session->settled() && p.ground.complete &&
         !p.built.settling && p.builtRevision == p.session->revision();
}

bool Stage::idle() const {
  const Parts& p = *parts_;
  return p.framesWanted == 0 && !p.moving && !p.animating && p.events.empty() && p.session->settled() &&
         !p.built.settling && !p.ground.busy && !p.ground.waiting &&
         p.builtRevision == p.session->revision() && p.workers->idle();
}

bool Stage::working() const {
  const Parts& p = *parts_;
  return !p.session->settled() || p.built.settling || p.ground.busy || p.ground.waiting || !p.workers->idle();
}

void Stage::Parts::layOut(const FrameSize& size) {
  const session::State& state = session->state();
  layout = ui::layoutWindow(state, static_cast<float>(size.width), static_cast<float>(size.height));
  if (state.mapWidth != layout.map.w || state.mapHeight != layout.map.h || state.mapCovered != layout.covered)
    session->apply(session::command::ResizeMap{layout.map.w, layout.map.h, layout.covered});
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
  p.progressAt = seconds + kProgressSeconds;
  const std::vector<platform::Event> events = std::exchange(p.events, {});
  for (const platform::Event& event : events) {
    if (const auto* drop = std::get_if<platform::Drop>(&event))
      for (const auto& path : drop->paths) p.session->apply(session::command::OpenPath{path.string()});
    if (std::holds_alternative<platform::Close>(event)) p.session->apply(session::command::Quit{});
  }
  p.layOut(size);
  p.moving = p.session->tick(seconds);
  p.groundPainted = false;
  if (Status begun = p.beginPicture(size, framebuffer); !begun) return tl::make_unexpected(begun.error());
  if (Status built = p.buildMap(size, seconds, report); !built) return tl::make_unexpected(built.error());
  if (p.ground.complete && p.builtRevision == p.session->revision()) p.session->noteDrawn();

  ui::FrameInput input;
  input.width = static_cast<float>(size.width);
  input.height = static_cast<float>(size.height);
  input.scale = size.scale;
  input.seconds = seconds;
  input.events = events;
  input.built = &p.built;
  ui::FrameOutput output = p.ui->frame(p.session->state(), input);
  for (session::Command& command : output.commands) {
    if (auto* by = command.as<session::command::Pan>()) p.wholePixels(*by);
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
  std::vector<map::ScreenBox> covered = boxesOf(ui->overMap(session->state(), layout.map));
  std::vector<map::ScreenBox> panels = boxesOf(ui->panelsOver(session->state(), layout.map));
  const bool stale = built.settling || builtRevision != session->revision() || !(builtSize == size) ||
                     covered != model.covered || panels != model.panels;
  session->needWorld(size.scale);
  session->needLayers(size.scale);
  const session::State& state = session->state();
  if (state.mapWidth < 1 || state.mapHeight < 1) {
    tilesCame = false;
    return {};
  }
  const map::Camera camera = session::cameraOf(state);
  if (stale) {
    useModel();
    model.covered = std::move(covered);
    model.panels = std::move(panels);
    builtSize = size;
  }
  report.map = stale;
  // Not before the plane has followed: what is best there is not yet best.
  if (map::atRest(state.view) && std::exchange(arrivals, session->arrivals()) != session->arrivals())
    builder->nameAfresh();
  const bool again = ground.waiting && seconds >= askAgainAt;
  if (stale || noteTiles() || ground.busy || again)
    if (Status drawn = drawGround(camera, seconds, report); !drawn) return drawn;
  // The graphics driver is about the ground while the names are placed and the panels made.
  if (report.map) paintGround();
  if (stale) {
    tellMissingFonts();
    built = builder->above(model, camera, size.scale, seconds);
    builtRevision = session->revision();
    if (Status kept = renderer->keep(built.scene, *typesetter); !kept) return kept;
  }
  report.labels = static_cast<int>(built.scene.labels.size());
  report.pins = static_cast<int>(built.scene.markers.size());
  return {};
}

/// True as long as the ground has not been drawn since tiles came.
bool Stage::Parts::noteTiles() {
  tilesCame |= tilesArrived.exchange(false);
  return tilesCame;
}

/// On the map, with a gap between a panel and a name.
std::vector<map::ScreenBox> Stage::Parts::boxesOf(const std::vector<ui::Area>& areas) const {
  constexpr float kGap = 4;
  std::vector<map::ScreenBox> boxes;
  for (const ui::Area& over : areas) {
    const ui::Area box = over.from(layout.map).inset(-kGap);
    boxes.push_back({box.x, box.y, box.right(), box.bottom()});
  }
  return boxes;
}

void Stage::Parts::useModel() {
  model = session::mapModel(session->state());
  groundContent = map::groundContent(model);
}

/// Once for every style that is read.
void Stage::Parts::tellMissingFonts() {
  const map::Style& style = map::styleOf(model.look);
  if (style.id == builtStyle) return;
  builtStyle = style.id;
  if (std::string missing = map::missingFonts(style, *typesetter); !missing.empty())
    session->say(std::move(missing));
}

Status Stage::Parts::drawGround(const map::Camera& camera, double seconds, FrameReport& report) {
  const auto began = std::chrono::steady_clock::now();
  const auto build = [&](const map::Camera& around, float scale, const map::GroundWish& wish) {
    return builder->ground(model, around, scale, wish);
  };
  render::GroundView view{.camera = camera, .scale = builtSize.scale};
  view.ahead = session->viewAhead();
  view.moving = moving;
  view.tilesCame = noteTiles() || (ground.waiting && seconds >= askAgainAt);
  tilesCame = false;
  view.worldComes = session->readingWorld();
  view.passing = session->readingLayers();
  view.content = groundContent;
  view.background = map::styleOf(model.look).colours.water;
  // Where the map stands still hardly anything else takes time, and nobody sees names that come and go a
  // little less smoothly.
  const bool still = groundView == camera.view();
  groundView = camera.view();
  double budgetMs = still && ground.replacing ? kReplacedGroundMs : kMostGroundMs;
  if (report.map && !still) budgetMs = std::clamp(kFrameMs - otherMs, kLeastGroundMs, kMostGroundMs);
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

Status Stage::Parts::beginPicture(const FrameSize& size, unsigned framebuffer) {
  return picture.begin({devicePx(size.width, size.scale), devicePx(size.height, size.scale), size.scale,
                        map::styleOf(session->state().look).theme, typesetter->atlasGeneration(),
                        framebuffer});
}

render::Target Stage::Parts::mapTarget() const {
  const render::PixelBox map = picture.mapBox(layout.map);
  return {.framebuffer = picture.framebuffer(), .x = map.x0, .y = picture.look().height - map.y1};
}

/// All of it.
void Stage::Parts::paintGround() {
  const WindowPicture::Look& look = picture.look();
  render::beginFramebuffer(picture.framebuffer(), look.width, look.height);
  const render::PixelBox map = picture.mapBox(layout.map);
  renderer->paintGround(mapTarget(), {0, 0, map.width(), map.height()});
  groundPainted = true;
}

Status Stage::Parts::drawWindow(const FrameSize& size, bool mapChanged, unsigned framebuffer) {
  renderer->updateGlyphTexture(*typesetter);
  // The names may have emptied the atlas below the letters of panels that nothing changed.
  if (Status begun = beginPicture(size, framebuffer); !begun) return begun;
  const std::uint64_t generation = typesetter->atlasGeneration();
  if (mapChanged) picture.damage.add(picture.mapBox(layout.map));
  imguiGl->addChanges(picture.damage);
  for (const render::PixelBox& box : picture.takeDamage()) paint(box);
  picture.show();
  if (typesetter->atlasGeneration() != generation) framesWanted = kFramesAfterChange;
  return {};
}

/// All that the window shows in a part of it: paper, the map, the panels.
void Stage::Parts::paint(const render::PixelBox& part) {
  const WindowPicture::Look& look = picture.look();
  render::beginFramebuffer(picture.framebuffer(), look.width, look.height);
  const render::PixelBox map = picture.mapBox(layout.map);
  const render::PixelBox ofMap = builtRevision != ~0ull ? part.shared(map) : render::PixelBox{};
  // The map leaves nothing of what lies below it.
  for (const render::PixelBox& beside : part.without(ofMap))
    render::clearPart(look.height, beside, map::palette(look.theme).window);
  if (!ofMap.empty()) {
    const render::PixelBox onMap = ofMap.moved(-map.x0, -map.y0);
    if (!groundPainted) renderer->paintGround(mapTarget(), onMap);
    renderer->paintAbove(built.scene, *typesetter, mapTarget(), onMap);
  }
  imguiGl->draw(part);
}

}  // namespace dateline::app
