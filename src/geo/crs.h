#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "geo/lnglat.h"

namespace dateline::geo {

/// A coordinate reference system that a map can be laid in, as PROJ knows it.
struct Crs {
  std::string text;               ///< as it is asked for: "EPSG:32642", or a PROJ string
  std::string name;               ///< "WGS 84 / UTM zone 42N"; of a PROJ string the string itself
  std::string operation;          ///< PROJ string of the way from degrees east and north (WGS 84)
  std::optional<LngLatBox> area;  ///< where it is meant to be used; may run on beyond 180 degrees
  LngLat centre;                  ///< of that area, else the place that it is laid around
  double meridian = 0;            ///< longitude that it is laid around; opposite of it the world is cut
  double turn = 0;                ///< once round the Earth in the unit of longitudes; 0 of projected systems
  double reach = 180;             ///< degrees from its meridian: as far as it can be relied on
};

/// Finds "EPSG:3857", "ESRI:54030" or the like, or takes a PROJ string ("+proj=laea +lat_0=45 +lon_0=68").
/// Only what lies flat on the Earth is one: projected systems, and longitude and latitude themselves.
///
/// The text may come from a stranger's file: it is read by a strict pattern, so that it can name no file, no
/// grid and no address, and PROJ is kept off the network. Errors are ErrorKind::usage, in a sentence.
Result<Crs> findCrs(std::string_view text);

/// True of systems for a part of the Earth, by the area that they are meant for or by their projection.
bool isRegional(const Crs& crs);
/// True of a projection by polynomials around one place, which goes astray all round it.
bool isSeries(const Crs& crs);

/// Of the library, as "9.1.1".
std::string projVersion();

/// Equal for systems in which the same places lie at the same coordinates, in another run of the program too.
std::string identity(const Crs& crs);

}  // namespace dateline::geo
