#include "ui/harness.h"

namespace dateline::ui {
namespace {

namespace command = session::command;

session::Mention mentionOf(article::TextRange range) {
  session::Mention mention;
  mention.range = range;
  return mention;
}

TEST(Reader, AClickOnAPassageSelectsItsEvent) {
  Harness harness;
  const auto at = harness.ui.passagePoint(harness.state, 1);
  ASSERT_TRUE(at);
  const auto selected = only<command::SelectEvent>(harness.click(at->x, at->y));
  ASSERT_EQ(selected.size(), 1u);
  EXPECT_EQ(selected[0].id, "boats");
  EXPECT_TRUE(selected[0].fly);
}

TEST(Reader, TheSecondPassageOfAnEventIsSelectedAsSuch) {
  Harness harness;
  harness.state.selected = "bridge";
  harness.state.passage = 1;
  harness.frame();
  const auto at = harness.ui.passagePoint(harness.state, 0);
  ASSERT_TRUE(at);
  harness.state.passage = 0;
  const auto selected = only<command::SelectEvent>(harness.click(at->x, at->y));
  ASSERT_EQ(selected.size(), 1u);
  EXPECT_EQ(selected[0].passage, 1);
}

TEST(Reader, WordsThatTwoEventsShareTakeTurns) {
  Harness harness;
  harness.state.resolutions[1][0] = harness.state.resolutions[0][0];
  harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  harness.frame();
  const auto at = harness.ui.passagePoint(harness.state, 0);
  ASSERT_TRUE(at);
  EXPECT_EQ(only<command::SelectEvent>(harness.click(at->x, at->y)).at(0).id, "bridge");
  harness.state.selected = "bridge";
  harness.seconds += 2;
  EXPECT_EQ(only<command::SelectEvent>(harness.click(at->x, at->y)).at(0).id, "boats");
}

TEST(Reader, AClickOnAMentionGoesToThePlace) {
  Harness harness;
  const auto range = rangeOf(*harness.state.article, "Brackwater");
  harness.state.mentions = {mentionOf(rangeOf(*harness.state.article, "Aldermoor")), mentionOf(range)};
  harness.state.resolutions[1][0] = found(range);  // only to learn where the word stands
  harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  harness.frame();
  const auto at = harness.ui.passagePoint(harness.state, 1);
  ASSERT_TRUE(at);
  const auto selected = only<command::SelectMention>(harness.click(at->x, at->y));
  ASSERT_EQ(selected.size(), 1u);
  EXPECT_EQ(selected[0].index, 1);
}

TEST(Reader, ALinkAsksBeforeItOpens) {
  Harness harness;
  harness.state.resolutions[1][0] = found(rangeOf(*harness.state.article, "record"));
  harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  harness.frame();
  const auto at = harness.ui.passagePoint(harness.state, 1);
  ASSERT_TRUE(at);
  const auto commands = harness.click(at->x, at->y);
  const auto opened = only<command::OpenDialog>(commands);
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].dialog, session::Dialog::link);
  EXPECT_EQ(opened[0].text, "https://example.org/boats");
  EXPECT_TRUE(only<command::OpenLink>(commands).empty());
}

TEST(Reader, HoveringAPassageTellsItsEvent) {
  Harness harness;
  const auto at = harness.ui.passagePoint(harness.state, 1);
  const auto hovers = only<command::HoverEvent>(harness.move(at->x, at->y));
  ASSERT_EQ(hovers.size(), 1u);
  EXPECT_EQ(hovers[0].id, "boats");
}

TEST(Reader, DraggingMarksTextThatCtrlCCopies) {
  Harness harness;
  const auto at = harness.ui.passagePoint(harness.state, 0);
  const auto dragged = harness.drag(at->x, at->y, at->x + 120, at->y);
  EXPECT_TRUE(deeds(dragged).empty());
  const auto copied = only<command::CopyText>(harness.press("Ctrl+C"));
  ASSERT_EQ(copied.size(), 1u);
  EXPECT_GT(copied[0].text.size(), 5u);
  EXPECT_NE(harness.state.article->text.find(copied[0].text), std::string::npos);
}

TEST(Reader, ADoubleClickMarksTheWord) {
  Harness harness;
  const auto at =
      harness.ui.passagePoint(harness.state, 1);  // "the mayor counted": 24 px in is within "the" or "mayor"
  harness.click(at->x, at->y);
  harness.click(at->x, at->y);
  const auto copied = only<command::CopyText>(harness.press("Ctrl+C"));
  ASSERT_EQ(copied.size(), 1u);
  EXPECT_TRUE(copied[0].text == "the" || copied[0].text == "mayor") << copied[0].text;
}

TEST(Reader, ThreeClicksMarkTheParagraph) {
  Harness harness;
  const auto at = harness.ui.passagePoint(harness.state, 1);
  for (int i = 0; i < 3; ++i) harness.click(at->x, at->y);
  const auto copied = only<command::CopyText>(harness.press("Ctrl+C"));
  ASSERT_EQ(copied.size(), 1u);
  EXPECT_EQ(copied[0].text, "At Brackwater the mayor counted the boats. A record was not set.");
}

std::string manyParagraphs() {
  std::string text = "# Many\n\n";
  for (int i = 0; i < 200; ++i)
    text += "Paragraph number " + std::to_string(i) + " says little and says it at some length.\n\n";
  return text;
}

TEST(Reader, ShowsWhatIsAskedForAThirdFromTheTop) {
  Harness harness(stateOf(manyParagraphs()));
  const article::TextRange range = rangeOf(*harness.state.article, "Paragraph number 120");
  harness.state.reveal = {range, 1};
  harness.frame();
  const ReaderStatus status = harness.ui.readerStatus();
  EXPECT_LT(status.firstVisible, range.start);
  EXPECT_GT(status.lastVisible, range.end);
  harness.state.resolutions[0] = {found(range)};
  harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  harness.frame();
  const auto at = harness.ui.passagePoint(harness.state, 0);
  ASSERT_TRUE(at);
  const Area reader = harness.rooms().reader;
  EXPECT_NEAR((at->y - reader.y) / reader.h, 1.0 / 3, 0.1);
}

TEST(Reader, WhatIsComfortablyInSightStaysWhereItIs) {
  Harness harness(stateOf(manyParagraphs()));
  harness.state.reveal = {rangeOf(*harness.state.article, "Paragraph number 3 "), 1};
  harness.frame();
  EXPECT_EQ(harness.ui.readerStatus().scroll, 0);
}

TEST(Reader, KeysScrollItOnlyWhereTheMouseIs) {
  Harness harness(stateOf(manyParagraphs()));
  const Area reader = harness.rooms().reader;
  harness.move(reader.centreX(), reader.centreY());
  EXPECT_TRUE(deeds(harness.press("PageDown")).empty());
  EXPECT_GT(harness.ui.readerStatus().scroll, reader.h / 2);
  EXPECT_TRUE(only<command::HomeView>(harness.press("Home")).empty());
  EXPECT_EQ(harness.ui.readerStatus().scroll, 0);
  harness.move(100, 300);
  EXPECT_EQ(only<command::HomeView>(harness.press("Home")).size(), 1u);
}

TEST(Reader, AnotherWidthKeepsThePlaceOneReads) {
  Harness harness(stateOf(manyParagraphs()));
  harness.state.reveal = {rangeOf(*harness.state.article, "Paragraph number 150"), 1};
  harness.frame();
  const std::size_t before = harness.ui.readerStatus().firstVisible;
  harness.state.readerShare = 0.55f;
  harness.frame();
  const std::size_t after = harness.ui.readerStatus().firstVisible;
  EXPECT_LT(std::max(before, after) - std::min(before, after), 400u);
}

TEST(Reader, NothingMovesThatNobodyMoved) {
  Harness harness;
  harness.frame();
  EXPECT_FALSE(harness.last.animating);
  harness.state.find.open = true;
  harness.frame();
  EXPECT_FALSE(harness.last.animating);
}

}  // namespace
}  // namespace dateline::ui
