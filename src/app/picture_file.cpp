#include "app/picture_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "figure/picture_name.h"

namespace dateline::app {

Status checkPictureFile(const std::string& output) {
  if (output == "-") return {};
  if (Status name = figure::checkPictureName(output); !name) return name;
  const std::filesystem::path path(output);
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed))
    return fail(ErrorKind::io, fmt::format("the folder {} does not exist; make it first", folder.string()),
                output);
  return {};
}

}  // namespace dateline::app
