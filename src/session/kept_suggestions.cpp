#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/algorithms.h"
#include "session/suggestions.h"

// The suggestions of a story that was saved before all of them were judged, or that another program made.

namespace dateline::session {
namespace {

/// The place that an event of the story has, the nearest of those that its name may mean; the end for none.
auto placeAmong(const std::vector<PlaceChoice>& choices, const story::Event& event) {
  constexpr double kSameMetres = 1'000;
  constexpr double kSameNameMetres = 50'000;  // two lists put the middle of a town at different places
  constexpr double kSameDegrees = 0.5;        // of latitude: more than either
  auto nearest = choices.end();
  double least = kSameNameMetres;
  for (auto choice = choices.begin(); choice != choices.end(); ++choice) {
    if (!event.at || !choice->at || std::abs(event.at->lat - choice->at->lat) > kSameDegrees) continue;
    const double apart = geo::distanceMetres(*event.at, *choice->at);
    if (apart >= least || (apart > kSameMetres && choice->name != event.place)) continue;
    nearest = choice;
    least = apart;
  }
  return nearest;
}

/// What the text says of an event's place: of those found there that may be meant the one that is called as
/// the event is, or the one that is most likely there. nullptr for none.
const Suggestion* foundFor(const story::Event& event, const Suggested& found) {
  const Suggestion* best = nullptr;
  int most = 0;
  for (std::size_t i = 0; i < found.suggestions.size(); ++i) {
    const std::vector<PlaceChoice>& choices = found.suggestions[i].choices;
    const auto place = placeAmong(choices, event);
    const bool titled = found.story->events[i].title == event.title;
    const int worth =
        (titled ? 2 : 0) + (place != choices.end() ? 2 : 0) + (place == choices.begin() ? 1 : 0);
    if (worth > most) best = &found.suggestions[i], most = worth;
  }
  return best;
}

/// What the gazetteer knows of a name that stands alone. How sure any of it is nothing tells.
Suggestion namesakesOf(const std::string& name, const gazetteer::Finder* finder) {
  Suggestion named;
  if (finder == nullptr) return named;
  for (const gazetteer::Found& one : finder->find(name, {.explain = true})) {
    if (one.begin != 0 || one.end != name.size()) continue;
    for (const gazetteer::Candidate& candidate : one.candidates)
      named.choices.push_back(choiceOf(*finder, candidate.ref, std::nullopt, {}));
  }
  return named;
}

/// The place of the story comes first, whatever the gazetteer thinks of it, and stays as the story has it.
void putOwnPlaceFirst(Suggestion& suggestion, const story::Event& event, const std::string& name) {
  std::vector<PlaceChoice>& choices = suggestion.choices;
  const auto own = std::next(choices.begin(), placeAmong(choices, event) - choices.begin());
  if (own == choices.end()) {
    choices.insert(choices.begin(), PlaceChoice{.place = {}, .name = {}, .detail = event.country});
    suggestion.confidence.reset();
    suggestion.reason.clear();
  } else if (own != choices.begin()) {
    // Where one pin stands for both they count as one, whichever is first.
    if (own->counted != PlaceChoice::Counted::alone) std::swap(own->counted, choices.front().counted);
    suggestion.confidence = own->confidence;
    suggestion.reason.clear();
    std::rotate(choices.begin(), own, std::next(own));
  }
  choices.front().name = name;
  choices.front().country = event.country;
  choices.front().at = event.at;
}

Suggestion suggestionOf(const story::Event& event, const Suggested& found, const gazetteer::Finder* finder) {
  const std::string& name = event.place.empty() ? event.title : event.place;
  const Suggestion* inText = foundFor(event, found);
  Suggestion suggestion = inText != nullptr ? *inText : namesakesOf(name, finder);
  if (inText == nullptr) suggestion.name = name;
  // What is not called after the place has passages of its own.
  if (inText == nullptr || found.story->find(inText->event)->title != event.title)
    suggestion.mentions = static_cast<int>(event.anchors.size());
  suggestion.event = event.id;
  putOwnPlaceFirst(suggestion, event, name);
  return suggestion;
}

}  // namespace

bool isFoundPlace(const story::Event& event) {
  return event.status == "suggested" && event.kind == "place";
}

std::vector<Suggestion> suggestionsOf(const story::Story& story, const Suggested& found,
                                      const gazetteer::Finder* finder) {
  constexpr std::size_t kMostNamed =
      1'000;  // of more, who reviews them will not look at each one's namesakes
  std::vector<Suggestion> suggestions;
  for (const story::Event& event : story.events)
    if (event.status == "suggested")
      suggestions.push_back(suggestionOf(event, found, suggestions.size() < kMostNamed ? finder : nullptr));
  return suggestions;
}

}  // namespace dateline::session
