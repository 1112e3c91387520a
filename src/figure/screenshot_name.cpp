#include "figure/screenshot_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>

#include "base/utf8.h"

namespace dateline::figure {
namespace {

/// File systems take 255 bytes a name; the number, the extension and the name of a temporary file beside it
/// need some of them.
constexpr std::size_t kLongestStem = 120;

std::string safeStem(std::string_view article) {
  constexpr std::string_view forbidden = "/\\:*?\"<>|";
  std::string stem = repairUtf8(article);
  std::replace_if(
      stem.begin(), stem.end(),
      [&](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 127 || forbidden.find(c) != std::string_view::npos;
      },
      '-');
  if (stem.size() > kLongestStem) {
    std::size_t end = kLongestStem;
    while (end > 0 && (static_cast<unsigned char>(stem[end]) & 0xC0) == 0x80) --end;
    stem.resize(end);
  }
  const std::size_t first =
      stem.find_first_not_of(" .-");  // no hidden files, no names that look like options
  const std::size_t last = stem.find_last_not_of(" .-");
  return first == std::string::npos ? "dateline" : stem.substr(first, last - first + 1);
}

}  // namespace

std::filesystem::path offeredName(const std::filesystem::path& folder, std::string_view article,
                                  std::string_view extension,
                                  const std::function<bool(const std::filesystem::path&)>& taken) {
  const std::string stem = safeStem(article);
  for (int n = 1;; ++n) {
    std::filesystem::path path = folder / fmt::format("{}_{}{}", stem, n, extension);
    if (taken && taken(path)) continue;
    std::error_code failed;
    // Of the name itself, so that a link to nowhere counts as taken.
    const auto status = std::filesystem::symlink_status(path, failed);
    if (status.type() == std::filesystem::file_type::not_found ||
        status.type() == std::filesystem::file_type::none)
      return path;
  }
}

}  // namespace dateline::figure
