// Which layers of a file are read, and what is said when none can be. Inside gdal only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gdal/gdal_setup.h"

class OGRLayer;

namespace dateline::gdal {

/// Those with coordinates: the one of this name, or, when it is empty, all.
std::vector<OGRLayer*> chosenLayers(GDALDataset& dataset, const std::string& sublayer);
/// Why there are none.
tl::unexpected<Error> nothingToRead(GDALDataset& dataset, const std::string& sublayer,
                                    const GdalMessages& messages);
/// It names no coordinate system, and its coordinates cannot be longitude and latitude. `driver`: GDAL's name
/// of its format; `swapped`: what is beyond degrees could be latitude and longitude.
tl::unexpected<Error> notDegrees(std::string_view driver, bool swapped);

}  // namespace dateline::gdal
