#include "ui/review_panel.h"

#include <imgui_internal.h>

#include <algorithm>

#include "ui/harness.h"
#include "ui/marked_text.h"

namespace dateline::ui {
namespace {

namespace command = session::command;

/// The boats' passage is not certain: two places fit.
session::State ambiguousState() {
  session::State state = stateOf();
  auto story = std::make_shared<story::Story>(*state.story);
  story::TextQuoteSelector quote;
  quote.exact = "The ferry went on as ever.";
  story->events[1].anchors[0].selectors = {quote};
  state.story = story;
  story::Resolution& found = state.resolutions[1][0];
  found = {.state = story::AnchorState::ambiguous, .reason = "two passages fit about as well"};
  for (const char* words : {"The ferry went on as before.", "Nobody crossed it before noon."})
    found.candidates.push_back({.range = rangeOf(*state.article, words), .score = 0.5, .similarity = 0.8});
  state.review = {.open = true, .event = "boats", .anchor = 0, .candidate = 0};
  return state;
}

TEST(ReviewPanel, ItsKeysAcceptStepAndTakeWhatIsMarked) {
  Harness ui(ambiguousState());
  EXPECT_EQ(only<command::AcceptCandidate>(ui.press("Enter")).size(), 1u);
  EXPECT_EQ(only<command::ShowCandidate>(ui.press(".")).at(0).index, 1);
  EXPECT_EQ(only<command::StepReview>(ui.press("N")).at(0).by, 1);
  EXPECT_EQ(only<command::StepReview>(ui.press("P")).at(0).by, -1);
  EXPECT_TRUE(only<command::Reanchor>(ui.press("M")).empty()) << "nothing is marked";
  ui.press("Ctrl+A");
  const auto marked = only<command::Reanchor>(ui.press("M"));
  ASSERT_EQ(marked.size(), 1u);
  EXPECT_EQ(marked[0].range.start, 0u);
}

TEST(ReviewPanel, AClickOnACandidateShowsItAndTheButtonAcceptsIt) {
  Harness ui(ambiguousState());
  const Area map = ui.rooms().map;
  const float foot = map.bottom() + ui.rooms().timeline.h - 12;
  const float right = map.centreX() + std::min(1040.0f, map.w - 24) / 2 - 16;
  // The buttons stand in the panel's right corner, the last candidate's column above them.
  EXPECT_EQ(only<command::AcceptCandidate>(ui.click(right - 20, foot - 26)).size(), 1u);
  EXPECT_EQ(only<command::ShowCandidate>(ui.click(right - 60, foot - 52 - 30)).at(0).index, 1);
}

TEST(ReviewPanel, TellsInANarrowWindowTooThatNothingIsWrittenYet) {
  Harness ui(ambiguousState());
  const auto under = [&] {  // what is below the columns
    ui.frame();
    const ImGuiWindow* panel = ImGui::FindWindowByName("##review");
    const float foot = panel->Pos.y + panel->Size.y;
    float lowest = foot - 53;
    for (; lowest > panel->Pos.y; lowest -= 1)
      if (!only<command::ShowCandidate>(ui.click(panel->Pos.x + panel->Size.x - 40, lowest)).empty()) break;
    return foot - lowest;
  };
  const float wide = under();
  ui.width = 700;
  EXPECT_GE(under(), wide + 20) << "the note has a line of its own";
}

TEST(ReviewPanel, IsAmongWhatStandsOverTheMapWhileItIsOpen) {
  Harness ui(ambiguousState());
  ui.frame();
  const Area map = ui.rooms().map;
  const auto reachesTheFoot = [&](const std::vector<Area>& areas) {
    return std::ranges::any_of(areas, [&](const Area& area) { return area.bottom() > map.bottom() - 20; });
  };
  EXPECT_TRUE(reachesTheFoot(ui.ui.panelsOver(ui.state, map)));
  EXPECT_TRUE(reachesTheFoot(ui.ui.overMap(ui.state, map)));
  ui.state.review.open = false;
  ui.frame();
  EXPECT_FALSE(reachesTheFoot(ui.ui.panelsOver(ui.state, map)));
}

TEST(ReviewPanel, IsNotShownForWhatIsFound) {
  session::State state = ambiguousState();
  state.resolutions[1][0].state = story::AnchorState::exact;
  Harness ui(std::move(state));
  EXPECT_TRUE(only<command::AcceptCandidate>(ui.press("Enter")).empty());
}

TEST(ReviewPanel, KeysOfATextFieldAreNotTakenForIts) {
  session::State state = ambiguousState();
  state.find.open = true;
  Harness ui(std::move(state));
  ui.frame();
  EXPECT_TRUE(only<command::StepReview>(ui.press("N")).empty());
}

std::string changedParts(const MarkedText& marked) {
  std::string parts;
  for (const story::ByteSpan& span : marked.changed)
    parts += "[" + marked.text.substr(span.start, span.length()) + "]";
  return parts;
}

TEST(MarkedText, KeepsTheChangedWordsAndLeavesOutLongStretchesThatAreTheSame) {
  std::string passage = "First words. ";
  for (int i = 0; i < 60; ++i) passage += "the same again ";
  const std::size_t at = passage.size();
  passage += "changed and the end";
  const MarkedText marked = markedText(passage, {{at, at + 7}}, "… before ", " behind …");
  EXPECT_EQ(changedParts(marked), "[changed]");
  EXPECT_LT(marked.text.size(), 300u);
  EXPECT_EQ(marked.text.substr(0, 23), "… before First words.");
  EXPECT_EQ(marked.around.size(), 2u);
}

TEST(MarkedText, CutsBetweenCodePointsAndSurvivesSpansThatDoNotFit) {
  std::string passage;
  for (int i = 0; i < 3000; ++i) passage += "ж";
  const MarkedText marked = markedText(passage, {{4, 2}, {5990, 9000}}, "", "");
  EXPECT_TRUE(marked.changed.empty());
  EXPECT_LT(marked.text.size(), 300u);
  EXPECT_EQ(repairUtf8(marked.text), marked.text);
}

}  // namespace
}  // namespace dateline::ui
