#include "gdal/sublayers.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <string_view>

namespace dateline::gdal {

std::vector<OGRLayer*> chosenLayers(GDALDataset& dataset, const std::string& sublayer) {
  const bool gpx = std::string_view(dataset.GetDriverName()) == "GPX";
  std::vector<OGRLayer*> result;
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    OGRLayer* layer = dataset.GetLayer(i);
    if (layer == nullptr) continue;
    const std::string_view name = layer->GetName();
    // The points of GPX routes and tracks are in its lines already.
    const bool repeats = gpx && (name == "route_points" || name == "track_points");
    const bool chosen = sublayer.empty() ? !repeats : name == sublayer;
    if (chosen && layer->GetLayerDefn()->GetGeomFieldCount() > 0) result.push_back(layer);
  }
  return result;
}

tl::unexpected<Error> nothingToRead(GDALDataset& dataset, const std::string& sublayer,
                                    const GdalMessages& messages) {
  if (!sublayer.empty()) {
    std::string names;
    for (int i = 0; i < dataset.GetLayerCount() && i < 50; ++i) {
      if (OGRLayer* layer = dataset.GetLayer(i))
        names += (names.empty() ? "" : ", ") + std::string(layer->GetName());
    }
    return fail(ErrorKind::notFound,
                fmt::format("it has no layer \"{}\" with coordinates: its layers are {}.", sublayer, names));
  }
  if (std::string_view(dataset.GetDriverName()) == "CSV") {
    return fail(ErrorKind::invalid,
                "the table has no coordinates: name its columns longitude and latitude (or lon and lat, x "
                "and y, WKT).");
  }
  return fail(ErrorKind::invalid,
              "it holds no layer with coordinates: nothing can be drawn." + messages.lastFailure());
}

tl::unexpected<Error> notOnEarth(const OffEarth& layer) {
  const std::string_view driver = layer.driver;
  if (layer.swapped)
    return fail(ErrorKind::invalid,
                "its latitudes are beyond 90 degrees and its longitudes are not: they seem to stand in each "
                "other's place; save it with the longitude first.");
  if (!layer.prj.empty())
    return fail(
        ErrorKind::invalid,
        layer.prj +
            " and its coordinates are not degrees: put the right .prj file beside it, or save it again "
            "from a GIS.");
  // Of these it is the format that says so, not the file.
  const bool alwaysWgs84 = driver == "GeoJSON" || driver == "GeoJSONSeq" || driver == "TopoJSON";
  if (!layer.system.empty() && !alwaysWgs84) {
    const bool shapefile = driver == "ESRI Shapefile";
    return fail(ErrorKind::invalid,
                fmt::format("{} says that its coordinates are in {}, and none of them can be: {}.",
                            shapefile ? "its .prj file" : "it", layer.system,
                            shapefile ? "put the right .prj file in its place, or save it again from a GIS"
                                      : "save it again from a GIS with the system that they are in"));
  }
  std::string_view remedy = "save it again from a GIS with its system";
  if (alwaysWgs84 || driver == "CSV") remedy = "save it in longitude and latitude (WGS 84)";
  if (driver == "PostgreSQL") remedy = "its owner names it with SELECT UpdateGeometrySRID";
  if (driver == "MapInfo File") remedy = "save it with the CoordSys on Earth that they are in";
  return fail(ErrorKind::invalid,
              fmt::format("it names no coordinate system and its coordinates are not degrees: {}.", remedy));
}

}  // namespace dateline::gdal
