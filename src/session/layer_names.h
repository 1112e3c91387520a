#pragma once

#include <vector>

#include "session/state.h"

namespace dateline::session {

/// Names layers so that each is told from the others, by what the user knows them by: files by their names,
/// without the ending, with it, or with so many of the folders, as little as it takes; tables with their
/// schema where two have one name. What a file calls itself inside is often the name of another one.
void nameLayers(std::vector<LayerEntry>& layers);

}  // namespace dateline::session
