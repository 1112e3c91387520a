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
  const std::string copied = harness.copied(harness.press("Ctrl+C"));
  EXPECT_GT(copied.size(), 5u);
  EXPECT_NE(harness.state.article->text.find(copied), std::string::npos);
}

/// The events whose numbers stand in the margin, with their heights, top down; of a number that stands for
/// several the first.
std::vector<std::pair<std::string, double>> numbersInMargin(Harness& harness) {
  const Area reader = harness.rooms().reader;
  std::vector<std::pair<std::string, double>> found;
  for (double y = reader.y + 60; y < reader.bottom() - 20; y += 4)
    for (double x = reader.x + 4; x < reader.x + 50; x += 8)
      for (const auto& select : only<command::SelectEvent>(harness.click(x, y)))
        if (std::ranges::find(found, select.id, &std::pair<std::string, double>::first) == found.end())
          found.emplace_back(select.id, y);
  return found;
}

TEST(Reader, ManyNumbersOfALineStandForOneAnother) {
  session::State state = stateOf();
  auto story = std::make_shared<story::Story>(*state.story);
  story->events.clear();
  state.resolutions.clear();
  for (int i = 0; i < 30; ++i) {
    story->events.push_back(eventOf("e" + std::to_string(i), "Event", {10, 50}, 1));
    state.resolutions.push_back(
        {found(rangeOf(*state.article, "The bridge at Aldermoor opened on Monday."))});
  }
  state.story = story;
  Harness harness(state);
  const auto numbers = numbersInMargin(harness);
  EXPECT_GE(numbers.size(), 2u);
  EXPECT_LE(numbers.size(), 6u) << "the others would stand beside other lines";
}

/// Six events on a paragraph of one line, with another paragraph below it.
session::State crowdedLine(const char* passage) {
  session::State state = stateOf("# Two lines\n\nHe came. He saw. He left.\n\nNobody was there to see it.\n");
  auto story = std::make_shared<story::Story>(*state.story);
  story->events.clear();
  state.resolutions.clear();
  for (int i = 0; i < 6; ++i) {
    story->events.push_back(eventOf("e" + std::to_string(i), "Event", {10, 50}, 1));
    state.resolutions.push_back({found(rangeOf(*state.article, i < 5 ? "He came." : passage))});
  }
  state.story = story;
  return state;
}

TEST(Reader, NumbersStayBesideTheirParagraph) {
  for (const int percent : {100, 160, 70}) {
    session::State state = crowdedLine("Nobody was there to see it.");
    state.readerLook.sizePercent = percent;
    Harness harness(state);
    harness.frame();
    const auto first = harness.ui.passagePoint(harness.state, 0),
               second = harness.ui.passagePoint(harness.state, 5);
    ASSERT_TRUE(first && second);
    const double between = (first->y + second->y) / 2;
    int above = 0;
    for (const auto& [event, y] : numbersInMargin(harness)) {
      if (event == "e5") continue;
      EXPECT_LT(y, between) << event << " at " << percent << " %";
      ++above;
    }
    EXPECT_GE(above, 1);
  }
}

TEST(Reader, ALaterLineThatHasNoRoomForItsNumberIsCountedWithTheOneAbove) {
  session::State state =
      stateOf("# Two lines\n\nHe came and stayed a long while. Then he left, as nobody thought.\n");
  auto story = std::make_shared<story::Story>(*state.story);
  story->events.clear();
  state.resolutions.clear();
  for (int i = 0; i < 7; ++i) {
    story->events.push_back(eventOf("e" + std::to_string(i), "Event", {10, 50}, 1));
    state.resolutions.push_back({found(rangeOf(*state.article, i < 6 ? "He came" : "nobody thought"))});
  }
  state.story = story;
  Harness harness(state);
  harness.frame();
  const auto end = harness.ui.passagePoint(harness.state, 6);
  ASSERT_TRUE(end);
  const auto numbers = numbersInMargin(harness);
  ASSERT_FALSE(numbers.empty());
  for (const auto& [event, y] : numbers) EXPECT_LT(y, end->y + 16) << event;
}

TEST(Reader, ASuggestionsNumberStandsBesideItsName) {
  session::State state = stateOf();
  auto story = std::make_shared<story::Story>(*state.story);
  story->events = {eventOf("a", "Aldermoor", {10, 50}, 1), eventOf("b", "Brackwater", {11, 51}, 1)};
  for (story::Event& event : story->events) event.status = "suggested";
  // One passage for both, as of a long sentence.
  const article::TextRange whole{rangeOf(*state.article, "The bridge").start,
                                 rangeOf(*state.article, "counted the boats").end};
  state.resolutions = {{found(whole)}, {found(whole)}};
  for (const char* name : {"Aldermoor", "Brackwater"}) {
    session::Mention mention;
    mention.range = rangeOf(*state.article, name);
    mention.at = *story->events[state.mentions.size()].at;
    state.mentions.push_back(mention);
  }
  state.story = story;
  Harness harness(state);
  const auto numbers = numbersInMargin(harness);
  ASSERT_EQ(numbers.size(), 2u);
  EXPECT_EQ(numbers[1].first, "b");
  EXPECT_GT(numbers[1].second, numbers[0].second + 60) << "a heading lies between the two names";
}

TEST(Reader, ADoubleClickMarksTheWord) {
  Harness harness;
  const auto at =
      harness.ui.passagePoint(harness.state, 1);  // "the mayor counted": 24 px in is within "the" or "mayor"
  harness.click(at->x, at->y);
  harness.click(at->x, at->y);
  const std::string copied = harness.copied(harness.press("Ctrl+C"));
  EXPECT_TRUE(copied == "the" || copied == "mayor") << copied;
}

TEST(Reader, ThreeClicksMarkTheParagraph) {
  Harness harness;
  const auto at = harness.ui.passagePoint(harness.state, 1);
  for (int i = 0; i < 3; ++i) harness.click(at->x, at->y);
  EXPECT_EQ(harness.copied(harness.press("Ctrl+C")),
            "At Brackwater the mayor counted the boats. A record was not set.");
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

TEST(Reader, AnotherSizeOrMeasureKeepsTheLineAtTheTop) {
  Harness harness(stateOf(manyParagraphs()));
  const article::TextRange range = rangeOf(*harness.state.article, "Paragraph number 90");
  harness.state.reveal = {range, 1, true};
  harness.frame();
  EXPECT_EQ(harness.ui.readerStatus().firstVisible, range.start);
  for (const session::ReaderLook& look :
       {session::ReaderLook{140, session::Measure::wide, true},
        session::ReaderLook{80, session::Measure::narrow, false},
        session::ReaderLook{250, session::Measure::normal, true}, session::ReaderLook{}}) {
    harness.state.readerLook = look;
    harness.frame();
    EXPECT_EQ(harness.ui.readerStatus().firstVisible, range.start) << look.sizePercent;
  }
}

TEST(Reader, LargerTextTakesMoreRoomAndANarrowMeasureToo) {
  Harness harness(stateOf(manyParagraphs()));
  harness.width = 1920;
  harness.frame();
  const double normal = harness.ui.readerStatus().height;
  harness.state.readerLook.sizePercent = 160;
  harness.frame();
  EXPECT_GT(harness.ui.readerStatus().height, normal * 1.4);
  harness.state.readerLook = {100, session::Measure::narrow, true};
  harness.frame();
  EXPECT_GT(harness.ui.readerStatus().height, normal);
}

TEST(Reader, WhatIsReadStaysInPlaceWhileTextAboveIsMeasured) {
  // Lines of capitals are guessed to be shorter than they are: every piece above turns out taller.
  std::string text;
  for (int i = 0; i < 120; ++i)
    text += "NUMBER " + std::to_string(i) + std::string(400, 'M') + " WWWW MMMM WWWW MMMM\n\n";
  Harness harness(stateOf(text));
  const article::TextRange range = rangeOf(*harness.state.article, "NUMBER 100");
  harness.state.resolutions = {{found(range)}, {}};
  harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  harness.state.reveal = {range, 1, true};
  harness.frame();
  const Area reader = harness.rooms().reader;
  harness.move(reader.centreX(), reader.centreY());
  const double before = harness.ui.passagePoint(harness.state, 0).value().y;
  harness.frame({platform::Wheel{0, 3}});
  const auto after = harness.ui.passagePoint(harness.state, 0);
  ASSERT_TRUE(after);
  EXPECT_NEAR(after->y - before, 3 * 76, 1.5);
}

TEST(Reader, AShiftClickExtendsWhatIsMarked) {
  Harness harness;
  const auto at = harness.ui.passagePoint(harness.state, 0);
  harness.click(at->x, at->y);
  harness.seconds += 2;
  harness.click(at->x + 90, at->y, {.shift = true});
  const auto marked = harness.ui.readerStatus().selection;
  ASSERT_TRUE(marked);
  EXPECT_GT(marked->length(), 6u);
}

TEST(Reader, ADoubleClickThatGoesOnMarksWholeWords) {
  Harness harness;
  using namespace platform;
  const auto at = harness.ui.passagePoint(harness.state, 1);
  harness.click(at->x, at->y);
  harness.frame({MouseMove{at->x, at->y}, MouseButton{Button::left, true, {}}, MouseMove{at->x + 60, at->y},
                 MouseMove{at->x + 110, at->y}, MouseButton{Button::left, false, {}}});
  const std::string copied = harness.copied(harness.press("Ctrl+C"));
  EXPECT_NE(copied.find(' '), std::string::npos);
  EXPECT_NE(harness.state.article->text.find(" " + copied), std::string::npos) << copied;
}

TEST(Reader, ADragBeyondTheEdgeScrollsUntilTheEndAndThenRests) {
  Harness harness(stateOf(manyParagraphs()));
  using namespace platform;
  const Area reader = harness.rooms().reader;
  harness.frame({MouseMove{reader.centreX(), reader.centreY()}, MouseButton{Button::left, true, {}},
                 MouseMove{reader.centreX(), reader.bottom() - 1.0},
                 MouseMove{reader.centreX(), reader.bottom() + 60.0}});
  const double scrolled = harness.ui.readerStatus().scroll;
  EXPECT_GT(scrolled, 500);
  for (int i = 0; i < 40 && harness.last.animating; ++i) harness.frame();
  EXPECT_FALSE(harness.last.animating);
  const std::size_t end = harness.state.article->blocks.back().range.end;
  EXPECT_GT(harness.ui.readerStatus().selection->end + 60, end);
  harness.frame({MouseButton{Button::left, false, {}}});
}

TEST(Reader, CopiesWithTheSourceAndAsAnAnnotation) {
  Harness harness;
  harness.press("Ctrl+A");
  EXPECT_EQ(only<command::CopyRange>(harness.press("Ctrl+Shift+C")).at(0).as, command::CopyAs::quotation);
  EXPECT_EQ(only<command::CopyRange>(harness.press("Ctrl+Alt+C")).at(0).as, command::CopyAs::annotation);
}

TEST(Reader, TheRightButtonOffersThePassageUnderIt) {
  Harness harness;
  using namespace platform;
  const auto at = harness.ui.passagePoint(harness.state, 1);
  harness.frame(
      {MouseMove{at->x, at->y}, MouseButton{Button::right, true, {}}, MouseButton{Button::right, false, {}}});
  // The first row of the menu is Copy.
  const auto copied = harness.click(at->x + 60, at->y + 20);
  EXPECT_EQ(harness.copied(copied), "the mayor counted the boats");
}

TEST(Reader, TheMenuGoesWithKeysAlone) {
  Harness harness;
  harness.state.highlighted = rangeOf(*harness.state.article, "Nobody crossed");
  harness.press("Ctrl+Shift+Right");
  harness.press("Menu");
  harness.press("Down");
  EXPECT_EQ(harness.copied(harness.press("Enter")), "Nobody");
}

TEST(Reader, MarkedWordsAreWhatCtrlFLooksFor) {
  Harness harness;
  harness.state.highlighted = rangeOf(*harness.state.article, "Nobody crossed");
  harness.press("Ctrl+Shift+Right");
  EXPECT_EQ(only<command::OpenFind>(harness.press("Ctrl+F")).at(0).query, "Nobody");
}

TEST(Reader, AllEventsThatShareTheWordsAreHovered) {
  Harness harness;
  harness.state.resolutions[1][0] = harness.state.resolutions[0][0];
  harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  harness.frame();
  const auto at = harness.ui.passagePoint(harness.state, 0);
  const auto hovers = only<command::HoverEvent>(harness.move(at->x, at->y));
  ASSERT_EQ(hovers.size(), 1u);
  EXPECT_EQ(hovers[0].id, "bridge");
  EXPECT_EQ(hovers[0].also, std::vector<std::string>{"boats"});
}

TEST(Reader, CtrlAndTheWheelSetTheSize) {
  Harness harness;
  const Area reader = harness.rooms().reader;
  harness.move(reader.centreX(), reader.centreY());
  harness.frame({platform::KeyEvent{platform::Key::unknown, true, false, {.ctrl = true}}});
  const auto stepped = only<command::StepTextSize>(harness.frame({platform::Wheel{0, 1}}));
  ASSERT_EQ(stepped.size(), 1u);
  EXPECT_EQ(stepped[0].by, 1);
}

TEST(Reader, TheTitleComesOutFromUnderTheFindBar) {
  session::State start = stateOf();
  auto story = std::make_shared<story::Story>(*start.story);
  story->kicker.clear();  // the title is the first line
  start.story = story;
  Harness harness(start);
  EXPECT_EQ(harness.ui.readerStatus().scroll, 0);
  harness.state.find.open = true;
  harness.frame();
  EXPECT_LT(harness.ui.readerStatus().scroll, -20);
  harness.state.find.open = false;
  harness.frame();
  EXPECT_EQ(harness.ui.readerStatus().scroll, 0);
}

TEST(Reader, AnArticlesOwnHeadlineStandsAboveItWhateverTheStoryIsCalled) {
  const auto heightWith = [](const std::string& title) {
    session::State state = stateOf("---\ntitle: Short\n---\n\nThe bridge opened on Monday.\n");
    auto story = std::make_shared<story::Story>(*state.story);
    story->title = title;
    state.story = story;
    Harness harness(std::move(state));
    return harness.ui.readerStatus().height;
  };
  std::string lines;
  for (int i = 0; i < 20; ++i) lines += "a title of many lines ";
  EXPECT_EQ(heightWith("T"), heightWith(lines));
}

TEST(Reader, AMatchInSightDoesNotStopThePageUnderTheFindBar) {
  Harness harness;
  harness.state.find.open = true;
  harness.ui.frame(harness.state,
                   {harness.width, harness.height, 1, harness.seconds += 0.02, {}, &harness.built});
  harness.state.reveal = {rangeOf(*harness.state.article, "counted the boats"), 1};
  harness.frame();
  EXPECT_LT(harness.ui.readerStatus().scroll, -20);
}

TEST(Reader, WhatIsAskedOfTheMarkedTextFromElsewhereIsDone) {
  Harness harness;
  harness.state.textRequest = {session::TextUse::selectAll, 1};
  EXPECT_TRUE(deeds(harness.frame()).empty());
  harness.state.textRequest = {session::TextUse::copyQuotation, 2};
  const auto copied = only<command::CopyRange>(harness.frame());
  ASSERT_EQ(copied.size(), 1u) << "once";
  EXPECT_EQ(copied[0].as, command::CopyAs::quotation);
  EXPECT_EQ(harness.copied(harness.frame()), "");
  EXPECT_EQ(copied[0].range.length(), harness.state.article->offsets.codePoints());
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
