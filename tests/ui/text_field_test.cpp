#include "ui/harness.h"
#include "ui/type.h"

namespace dateline::ui {
namespace {

namespace command = session::command;
using session::Dialog;

/// The field of the find bar, which is open.
class TextFieldTest : public ::testing::Test {
 protected:
  TextFieldTest() {
    harness.state.find.open = true;
    harness.frame();
    const Area reader = harness.rooms().reader;
    const float width = std::min(348.0f, reader.w - 24);
    const float x = std::max(reader.right() - width - 40, reader.x + 12);
    inner = Area{x + 6, reader.y + 18, width - 6 - 90 - 68, 28}.inset(10, 0);
  }
  /// The words that it asks for.
  void take(const session::Commands& commands) {
    if (const auto asked = only<command::SetFind>(commands); !asked.empty()) query = asked.back().query;
  }
  void type(const std::string& text) { take(harness.type(text)); }
  void press(const std::string& name) { take(harness.press(name)); }
  /// Clicks `x` px from where a text from the left begins.
  void click(float x) { take(harness.click(inner.x + x, inner.centreY())); }
  [[nodiscard]] std::string copied() {
    const auto copies = only<command::CopyText>(harness.press("Ctrl+C"));
    return copies.empty() ? "" : copies.back().text;
  }
  /// Where a character of the query is in a layout of its own.
  [[nodiscard]] float edgeOf(const std::string& before) const { return layout()->caretAt(before.size()).x; }
  [[nodiscard]] text::LayoutPtr layout() const {
    return sharedTypesetter().layout(query, type::kBody, {.maxLines = 1});
  }
  Harness harness;
  Area inner;
  std::string query;
};

TEST_F(TextFieldTest, TakesLettersOfAnyScript) {
  type("北京 طشقند दिल्ली 🇰🇿");
  EXPECT_EQ(query, "北京 طشقند दिल्ली 🇰🇿");
}

TEST_F(TextFieldTest, AClickSetsTheCaretWhereTheLetterIsDrawn) {
  type("北京的天气");
  click(edgeOf("北京") + 1);
  type("x");
  EXPECT_EQ(query, "北京x的天气");
}

TEST_F(TextFieldTest, WhatIsWrittenFromTheRightBeginsAtTheRight) {
  type("سمرقند");
  click(inner.w - 2);
  type("و");
  EXPECT_EQ(query, "وسمرقند");
  click(1);
  type("ي");
  EXPECT_EQ(query, "وسمرقندي") << "far from all letters, at the end of the line";
}

TEST_F(TextFieldTest, ADragMarksAndADoubleClickMarksAWord) {
  type("北京 Astana");
  harness.drag(inner.x + edgeOf("北"), inner.centreY(), inner.x + edgeOf("北京 As"), inner.centreY());
  EXPECT_EQ(copied(), "京 As");
  click(edgeOf("北京 As"));
  click(edgeOf("北京 As"));
  EXPECT_EQ(copied(), "Astana");
}

TEST_F(TextFieldTest, ALineThatIsTooLongFollowsTheCaret) {
  type("A line that is much too long for such a field, 北京");
  click(inner.w - 1);
  type("!");
  EXPECT_TRUE(query.ends_with("北京!")) << "its end is in sight";
  press("Home");
  click(1);
  type("x");
  EXPECT_TRUE(query.starts_with("xA")) << query;
}

TEST_F(TextFieldTest, ADragBesideTheFieldGoesOnAsFarAsThereIsText) {
  type("A line that is much too long for such a field, 北京");
  press("Home");
  using namespace platform;
  harness.frame({MouseMove{inner.x + 1, inner.centreY()}, MouseButton{Button::left, true, {}}});
  harness.frame({MouseMove{inner.right() + 60, inner.centreY()}});
  EXPECT_FALSE(harness.last.animating) << "at the end there is nothing to wait for";
  harness.frame({MouseButton{Button::left, false, {}}});
  EXPECT_EQ(copied(), query);
}

TEST_F(TextFieldTest, CutCopyAndPasteKeepTheScript) {
  harness.ui.readClipboard = [] { return std::string("भारत\n"); };
  type("ไทย ");
  press("Ctrl+V");
  EXPECT_EQ(query, "ไทย भारत");
  EXPECT_EQ(copied(), "") << "nothing is marked";
  press("Ctrl+A");
  const auto cut = harness.press("Ctrl+X");
  EXPECT_EQ(only<command::CopyText>(cut).at(0).text, "ไทย भारत");
  EXPECT_EQ(only<command::SetFind>(cut).at(0).query, "");
  press("Shift+Insert");
  EXPECT_EQ(query, "भारत");
}

TEST_F(TextFieldTest, HeldKeysGoOnEditing) {
  type("Astana");
  using platform::Key;
  harness.frame({platform::KeyEvent{Key::backspace, true, false, {}}});
  take(harness.frame({platform::KeyEvent{Key::backspace, true, true, {}}}));
  EXPECT_EQ(query, "Asta");
}

TEST_F(TextFieldTest, TheKeysOfTheStoryAreLeftAloneWhileOneTypes) {
  type("Astana");
  EXPECT_TRUE(only<command::Undo>(harness.press("Ctrl+Z")).empty());
  EXPECT_TRUE(only<command::Pan>(harness.press("Left")).empty());
  EXPECT_TRUE(only<command::HomeView>(harness.press("Home")).empty());
}

TEST_F(TextFieldTest, AClickElsewhereTakesTheKeyboardFromIt) {
  type("bo");
  harness.click(inner.x - 60, inner.y + 200);
  EXPECT_TRUE(harness.type("at").empty());
  click(2);
  type("at");
  EXPECT_EQ(query, "at") << "the click that gave it the keyboard marked all";
}

TEST_F(TextFieldTest, LettersDoNotReachTheFieldBelowADialog) {
  type("bo");
  harness.state.dialog = Dialog::about;
  harness.frame();
  EXPECT_TRUE(only<command::SetFind>(harness.type("at")).empty());
}

TEST_F(TextFieldTest, TheShortcutMarksWhatWasSought) {
  type("bo");
  press("Ctrl+F");
  type("x");
  EXPECT_EQ(query, "x");
}

TEST(TextFields, OfNumbersTakeNothingElse) {
  Harness harness;
  harness.state.dialog = Dialog::exportImage;
  harness.state.exportSpec.path = "/tmp/none/map.png";
  harness.frame();
  for (int i = 0; i < 3; ++i) harness.press("Tab");
  const auto set = only<command::SetExport>(harness.type("6x４北4"));
  ASSERT_FALSE(set.empty());
  EXPECT_EQ(set.back().spec.width, 64);
}

TEST(TextFields, KeepTheBytesOfANameThatIsNoTextUntilItIsEdited) {
  Harness harness;
  const std::string path = "/tmp/none/\xE9t\xE9.geojson";
  harness.state.dialog = Dialog::openLayer;
  harness.state.dialogText = path;
  harness.frame();
  harness.press("End");
  harness.press("Left");
  const auto opened = only<command::AddLayer>(harness.press("Enter"));
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_TRUE(opened[0].path.ends_with("\xE9t\xE9.geojson"));
}

TEST(TextFields, WhatAnArrowChoseCanBeTypedOn) {
  Harness harness;
  harness.state.dialog = Dialog::openLayer;
  harness.state.dialogText = std::string(DATELINE_ROOT) + "/tests/data/pages/";
  harness.frame();
  harness.press("Down");
  harness.type("x");
  const auto opened = only<command::AddLayer>(harness.press("Enter"));
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_TRUE(opened[0].path.ends_with("x"));
}

}  // namespace
}  // namespace dateline::ui
