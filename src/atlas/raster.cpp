#include "atlas/raster.h"

#include <fmt/format.h>
#include <turbojpeg.h>

#include <memory>
#include <type_traits>

#include "base/file.h"

namespace dateline::atlas {
namespace {

constexpr int kLargestSide = 16384;
constexpr std::uintmax_t kLargestFile = 1u << 28;

struct Destroyer {
  void operator()(void* handle) const { tjDestroy(handle); }
};
using Decompressor = std::unique_ptr<std::remove_pointer_t<tjhandle>, Destroyer>;

}  // namespace

Result<Image> readRaster(const std::filesystem::path& path) {
  const std::string where = path.string();
  const Result<std::string> bytes = readFile(path, kLargestFile);
  if (!bytes) return tl::make_unexpected(bytes.error());
  const auto* data = reinterpret_cast<const unsigned char*>(bytes->data());
  const Decompressor jpeg(tjInitDecompress());
  Image image{.width = 0, .height = 0, .channels = 1, .pixels = {}};
  int subsampling = 0, colours = 0;
  if (!jpeg || tjDecompressHeader3(jpeg.get(), data, bytes->size(), &image.width, &image.height, &subsampling,
                                   &colours) != 0)
    return fail(ErrorKind::invalid, "this is no JPEG picture.", where);
  if (image.width > kLargestSide || image.height > kLargestSide)
    return fail(ErrorKind::tooLarge,
                fmt::format("the picture is {} by {}; the limit is {} a side.", image.width, image.height,
                            kLargestSide),
                where);
  image.pixels.resize(image.rowBytes() * static_cast<std::size_t>(image.height));
  // A picture that ends early is none: warnings count.
  if (tjDecompress2(jpeg.get(), data, bytes->size(), image.pixels.data(), image.width, 0, image.height,
                    TJPF_GRAY, TJFLAG_STOPONWARNING) != 0)
    return fail(ErrorKind::invalid, fmt::format("the picture is damaged: {}.", tjGetErrorStr2(jpeg.get())),
                where);
  return image;
}

}  // namespace dateline::atlas
