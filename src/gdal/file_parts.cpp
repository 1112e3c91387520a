#include "gdal/file_parts.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "gdal/gdal_setup.h"
#include "gdal/sublayers.h"
#include "gdal/window_boxes.h"

namespace dateline::gdal {
namespace {

// What a layer takes of memory beside its points, in bytes.
constexpr double kFeatureInMemory = 280, kValueInMemory = 32;
/// Points are 16 bytes in the file and 18 in memory.
constexpr double kGrowth = 18.0 / 16;

}  // namespace

geo::LngLatBox boxOf(const OGREnvelope& envelope) {
  return {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
}

bool holds(const geo::LngLatBox& outer, const geo::LngLatBox& inner) {
  return !inner.empty() && outer.minX <= inner.minX && outer.minY <= inner.minY && outer.maxX >= inner.maxX &&
         outer.maxY >= inner.maxY;
}

Result<FilePart> partOf(OGRLayer& layer) {
  FilePart part{.layer = &layer};
  Result<SourceCrs> crs = sourceCrs(layer.GetSpatialRef());
  if (!crs) return tl::make_unexpected(crs.error());
  part.crs = std::move(*crs);
  part.indexed = layer.TestCapability(OLCFastSpatialFilter) != 0;
  if (layer.TestCapability(OLCFastFeatureCount))
    part.features = static_cast<double>(std::max<GIntBig>(0, layer.GetFeatureCount(FALSE)));
  OGREnvelope envelope;
  if (layer.GetExtent(&envelope, FALSE) == OGRERR_NONE && envelope.IsInit()) part.box = boxOf(envelope);
  const geo::LngLatBox& box = part.box;
  const bool degrees = std::abs(box.minY) <= 90 && std::abs(box.maxY) <= 90 && std::abs(box.minX) <= 540 &&
                       std::abs(box.maxX) <= 540;
  const bool swapped = (box.minY > 90 || box.maxY < -90) && std::abs(box.minY) <= 180 &&
                       std::abs(box.maxY) <= 180 && std::abs(box.minX) <= 90 && std::abs(box.maxX) <= 90;
  if (part.crs.assumed && !box.empty() && !degrees) return notOnEarth({.swapped = swapped});
  part.extent = extentOf(part.crs, box);
  return part;
}

void findWide(GDALDataset& geoPackage, FilePart& part) {
  const GdalMessages silence;
  std::string name = fmt::format("rtree_{}_{}", part.layer->GetName(), part.layer->GetGeometryColumn());
  for (std::size_t at = 0; (at = name.find('"', at)) != std::string::npos; at += 2) name.insert(at, 1, '"');
  // What is wider than half the Earth lies across the meridian 0 or, counted from there eastwards, 180: so
  // that the index is of use.
  const std::string statement = fmt::format(
      "SELECT id, minx, miny, maxx, maxy FROM \"{}\" "
      "WHERE ((minx <= 0 AND maxx >= 0) OR (minx <= 180 AND maxx >= 180)) AND maxx - minx > {:.12g}",
      name, SourceWindow::halfWayOf(part.crs));
  OGRLayer* rows = geoPackage.ExecuteSQL(statement.c_str(), nullptr, nullptr);
  if (rows == nullptr) return;
  while (const OGRFeatureUniquePtr row{rows->GetNextFeature()})
    part.wide.push_back({static_cast<std::uint64_t>(row->GetFieldAsInteger64("id")),
                         {row->GetFieldAsDouble("minx"), row->GetFieldAsDouble("miny"),
                          row->GetFieldAsDouble("maxx"), row->GetFieldAsDouble("maxy")}});
  geoPackage.ReleaseResultSet(rows);
}

double residentBytes(const FilePart& part, double features) {
  const double values = const_cast<OGRLayer*>(part.layer)->GetLayerDefn()->GetFieldCount();
  return features * (kFeatureInMemory + kValueInMemory * values);
}

bool endsEarly(const FilePart& part) {
  const GdalMessages silence;
  if (!part.indexed || part.features < 1 || part.layer->TestCapability(OLCRandomRead) == 0) return false;
  const OGRFeatureUniquePtr last{part.layer->GetFeature(static_cast<GIntBig>(part.features) - 1)};
  return last == nullptr;
}

double residentBytes(std::uintmax_t fileBytes) {
  return kGrowth * static_cast<double>(fileBytes);
}

}  // namespace dateline::gdal
