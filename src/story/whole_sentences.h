#pragma once

#include "story/quote_places.h"

namespace dateline::story {

/// A place of changed words where a passage of whole sentences stood: its ends are moved to those of the
/// sentences in which they lie, so that no sentence is taken up in its middle. What differs is told anew; the
/// score stays.
Place withWholeSentences(const Passage& passage, const article::Article& article, Place place);

}  // namespace dateline::story
