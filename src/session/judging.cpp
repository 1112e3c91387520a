#include <fmt/format.h>

#include <algorithm>
#include <set>

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

/// How many places would be lost as events of the story if it were not saved.
std::size_t Session::acceptedSinceSaved() const {
  std::set<std::string_view> suggested;
  for (const story::Event& event : asSaved_->events)
    if (event.status == "suggested") suggested.insert(event.id);
  return static_cast<std::size_t>(std::ranges::count_if(state_.story->events, [&](const story::Event& event) {
    return event.status != "suggested" && suggested.contains(event.id);
  }));
}

void Session::on(const command::AcceptSuggestions& accept) {
  auto edited = std::make_shared<story::Story>(*state_.story);
  Edit before = editOf({});
  const std::set<std::string_view> asked(accept.events.begin(), accept.events.end());
  std::set<std::string_view> accepted;
  for (const Suggestion& suggestion : before.suggestions)
    if (asked.contains(suggestion.event)) accepted.insert(suggestion.event);
  std::size_t count = 0;
  for (story::Event& event : edited->events) {
    if (!accepted.contains(event.id)) continue;
    event.status = "confirmed";
    before.what = "accepting " + event.title;
    ++count;
  }
  if (count == 0) return;
  std::erase_if(state_.suggestions, [&](const Suggestion& one) { return asked.contains(one.event); });
  if (count > 1) before.what = fmt::format("accepting {} places", count);
  keepForUndo(std::move(before));
  state_.story = std::move(edited);
  const std::size_t all = acceptedSinceSaved();
  sayOfEdit(all == 1 ? "1 place is in the story now; save it to keep it"
                     : fmt::format("{} places are in the story now; save it to keep them", all));
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
