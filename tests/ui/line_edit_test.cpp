#include "ui/line_edit.h"

#include "ui/harness.h"

namespace dateline::ui {
namespace {

class LineEditTest : public ::testing::Test {
 protected:
  bool press(const std::string& name) { return edit.use(platform::parseKey(name).value(), *layout()); }
  void press(const std::string& name, int times) {
    for (int i = 0; i < times; ++i) press(name);
  }
  void type(const std::string& text) {
    for (const char32_t character : codePointsOf(text)) edit.insert(character);
  }
  [[nodiscard]] text::LayoutPtr layout() const {
    return sharedTypesetter().layout(edit.text(), {}, {.maxLines = 1});
  }
  [[nodiscard]] float caretX() const { return layout()->caretAt(edit.caret().byte, edit.caret().trailing).x; }
  /// The text with a bar for the caret.
  [[nodiscard]] std::string shown() const {
    std::string text = edit.text();
    return text.insert(edit.caret().byte, "|");
  }
  LineEdit edit;
};

TEST_F(LineEditTest, LettersOfAnyScriptGoWhereTheCaretIs) {
  edit.assign("Astana");
  press("Home");
  type("北京, سمرقند, 𠀀 ");
  EXPECT_EQ(shown(), "北京, سمرقند, 𠀀 |Astana");
  EXPECT_TRUE(edit.takeEdited());
  EXPECT_FALSE(edit.takeEdited());
}

TEST_F(LineEditTest, ArrowsGoAsTheLineIsDrawn) {
  edit.assign("سمر");
  EXPECT_NEAR(caretX(), 0, 0.01) << "the end, at the left";
  press("Left");
  EXPECT_NEAR(caretX(), 0, 0.01);
  press("Right");
  EXPECT_EQ(shown(), "سم|ر");
  press("Right", 2);
  EXPECT_EQ(shown(), "|سمر");
  EXPECT_NEAR(caretX(), layout()->width(), 0.01);
}

TEST_F(LineEditTest, ArrowsCrossALineOfTwoDirectionsFromEdgeToEdge) {
  edit.assign("to סופיה, 2");
  press("Home");
  float x = caretX();
  EXPECT_EQ(x, 0);
  for (int i = 0; i < 11; ++i) {
    press("Right");
    EXPECT_GT(caretX(), x) << i;
    x = caretX();
  }
  EXPECT_NEAR(x, layout()->width(), 0.01);
}

TEST_F(LineEditTest, ALetterGoesOnBesideTheOneBeforeIt) {
  edit.assign("ab");
  press("Left");
  type("ם");
  const float wide = layout()->width();
  type("ו");
  EXPECT_EQ(edit.text(), "aםוb");
  EXPECT_LT(caretX(), wide / 2) << "left of both, where the third will be";
}

TEST_F(LineEditTest, WhatReadersCountAsOneIsSteppedOverAndDeletedWhole) {
  edit.assign("दिल्ली🇰🇿ด้");
  press("Home");
  std::vector<std::string> stops;
  for (int i = 0; i < 4; ++i) press("Right"), stops.push_back(shown());
  EXPECT_EQ(stops[0], "दि|ल्ली🇰🇿ด้");
  EXPECT_EQ(stops.back(), "दिल्ली🇰🇿ด้|");
  press("Home");
  press("Delete");
  EXPECT_EQ(shown(), "|ल्ली🇰🇿ด้");
}

TEST_F(LineEditTest, BackspaceTakesAMarkAloneAndAFlagWhole) {
  edit.assign("🇰🇿ด้");
  press("Backspace");
  EXPECT_EQ(edit.text(), "🇰🇿ด");
  press("Backspace");
  press("Backspace");
  EXPECT_EQ(edit.text(), "");
  press("Backspace");
  EXPECT_EQ(edit.text(), "");
}

TEST_F(LineEditTest, WordsAreSteppedOverAndErased) {
  edit.assign("from Astana to Almaty");
  press("Ctrl+Left");
  press("Ctrl+Left");
  EXPECT_EQ(shown(), "from Astana |to Almaty");
  press("Ctrl+Backspace");
  EXPECT_EQ(shown(), "from |to Almaty");
  press("Ctrl+Delete");
  EXPECT_EQ(shown(), "from | Almaty");
  press("Ctrl+Shift+Right");
  EXPECT_EQ(edit.marked(), " Almaty");
  edit.assign("سمرقند طشقند");
  press("Ctrl+Right");
  EXPECT_EQ(shown(), "سمرقند |طشقند");
}

TEST_F(LineEditTest, WhatIsMarkedIsReplacedErasedOrLeft) {
  edit.assign("one two");
  press("Shift+Home");
  EXPECT_EQ(edit.marked(), "one two");
  press("Right");
  EXPECT_EQ(shown(), "one two|");
  press("Shift+Left", 3);
  press("Left");
  EXPECT_EQ(shown(), "one |two");
  press("Shift+End");
  type("三");
  EXPECT_EQ(shown(), "one 三|");
  press("Ctrl+A");
  press("Backspace");
  EXPECT_EQ(shown(), "|");
}

TEST_F(LineEditTest, InALineFromTheRightTheMarkedIsLeftAtTheSideOfTheArrow) {
  edit.assign("سمرقند");
  press("Ctrl+A");
  press("Right");
  EXPECT_EQ(shown(), "|سمرقند");
  press("Ctrl+A");
  press("Left");
  EXPECT_EQ(shown(), "سمرقند|");
}

TEST_F(LineEditTest, UndoGoesBackByWordsAndRedoForth) {
  edit.assign("");
  type("Nur Sultan");
  press("Backspace", 2);
  EXPECT_EQ(edit.text(), "Nur Sult");
  press("Ctrl+Z");
  EXPECT_EQ(edit.text(), "Nur Sultan");
  press("Ctrl+Z");
  EXPECT_EQ(edit.text(), "Nur ");
  press("Ctrl+Z");
  press("Ctrl+Z");
  EXPECT_EQ(edit.text(), "");
  press("Ctrl+Shift+Z");
  press("Ctrl+Y");
  EXPECT_EQ(shown(), "Nur Sultan|");
  type("!");
  press("Ctrl+Y");
  EXPECT_EQ(edit.text(), "Nur Sultan!");
}

TEST_F(LineEditTest, WhatIsPastedBecomesOneLineOfGoodText) {
  edit.assign("");
  edit.insert("one\r\ntwo\tthree\u2028four\x01\xff\n\n");
  EXPECT_EQ(edit.text(), "one two three four\uFFFD");
  edit.assign("");
  edit.insert(char32_t{0xD800});
  EXPECT_EQ(edit.text(), "\uFFFD");
}

TEST_F(LineEditTest, ALineHasAnEnd) {
  edit.assign("ab");
  press("Left");
  std::string much;
  for (std::size_t i = 0; i < kLongestLine; ++i) much += "京";
  edit.insert(much);
  EXPECT_EQ(countCodePoints(edit.text()), kLongestLine);
  EXPECT_TRUE(edit.text().ends_with("京b"));
  type("c");
  EXPECT_EQ(countCodePoints(edit.text()), kLongestLine);
  edit.assign(much + much);
  type("c");
  EXPECT_EQ(edit.text(), much + much) << "a longer one that was there stays";
}

TEST_F(LineEditTest, ThePressOfTheMouseMarksWordsAndAll) {
  edit.assign("one two three");
  edit.press({5, false}, 2, false);
  EXPECT_EQ(edit.marked(), "two");
  edit.dragTo({10, false});
  EXPECT_EQ(edit.marked(), "two three");
  edit.press({5, false}, 3, false);
  EXPECT_EQ(edit.marked(), "one two three");
  edit.press({4, false}, 1, false);
  edit.press({7, false}, 1, true);
  EXPECT_EQ(edit.marked(), "two");
}

TEST_F(LineEditTest, LeavesOtherKeysAlone) {
  edit.assign("one");
  for (const char* name : {"Up", "Enter", "Esc", "Tab", "F3", "Ctrl+F", "N", "Alt+Left", "Shift+Delete"})
    EXPECT_FALSE(press(name)) << name;
  EXPECT_EQ(shown(), "one|");
}

}  // namespace
}  // namespace dateline::ui
