#pragma once

#include <cstddef>
#include <string_view>

#include "app/command_line.h"
#include "app/exporter.h"

namespace dateline::app {

inline constexpr std::size_t kLongestBatchLine = 1 << 20;  ///< bytes

/// The picture that one line of a batch asks for: a JSON object with the names of the options of `export`;
/// what it does not name is as in `defaults`. A line that says where to look replaces what contradicts it.
Result<ExportOptions> readBatchLine(std::string_view line, const ExportOptions& defaults);

/// Writes the pictures that the lines of a batch ask for. What goes wrong with one is told with the number of
/// its line, and the others are still written: 0 when all are, else 1.
Result<int> runBatch(Exporter& exporter, const ExportOptions& defaults);

}  // namespace dateline::app
