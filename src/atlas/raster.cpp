#include "atlas/raster.h"

#include <fmt/format.h>
#include <gdal_priv.h>

#include "atlas/gdal_setup.h"
#include "atlas/layer.h"

namespace dateline::atlas {
namespace {

constexpr int kLargestSide = 16384;
constexpr const char* kRasterDrivers[] = {"JPEG", nullptr};

}  // namespace

Result<Image> readRaster(const std::filesystem::path& path) {
  initialise();
  const std::string where = path.string();
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed))
    return fail(ErrorKind::notFound, "there is no such file: check the name.", where);
  const GdalMessages messages;
  const DatasetHandle dataset(GDALDataset::Open(std::filesystem::absolute(path).c_str(),
                                                GDAL_OF_RASTER | GDAL_OF_READONLY, kRasterDrivers, nullptr,
                                                nullptr));
  if (!dataset || dataset->GetRasterCount() < 1)
    return fail(ErrorKind::invalid, "this is no JPEG picture." + messages.lastFailure(), where);
  Image image{dataset->GetRasterXSize(), dataset->GetRasterYSize(), 1, {}};
  if (image.width > kLargestSide || image.height > kLargestSide)
    return fail(ErrorKind::tooLarge,
                fmt::format("the picture is {} by {}; the limit is {} a side.", image.width, image.height,
                            kLargestSide),
                where);
  image.pixels.resize(image.rowBytes() * static_cast<std::size_t>(image.height));
  GDALRasterBand& band = *dataset->GetRasterBand(1);
  if (band.RasterIO(GF_Read, 0, 0, image.width, image.height, image.pixels.data(), image.width, image.height,
                    GDT_Byte, 0, 0, nullptr) != CE_None ||
      messages.failed())
    return fail(ErrorKind::invalid, "the picture is damaged." + messages.lastFailure(), where);
  return image;
}

}  // namespace dateline::atlas
