#include <fmt/format.h>
#include <imgui_internal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "ui/harness.h"
#include "ui/open_dialog.h"

namespace dateline::ui {
namespace {

namespace command = session::command;
using session::Dialog;

TEST(Timeline, AClickOnACardSelectsItsEvent) {
  Harness harness;
  const Area strip = harness.rooms().timeline;
  const auto selected = only<command::SelectEvent>(harness.click(strip.x + 14 + 144 + 60, strip.y + 50));
  ASSERT_EQ(selected.size(), 1u);
  EXPECT_EQ(selected[0].id, "boats");
}

TEST(Timeline, ScrollsToTheSelectedOfTenThousand) {
  session::State state = stateOf();
  auto story = std::make_shared<story::Story>();
  for (int i = 0; i < 10'000; ++i)
    story->events.push_back(eventOf("e" + std::to_string(i), "Event", {0, 0}, 0));
  state.story = story;
  state.resolutions.assign(10'000, {});
  Harness harness(std::move(state));
  harness.state.selected = "e7000";
  harness.frame();
  const Area strip = harness.rooms().timeline;
  const auto hovers = only<command::HoverEvent>(harness.move(strip.right() - 160, strip.y + 50));
  ASSERT_EQ(hovers.size(), 1u);
  EXPECT_NEAR(std::stoi(hovers[0].id.substr(1)), 7000, 6);
}

/// A story of suggestions, each with its place and a namesake.
session::State suggestedOf(int count) {
  session::State state = stateOf();
  auto story = std::make_shared<story::Story>();
  for (int i = 0; i < count; ++i) {
    story->events.push_back(eventOf("place-" + std::to_string(i), "Place", {0, 0}, 0));
    session::Suggestion suggestion;
    suggestion.event = story->events.back().id;
    suggestion.name = "Place";
    suggestion.confidence = 0.95;
    suggestion.choices = {{.name = "Place"}, {.name = "Namesake"}};
    state.suggestions.push_back(suggestion);
  }
  state.story = story;
  state.resolutions.assign(static_cast<std::size_t>(count), {});
  state.showSuggestions = true;
  return state;
}

/// Opens the last row that is wholly in sight; gives where the list ends.
float openLastRow(Harness& harness) {
  const Area map = harness.rooms().map;
  const float end = map.bottom() - 72 - 84;
  const float begin = map.y + 14 + 40;
  const float last = begin + std::floor((end - begin) / 52) * 52 - 52;
  harness.click(map.x + 14 + 324 - 86 + 52 + 12, last + 10);
  harness.frame();
  return end;
}

TEST(Suggestions, OpeningTheLastRowInSightShowsItsChoices) {
  Harness harness(suggestedOf(40));
  const float end = openLastRow(harness);
  const float second = end - 12 - 36 - 120 - 18;
  const auto commands = harness.click(harness.rooms().map.x + 100, second);
  ASSERT_EQ(only<command::ChoosePlace>(commands).size(), 1u);
  EXPECT_EQ(only<command::ChoosePlace>(commands)[0].choice, 1);
}

TEST(Suggestions, AChoiceOfTheUsersIsAsSureAsCanBe) {
  session::State state = suggestedOf(3);
  for (session::Suggestion& suggestion : state.suggestions) suggestion.confidence = 0.6f;
  state.suggestions[1].chosen = 1;
  Harness harness(state);
  const Area map = harness.rooms().map;
  const float foot = map.y + 14 + 40 + 3 * 52;
  const auto accepted =
      only<command::AcceptSuggestions>(harness.click(map.x + 14 + 90, foot + 10 + 36 + 14));  // above 90 %
  ASSERT_EQ(accepted.size(), 1u);
  EXPECT_EQ(accepted[0].events, std::vector<std::string>{"place-1"});
}

TEST(Suggestions, KeysAcceptAndRejectTheSelectedOneAndGoOn) {
  Harness harness(suggestedOf(3));
  const auto first = harness.press("A");
  EXPECT_TRUE(only<command::AcceptSuggestions>(first).empty()) << "none is selected";
  ASSERT_EQ(only<command::SelectEvent>(first).size(), 1u);
  EXPECT_EQ(only<command::SelectEvent>(first)[0].id, "place-0");
  harness.state.selected = "place-1";
  const auto commands = harness.press("A");
  const auto accepted = only<command::AcceptSuggestions>(commands);
  ASSERT_EQ(accepted.size(), 1u);
  EXPECT_EQ(accepted[0].events, std::vector<std::string>{"place-1"});
  ASSERT_EQ(only<command::SelectEvent>(commands).size(), 1u);
  EXPECT_EQ(only<command::SelectEvent>(commands)[0].id, "place-2");
  const auto rejected = only<command::RejectSuggestion>(harness.press("Delete"));
  ASSERT_EQ(rejected.size(), 1u);
  EXPECT_EQ(rejected[0].event, "place-1");
  EXPECT_FALSE(rejected[0].never);
  harness.state.dialog = session::Dialog::keys;
  EXPECT_TRUE(only<command::AcceptSuggestions>(harness.press("A")).empty()) << "a dialog lies above";
  harness.state.dialog = session::Dialog::none;
  harness.state.showSuggestions = false;
  EXPECT_TRUE(only<command::AcceptSuggestions>(harness.press("A")).empty()) << "the panel is shut";
}

TEST(Suggestions, TheSelectedRowIsInSight) {
  Harness harness(suggestedOf(40));
  harness.frame();
  harness.state.selected = "place-30";
  harness.frame();
  const Area map = harness.rooms().map;
  const float lastRow = map.bottom() - 72 - 84 - 26;
  const auto commands = harness.click(map.x + 14 + 100, lastRow);
  ASSERT_EQ(only<command::SelectEvent>(commands).size(), 1u);
  EXPECT_EQ(only<command::SelectEvent>(commands)[0].id, "place-30");
}

TEST(Suggestions, AKeyTakesAnotherPlaceOfTheName) {
  Harness harness(suggestedOf(2));
  harness.state.selected = "place-1";
  EXPECT_EQ(only<command::ChoosePlace>(harness.press("O")).at(0).choice, 1);
  harness.state.suggestions[1].chosen = 1;
  EXPECT_EQ(only<command::ChoosePlace>(harness.press("O")).at(0).choice, 0);
}

TEST(Suggestions, KeysComeToTheFirstAfterTheLast) {
  Harness harness(suggestedOf(3));
  harness.state.selected = "place-2";
  EXPECT_EQ(only<command::SelectEvent>(harness.press("A")).at(0).id, "place-0");
}

TEST(Suggestions, WhatIsScrolledAwayTakesNoClick) {
  Harness harness(suggestedOf(40));
  const float end = openLastRow(harness);
  const Area map = harness.rooms().map;
  for (int notch = 0; notch < 5; ++notch) {
    const auto commands = harness.click(map.x + 144, end + 24);  // "Accept 40 checked"
    EXPECT_EQ(only<command::AcceptSuggestions>(commands).size(), 1u) << notch;
    EXPECT_TRUE(only<command::ChoosePlace>(commands).empty()) << notch;
    harness.move(map.x + 144, map.y + 100);
    harness.frame({platform::Wheel{0, 1}});
  }
}

TEST(FindBar, TypingSearchesAndLettersDoNothingElse) {
  Harness harness;
  harness.state.find.open = true;
  harness.frame();
  session::Commands all;
  for (const char c : std::string("np")) {
    const platform::Key key = c == 'n' ? platform::Key::n : platform::Key::p;
    const auto commands =
        harness.frame({platform::KeyEvent{key, true, false, {}}, platform::Char{static_cast<char32_t>(c)},
                       platform::KeyEvent{key, false, false, {}}});
    all.insert(all.end(), commands.begin(), commands.end());
  }
  const auto searches = only<command::SetFind>(all);
  ASSERT_EQ(searches.size(), 2u);
  EXPECT_EQ(searches.back().query, "np");
  EXPECT_EQ(all.size(), 2u);
}

TEST(FindBar, TakesLettersRightAfterTheShortcutThatOpenedIt) {
  Harness harness;
  harness.press("Ctrl+F");
  harness.state.find.open = true;
  EXPECT_EQ(only<command::SetFind>(harness.type("boat")).back().query, "boat");
}

TEST(FindBar, EnterStepsAndKeepsTheKeyboard) {
  Harness harness;
  harness.state.find.open = true;
  harness.frame();
  harness.type("boat");
  EXPECT_EQ(only<command::StepFind>(harness.press("Enter")).at(0).by, 1);
  EXPECT_EQ(only<command::StepFind>(harness.press("Shift+Enter")).at(0).by, -1);
  EXPECT_EQ(only<command::StepFind>(harness.press("F3")).at(0).by, 1);
  EXPECT_EQ(only<command::SetFind>(harness.type("s")).at(0).query, "boats");
  EXPECT_EQ(only<command::CloseFind>(harness.press("Esc")).size(), 1u);
}

TEST(GoTo, ArrowsEnterAndEscapeAreItsOwn) {
  Harness harness;
  harness.state.goTo.open = true;
  harness.state.goTo.items = {{session::GoToItem::Kind::event, "The bridge opens", "", "bridge", 0},
                              {session::GoToItem::Kind::command, "Full screen", "F11", "full-screen", 0}};
  harness.frame();
  EXPECT_EQ(only<command::SetGoTo>(harness.type("br")).back().query, "br");
  EXPECT_EQ(only<command::MoveGoTo>(harness.press("Down")).at(0).by, 1);
  EXPECT_TRUE(only<command::Pan>(harness.press("Up")).empty());
  EXPECT_EQ(only<command::ChooseGoTo>(harness.press("Enter")).at(0).index, -1);
  const auto closed = harness.press("Esc");
  EXPECT_EQ(only<command::CloseGoTo>(closed).size(), 1u);
  EXPECT_TRUE(only<command::Escape>(closed).empty());
}

TEST(GoTo, AClickOnARowChoosesIt) {
  Harness harness;
  harness.state.goTo.open = true;
  harness.state.goTo.items = {{session::GoToItem::Kind::event, "The bridge opens", "", "bridge", 0},
                              {session::GoToItem::Kind::event, "The boats", "", "boats", 0}};
  harness.frame();
  EXPECT_EQ(only<command::ChooseGoTo>(harness.click(640, 56 + 48 + 7 + 36 + 18)).at(0).index, 1);
  EXPECT_EQ(only<command::CloseGoTo>(harness.click(20, 700)).size(), 1u);
}

TEST(Menus, OpenByMouseAndChooseByMouse) {
  Harness harness;
  EXPECT_TRUE(deeds(harness.click(112, 20)).empty());
  const auto commands = deeds(harness.click(150, 41 + 6 + 14));
  ASSERT_EQ(commands.size(), 1u);
  ASSERT_TRUE(commands[0].is<command::OpenDialog>());
  EXPECT_EQ(commands[0].as<command::OpenDialog>()->dialog, Dialog::openArticle);
}

TEST(Menus, OpenAndChooseByKeys) {
  Harness harness;
  harness.press("F10");
  harness.press("Right");
  harness.press("Down");  // copying is passed over, as nothing is marked: this is "Select all"
  harness.press("Down");
  const auto commands = harness.press("Enter");
  EXPECT_EQ(only<command::OpenFind>(commands).size(), 1u);
  EXPECT_EQ(commands.size(), 1u);
}

TEST(Menus, EscapeClosesOnlyTheMenu) {
  Harness harness;
  harness.press("F10");
  EXPECT_TRUE(harness.press("Esc").empty());
  EXPECT_EQ(only<command::Escape>(harness.press("Esc")).size(), 1u);
}

TEST(Dialogs, KeepKeysAndClicksFromWhatLiesBelow) {
  Harness harness;
  harness.state.dialog = Dialog::about;
  harness.frame();
  EXPECT_TRUE(harness.press("N").empty());
  const Area strip = harness.rooms().timeline;
  EXPECT_TRUE(deeds(harness.click(strip.x + 60, strip.y + 50)).empty());
  EXPECT_EQ(only<command::CloseDialog>(harness.press("Esc")).size(), 1u);
  EXPECT_EQ(only<command::Quit>(harness.press("Ctrl+Q")).size(), 1u);
}

TEST(Dialogs, ALinkIsOpenedOnlyAfterYes) {
  Harness harness;
  harness.state.dialog = Dialog::link;
  harness.state.dialogText = "https://example.org/a";
  EXPECT_TRUE(only<command::OpenLink>(harness.frame()).empty());
  const auto opened = only<command::OpenLink>(harness.press("Enter"));
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].target, "https://example.org/a");
}

TEST(Dialogs, QuittingWithChangesSavesOnEnterAndOnlyThen) {
  Harness harness;
  harness.state.dialog = Dialog::quit;
  EXPECT_TRUE(only<command::Quit>(harness.frame()).empty());
  const auto asked = only<command::Quit>(harness.press("Enter"));
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].unsaved, command::Unsaved::save);
}

TEST(Dialogs, OpeningWithChangesSavesOnEnterAndGoesOnWithWhatWasAskedFor) {
  Harness harness;
  harness.state.dialog = Dialog::openUnsaved;
  harness.state.dialogText = "/elsewhere/b.txt";
  EXPECT_TRUE(only<command::OpenPath>(harness.frame()).empty());
  const auto asked = only<command::OpenPath>(harness.press("Enter"));
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].path, "/elsewhere/b.txt");
  EXPECT_EQ(asked[0].unsaved, command::Unsaved::save);
}

TEST(Dialogs, ExportReplacesAFileOnlyWhenItIsAgreedToAfterTheQuestion) {
  Harness harness;
  harness.state.dialog = Dialog::exportImage;
  harness.state.exportSpec.path = std::string(DATELINE_ROOT) + "/assets/screenshot.png";
  harness.frame();
  harness.seconds += 5;
  EXPECT_TRUE(only<command::Export>(harness.press("Enter")).empty()) << "it asks";
  EXPECT_TRUE(only<command::Export>(harness.press("Enter")).empty()) << "the second of two quick ones";
  harness.seconds += 1;
  const auto commands = harness.press("Enter");  // the main button reads "Replace"
  ASSERT_EQ(only<command::Export>(commands).size(), 1u);
  EXPECT_TRUE(only<command::SetExport>(commands).back().spec.overwrite);
}

TEST(Dialogs, AnEnterThatIsHeldDoesNotAgreeToReplaceAFile) {
  Harness harness;
  harness.state.dialog = Dialog::exportImage;
  harness.state.exportSpec.path = std::string(DATELINE_ROOT) + "/assets/screenshot.png";
  harness.frame();
  harness.frame({platform::KeyEvent{platform::Key::enter, true, false, {}}});
  for (int i = 0; i < 5; ++i) {
    harness.seconds += 1;
    const auto commands = harness.frame({platform::KeyEvent{platform::Key::enter, true, true, {}}});
    EXPECT_TRUE(only<command::Export>(commands).empty());
  }
}

TEST(Dialogs, ExportAsksAgainAboutAnotherFile) {
  Harness harness;
  harness.state.dialog = Dialog::exportImage;
  harness.state.exportSpec.path = std::string(DATELINE_ROOT) + "/assets/screenshot.png";
  harness.frame();
  harness.press("Enter");
  for (int i = 0; i < 7; ++i) harness.press("Tab");  // to the path
  harness.press("Ctrl+A");
  const auto typed =
      only<command::SetExport>(harness.type(std::string(DATELINE_ROOT) + "/assets/screenshot-dark.png"));
  ASSERT_FALSE(typed.empty());
  EXPECT_TRUE(typed.back().spec.path.ends_with("screenshot-dark.png"));
  harness.seconds += 1;
  EXPECT_TRUE(only<command::Export>(harness.press("Enter")).empty());
}

TEST(Dialogs, ExportAgreesToReplaceOnlyWhatItAskedAbout) {
  Harness harness;
  const auto path = std::filesystem::temp_directory_path() / fmt::format("dateline-{}.png", ::getpid());
  harness.state.dialog = Dialog::exportImage;
  harness.state.exportSpec.path = path.string();
  harness.frame();
  std::ofstream(path) << "of another program";
  EXPECT_TRUE(only<command::Export>(harness.press("Enter")).empty());
  harness.seconds += 1;
  EXPECT_TRUE(only<command::SetExport>(harness.press("Enter")).back().spec.overwrite);
  std::filesystem::remove(path);
  harness.state.tasks.push_back({.writes = path});
  harness.frame();
  EXPECT_TRUE(only<command::Export>(harness.press("Enter")).empty()) << "another export writes it";
}

TEST(Dialogs, ArrowsChooseAFileWhileThePathHasTheKeyboard) {
  Harness harness;
  harness.state.dialog = Dialog::openArticle;
  harness.state.dialogText = std::string(DATELINE_ROOT) + "/tests/data/pages/";
  harness.frame();
  harness.press("Down");
  const auto opened = only<command::OpenPath>(harness.press("Enter"));
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_NE(opened[0].path, harness.state.dialogText);
}

TEST(Dialogs, AFolderWithoutFilesIsToldForWhatItWasLookedAt) {
  EXPECT_EQ(nothingHere(Dialog::openArticle), "Nothing to open here");
  EXPECT_EQ(nothingHere(Dialog::saveStory), "No stories here yet");
}

TEST(Dialogs, KeysReachTheFoldersBesideTheList) {
  Harness harness;
  harness.state.dialog = Dialog::openArticle;
  harness.state.dialogText = std::string(DATELINE_ROOT) + "/tests/data/pages/";
  harness.frame();
  harness.press("Tab");  // from the path
  EXPECT_TRUE(harness.press("Enter").empty()) << "the dialog goes to that folder, and stays";
}

TEST(Menus, ArrowsGoIntoAMenuOfAnItemAndBackToIt) {
  Harness harness;
  harness.press("F10");
  for (int i = 0; i < 2; ++i) harness.press("Right");  // View
  for (int i = 0; i < 4; ++i) harness.press("Down");   // Borders
  harness.press("Right");
  harness.press("Down");
  EXPECT_EQ(only<command::SetBorders>(harness.press("Enter")).size(), 1u);
  harness.press("F10");
  for (int i = 0; i < 2; ++i) harness.press("Right");
  for (int i = 0; i < 4; ++i) harness.press("Down");
  harness.press("Right");
  harness.press("Left");
  harness.press("Down");  // from Borders to Mercator
  EXPECT_EQ(only<command::SetProjection>(harness.press("Enter")).size(), 1u);
}

TEST(Dialogs, LeaveTabToTheTextWhereNoneIsOpen) {
  Harness harness;
  EXPECT_EQ(only<command::StepMention>(harness.press("Tab")).size(), 1u);
  EXPECT_EQ(only<command::StepMention>(harness.press("Shift+Tab")).size(), 1u);
  harness.state.dialog = Dialog::exportImage;
  harness.frame();
  EXPECT_TRUE(only<command::StepMention>(harness.press("Tab")).empty());
}

TEST(Dialogs, TabGoesThroughTheControlsAndKeysUseThem) {
  Harness harness;
  harness.state.dialog = Dialog::exportImage;
  harness.state.exportSpec.path = "/tmp/none/map.png";
  harness.frame();
  const auto spec = [](const session::Commands& commands) {
    const auto set = only<command::SetExport>(commands);
    return set.empty() ? session::ExportSpec{} : set.back().spec;
  };
  harness.press("Tab");
  EXPECT_EQ(spec(harness.press("Right")).what, session::ExportSpec::What::window);
  harness.press("Tab");
  EXPECT_EQ(spec(harness.press("Right")).width, 1920) << "the size";
  harness.press("Tab");
  harness.press("Ctrl+A");
  EXPECT_EQ(spec(harness.type("640")).width, 640) << "the width";
  harness.press("Shift+Tab");
  harness.press("Shift+Tab");
  harness.press("Shift+Tab");
  EXPECT_EQ(only<command::CloseDialog>(harness.press("Space")).size(), 1u)
      << "Cancel: there is no such folder";
}

TEST(Dialogs, ExportRefusesANameThatIsNoPicturesName) {
  Harness harness;
  harness.state.dialog = Dialog::exportImage;
  for (const char* name : {"map.jpg", "map", "map.png.txt"}) {
    harness.state.exportSpec.path = (std::filesystem::temp_directory_path() / name).string();
    harness.state.dialog = Dialog::none;
    harness.frame();
    harness.state.dialog = Dialog::exportImage;
    harness.frame();
    EXPECT_TRUE(only<command::Export>(harness.press("Enter")).empty()) << name;
  }
}

TEST(Dialogs, ExportRefusesWhatIsTooLarge) {
  Harness harness;
  harness.state.dialog = Dialog::exportImage;
  harness.state.exportSpec.path = "/nowhere/map.png";
  harness.state.exportSpec.width = 99999;
  harness.frame();
  EXPECT_TRUE(only<command::Export>(harness.press("Enter")).empty());
}

TEST(Dialogs, OpenTakesTheTypedPath) {
  Harness harness;
  harness.state.dialog = Dialog::openLayer;
  harness.state.dialogText = std::string(DATELINE_ROOT) + "/README.geojson";
  harness.frame();
  const auto commands = harness.press("Enter");
  ASSERT_EQ(only<command::AddLayer>(commands).size(), 1u);
  EXPECT_EQ(only<command::AddLayer>(commands)[0].path, std::string(DATELINE_ROOT) + "/README.geojson");
  EXPECT_EQ(only<command::CloseDialog>(commands).size(), 1u);
}

TEST(Dialogs, AStyleIsOpenedByItsPath) {
  Harness harness;
  harness.state.dialog = Dialog::openStyle;
  harness.state.dialogText = std::string(DATELINE_ROOT) + "/assets/styles/print.json";
  harness.frame();
  const auto commands = harness.press("Enter");
  ASSERT_EQ(only<command::SetStyle>(commands).size(), 1u);
  EXPECT_EQ(only<command::SetStyle>(commands)[0].style, harness.state.dialogText);
}

TEST(Dialogs, EveryOneIsDrawnInTheSmallestWindow) {
  for (const Dialog dialog :
       {Dialog::openArticle, Dialog::openLayer, Dialog::openStyle, Dialog::saveStory, Dialog::exportImage,
        Dialog::keys, Dialog::about, Dialog::link, Dialog::quit, Dialog::openUnsaved}) {
    Harness harness;
    harness.width = 200;
    harness.height = 120;
    harness.state.dialog = dialog;
    harness.frame();
    EXPECT_FALSE(harness.last.animating);
  }
}

TEST(Splitter, DraggingItSharesTheWidthAnew) {
  Harness harness;
  const Area splitter = harness.rooms().splitter;
  const auto shares = only<command::SetReaderShare>(harness.drag(splitter.x, 400, splitter.x - 128, 400));
  ASSERT_FALSE(shares.empty());
  EXPECT_NEAR(shares.back().share, 1 - (splitter.x - 128) / 1280, 1e-3);
}

TEST(Notices, AProblemStaysUntilItIsClosed) {
  Harness harness;
  harness.state.problems = {{"Could not open x.txt", "x.txt: it is a folder."}};
  harness.frame();
  const Area map = harness.rooms().map;
  const double right = (map.x + mapButtons(map).x) / 2 + 230 - 22;
  EXPECT_EQ(only<command::DismissProblem>(harness.click(right, map.y + 14 + 22)).size(), 1u);
}

TEST(Notices, ALongListOfRemarksStaysInTheMapAndIsScrolled) {
  Harness harness;
  harness.width = 700;
  harness.height = 460;
  std::string lines = "first";
  for (int i = 0; i < 40; ++i) lines += "\nevent: \"time\" is no date";
  harness.state.problems = {{"Opened, with remarks", lines}};
  harness.frame();
  const Area map = harness.rooms().map;
  for (const Area& area : harness.ui.overMap(harness.state, map)) EXPECT_LE(area.bottom(), map.bottom());
  const auto zooms = only<command::ZoomAt>(
      harness.frame({platform::MouseMove{map.centreX(), map.y + 120}, platform::Wheel{0, -3}}));
  EXPECT_TRUE(zooms.empty());
}

TEST(Notices, ManyProblemsLeaveTheMapFreeAndAreClosedTogether) {
  Harness harness;
  for (const char* name : {"a", "b", "c", "d", "e"})
    harness.state.problems.push_back({name, "it is a folder."});
  harness.frame();
  const Area map = harness.rooms().map;
  std::vector<Area> notices = harness.ui.overMap(harness.state, map);
  std::erase_if(notices, [&](const Area& area) { return area.w < 200; });  // the map's buttons
  ASSERT_EQ(notices.size(), 3u) << "two of them, and how many more";
  const Area more = notices.back();
  const auto closed = only<command::DismissProblem>(harness.click(more.right() - 40, more.centreY()));
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed[0].index, -1);
}

TEST(Notices, AWordThatIsTooLongForTheMapIsFolded) {
  Harness harness;
  const auto heightOf = [&](const std::string& words) {
    harness.state.toasts = {{words, "/a/file", 1e9}};
    harness.frame();
    return ImGui::FindWindowByName("##toast0")->Size.y;
  };
  const float usual = heightOf("Saved a.txt");
  harness.width = 700;
  EXPECT_EQ(heightOf("Saved a.txt"), usual);
  const std::string longer = "Saved a-rather-long-name-of-an-article-about-vienna.story.geojson";
  EXPECT_GE(heightOf(longer), usual + 20);
  EXPECT_GE(heightOf(longer + "; 12 passages that moved have their new positions"), heightOf(longer) + 17);
}

TEST(Notices, StayOnALowMap) {
  Harness harness;
  harness.height = 400;
  for (const char* name : {"a", "b", "c", "d"})
    harness.state.problems.push_back({name, std::string(300, 'x') + " " + std::string(200, 'y')});
  harness.frame();
  const Area map = harness.rooms().map;
  for (const Area& area : harness.ui.overMap(harness.state, map)) EXPECT_LE(area.bottom(), map.bottom());
}

TEST(Notices, StandBesideThePanelsAtTheMapsLeft) {
  Harness harness;
  harness.state.showLayers = true;
  harness.state.problems = {{"Could not open x.txt", "x.txt: it is a folder."}};
  harness.frame();
  harness.frame();
  const Area map = harness.rooms().map;
  const std::vector<Area> over = harness.ui.overMap(harness.state, map);
  for (std::size_t i = 0; i < over.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(over[i].overlaps(over[j])) << i << " " << j;
}

TEST(ControlTip, SaysWhatAButtonDoesOnceTheMouseRests) {
  Harness harness;
  const Area buttons = mapButtons(harness.rooms().map);
  const double began = harness.seconds;
  harness.move(buttons.centreX(), buttons.y + 10);  // frames until nothing moves
  EXPECT_GE(harness.seconds - began, 0.5);
  EXPECT_NE(ImGui::FindWindowByName("##control-tip"), nullptr);
}

TEST(Layers, AreShownHiddenAndRemoved) {
  Harness harness;
  session::LayerEntry entry;
  entry.layer.id = "one";
  entry.layer.name = "Rivers";
  harness.state.layers = {entry};
  harness.state.showLayers = true;
  harness.frame();
  const Area map = harness.rooms().map;
  const double row = map.y + 14 + 40 + 18;
  const auto shown = only<command::ShowLayer>(harness.click(map.x + 14 + 20, row));
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_FALSE(shown[0].visible);
  EXPECT_EQ(only<command::RemoveLayer>(harness.click(map.x + 14 + 264 - 82 + 60, row)).at(0).id, "one");
}

TEST(Layers, SayWhereTheMapHasNoRoomForTheirLegend) {
  Harness harness;
  for (const char* id : {"below", "above"}) {
    session::LayerEntry entry;
    entry.layer.id = id;
    entry.layer.name = id;
    harness.state.layers.push_back(entry);
  }
  harness.state.showLayers = true;
  harness.frame();
  const auto height = [&] {
    harness.frame();
    harness.frame();
    return harness.ui.overMap(harness.state, harness.rooms().map).front().h;
  };
  const float without = height();
  harness.built.withoutLegend = {"above"};
  EXPECT_EQ(height(), without + 18) << "a line for the note";
  const Area map = harness.rooms().map;
  const auto removed =
      only<command::RemoveLayer>(harness.click(map.x + 14 + 264 - 82 + 60, map.y + 14 + 40 + 36 + 18 + 18));
  EXPECT_EQ(removed.at(0).id, "below");
}

TEST(Layers, TellAllOfANoteWhereTheMouseRestsOnIt) {
  Harness harness;
  session::LayerEntry entry;
  entry.layer.id = "one";
  entry.layer.name = "Rivers";
  entry.note =
      "the file does not name its coordinate system: WGS 84 longitude and latitude is assumed; "
      "features without a geometry were left out (2).";
  harness.state.layers = {entry};
  harness.state.showLayers = true;
  harness.frame();
  const Area map = harness.rooms().map;
  harness.move(map.x + 14 + 100, map.y + 14 + 40 + 36 + 3);
  const ImGuiWindow* tip = ImGui::FindWindowByName("##control-tip");
  ASSERT_NE(tip, nullptr);
  EXPECT_TRUE(tip->Active);
  EXPECT_LE(tip->Size.x, 500) << "in several lines";
  EXPECT_GT(tip->Size.y, 36);
}

TEST(Layers, AreClassedInOtherWaysWithTheArrows) {
  auto features = std::make_shared<geo::FeatureSet>();
  features->attributes.columns = {"rate"};
  features->attributes.values = {{"1", "2", "3", "4", "5", "6", "7", "8"}};
  session::LayerEntry entry;
  entry.layer.id = "one";
  entry.layer.name = "Rates";
  entry.layer.features = features;
  entry.layer.classes = map::classify(*features, {"rate"}).value();
  Harness harness;
  harness.state.layers = {entry};
  harness.state.showLayers = true;
  harness.frame();
  const Area map = harness.rooms().map;
  const double left = map.x + 14, row = map.y + 14 + 40 + 18;
  harness.click(left + 46, row);  // the swatch
  const double method = row + 18 + 34 + 28 + 14, number = method + 28, next = left + 264 - 12 - 12;
  const auto methods = only<command::ColourLayerBy>(harness.click(next, method));
  ASSERT_EQ(methods.size(), 1u);
  EXPECT_EQ(methods[0].by.method, map::ColourMethod::equal);
  const auto numbers = only<command::ColourLayerBy>(harness.click(next, number));
  ASSERT_EQ(numbers.size(), 1u);
  EXPECT_EQ(numbers[0].by, (map::ColourBy{"rate", map::ColourMethod::quantiles, 6}));
}

TEST(Layers, LongNamesAreCutInTheMiddle) {
  const auto cut = [](const char* name) { return cutInMiddle(sharedTypesetter(), name, type::kBody, 116); };
  EXPECT_EQ(cut("Rates"), "Rates");
  const std::string one = cut("Administrative units of the Republic 1"),
                    two = cut("Administrative units of the Republic 12");
  EXPECT_TRUE(one.starts_with("Adm") && one.ends_with("lic 1")) << one;
  EXPECT_TRUE(two.ends_with("ic 12")) << two;
  EXPECT_LE(sharedTypesetter().layout(two, type::kBody)->width(), 116);
}

TEST(Layers, TheirColoursAreClosedWithEscapeTheListFirst) {
  auto features = std::make_shared<geo::FeatureSet>();
  features->attributes.columns = {"a", "b"};
  features->attributes.values = {{"1", "2"}, {"1", "2"}};
  session::LayerEntry entry;
  entry.layer.id = "one";
  entry.layer.features = features;
  Harness harness;
  harness.state.layers = {entry};
  harness.state.showLayers = true;
  harness.frame();
  const Area map = harness.rooms().map;
  const double left = map.x + 14, row = map.y + 14 + 40 + 18;
  const auto height = [&] { return ImGui::FindWindowByName("##layers")->Size.y; };
  const float closed = height();
  harness.click(left + 46, row);  // the swatch
  harness.frame();
  const float colours = height();
  harness.click(left + 150, row + 18 + 34 + 14);
  harness.frame();
  EXPECT_GT(height(), colours);
  EXPECT_TRUE(only<command::Escape>(harness.press("Esc")).empty());
  harness.frame();
  EXPECT_EQ(height(), colours);
  EXPECT_TRUE(only<command::Escape>(harness.press("Esc")).empty());
  harness.frame();
  EXPECT_EQ(height(), closed);
  EXPECT_EQ(only<command::Escape>(harness.press("Esc")).size(), 1u);
}

TEST(Layers, AreColouredByAnyAttributeOfTheList) {
  auto features = std::make_shared<geo::FeatureSet>();
  for (int i = 0; i < 60; ++i) {
    features->attributes.columns.push_back("column " + std::to_string(i));
    features->attributes.values.push_back({"1", "2"});
  }
  session::LayerEntry entry;
  entry.layer.id = "one";
  entry.layer.features = features;
  Harness harness;
  harness.state.layers = {entry};
  harness.state.showLayers = true;
  harness.frame();
  const Area map = harness.rooms().map;
  const double left = map.x + 14, row = map.y + 14 + 40 + 18;
  harness.click(left + 46, row);  // the swatch
  const double by = row + 18 + 34 + 14;
  EXPECT_TRUE(only<command::ColourLayerBy>(harness.click(left + 150, by)).empty()) << "it shows the list";
  const auto third = only<command::ColourLayerBy>(harness.click(left + 150, by + 14 + 3 * 24 + 12));
  ASSERT_EQ(third.size(), 1u);
  EXPECT_EQ(third[0].by.column, "column 2");
  EXPECT_TRUE(only<command::ColourLayerBy>(harness.click(left + 150, by + 14 + 3 * 24 + 12)).empty())
      << "the list is gone";
}

TEST(Clipboard, PastesIntoTheFieldAndCopiesOut) {
  Harness harness;
  harness.ui.readClipboard = [] { return std::string("ferry"); };
  harness.state.find.open = true;
  harness.frame();
  EXPECT_EQ(only<command::SetFind>(harness.press("Ctrl+V")).at(0).query, "ferry");
  harness.press("Ctrl+A");
  EXPECT_EQ(only<command::CopyText>(harness.press("Ctrl+C")).at(0).text, "ferry");
}

TEST(Enter, BringsTheCardBackThenLeadsToTheText) {
  Harness harness;
  harness.state.selected = "bridge";
  harness.state.passage = 1;
  const auto opened = only<command::SelectEvent>(harness.press("Enter"));
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].passage, 1);
  EXPECT_FALSE(opened[0].fly);
  harness.state.cardOpen = true;
  EXPECT_EQ(only<command::GoToText>(harness.press("Enter")).size(), 1u);
}

TEST(Notices, ARemarkOfSeveralHasALineOfItsOwn) {
  const auto heightOf = [](const std::string& text) {
    Harness harness;
    harness.state.problems = {{"Opened, with remarks", text}};
    harness.frame();
    return harness.ui.overMap(harness.state, harness.rooms().map).back().h;
  };
  EXPECT_GE(heightOf("one remark\nanother"), heightOf("one remark another") + 15);
}

}  // namespace
}  // namespace dateline::ui
