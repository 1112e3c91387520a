#include <fmt/format.h>

#include <algorithm>

#include "session/review.h"
#include "session/session.h"

// Anchors that did not resolve as they were: looked at one by one, and set anew by the user alone.

namespace dateline::session {

bool isFinding(const story::Resolution& found) {
  return found.state != story::AnchorState::exact && found.state != story::AnchorState::moved;
}

std::vector<AnchorRef> findings(const State& state) {
  std::vector<AnchorRef> list;
  for (std::size_t e = 0; e < state.resolutions.size(); ++e)
    for (std::size_t a = 0; a < state.resolutions[e].size(); ++a)
      if (isFinding(state.resolutions[e][a])) list.push_back({static_cast<int>(e), static_cast<int>(a)});
  return list;
}

bool isHollow(const State& state, std::size_t event) {
  if (state.story->events[event].status == "suggested") return true;
  if (event >= state.resolutions.size()) return true;
  const auto& anchors = state.resolutions[event];
  return std::none_of(anchors.begin(), anchors.end(), [](const auto& found) { return stands(found); });
}

std::optional<AnchorRef> reviewedAnchor(const State& state) {
  const ReviewState& review = state.review;
  if (!review.open) return std::nullopt;
  const int event = state.story->indexOf(review.event);
  if (event < 0 || static_cast<std::size_t>(event) >= state.resolutions.size()) return std::nullopt;
  const auto& anchors = state.resolutions[static_cast<std::size_t>(event)];
  const auto anchor = static_cast<std::size_t>(review.anchor);
  if (review.anchor < 0 || anchor >= anchors.size() || !isFinding(anchors[anchor])) return std::nullopt;
  return AnchorRef{event, review.anchor};
}

std::vector<story::Candidate> candidatesOf(const story::Resolution& found) {
  if (!stands(found)) return found.candidates;
  return {
      {.range = found.range, .score = found.score, .similarity = found.similarity, .changes = found.changes}};
}

const story::TextQuoteSelector* quoteOf(const story::Anchor& anchor) {
  for (const story::Selector& selector : anchor.selectors) {
    const auto* unknown = std::get_if<story::UnknownSelector>(&selector);
    const bool refined = unknown != nullptr && unknown->refinedBy != nullptr;
    const auto* quote =
        std::get_if<story::TextQuoteSelector>(refined ? &unknown->refinedBy->selector : &selector);
    if (quote != nullptr && !quote->exact.empty()) return quote;
  }
  return nullptr;
}

std::string heldWithoutWords(const story::Anchor& anchor) {
  const auto holds = [&](const auto& said) {
    return std::any_of(anchor.selectors.begin(), anchor.selectors.end(), said);
  };
  const auto positionOf = [](const story::Selector& selector) {
    return std::get_if<story::TextPositionSelector>(&selector);
  };
  if (holds([&](const auto& one) { return positionOf(one) != nullptr && !positionOf(one)->sha256.empty(); }))
    return "The story holds no words of this passage, only where it stood and a digest that tells it.";
  if (holds([&](const auto& one) { return positionOf(one) != nullptr; }))
    return "The story holds no words of this passage, only where it stood.";
  if (holds([](const auto& one) { return std::holds_alternative<story::RangeSelector>(one); }))
    return "The story holds no words of this passage, only what tells where it begins and ends.";
  return "Nothing that the story says of this passage is understood: neither its words nor where it stood.";
}

namespace {

std::vector<story::Candidate> reviewedCandidates(const State& state) {
  const auto at = reviewedAnchor(state);
  if (!at) return {};
  return candidatesOf(
      state.resolutions[static_cast<std::size_t>(at->event)][static_cast<std::size_t>(at->anchor)]);
}

}  // namespace

void Session::review(int event, int anchor) {
  const std::string& id = state_.story->events[static_cast<std::size_t>(event)].id;
  state_.review = {.open = true, .event = id, .anchor = anchor, .candidate = 0};
  state_.showReader = true;
  on(command::SelectEvent{id, anchor, true});
  state_.cardOpen = false;  // the panel says what the card would
  on(command::ShowCandidate{0});
}

void Session::on(const command::OpenReview& open) {
  const std::vector<AnchorRef> list = findings(state_);
  if (list.empty()) {
    state_.review = {};
    return say("Every passage of the story was found as it was");
  }
  const int event = state_.story->indexOf(open.event);
  auto asked = std::find(list.begin(), list.end(), AnchorRef{event, open.anchor});
  if (asked == list.end())
    asked = std::find_if(list.begin(), list.end(), [&](const AnchorRef& one) { return one.event == event; });
  if (asked == list.end()) asked = list.begin();
  review(asked->event, asked->anchor);
}

void Session::on(const command::ShowCandidate& show) {
  const std::vector<story::Candidate> candidates = reviewedCandidates(state_);
  if (show.index < 0 || static_cast<std::size_t>(show.index) >= candidates.size()) return;
  state_.review.candidate = show.index;
  state_.mention = -1;
  state_.highlighted = candidates[static_cast<std::size_t>(show.index)].range;
  reveal(*state_.highlighted);
}

void Session::on(const command::StepReview& step) {
  const std::vector<AnchorRef> list = findings(state_);
  if (list.empty()) return on(command::CloseReview{});
  const AnchorRef here{state_.story->indexOf(state_.review.event), state_.review.anchor};
  const auto before = [](const AnchorRef& a, const AnchorRef& b) {
    return a.event != b.event ? a.event < b.event : a.anchor < b.anchor;
  };
  // From one that was just settled the next is the one that follows it in the story.
  const auto at = std::lower_bound(list.begin(), list.end(), here, before);
  const bool onOne = at != list.end() && *at == here;
  const int count = static_cast<int>(list.size());
  const int index = static_cast<int>(at - list.begin()) + step.by - (onOne || step.by < 0 ? 0 : 1);
  const AnchorRef& next = list[static_cast<std::size_t>((index % count + count) % count)];
  review(next.event, next.anchor);
}

void Session::on(const command::CloseReview&) {
  state_.review = {};
  const int selected = state_.story->indexOf(state_.selected);
  if (selected >= 0 && state_.mention < 0)
    state_.highlighted = passageRange(state_, selected, state_.passage);
}

void Session::on(const command::AcceptCandidate&) {
  const std::vector<story::Candidate> candidates = reviewedCandidates(state_);
  const auto index = static_cast<std::size_t>(state_.review.candidate);
  if (index < candidates.size()) on(command::Reanchor{candidates[index].range});
}

void Session::on(const command::Reanchor& asked) {
  const auto at = reviewedAnchor(state_);
  if (!at || asked.range.start >= asked.range.end || asked.range.end > state_.article->offsets.codePoints())
    return;
  const auto event = static_cast<std::size_t>(at->event);
  const auto anchor = static_cast<std::size_t>(at->anchor);
  keepForUndo(editOf("the new anchor"));
  auto story = std::make_shared<story::Story>(*state_.story);
  story::Anchor& target = story->events[event].anchors[anchor];
  target = story::reanchored(target, *state_.article, asked.range);
  // What the user says needs no evidence.
  state_.resolutions[event][anchor] = {.state = story::AnchorState::exact,
                                       .range = asked.range,
                                       .score = 1,
                                       .margin = 1,
                                       .reason = "it was anchored here anew",
                                       .similarity = 1};
  state_.story = std::move(story);
  const std::size_t left = findings(state_).size();
  if (left > 0) {
    sayOfEdit(fmt::format("Anchored anew, {} left; save the story to keep it", left));
    return on(command::StepReview{1});
  }
  sayOfEdit("Anchored anew; save the story to keep it");
  state_.review = {};
  on(command::SelectEvent{state_.story->events[event].id, at->anchor, false});
}

}  // namespace dateline::session
