#include "map/style_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/file.h"
#include "base/paths.h"
#include "map/style_values.h"

namespace dateline::map {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 1u << 20;
constexpr std::size_t kLongestChain = 8;

Result<fs::path> pathOf(const std::string& fileOrName, const fs::path& folder) {
  if (holdsNul(fileOrName))
    return fail(ErrorKind::usage, "the name of the style holds a NUL character; leave it out");
  if (isStylePath(fileOrName)) return folder / fileOrName;
  std::string names;
  for (const ShippedStyle& style : kShippedStyles) {
    if (style.name == fileOrName) return shippedFile(fmt::format("assets/styles/{}.json", fileOrName));
    names += (names.empty() ? "" : ", ") + std::string(style.name);
  }
  return fail(ErrorKind::usage, fmt::format("the style {} is not known; use {} or a file that ends in .json",
                                            quotedStyleText(fileOrName), names));
}

/// One file after the other, each named by the one before.
class ChainReader {
 public:
  Result<Style> read(const std::string& fileOrName, const fs::path& folder) {
    const Result<fs::path> path = pathOf(fileOrName, folder);
    if (!path) return tl::make_unexpected(path.error());
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(*path, failed);
    if (std::find(real_.begin(), real_.end(), real) != real_.end())
      return fail(ErrorKind::invalid, "is extended by itself; break the circle", path->string());
    if (real_.size() == kLongestChain)
      return fail(ErrorKind::invalid,
                  fmt::format("is one of more than {} that extend each other", kLongestChain),
                  path->string());
    real_.push_back(real);
    files.push_back(*path);
    const Result<std::string> text = readFile(*path, kLargestFile);
    if (!text) return tl::make_unexpected(text.error());
    return parseStyle(*text, path->string(),
                      [&](const std::string& extended) { return read(extended, path->parent_path()); });
  }

  std::vector<fs::path> files;

 private:
  std::vector<fs::path> real_;
};

}  // namespace

bool isStylePath(std::string_view fileOrName) {
  return fileOrName.find('/') != std::string_view::npos || fileOrName.ends_with(".json");
}

Result<StylePtr> readStyle(const std::string& fileOrName, std::vector<fs::path>* files) {
  ChainReader reader;
  Result<Style> style = reader.read(fileOrName, {});
  if (files != nullptr) *files = std::move(reader.files);
  if (!style) return tl::make_unexpected(style.error());
  return makeStyle(std::move(*style));
}

}  // namespace dateline::map
