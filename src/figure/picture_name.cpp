#include "figure/picture_name.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/ascii.h"
#include "base/file.h"

namespace dateline::figure {

Status checkPictureName(const std::string& path) {
  if (holdsNul(path))
    return fail(ErrorKind::usage, "the name of the picture holds a NUL character; leave it out");
  if (lowerAscii(std::filesystem::path(path).extension().string()) == ".png" || takesBytesAsTheyCome(path))
    return {};
  return fail(ErrorKind::usage,
              fmt::format("\"{}\" is not a kind of picture that is written; end the name in .png", path));
}

}  // namespace dateline::figure
