#include "gdal/to_wgs84.h"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <string_view>

namespace dateline::gdal {
namespace {

bool isWgs84(const OGRSpatialReference& crs) {
  const char* authority = crs.GetAuthorityName(nullptr);
  const char* code = crs.GetAuthorityCode(nullptr);
  // The common case by name, without a look into PROJ's data base.
  if (authority != nullptr && code != nullptr) {
    const std::string_view name = authority;
    if ((name == "EPSG" && std::string_view(code) == "4326") ||
        (name == "OGC" && std::string_view(code) == "CRS84")) {
      return true;
    }
  }
  OGRSpatialReference wgs84;
  wgs84.SetWellKnownGeogCS("WGS84");
  constexpr const char* kSame[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT",
                                   nullptr};
  return crs.IsGeographic() && crs.IsSame(&wgs84, kSame);
}

}  // namespace

void TransformationDeleter::operator()(OGRCoordinateTransformation* transformation) const {
  OGRCoordinateTransformation::DestroyCT(transformation);
}

bool hasCrs(const OGRSpatialReference* crs) {
  // What a GeoPackage calls its system 0, which stands for none.
  constexpr std::string_view kUndefined = "Undefined geographic SRS";
  if (crs == nullptr || crs->IsEmpty() || crs->IsLocal()) return false;
  return crs->GetName() == nullptr || crs->GetName() != kUndefined;
}

Result<TransformationHandle> toWgs84(const OGRSpatialReference& crs) {
  if (isWgs84(crs)) return TransformationHandle();
  OGRSpatialReference source(crs), target;
  target.SetWellKnownGeogCS("WGS84");
  source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  // Of geocentric coordinates the third counts as much as the others, and shapes here have two.
  TransformationHandle transformation;
  if (!source.IsGeocentric()) transformation.reset(OGRCreateCoordinateTransformation(&source, &target));
  if (!transformation) {
    return fail(ErrorKind::unsupported,
                fmt::format("its coordinate system \"{}\"{} cannot be turned into longitude and latitude: "
                            "save the layer in WGS 84 (EPSG:4326).",
                            crs.GetName() != nullptr ? crs.GetName() : "unnamed",
                            crs.IsGeocentric() ? " (geocentric)" : ""));
  }
  return transformation;
}

std::vector<char> transformed(OGRCoordinateTransformation& by, std::span<double> x, std::span<double> y) {
  constexpr double kFarthest = 1e11;  // more than the way round the Earth in millimetres
  const auto isFar = [](double value) { return !(std::abs(value) <= kFarthest); };
  for (std::size_t i = 0; i < x.size(); ++i)
    if (isFar(x[i]) || isFar(y[i])) x[i] = y[i] = HUGE_VAL;  // which GDAL takes for no place
  std::vector<int> placed(x.size());
  by.Transform(static_cast<int>(x.size()), x.data(), y.data(), nullptr, placed.data());
  std::vector<char> good(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    good[i] = placed[i] != 0 && std::isfinite(x[i]) && std::isfinite(y[i]);
  return good;
}

Result<SourceCrs> sourceCrs(const OGRSpatialReference* crs) {
  SourceCrs source;
  if (!hasCrs(crs)) return source;
  source.assumed = false;
  source.name = crs->GetName() != nullptr ? crs->GetName() : "";
  Result<TransformationHandle> transformation = toWgs84(*crs);
  if (!transformation) return tl::make_unexpected(transformation.error());
  source.transformation = std::move(*transformation);
  if (source.transformation == nullptr) return source;
  source.back.reset(source.transformation->GetInverse());
  constexpr double kMetresPerDegree = 111'320;
  if (crs->IsProjected()) source.unitsPerDegree = kMetresPerDegree / crs->GetLinearUnits();
  return source;
}

}  // namespace dateline::gdal
