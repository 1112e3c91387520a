#pragma once

#include <string>

#include "base/error.h"

namespace dateline::figure {

/// Refuses the name of a picture that does not end in .png (ErrorKind::usage), unless it is no file that is
/// written to, as /dev/stdout.
Status checkPictureName(const std::string& path);

}  // namespace dateline::figure
