// The anchors of a story that did not resolve as they were, and what each may be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/state.h"

namespace dateline::session {

/// An anchor of the story, by indices.
struct AnchorRef {
  int event = 0;
  int anchor = 0;
  friend bool operator==(const AnchorRef&, const AnchorRef&) = default;
};

/// True for an anchor that is neither exact nor moved.
bool isFinding(const story::Resolution& found);
/// Those anchors in the order of the story.
std::vector<AnchorRef> findings(const State& state);

/// An event whose link to the text does not hold, or that is only suggested, is drawn hollow.
bool isHollow(const State& state, std::size_t event);

/// The anchor that is reviewed; nullopt when none is, or when it is gone or found.
std::optional<AnchorRef> reviewedAnchor(const State& state);
/// What it may be, best first; of a fuzzy one the place where it stands now.
std::vector<story::Candidate> candidatesOf(const story::Resolution& found);
/// Its first quote, also one that refines what is not understood; nullptr for an anchor without text.
const story::TextQuoteSelector* quoteOf(const story::Anchor& anchor);
/// What the story says of a passage that it does not quote, in a sentence.
std::string heldWithoutWords(const story::Anchor& anchor);

}  // namespace dateline::session
