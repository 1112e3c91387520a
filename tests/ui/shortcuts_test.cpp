#include "base/ascii.h"
#include "geo/crs.h"
#include "geo/fixed_plane.h"
#include "session/go_to.h"
#include "ui/harness.h"
#include "ui/menu_items.h"
#include "ui/popup_menu.h"

namespace dateline::ui {
namespace {

namespace command = session::command;

std::optional<session::Command> of(const std::string& name) {
  return shortcut(platform::parseKey(name).value());
}

template <typename C>
C asked(const std::string& name) {
  const auto what = of(name);
  EXPECT_TRUE(what && what->template is<C>()) << name;
  return what && what->template is<C>() ? *what->template as<C>() : C{};
}

TEST(Shortcuts, AreThoseOfTheDesign) {
  EXPECT_EQ(asked<command::Pan>("Left").dx, 80);
  EXPECT_EQ(asked<command::Pan>("Down").dy, -80);
  EXPECT_GT(asked<command::ZoomBy>("+").levels, 0);
  EXPECT_GT(asked<command::ZoomBy>("=").levels, 0);
  EXPECT_LT(asked<command::ZoomBy>("-").levels, 0);
  asked<command::HomeView>("Home");
  asked<command::ViewBack>("[");
  asked<command::ViewForward>("]");
  EXPECT_EQ(asked<command::StepEvent>("N").by, 1);
  EXPECT_EQ(asked<command::StepEvent>("P").by, -1);
  EXPECT_EQ(asked<command::StepPassage>(".").by, 1);
  EXPECT_EQ(asked<command::StepPassage>(",").by, -1);
  EXPECT_EQ(asked<command::StepMention>("Tab").by, 1);
  EXPECT_EQ(asked<command::StepMention>("Shift+Tab").by, -1);
  EXPECT_EQ(asked<command::StepTextSize>("Ctrl++").by, 1);
  EXPECT_EQ(asked<command::StepTextSize>("Ctrl+=").by, 1);
  EXPECT_EQ(asked<command::StepTextSize>("Ctrl+-").by, -1);
  EXPECT_EQ(asked<command::StepTextSize>("Ctrl+0").by, 0);
  asked<command::OpenFind>("Ctrl+F");
  EXPECT_EQ(asked<command::StepFind>("Shift+F3").by, -1);
  asked<command::OpenGoTo>("Ctrl+K");
  EXPECT_EQ(asked<command::OpenDialog>("Ctrl+O").dialog, session::Dialog::openArticle);
  EXPECT_EQ(asked<command::OpenDialog>("Ctrl+E").dialog, session::Dialog::exportImage);
  EXPECT_EQ(asked<command::OpenDialog>("?").dialog, session::Dialog::keys);
  EXPECT_EQ(asked<command::Screenshot>("F12").what, session::ExportSpec::What::window);
  EXPECT_EQ(asked<command::Screenshot>("Ctrl+F12").what, session::ExportSpec::What::map);
  asked<command::SaveStory>("Ctrl+S");
  asked<command::Undo>("Ctrl+Z");
  asked<command::Redo>("Ctrl+Shift+Z");
  asked<command::OpenReview>("R");
  asked<command::ToggleFullScreen>("F11");
  asked<command::Escape>("Esc");
  asked<command::Quit>("Ctrl+Q");
}

TEST(Shortcuts, LettersAloneDoNothingButStepEventsReviewAndTheGraticule) {
  for (char c = 'A'; c <= 'Z'; ++c)
    if (c != 'N' && c != 'P' && c != 'G' && c != 'R') {
      EXPECT_FALSE(of(std::string(1, c))) << c;
    }
}

TEST(Shortcuts, WhatMenusPrintIsWhatKeysDo) {
  session::State state = stateOf();
  state.selected = "bridge";
  int checked = 0;
  for (const Menu& menu : menusOf(state, true)) {
    for (const MenuItem& item : menu.items) {
      if (item.keys.empty() || !item.command || item.command->is<command::UseText>())
        continue;  // of the reader
      const auto press = platform::parseKey(item.keys);
      ASSERT_TRUE(press) << item.label << ": " << item.keys;
      const auto bound = shortcut(*press);
      ASSERT_TRUE(bound) << item.label;
      EXPECT_TRUE(bound->sameKind(*item.command)) << item.label;
      ++checked;
    }
  }
  EXPECT_GT(checked, 15);
}

/// All that menus do by themselves: not the places that they lead to.
void addNamed(const std::vector<MenuItem>& items, std::vector<MenuItem>& out) {
  for (const MenuItem& item : items) {
    addNamed(item.more, out);
    if (item.command && !item.command->is<command::OpenGoTo>() && !item.command->is<command::SelectEvent>())
      out.push_back(item);
  }
}

TEST(Menus, EverythingInThemIsFoundByItsNameInGoTo) {
  session::State state = stateOf();
  state.fixedPlane = geo::FixedPlane::create(*geo::findCrs("EPSG:3035")).value();
  std::vector<MenuItem> items;
  for (const Menu& menu : menusOf(state, true)) addNamed(menu.items, items);
  EXPECT_GT(items.size(), 60u);
  for (const MenuItem& item : items) {
    const std::string name = item.label.substr(0, item.label.find("…"));
    bool found = false;
    for (const session::GoToItem& offered : session::goToItems(state, name)) {
      const auto does = session::commandNamed(offered.id);
      if (!does || !does->sameKind(*item.command) ||
          lowerAscii(offered.title).find(lowerAscii(name)) == std::string::npos)
        continue;
      found = true;
      if (offered.title.ends_with(name) && !item.keys.empty()) {
        EXPECT_EQ(offered.detail, item.keys) << name;
      }
    }
    EXPECT_TRUE(found) << name;
  }
}

TEST(Menus, EveryItemThatCanBeChosenDoesSomething) {
  for (const Menu& menu : menusOf(stateOf(), false))
    for (const MenuItem& item : menu.items) EXPECT_TRUE(item.command || !item.more.empty()) << item.label;
}

/// The item of a menu, by what they are called.
MenuItem itemOf(const session::State& state, bool marked, const std::string& menu, const std::string& label) {
  for (const Menu& candidate : menusOf(state, marked))
    for (const MenuItem& item : candidate.items)
      if (candidate.title == menu && item.label == label) return item;
  ADD_FAILURE() << "no " << menu << " > " << label;
  return {};
}

TEST(Menus, EventsStandUnderTheirNumbers) {
  const MenuItem boats = itemOf(stateOf(), false, "Story", "The boats");
  EXPECT_EQ(boats.number, 2);
}

TEST(Menus, TheLanguagesOfTheMapStandInAMenuOfTheirOwn) {
  session::State state = stateOf();
  const auto checked = [&] {
    std::vector<std::string> labels;
    for (const MenuItem& item : itemOf(state, false, "View", "Map language").more)
      if (item.checked) labels.push_back(item.label);
    return labels;
  };
  EXPECT_EQ(checked(), std::vector<std::string>{"English"});
  state.look.language = std::make_shared<const map::Language>("kk", "");
  EXPECT_EQ(checked(), std::vector<std::string>{"Қазақша"});
}

TEST(Menus, TheViewMenuMarksTheStyleOrTheTheme) {
  session::State state = stateOf();
  EXPECT_TRUE(itemOf(state, false, "View", "Light theme").checked);
  state.style = "print";
  const auto checked = [&] {
    std::vector<std::string> labels;
    for (const MenuItem& item : itemOf(state, false, "View", "Style").more)
      if (item.checked) labels.push_back(item.label);
    return labels;
  };
  EXPECT_EQ(checked(), std::vector<std::string>{"Print"});
  EXPECT_FALSE(itemOf(state, false, "View", "Light theme").checked);
  state.style = "/somewhere/mine.json";
  EXPECT_EQ(checked(), std::vector<std::string>{"mine.json"});
}

TEST(Menus, RowsStandCloserWhereTheWindowIsLow) {
  const std::vector<MenuItem> items(20, MenuItem{.label = "One"});
  EXPECT_EQ(menuRowHeight(items, 900), kMenuRow);
  EXPECT_EQ(menuRowHeight(items, 12 + 20 * 24), 24);
  EXPECT_GE(menuRowHeight(items, 10), 15) << "never too low to hit";
}

TEST(Menus, CopyNeedsAMarkedText) {
  for (const char* label : {"Copy", "Copy as a quotation", "Copy as a W3C annotation"}) {
    EXPECT_FALSE(itemOf(stateOf(), false, "Edit", label).enabled);
    EXPECT_TRUE(itemOf(stateOf(), true, "Edit", label).enabled);
  }
}

TEST(Menus, TheTextMenuShowsHowTheTextIsSet) {
  session::State state = stateOf();
  state.readerLook = {session::kLargestTextSize, session::Measure::wide, false};
  EXPECT_FALSE(itemOf(state, false, "Text", "Larger").enabled);
  EXPECT_TRUE(itemOf(state, false, "Text", "Smaller").enabled);
  EXPECT_TRUE(itemOf(state, false, "Text", "Wide column").checked);
  EXPECT_FALSE(itemOf(state, false, "Text", "Normal column").checked);
  EXPECT_TRUE(itemOf(state, false, "Text", "Sans serif").checked);
}

TEST(Menus, PassagesStepOnlyWhereThereAreSeveral) {
  session::State state = stateOf();
  state.selected = "boats";
  EXPECT_FALSE(itemOf(state, false, "Story", "Next passage").enabled);
  state.selected = "bridge";
  EXPECT_TRUE(itemOf(state, false, "Story", "Next passage").enabled);
}

}  // namespace
}  // namespace dateline::ui
