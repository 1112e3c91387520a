// stb_image_write's PNG encoder with libdeflate behind it.
#pragma once

#include <cstdlib>
#include <functional>
#include <memory>
#include <string_view>

#include "base/image.h"

namespace dateline::figure {

/// What malloc gave.
struct MallocFree {
  void operator()(unsigned char* bytes) const { std::free(bytes); }
};

struct EncodedPng {
  std::unique_ptr<unsigned char, MallocFree> bytes;  ///< null when memory ran out or `keepOn` said no
  std::size_t size = 0;
  [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char*>(bytes.get()), size}; }
};

/// `level` is libdeflate's, 1 to 12. `keepOn` is asked between filtering and compressing.
EncodedPng encodeWithStb(const Image& image, int level, const std::function<bool()>& keepOn);

}  // namespace dateline::figure
