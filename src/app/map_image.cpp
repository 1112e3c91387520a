#include "app/map_image.h"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "base/paths.h"
#include "figure/png.h"
#include "map/tile_cover.h"
#include "platform/context.h"
#include "render/renderer.h"
#include "session/world_loader.h"

namespace dateline::app {

Result<Image> drawMapImage(const MapImageRequest& request) {
  const auto context = platform::OffscreenContext::create();
  if (!context) return tl::make_unexpected(context.error());
  const auto shaders = shippedFile("shaders");
  if (!shaders) return tl::make_unexpected(shaders.error());
  const auto fonts = shippedFile("assets/fonts");
  if (!fonts) return tl::make_unexpected(fonts.error());
  const auto typesetter = text::Typesetter::create(*fonts);
  if (!typesetter) return tl::make_unexpected(typesetter.error());
  const auto renderer = render::Renderer::create(*shaders);
  if (!renderer) return tl::make_unexpected(renderer.error());

  const auto needs = session::WorldNeeds::of(request.model.look, map::dataZoom(request.view), request.scale);
  const auto world = session::completedWorld(request.model.world, needs);
  if (!world) return tl::make_unexpected(world.error());
  map::MapModel model = request.model;
  model.world = *world;
  map::MapBuilder builder(**typesetter, nullptr, {});
  const map::Camera camera(request.view, request.width, request.height);
  const map::BuiltScene built = builder.build(model, camera, request.scale, true);
  render::ImageOptions options;
  options.transparent = request.model.look.transparent;
  options.cancel = request.cancel;
  options.progress = request.progress;
  return (*renderer)->toImage(built.scene, **typesetter, options);
}

namespace {

Status writeToStandardOutput(const Image& image, const figure::PngOptions& options) {
  const Result<std::string> png = figure::encodePng(image, options);
  if (!png) return tl::make_unexpected(png.error());
  if (std::fwrite(png->data(), 1, png->size(), stdout) != png->size() || std::fflush(stdout) != 0)
    return fail(ErrorKind::io, "cannot be written: " + std::generic_category().message(errno),
                "standard output");
  return {};
}

}  // namespace

Status writeMapImage(const MapImageRequest& request, const std::string& output, int dpi) {
  const Result<Image> image = drawMapImage(request);
  if (!image) return tl::make_unexpected(image.error());
  figure::PngOptions options;
  options.dpi = dpi;
  options.cancel = request.cancel;
  options.texts = {{"Software", "Dateline " DATELINE_VERSION},
                   {"Copyright", map::attribution(request.model.look)}};
  return output == "-" ? writeToStandardOutput(*image, options) : figure::writePng(output, *image, options);
}

}  // namespace dateline::app
