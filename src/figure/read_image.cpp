#include "figure/read_image.h"

#include <fmt/format.h>

#include <cstdlib>
#include <memory>

#include "base/file.h"

namespace {

/// The largest block stb may ask for while it decodes: a few bytes can unpack to gigabytes that no header
/// spoke of.
thread_local std::size_t largestBlock = 0;

void* limitedMalloc(std::size_t bytes) {
  return bytes > largestBlock ? nullptr : std::malloc(bytes);
}
void* limitedRealloc(void* block, std::size_t bytes) {
  return bytes > largestBlock ? nullptr : std::realloc(block, bytes);
}

}  // namespace

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_STDIO
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_MAX_DIMENSIONS dateline::figure::kLargestImageSide
#define STBI_MALLOC limitedMalloc
#define STBI_REALLOC limitedRealloc
#define STBI_FREE std::free
#include <stb_image.h>

namespace dateline::figure {
namespace {

struct PixelsFree {
  void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

/// stb's buffers for headers and tables, whatever the image.
constexpr std::size_t kSmallBlocks = 1 << 20;

}  // namespace

Result<Image> decodeImage(std::string_view bytes, std::string_view where) {
  const std::string name(where);
  if (bytes.size() > kLargestImageBytes)
    return fail(ErrorKind::tooLarge,
                fmt::format("is larger than the limit of {} MB", kLargestImageBytes >> 20), name);
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
  const int length = static_cast<int>(bytes.size());
  int width = 0, height = 0, channels = 0;
  largestBlock = kSmallBlocks;
  if (bytes.empty() || stbi_info_from_memory(data, length, &width, &height, &channels) == 0)
    return fail(ErrorKind::invalid, "is no PNG or JPEG image, or larger than 32768 pixels a side", name);
  const int wanted = channels == 1 ? 1 : 4;
  const std::size_t pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  if (width <= 0 || height <= 0 || width > kLargestImageSide || height > kLargestImageSide ||
      pixels * static_cast<std::size_t>(wanted) > kLargestImageBytes)
    return fail(ErrorKind::tooLarge,
                fmt::format("is an image of {} by {}; the limit is 32768 a side and {} MB of pixels", width,
                            height, kLargestImageBytes >> 20),
                name);
  // Sixteen bits a channel with a filter byte a row, or the compressed data gathered in a buffer that
  // doubles.
  largestBlock = kSmallBlocks + pixels * 8 + static_cast<std::size_t>(height) * 8 + bytes.size() * 2;
  const std::unique_ptr<stbi_uc, PixelsFree> decoded(
      stbi_load_from_memory(data, length, &width, &height, &channels, wanted));
  if (!decoded)
    return fail(ErrorKind::invalid, fmt::format("is a damaged image ({})", stbi_failure_reason()), name);
  Image image{.width = width, .height = height, .channels = wanted, .pixels = {}};
  image.pixels.assign(decoded.get(), decoded.get() + pixels * static_cast<std::size_t>(wanted));
  return image;
}

Result<Image> readImage(const std::filesystem::path& path) {
  const Result<std::string> bytes = readFile(path, kLargestImageBytes);
  if (!bytes) return tl::make_unexpected(bytes.error());
  return decodeImage(*bytes, path.string());
}

}  // namespace dateline::figure
