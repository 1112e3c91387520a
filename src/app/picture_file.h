#pragma once

#include <string>

#include "base/error.h"

namespace dateline::app {

/// Refuses the name of a picture that does not end in .png (ErrorKind::usage), unless it is no file that is
/// written to, as /dev/stdout.
Status checkPictureName(const std::string& path);

/// Errors that are better told before any work: the name, and the folder that does not exist. "-" is standard
/// output.
Status checkPictureFile(const std::string& path);

}  // namespace dateline::app
