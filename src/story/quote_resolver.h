// Resolves many quotes in one article together.
#pragma once

#include <vector>

#include "story/quote_places.h"

namespace dateline::story {

/// What resolving took, whatever the machine.
struct ResolvingWork {
  std::size_t placesHeld = 0;      ///< at once
  std::size_t placesMeasured = 0;  ///< of all passages
};

/// One resolution for each passage. Those that stand unchanged are settled first; where they moved to is
/// evidence for the others. `witnesses` are known from elsewhere. `work`, when not null, is told what it
/// took.
std::vector<Resolution> resolvePassages(const std::vector<Passage>& passages, const article::Article& article,
                                        std::vector<Neighbours::Known> witnesses,
                                        ResolvingWork* work = nullptr);

/// What stands between what stood before and behind a passage, where both are found.
struct Surroundings {
  bool cutOut = false;    ///< nothing
  bool replaced = false;  ///< something else than the passage
  [[nodiscard]] bool areGone() const { return !cutOut && !replaced; }
};

/// The decision on one passage, from all its places.
Resolution judge(const Passage& passage, const article::Article& article, std::vector<Place> places,
                 Surroundings around);

}  // namespace dateline::story
