#include <fmt/format.h>

#include <algorithm>

#include "session/own_places.h"
#include "session/session.h"

// What the user says of the places that were found: accepted, rejected, or another place of that name.

namespace dateline::session {

Suggestion* Session::suggestionOf(const std::string& event) {
  const auto found = std::find_if(state_.suggestions.begin(), state_.suggestions.end(),
                                  [&](const Suggestion& s) { return s.event == event; });
  return found == state_.suggestions.end() ? nullptr : &*found;
}

void Session::remember(const Suggestion& suggestion, bool isPlace) {
  Correction correction;
  correction.name = suggestion.name;
  correction.isPlace = isPlace;
  if (isPlace) {
    const PlaceChoice& choice = suggestion.choices[static_cast<std::size_t>(suggestion.chosen)];
    if (!choice.place) return;
    const gazetteer::PlaceEntry place = state_.finder->place(*choice.place);
    correction.place = place.name;
    correction.kind = place.kind;
    correction.country = state_.finder->countryCode(*choice.place);
    correction.at = place.at;
    correction.geonameid = place.geonameid;
  }
  if (const Status kept = rememberCorrection(correction); !kept)
    complain("The correction is not remembered", kept.error().text());
}

void Session::on(const command::CheckSuggestion& check) {
  if (Suggestion* suggestion = suggestionOf(check.event)) suggestion->checked = check.checked;
}

void Session::on(const command::AcceptSuggestions& accept) {
  auto edited = std::make_shared<story::Story>(*state_.story);
  Edit before = editOf("accepting places");
  std::size_t count = 0;
  for (const std::string& id : accept.events) {
    const int index = edited->indexOf(id);
    if (index < 0 || suggestionOf(id) == nullptr) continue;
    edited->events[static_cast<std::size_t>(index)].status = "confirmed";
    std::erase_if(state_.suggestions, [&](const Suggestion& s) { return s.event == id; });
    ++count;
  }
  if (count == 0) return;
  keepForUndo(std::move(before));
  state_.story = std::move(edited);
  sayUntilSaved(count == 1 ? "1 place is in the story now; save it to keep it"
                           : fmt::format("{} places are in the story now; save it to keep them", count));
  if (state_.suggestions.empty()) state_.showSuggestions = false;
}

void Session::on(const command::RejectSuggestion& reject) {
  const Suggestion* suggestion = suggestionOf(reject.event);
  const int index = state_.story->indexOf(reject.event);
  if (suggestion == nullptr || index < 0) return;
  if (reject.never) remember(*suggestion, false);
  keepForUndo(editOf("rejecting " + suggestion->name));
  auto edited = std::make_shared<story::Story>(*state_.story);
  edited->events.erase(edited->events.begin() + index);
  state_.resolutions.erase(state_.resolutions.begin() + index);
  std::erase_if(state_.suggestions, [&](const Suggestion& s) { return s.event == reject.event; });
  if (state_.selected == reject.event) on(command::ClearSelection{});
  if (state_.hovered == reject.event) state_.hovered.clear();
  state_.openCluster.clear();
  state_.story = std::move(edited);
  if (state_.suggestions.empty()) state_.showSuggestions = false;
}

void Session::on(const command::ChoosePlace& choose) {
  Suggestion* suggestion = suggestionOf(choose.event);
  const int index = state_.story->indexOf(choose.event);
  if (suggestion == nullptr || index < 0 || choose.choice < 0 ||
      static_cast<std::size_t>(choose.choice) >= suggestion->choices.size())
    return;
  keepForUndo(editOf("the choice of " + suggestion->name));
  suggestion->chosen = choose.choice;
  const PlaceChoice& choice = suggestion->choices[static_cast<std::size_t>(choose.choice)];
  auto edited = std::make_shared<story::Story>(*state_.story);
  story::Event& event = edited->events[static_cast<std::size_t>(index)];
  event.place = choice.name;
  event.country = choice.country;
  event.at = choice.at;
  state_.story = std::move(edited);
  remember(*suggestion, true);
  if (choice.at && mayLookAt(choice.name, *choice.at)) flyToPin(*choice.at, map::webZoom(boundFor()));
}

}  // namespace dateline::session
