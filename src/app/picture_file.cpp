#include "app/picture_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "base/ascii.h"
#include "base/file.h"

namespace dateline::app {

Status checkPictureName(const std::string& path) {
  if (holdsNul(path))
    return fail(ErrorKind::usage, "the name of the picture holds a NUL character; leave it out");
  if (lowerAscii(std::filesystem::path(path).extension().string()) == ".png" || takesBytesAsTheyCome(path))
    return {};
  return fail(ErrorKind::usage,
              fmt::format("\"{}\" is not a kind of picture that is written; end the name in .png", path));
}

Status checkPictureFile(const std::string& output) {
  if (output == "-") return {};
  if (Status name = checkPictureName(output); !name) return name;
  const std::filesystem::path path(output);
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed))
    return fail(ErrorKind::io, fmt::format("the folder {} does not exist; make it first", folder.string()),
                output);
  return {};
}

}  // namespace dateline::app
