#pragma once

#include <vector>

#include "gazetteer/finder.h"
#include "gazetteer/senses.h"

namespace dateline::gazetteer {

/// What is found in a text whose senses are weighed: the places of its names, how the text uses them and how
/// sure they are, and the streets of its towns; in reading order, not overlapping.
std::vector<Found> collectPlaces(const Senses& senses, const Weights& weights, const FindOptions& options);

}  // namespace dateline::gazetteer
