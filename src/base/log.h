#pragma once

#include <fmt/format.h>

#include <string_view>

namespace dateline::log {

/// Messages for people go to standard error, never to standard output, with the control characters in them as
/// codes. `--quiet` keeps errors only.
void setQuiet(bool quiet);
void info(std::string_view message);
void warn(std::string_view message);
void error(std::string_view message);

}  // namespace dateline::log
