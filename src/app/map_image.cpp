#include "app/map_image.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/log.h"
#include "base/paths.h"
#include "figure/png.h"
#include "map/tile_cover.h"
#include "platform/context.h"
#include "render/renderer.h"
#include "session/reprojected_layers.h"
#include "session/tile_keeping.h"
#include "session/world_loader.h"
#include "text/typesetter.h"

namespace dateline::app {

Status completeWorld(MapImageRequest& request) {
  const auto needs = session::WorldNeeds::of(request.model.look, map::dataZoom(request.view), request.scale);
  const auto world = session::completedWorld(request.model.world, needs);
  if (!world) return tl::make_unexpected(world.error());
  request.model.world = *world;
  return {};
}

/// In the order in which they may be made, and backwards be taken down.
struct MapImagePainter::Graphics {
  std::unique_ptr<platform::OffscreenContext> context;
  std::unique_ptr<render::Renderer> renderer;

  /// What draws goes while its context is current.
  ~Graphics() {
    if (context) static_cast<void>(context->makeCurrent());
  }
};

Result<std::unique_ptr<MapImagePainter::Graphics>> MapImagePainter::makeGraphics() {
  const auto shaders = shippedFile("shaders");
  if (!shaders) return tl::make_unexpected(shaders.error());
  auto context = platform::OffscreenContext::create();
  if (!context) return tl::make_unexpected(context.error());
  auto renderer = render::Renderer::create(*shaders);
  (*context)->release();
  auto graphics = std::make_unique<Graphics>();
  graphics->context = std::move(*context);
  if (!renderer) return tl::make_unexpected(renderer.error());
  graphics->renderer = std::move(*renderer);
  return graphics;
}

/// What a scene is made with.
struct MapImagePainter::Tools {
  std::unique_ptr<text::Typesetter> typesetter;
  map::MapBuilder builder;
  std::uint64_t style = 0;  ///< the last one's id: its fonts were looked for

  explicit Tools(std::unique_ptr<text::Typesetter> made)
      : typesetter(std::move(made)),
        builder(*typesetter, nullptr, {}, {session::tileStore(), session::reprojectedLayers()}) {}
};

Result<std::unique_ptr<MapImagePainter::Tools>> MapImagePainter::makeTools() {
  const auto fonts = shippedFile("assets/fonts");
  if (!fonts) return tl::make_unexpected(fonts.error());
  auto typesetter = text::Typesetter::create(*fonts);
  if (!typesetter) return tl::make_unexpected(typesetter.error());
  return std::make_unique<Tools>(std::move(*typesetter));
}

MapImagePainter::MapImagePainter() : making_(std::async(std::launch::async, makeGraphics)) {}
MapImagePainter::~MapImagePainter() = default;

namespace {

Warnings missingFrom(const map::BuiltScene& built, const map::MapModel& model) {
  constexpr std::size_t kMostNamed = 3;
  std::vector<std::string> titles;
  for (const map::UserLayer& layer : model.layers)
    if (std::ranges::find(built.withoutLegend, layer.id) != built.withoutLegend.end())
      titles.push_back("\"" + map::legendTitle(layer) + "\"");
  if (titles.empty()) return {};
  const bool one = titles.size() == 1;
  std::string named = fmt::format(
      "{}",
      fmt::join(titles.begin(),
                titles.begin() + static_cast<std::ptrdiff_t>(std::min(titles.size(), kMostNamed)), ", "));
  if (titles.size() > kMostNamed) named += fmt::format(" and {} more", titles.size() - kMostNamed);
  return {
      {fmt::format("the legend{} of {} {} left out, as the picture has no room for {}; make the picture "
                   "larger or the classes fewer",
                   one ? "" : "s", named, one ? "is" : "are", one ? "it" : "them")}};
}

}  // namespace

Result<Image> MapImagePainter::draw(const MapImageRequest& request) {
  warnings_.clear();
  if (!tools_) {
    auto tools = makeTools();
    if (!tools) return tl::make_unexpected(tools.error());
    tools_ = std::move(*tools);
  }
  const map::Style& style = map::styleOf(request.model.look);
  if (style.id != tools_->style) {
    tools_->style = style.id;
    if (const std::string missing = map::missingFonts(style, *tools_->typesetter); !missing.empty())
      log::warn(missing);
  }
  const map::Camera camera(request.view, request.width, request.height);
  const map::BuiltScene built = tools_->builder.build(request.model, camera, request.scale, true);
  warnings_ = missingFrom(built, request.model);
  if (!graphics_) {
    if (!making_.valid()) making_ = std::async(std::launch::async, makeGraphics);
    auto graphics = making_.get();
    if (!graphics) return tl::make_unexpected(graphics.error());
    graphics_ = std::move(*graphics);
  }
  if (Status current = graphics_->context->makeCurrent(); !current)
    return tl::make_unexpected(current.error());
  render::ImageOptions options;
  options.transparent = request.model.look.transparent;
  options.withoutAlpha = true;
  options.cancel = request.cancel;
  options.progress = request.progress;
  return graphics_->renderer->toImage(built.scene, *tools_->typesetter, options);
}

Status writeMapImage(const Image& image, const map::Look& look, const std::string& output,
                     figure::PngOptions options) {
  options.texts = {{"Software", "Dateline " DATELINE_VERSION}, {"Copyright", map::attribution(look)}};
  if (output != "-") return figure::writePng(output, image, options);
  const Result<std::string> png = figure::encodePng(image, options);
  if (!png) return tl::make_unexpected(png.error());
  return writeToStandardOutput(*png);
}

Status exportMapImage(MapImagePainter& painter, MapImageRequest request, const std::string& output) {
  if (Status complete = completeWorld(request); !complete) return complete;
  const Result<Image> image = painter.draw(request);
  if (!image) return tl::make_unexpected(image.error());
  return writeMapImage(*image, request.model.look, output,
                       {.dpi = request.dpi, .cancel = request.cancel, .existing = request.existing});
}

}  // namespace dateline::app
