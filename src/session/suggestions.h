#pragma once

#include <vector>

#include "session/state.h"

namespace dateline::session {

/// What is found in an article: its mentions, and a story with a suggested event for each place.
struct Suggested {
  std::vector<Mention> mentions;
  story::StoryPtr story;
  std::vector<Suggestion> suggestions;  ///< one an event, in the same order
};

/// Groups the mentions a place a pin, each anchored to the sentences that name it. Not pinned: what is named
/// only as people or within other names, and what is less likely a place than not. A country that the text
/// tells of visiting is pinned at its capital when none of its towns is named. Dates in the sentences are
/// offered as the events' times.
Suggested suggestPlaces(const article::Article& article, const gazetteer::Finder& finder);

/// "town, Texas, United States"
std::string describePlace(const gazetteer::Finder& finder, gazetteer::PlaceRef place);

}  // namespace dateline::session
