// The texts that anchors are tried on.
#pragma once

#include <filesystem>

#include "edits.h"

namespace dateline::bench {

/// All texts below `shared`/geoparse where it is there, else the program's own texts below `root`, each cut
/// into several. Passages (sentences, pairs of sentences, phrases, paragraphs) are chosen by the seed and are
/// disjoint.
std::vector<Sample> readSamples(const std::filesystem::path& shared, const std::filesystem::path& root,
                                unsigned seed);

}  // namespace dateline::bench
