#pragma once

#include <string_view>

#include "app/command_line.h"

namespace dateline::app {

/// The picture that one line of a batch asks for: a JSON object with the names of the options of `export`;
/// what it does not name is as in `defaults`. A line that says where to look replaces what contradicts it.
Result<ExportOptions> readBatchLine(std::string_view line, const ExportOptions& defaults);

}  // namespace dateline::app
