#pragma once

#include "app/command_line.h"

namespace dateline::app {

// The commands of the command line. The value is the exit code of work that was done; an error is mapped by
// main.

/// Opens the window and runs until it is closed, or plays a replay.
Result<int> runWindow(const WindowOptions& options);
/// Writes the map as an image.
Result<int> runExport(const ExportOptions& options);
/// Prints how each anchor resolves: 0 when all are exact or moved, 3 otherwise.
Result<int> runCheck(const CheckOptions& options);
/// Prints the places that texts name: 0 when every text could be read, 1 otherwise.
Result<int> runPlaces(const PlacesOptions& options);
/// Writes a story in another format.
Result<int> runConvert(const ConvertOptions& options);

}  // namespace dateline::app
