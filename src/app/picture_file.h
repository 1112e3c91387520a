#pragma once

#include <string>

#include "base/error.h"

namespace dateline::app {

/// Errors that are better told before any work: the name, and the folder that does not exist. "-" is standard
/// output.
Status checkPictureFile(const std::string& path);

}  // namespace dateline::app
