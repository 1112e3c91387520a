// Which coordinate system the shapes of a PostGIS table are in. Inside gdal only.
#pragma once

#include "gdal/postgis_table.h"

namespace dateline::gdal {

/// Finds the table's system: the one that its column names, else the commonest of its shapes. Those that are
/// in another or beside the world become counted warnings. ErrorKind::invalid where nothing says what the
/// coordinates are and they are no degrees; ErrorKind::unsupported.
Status findCrs(GDALDataset& dataset, const atlas::DatabaseAddress& address, PostgisTable& table);

}  // namespace dateline::gdal
