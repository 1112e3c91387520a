// Anchors and their selectors as a story file writes them.
#pragma once

#include <vector>

#include "story/json_check.h"

namespace dateline::story {

/// What "anchors" among the members says: a list of anchors, or one alone. What is none of these stays among
/// the rest of the members, and is told.
std::vector<Anchor> readAnchors(Members& properties, Faults& faults);

}  // namespace dateline::story
