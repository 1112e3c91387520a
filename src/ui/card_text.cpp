#include "ui/card_text.h"

#include <algorithm>

#include "article/text_steps.h"
#include "session/review.h"
#include "session/suggestions.h"

namespace dateline::ui {
namespace {

constexpr int kMostLines = 16;  // that are in sight at once: a long paragraph
constexpr int kFewLines = 4;    // of a suggestion's passage, before its candidates

std::string plainState(const session::State& state, int event) {
  const auto& anchors = state.resolutions[static_cast<std::size_t>(event)];
  if (anchors.empty()) return "No passage is linked to this event.";
  if (static_cast<std::size_t>(state.passage) >= anchors.size()) return {};
  switch (anchors[static_cast<std::size_t>(state.passage)].state) {
    case story::AnchorState::exact:
      return {};
    case story::AnchorState::moved:
      return "The passage has moved in this text.";
    case story::AnchorState::fuzzy:
      return "The words here differ from those the story quotes.";
    case story::AnchorState::ambiguous:
      return "Several passages of this text fit; none was chosen.";
    case story::AnchorState::orphan:
      return "The passage was not found in this text.";
  }
  return {};
}

std::string passageText(const session::State& state, int event) {
  const auto range = session::passageRange(state, event, state.passage);
  std::string text(range ? state.article->slice(*range)
                         : std::string_view(state.story->events[static_cast<std::size_t>(event)].summary));
  std::replace(text.begin(), text.end(), '\n', ' ');
  constexpr std::size_t kMostBytes = 6000;  // ten cards full; more is read in the reader
  const std::string_view shown = article::beginningOf(text, kMostBytes);
  return shown.size() < text.size() ? std::string(shown) + " …" : text;
}

/// What is to be said of it where one judges places: the author's own events are read first.
const session::Suggestion* suggestionOf(const session::State& state, const story::Event& event) {
  if (!session::isFoundPlace(event) && !state.showSuggestions) return nullptr;
  const auto found = std::find_if(state.suggestions.begin(), state.suggestions.end(),
                                  [&](const session::Suggestion& s) { return s.event == event.id; });
  return found == state.suggestions.end() ? nullptr : &*found;
}

/// The fewest lines of its passage, and the most of its title and its note.
struct CardLines {
  int passage, title, note;
};
constexpr CardLines kUsual{2, 3, 2}, kBrief{0, 2, 1};

CardText compose(const Context& context, int index, float width, float room, const CardLines& bounds) {
  const story::Event& event = context.state.story->events[static_cast<std::size_t>(index)];
  const float inner = width - 2 * kCardPadding;
  CardText card;
  card.width = width;
  card.title = context.set(event.title, type::kCardTitle,
                           {.widthPx = inner, .lineHeightPx = 22, .maxLines = bounds.title});
  std::string place = event.place == event.title ? "" : event.place;
  if (!event.country.empty() && event.country != event.place)
    place += (place.empty() ? "" : ", ") + event.country;
  card.place = context.set(place, type::kLabel, {.widthPx = inner, .lineHeightPx = 16, .maxLines = 1});
  const std::string note = plainState(context.state, index);
  if (!note.empty())
    card.note =
        context.set(note, type::kLabel, {.widthPx = inner, .lineHeightPx = 16, .maxLines = bounds.note});
  card.footer = !event.anchors.empty();
  card.height = kCardPadding + 20 + 8 + card.title->height() + (place.empty() ? 0.0f : 20.0f) + 10 +
                (card.footer ? kCardFooter + 10 : kCardPadding);
  if (card.note != nullptr) card.height += card.note->height() + 6;
  const session::Suggestion* suggestion = suggestionOf(context.state, event);
  // The passage is in the reader too; why the pin stands here is told only by the card.
  const std::string words = passageText(context.state, index);
  const text::LayoutPtr passage =
      context.set(words, type::kCardText, {.widthPx = inner, .lineHeightPx = kPassageLine});
  const int whole = words.empty() ? 0 : static_cast<int>(passage->lines().size());
  const int most = std::min(whole, suggestion == nullptr ? kMostLines : kFewLines);
  const auto linesInRoom = [&] { return static_cast<int>((room - card.height) / kPassageLine); };
  int lines = std::min(most, std::max(bounds.passage, linesInRoom()));
  if (most > 0) card.shown = static_cast<float>(lines) / static_cast<float>(most);
  card.height += kPassageLine * static_cast<float>(lines);
  if (suggestion != nullptr) {
    card.candidates.emplace(context, *suggestion, inner, room - card.height);
    card.height += card.candidates->height();
    // A place to choose from is as much worth as the passage.
    if (card.candidates->height() <= 0 && suggestion->choices.size() > 1) card.shown /= 2;
    const int further = std::clamp(linesInRoom(), 0, std::min(whole, kMostLines) - lines);
    lines += further;
    card.height += kPassageLine * static_cast<float>(further);
  }
  if (lines > 0) card.passage = passage;
  card.passageHeight = kPassageLine * static_cast<float>(lines);
  return card;
}

}  // namespace

CardText composeCard(const Context& context, int index, float width, float wanted, float room) {
  CardText card = compose(context, index, width, wanted, kUsual);
  if (card.height <= room) return card;
  return compose(context, index, width, room, kBrief);
}

}  // namespace dateline::ui
