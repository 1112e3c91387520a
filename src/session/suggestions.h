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

/// A place that was found in a text and nobody judged yet; other suggested events are the author's own.
bool isFoundPlace(const story::Event& event);

/// The suggestions of a story that was made before: one for each of its events that is only suggested, in
/// their order. What `found` in its article stands for such an event's place gives the confidence, the
/// reasons and the other places of the name; else its place's name alone gives these. Without a finder there
/// is only the place that the story has.
std::vector<Suggestion> suggestionsOf(const story::Story& story, const Suggested& found,
                                      const gazetteer::Finder* finder);

/// A place that a name may mean, without how it counts.
PlaceChoice choiceOf(const gazetteer::Finder& finder, gazetteer::PlaceRef place,
                     std::optional<float> confidence, std::string reason);

/// "town, Texas, United States"
std::string describePlace(const gazetteer::Finder& finder, gazetteer::PlaceRef place);

}  // namespace dateline::session
