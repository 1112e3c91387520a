// The files of a Shapefile, of which some may be missing or damaged. Inside gdal only.
#pragma once

#include <filesystem>
#include <string>

#include "gdal/gdal_setup.h"

namespace dateline::gdal {

bool isShapefile(const std::filesystem::path& path);

/// Opens what is left of one: without its table where that is missing or ends early, with an index made anew
/// where there is none that is whole. `warnings` gains what was done without. Null where GDAL does not open
/// it.
Result<DatasetHandle> openShapefile(const std::filesystem::path& file, const GdalMessages& messages,
                                    Warnings& warnings);

/// Whether the .shp, or .shx, ends before what its heading says.
bool endsEarly(const std::filesystem::path& shp);

/// What is wrong with its .prj file, of one that is in no system.
std::string whyNoSystem(const std::filesystem::path& shp);

}  // namespace dateline::gdal
