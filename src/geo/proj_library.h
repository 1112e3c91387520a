#pragma once

#include <proj.h>

#include "base/error.h"

namespace dateline::geo {

/// PROJ's functions that we use, by their names without "proj_".
// clang-format off
#define DATELINE_PROJ_FUNCTIONS(use) \
  use(as_proj_string) use(context_create) use(context_destroy) use(context_set_enable_network) \
  use(coordoperation_get_grid_used_count) use(create) use(create_from_database) \
  use(create_operation_factory_context) use(create_operations) use(crs_get_coordinate_system) \
  use(cs_get_axis_info) use(destroy) use(dmstor) use(ellipsoid_get_parameters) use(errno_reset) \
  use(get_area_of_use) use(get_ellipsoid) use(get_name) use(get_prime_meridian) use(get_source_crs) use(get_type) use(info) use(list_destroy) use(list_get) \
  use(list_get_count) use(list_prime_meridians) use(log_level) use(normalize_for_visualization) \
  use(operation_factory_context_destroy) use(operation_factory_context_set_grid_availability_use) \
  use(operation_factory_context_set_spatial_criterion) use(pj_info) use(prime_meridian_get_parameters) \
  use(trans)
// clang-format on

struct ProjLibrary {
#define DATELINE_PROJ_MEMBER(name) decltype(&::proj_##name) name = nullptr;
  DATELINE_PROJ_FUNCTIONS(DATELINE_PROJ_MEMBER)
#undef DATELINE_PROJ_MEMBER
};

/// Loads PROJ, once: with what it is linked to it is thirty libraries, as long to load as all others
/// together, and most maps need none of them. ErrorKind::notFound: it is not there.
Status openProj();
/// Once it is open.
const ProjLibrary& proj();

}  // namespace dateline::geo
