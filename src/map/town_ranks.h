#pragma once

#include <vector>

#include "map/label_data.h"

namespace dateline::map {

/// Which towns a map names first: ranks them by their population, by what the source thinks of them, and by
/// how far it is to the next larger one; tells which are principal, and which goes before which.
void rankTowns(std::vector<NamedPlace>& towns);

}  // namespace dateline::map
