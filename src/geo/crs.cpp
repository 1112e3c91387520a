#include "geo/crs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/crs_text.h"
#include "geo/oblique_mercator.h"
#include "geo/proj_handle.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

constexpr double kWholeRound = 359;    // degrees: an area this wide has no middle longitude
constexpr double kWorldDegrees = 300;  // of a system for the world: as wide as this
constexpr int kFirstEsriCode = 100'000;
/// Goes up when less or more of the Earth is laid in the same system.
constexpr int kLaying = 5;

const char* kindOfSystem(PJ_TYPE type) {
  switch (type) {
    case PJ_TYPE_GEOCENTRIC_CRS:
      return "a geocentric system";
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
      return "a geographic system with heights";
    case PJ_TYPE_VERTICAL_CRS:
      return "a vertical system";
    case PJ_TYPE_COMPOUND_CRS:
      return "a compound system with heights";
    case PJ_TYPE_ENGINEERING_CRS:
      return "an engineering system, which has no place on the Earth";
    case PJ_TYPE_TEMPORAL_CRS:
      return "a temporal system";
    default:
      return "no system of coordinates on the Earth's surface";
  }
}

bool liesFlat(PJ_CONTEXT* context, const PJ* system) {
  const PJ_TYPE type = proj().get_type(system);
  if (type != PJ_TYPE_BOUND_CRS) return type == PJ_TYPE_PROJECTED_CRS || type == PJ_TYPE_GEOGRAPHIC_2D_CRS;
  const ProjObject inner(proj().get_source_crs(context, system));
  return inner && liesFlat(context, inner.get());
}

Result<ProjObject> systemOf(PJ_CONTEXT* context, std::string_view text, Crs& crs) {
  if (std::optional<Code> code = codeOf(text)) {
    const auto find = [&] {
      return ProjObject(proj().create_from_database(context, code->authority.c_str(), code->number.c_str(),
                                                    PJ_CATEGORY_CRS, 0, nullptr));
    };
    ProjObject system = find();
    // Codes of this size are ESRI's, and many programs call them EPSG's.
    if (!system && code->authority == "EPSG" && numberOf(code->number).value_or(0) >= kFirstEsriCode) {
      code->authority = "ESRI";
      system = find();
    }
    if (!system)
      return refuse(text,
                    fmt::format("is not known to PROJ {}; look for its code at https://spatialreference.org",
                                projVersion()));
    crs.text = code->authority + ":" + code->number;
    return system;
  }
  const bool projString = text.find("proj=") != std::string_view::npos;
  if (!projString)
    return refuse(
        text,
        "is neither a code nor a PROJ string; use one as EPSG:32642 or \"+proj=laea +lat_0=45 +lon_0=68\"");
  if (Status checked = checkParameters(text); !checked) return tl::make_unexpected(checked.error());
  std::string whole(text);
  if (valueOf(parametersOf(text), "type").empty()) whole += " +type=crs";
  ProjObject system(proj().create(context, whole.c_str()));
  if (!system) return refuse(text, "is no projection that PROJ can make; look at its parameters");
  crs.text = text;
  return system;
}

/// Maps have east on the right and north above, whichever way the axes of their system run.
std::string upright(std::string operation) {
  for (const std::string_view swapped : {" +axis=", " +step +proj=axisswap +order="})
    if (const std::size_t at = operation.rfind(swapped); at != std::string::npos)
      operation.erase(at, operation.find(' ', at + swapped.size()) - at);
  return operation;
}

/// The first of PROJ's ways from WGS 84, which is the one it holds for best, but by a grid: grids end a
/// little beyond their country, and lie on some machines only.
ProjObject bestOf(PJ_CONTEXT* context, const PJ_OBJ_LIST* ways) {
  const int count = ways == nullptr ? 0 : proj().list_get_count(ways);
  for (int i = 0; i < count; ++i)
    if (ProjObject way(proj().list_get(context, ways, i));
        way && proj().coordoperation_get_grid_used_count(context, way.get()) == 0)
      return way;
  return ProjObject(count > 0 ? proj().list_get(context, ways, 0) : nullptr);
}

Result<std::string> operationTo(PJ_CONTEXT* context, const PJ* system, std::string_view text) {
  const ProjObject wgs84(proj().create_from_database(context, "EPSG", "4326", PJ_CATEGORY_CRS, 0, nullptr));
  if (!wgs84)
    return fail(ErrorKind::notFound, "PROJ finds no data base of its own (proj.db); install proj-data");
  const std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, ProjDeleter> factory(
      proj().create_operation_factory_context(context, nullptr));
  proj().operation_factory_context_set_spatial_criterion(context, factory.get(),
                                                         PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj().operation_factory_context_set_grid_availability_use(
      context, factory.get(), PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
  const std::unique_ptr<PJ_OBJ_LIST, ProjDeleter> ways(
      proj().create_operations(context, wgs84.get(), system, factory.get()));
  const ProjObject way = bestOf(context, ways.get());
  const ProjObject eastNorth(way ? proj().normalize_for_visualization(context, way.get()) : nullptr);
  const char* operation =
      eastNorth ? proj().as_proj_string(context, eastNorth.get(), PJ_PROJ_5, nullptr) : nullptr;
  if (operation == nullptr) return refuse(text, "cannot be reached from WGS 84: no map of the Earth has it");
  return *operation == 0 ? std::string("+proj=noop") : upright(operation);
}

std::optional<LngLatBox> areaOf(PJ_CONTEXT* context, const PJ* system) {
  LngLatBox box;
  if (proj().get_area_of_use(context, system, &box.minX, &box.minY, &box.maxX, &box.maxY, nullptr) == 0 ||
      box.minX < -180 || box.minY < -90)
    return std::nullopt;
  if (box.maxX < box.minX) box.maxX += 360;
  return box;
}

/// Once round the Earth in the unit of a geographic system; 0 of projected ones.
double turnOf(PJ_CONTEXT* context, const PJ* system) {
  if (proj().get_type(system) == PJ_TYPE_BOUND_CRS) {
    const ProjObject inner(proj().get_source_crs(context, system));
    return inner ? turnOf(context, inner.get()) : 0;
  }
  if (proj().get_type(system) != PJ_TYPE_GEOGRAPHIC_2D_CRS) return 0;
  const ProjObject axes(proj().crs_get_coordinate_system(context, system));
  double radians = 0;
  const bool known = axes && proj().cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr,
                                                     &radians, nullptr, nullptr, nullptr) != 0;
  return known && radians > 0 ? 2 * kPi / radians : 360;
}

/// Degrees, as PROJ writes them: "30.5", "30d30W".
std::optional<double> angleOf(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const double degrees = proj().dmstor(std::string(text).c_str(), nullptr) / kRadians;
  return std::isfinite(degrees) ? std::optional(degrees) : std::nullopt;
}

/// Degrees east of Greenwich. Where the operation names a meridian PROJ takes it from a table of its own,
/// which is not the data base's to the last digit.
double primeMeridianOf(PJ_CONTEXT* context, const PJ* system, const std::vector<Parameter>& parameters) {
  for (const PJ_PRIME_MERIDIANS* known = proj().list_prime_meridians(); known->id != nullptr; ++known)
    if (valueOf(parameters, "pm") == known->id) return angleOf(known->defn).value_or(0);
  const ProjObject meridian(proj().get_prime_meridian(context, system));
  double value = 0, radians = 0;
  const bool known = meridian && proj().prime_meridian_get_parameters(context, meridian.get(), &value,
                                                                      &radians, nullptr) != 0;
  return known && std::isfinite(value * radians) ? value * radians / kRadians : 0;
}

/// The longitude of its middle, from the parameters of the operation, which count from the prime meridian.
double meridianOf(const std::vector<Parameter>& parameters, double prime) {
  if (valueOf(parameters, "proj") == "pipeline") {
    const std::string_view zone = valueOf(parameters, "zone");
    if (const auto number = numberOf(zone)) return std::remainder(*number * 6 - 183 + prime, 360);
  }
  for (const std::string_view key : {"lon_0", "lonc"})
    if (const auto value = angleOf(valueOf(parameters, key))) return std::remainder(*value + prime, 360);
  return prime;
}

/// Of the ellipsoid that a system lies on; 0 of a sphere.
double squaredEccentricityOf(PJ_CONTEXT* context, const PJ* system) {
  const ProjObject ellipsoid(proj().get_ellipsoid(context, system));
  double major = 0, minor = 0;
  const bool known = ellipsoid && proj().ellipsoid_get_parameters(context, ellipsoid.get(), &major, &minor,
                                                                  nullptr, nullptr) != 0;
  return known && major > 0 ? 1 - minor * minor / (major * major) : 0;
}

/// Where the world is cut that lies on an oblique cylinder, if it does. In another datum that is along no
/// meridian.
std::optional<CylinderRound> obliqueRoundOf(const std::vector<Parameter>& parameters, double prime,
                                            double squaredEccentricity) {
  const auto has = [&](std::string_view step) {
    return std::ranges::any_of(parameters,
                               [&](const Parameter& one) { return one.key == "proj" && one.value == step; });
  };
  if (!has("omerc") || has("cart")) return std::nullopt;
  const auto angle = [&](std::string_view key) { return angleOf(valueOf(parameters, key)); };
  return roundOf({.centre = {angle("lonc").value_or(0) + prime, angle("lat_0").value_or(0)},
                  .azimuth = angle("alpha"),
                  .rectified = angle("gamma"),
                  .squaredEccentricity = squaredEccentricity});
}

/// Degrees from its meridian: as far as a projection can be relied on.
double reachOf(const std::vector<Parameter>& parameters) {
  struct Known {
    std::string_view projection;
    double reach;
  };
  // Cylinders laid across run to infinity 90 degrees from their meridian, and PROJ gives up before; Cassini's
  // is a series that leads astray from half as far on.
  static constexpr Known kKnown[] = {
      {"utm", 80}, {"tmerc", 80}, {"etmerc", 80}, {"gstmerc", 80}, {"cass", 40}};
  for (const Parameter& parameter : parameters)
    for (const Known& known : kKnown)
      if (parameter.key == "proj" && parameter.value == known.projection) return known.reach;
  return 180;
}

/// Projections that are laid around a place that their parameters do not tell.
std::optional<LngLat> fixedCentreOf(std::string_view projection) {
  struct Known {
    std::string_view projection;
    LngLat centre;
  };
  static constexpr Known kKnown[] = {{"alsk", {-152, 64}},    {"gs48", {-96, 39}},  {"gs50", {-120, 45}},
                                     {"lee_os", {-165, -10}}, {"mil_os", {20, 18}}, {"nzmg", {173, -41}}};
  for (const Known& known : kKnown)
    if (projection == known.projection) return known.centre;
  return std::nullopt;
}

LngLat centreOf(const Crs& crs, const std::vector<Parameter>& parameters) {
  LngLat centre{crs.meridian, angleOf(valueOf(parameters, "lat_0")).value_or(0)};
  for (const Parameter& parameter : parameters)
    if (parameter.key == "proj") centre = fixedCentreOf(parameter.value).value_or(centre);
  if (!crs.area) return centre;
  const LngLat middle = crs.area->centre();
  if (crs.area->width() < kWholeRound) return middle;
  if (crs.area->minY < 0 && crs.area->maxY > 0) return {crs.meridian, 0};
  return {crs.meridian, middle.lat < 0 ? -90.0 : 90.0};
}

}  // namespace

bool isRegional(const Crs& crs) {
  if (crs.area) return crs.area->width() < kWorldDegrees;
  return isSeries(crs) || crs.operation.find("proj=krovak") != std::string::npos;
}

bool isSeries(const Crs& crs) {
  return std::ranges::any_of(parametersOf(crs.operation), [](const Parameter& parameter) {
    return parameter.key == "proj" && fixedCentreOf(parameter.value);
  });
}

std::string projVersion() {
  return proj().info().version;
}

Result<Crs> findCrs(std::string_view given) {
  const std::string_view text = trimmed(given);
  if (Status opened = openProj(); !opened) return tl::make_unexpected(opened.error());
  const ProjContext context = makeProjContext();
  Crs crs;
  Result<ProjObject> system = systemOf(context.get(), text, crs);
  if (!system) return tl::make_unexpected(system.error());
  if (!liesFlat(context.get(), system->get()))
    return refuse(text, fmt::format("is {}; a map needs a projected one, or longitude and latitude",
                                    kindOfSystem(proj().get_type(system->get()))));
  const Result<std::string> operation = operationTo(context.get(), system->get(), text);
  if (!operation) return tl::make_unexpected(operation.error());
  crs.operation = *operation;
  const char* name = proj().get_name(system->get());
  const bool named = name != nullptr && *name != 0 && std::string_view(name) != "unknown";
  crs.name = named ? name : crs.text;
  crs.area = areaOf(context.get(), system->get());
  const std::vector<Parameter> parameters = parametersOf(crs.operation);
  const double prime = primeMeridianOf(context.get(), system->get(), parameters);
  crs.meridian = meridianOf(parameters, prime);
  crs.turn = turnOf(context.get(), system->get());
  crs.reach = reachOf(parameters);
  crs.centre = centreOf(crs, parameters);
  const double squaredEccentricity = squaredEccentricityOf(context.get(), system->get());
  if (const auto round = obliqueRoundOf(parameters, prime, squaredEccentricity)) {
    crs.meridian = round->meridian;
    crs.reach = round->reach;
  }
  return crs;
}

std::string identity(const Crs& crs) {
  const LngLatBox area = crs.area.value_or(LngLatBox{});
  return fmt::format("{}|{} {} {} {}|PROJ {}|{}", crs.operation, area.minX, area.minY, area.maxX, area.maxY,
                     projVersion(), kLaying);
}

}  // namespace dateline::geo
