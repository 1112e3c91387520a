#include <algorithm>
#include <chrono>
#include <utility>

#include "app/stage_parts.h"
#include "base/paths.h"
#include "map/style_file.h"
#include "render/gl_debug.h"
#include "session/layer_reading.h"
#include "session/reprojected_layers.h"
#include "session/tile_keeping.h"

// How a stage comes about: what is opened, what is prepared while a GL context is made, what needs the
// context.

namespace dateline::app {

Result<std::unique_ptr<Stage>> Stage::open(const Common& common, const FrameSize& expected,
                                           std::function<void()> wake) {
  session::keepLayersOnDisk(common.cache);
  if (!common.style.empty())
    if (const auto style = map::readStyle(common.style); !style) return tl::make_unexpected(style.error());
  session::limitLayerMemory(static_cast<std::uintmax_t>(common.layerMemory) << 20);
  auto document =
      session::openDocument({common.article, common.story, common.builtinStories, common.encoding});
  if (!document) return tl::make_unexpected(document.error());
  auto parts = std::make_unique<Parts>(std::move(wake));
  // Tiles that are fetched ahead tell nobody when they are there, and a replay may wait for quiet.
  parts->workers = std::make_unique<Workers>(std::max(2u, std::thread::hardware_concurrency()),
                                             [all = parts.get()] { all->onArrival(); });
  parts->session = std::make_unique<session::Session>(*parts->workers, parts->inbox);
  session::Session& session = *parts->session;
  if (common.theme) session.apply(session::command::SetTheme{*common.theme});
  if (!common.style.empty()) session.apply(session::command::SetStyle{common.style});
  if (common.borders) session.apply(session::command::SetBorders{*common.borders});
  if (!common.language.empty()) session.apply(session::command::SetMapLanguage{common.language});
  if (common.graticule) session.apply(session::command::Toggle{session::command::Toggled::graticule});
  if (common.projection) session.useProjection(*common.projection);
  session.useGazetteers(common.gazetteers);
  session.useColours(common.colourBy);
  session.begin(std::move(*document));
  parts->layOut(expected);
  session.needWorld(expected.scale);
  for (const std::string& path : common.layers) {
    if (atlas::isDatabaseAddress(path))
      session.apply(session::command::AddDatabaseLayer{path});
    else
      session.apply(session::command::AddLayer{path});
  }
  parts->expected = expected;
  parts->preparing = std::jthread([&p = *parts](const std::stop_token& stop) { p.prepare(stop); });
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
  const auto onTile = [this] {
    tilesArrived = true;
    onArrival();
  };
  builder = std::make_unique<map::MapBuilder>(
      *typesetter, workers.get(), onTile, map::Keeping{session::tileStore(), session::reprojectedLayers()});
  return {};
}

/// Has tiles cut and names set while a GL context is made, which takes as long.
void Stage::Parts::prepare(const std::stop_token& stop) {
  prepared = createBuilder();
  while (prepared && !stop.stop_requested()) {
    if (inbox.drain()) prepareMap();
    std::unique_lock lock(arrivedMutex);
    arrived.wait(lock, stop, [this] { return std::exchange(anyArrived, false); });
  }
}

void Stage::Parts::prepareMap() {
  const session::State& state = session->state();
  if (state.mapWidth < 1 || state.mapHeight < 1) return;
  const map::Camera camera(state.view, state.mapWidth, state.mapHeight);
  useModel();
  if (!session->readingNames() && !naming.joinable()) setNames(model, camera);
  builder->ground(model, camera, expected.scale);
}

/// What is above the ground knows nothing of it: both are made at once.
void Stage::Parts::setNames(map::MapModel named, const map::Camera& camera) {
  namesSet = false;
  naming = std::jthread([this, named = std::move(named), camera] {
    builder->above(named, camera, expected.scale);
    namesSet = true;
    onArrival();
  });
}

/// Until the names are set.
Status Stage::Parts::drawGroundMeanwhile() {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point began = Clock::now();
  builtSize = expected;
  while (!namesSet && !ground.complete) {
    inbox.drain();
    const session::State& state = session->state();
    if (state.mapWidth < 1 || state.mapHeight < 1) return {};
    if (!session->readingWorld()) {
      useModel();
      FrameReport ignored;
      const map::Camera camera(state.view, state.mapWidth, state.mapHeight);
      const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
      if (Status drawn = drawGround(camera, seconds, ignored); !drawn) return drawn;
      if (!ground.waiting) continue;
    }
    std::unique_lock lock(arrivedMutex);
    constexpr std::chrono::milliseconds kLookAgain{100};
    arrived.wait_for(lock, kLookAgain, [this] { return std::exchange(anyArrived, false); });
  }
  return {};
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
  if (Status drawn = p.drawGroundMeanwhile(); !drawn) return drawn;
  p.naming = {};
  p.renderer->updateGlyphTexture(*p.typesetter);  // gives the texture its id, which the panels keep
  p.ui = std::make_unique<ui::Ui>(*p.typesetter, p.renderer->glyphTexture());
  p.imguiGl = std::make_unique<ImguiGl>();
  return {};
}

}  // namespace dateline::app
