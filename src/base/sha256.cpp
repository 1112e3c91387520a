#include "base/sha256.h"

#include <glib.h>

#include <memory>

namespace dateline {

std::string sha256(std::string_view bytes) {
  const std::unique_ptr<char, decltype(&g_free)> hex(
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(bytes.data()),
                                  bytes.size()),
      g_free);
  return hex.get();
}

}  // namespace dateline
