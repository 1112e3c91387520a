#include "figure/stb_png.h"

#include <libdeflate.h>

#include "base/headroom.h"

namespace {

/// What the encoder of this thread was asked for; stb hands no context to the compressor.
struct Request {
  int level = 1;
  const std::function<bool()>* keepOn = nullptr;
};
thread_local Request request;

void* takeLeavingRoom(std::size_t bytes) {
  void* block = std::malloc(bytes);
  if (block == nullptr || dateline::hasHeadroomBeside(bytes)) return block;
  std::free(block);
  return nullptr;
}

/// As stb_image_write wants it: malloc'ed zlib data, or null.
unsigned char* compressWithLibdeflate(unsigned char* data, int length, int* compressedLength, int) {
  if (request.keepOn == nullptr || !(*request.keepOn)()) return nullptr;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(request.level), libdeflate_free_compressor);
  if (!compressor) return nullptr;
  const std::size_t bound =
      libdeflate_zlib_compress_bound(compressor.get(), static_cast<std::size_t>(length));
  auto* out = static_cast<unsigned char*>(takeLeavingRoom(bound));
  if (out == nullptr) return nullptr;
  *compressedLength = static_cast<int>(
      libdeflate_zlib_compress(compressor.get(), data, static_cast<std::size_t>(length), out, bound));
  return out;
}

}  // namespace

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#define STBIW_MALLOC(bytes) takeLeavingRoom(bytes)
#define STBIW_REALLOC(block, bytes) std::realloc(block, bytes)
#define STBIW_FREE(block) std::free(block)
#define STBIW_ZLIB_COMPRESS compressWithLibdeflate
#define STBIW_CRC32(bytes, length) libdeflate_crc32(0, bytes, static_cast<std::size_t>(length))
#include <stb_image_write.h>

namespace dateline::figure {

EncodedPng encodeWithStb(const Image& image, int level, const std::function<bool()>& keepOn) {
  // No filter: maps are mostly flat colour, which filters only break up (8 to 20 % larger), and trying all
  // five on each row costs as much time as the compression. Set once, before any use, because the setting is
  // a global of stb's.
  static const bool filterSet = [] {
    stbi_write_force_png_filter = 0;
    return true;
  }();
  static_cast<void>(filterSet);
  request = {.level = level, .keepOn = &keepOn};
  int size = 0;
  EncodedPng encoded;
  encoded.bytes.reset(stbi_write_png_to_mem(image.pixels.data(), static_cast<int>(image.rowBytes()),
                                            image.width, image.height, image.channels, &size));
  request.keepOn = nullptr;
  encoded.size = static_cast<std::size_t>(size);
  return encoded;
}

}  // namespace dateline::figure
