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
/// Why nothing of a layer lies on Earth.
struct OffEarth {
  std::string_view driver;  ///< GDAL's name of its format; empty: any
  std::string system;       ///< that it names; empty: none
  std::string prj;          ///< of a .shp: what is wrong with its .prj file, where it names none
  bool swapped = false;     ///< what is beyond degrees could be latitude and longitude
};
tl::unexpected<Error> notOnEarth(const OffEarth& layer);

}  // namespace dateline::gdal
