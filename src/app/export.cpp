#include "app/batch.h"
#include "app/commands.h"
#include "app/exporter.h"
#include "app/picture_file.h"
#include "base/log.h"
#include "platform/shader_cache.h"
#include "session/layer_reading.h"

namespace dateline::app {
namespace {

Status exportOne(Exporter& exporter, const ExportOptions& options) {
  const Result<Image> image = exporter.draw(options);
  if (!image) return tl::make_unexpected(image.error());
  exporter.tellWhatIsMissing(options.output);
  return writeMapImage(*image, exporter.look(), options.output, {.dpi = options.dpi});
}

}  // namespace

Result<int> runExport(const ExportOptions& options) {
  platform::keepNoShadersOnFullDisk();
  if (options.batch.empty())
    if (const Status writable = checkPictureFile(options.output); !writable)
      return tl::make_unexpected(writable.error());
  session::keepLayersOnDisk(options.common.cache);
  session::limitLayerMemory(static_cast<std::uintmax_t>(options.common.layerMemory) << 20);
  Exporter exporter;
  if (const Status opened = exporter.open(options.common); !opened)
    return tl::make_unexpected(opened.error());
  if (!options.batch.empty()) return runBatch(exporter, options);
  if (const Status written = exportOne(exporter, options); !written)
    return tl::make_unexpected(written.error());
  if (options.output != "-") log::info("wrote " + options.output);
  return 0;
}

}  // namespace dateline::app
