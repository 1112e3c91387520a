// The way Hypothesis anchors, written from the description in its client's documentation, to compare with.
#pragma once

#include <optional>

#include "story/quote_places.h"

namespace dateline::bench {

/// The quote at its position where it stands there; else of all approximate matches with at most half of the
/// quote changed the one of the highest sum of: quote 50, prefix 20, suffix 20, position 2. No margin is
/// asked for.
std::optional<article::TextRange> anchorLikeHypothesis(const story::Passage& passage,
                                                       const article::Article& article);

}  // namespace dateline::bench
