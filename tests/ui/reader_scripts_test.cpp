#include <algorithm>

#include "article/text_steps.h"
#include "ui/harness.h"

// What is marked and copied is the article's own text, in every script.

namespace dateline::ui {
namespace {

namespace command = session::command;

struct Script {
  const char* name;
  std::string text;  ///< two paragraphs of our own
  std::string word;  ///< stands once in it
  bool rightToLeft = false;
  bool mixed = false;  ///< both directions in its first paragraph
};

void PrintTo(const Script& script, std::ostream* out) {
  *out << script.name;
}

const Script kScripts[] = {
    {"Latin", "The ferry left at seven. Nobody on the pier had seen the boat before.\n\nIt was green.",
     "ferry"},
    {"Kazakh",
     "Өзен жағасындағы қала таңертең ерте оянды, бірақ көпірден ешкім өткен жоқ.\n\nКеме жасыл еді.",
     "бірақ"},
    {"Arabic", "وصلت السفينة إلى الميناء في السابعة صباحا ولم يكن أحد في انتظارها هناك.\n\nكانت خضراء اللون.",
     "الميناء", true},
    {"Hebrew", "הספינה הגיעה אל הנמל בשבע בבוקר ואיש לא חיכה לה שם על הרציף.\n\nהיא הייתה ירוקה.", "הנמל",
     true},
    {"Devanagari", "नाव सुबह सात बजे घाट पर पहुँची और वहाँ कोई प्रतीक्षा नहीं कर रहा था।\n\nवह हरी थी।", "पहुँची"},
    {"Thai", "เรือมาถึงท่าเรือตอนเจ็ดโมงเช้าและไม่มีใครรออยู่ที่นั่น\n\nเรือเป็นสีเขียว", "เจ็ด"},
    {"Chinese", "渡船早上七点到达码头，没有人在那里等候。\n\n船是绿色的。", "码头"},
    {"HebrewWithLatin", "הרכבת Express 42 יצאה מתחנת Central בשעה 07:30 אל העיר הבאה.\n\nIt was late.",
     "Central", true, true},
    {"LatinWithArabic", "The sign said ميناء المدينة and the number 1987 below it.\n\nNobody read it.",
     "المدينة", false, true},
    {"Marks",
     "E\u0301te\u0301 came. \U0001F469\u200D\U0001F680 flew \U0001F1F0\U0001F1FF home.\n\nna\u0308her.",
     "came"},
};

class EveryScript : public ::testing::TestWithParam<Script> {
 protected:
  EveryScript() : harness(stateOf(GetParam().text)) {
    harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  }
  [[nodiscard]] const article::Article& article() const { return *harness.state.article; }
  [[nodiscard]] std::string copied() { return harness.copied(harness.press("Ctrl+C")); }
  /// Puts the passage of the first event on the words, and gives a point on them.
  map::ScreenPoint pointOn(article::TextRange range) {
    harness.state.resolutions = {{found(range)}, {}};
    harness.state.story = std::make_shared<story::Story>(*harness.state.story);
    harness.frame();
    const auto at = harness.ui.passagePoint(harness.state, 0);
    EXPECT_TRUE(at);
    return at.value_or(map::ScreenPoint{});
  }
  Harness harness;
};
INSTANTIATE_TEST_SUITE_P(Reader, EveryScript, ::testing::ValuesIn(kScripts),
                         [](const auto& script) { return std::string(script.param.name); });

TEST_P(EveryScript, AllOfItIsCopiedAsItStands) {
  harness.press("Ctrl+A");
  EXPECT_EQ(copied(), article().text);
}

TEST_P(EveryScript, ADoubleClickMarksTheWord) {
  const article::TextRange range = rangeOf(article(), GetParam().word);
  const map::ScreenPoint at = pointOn(range);
  harness.click(at.x, at.y);
  harness.click(at.x, at.y);
  EXPECT_EQ(copied(), GetParam().word);
}

TEST_P(EveryScript, ThreeClicksMarkTheParagraph) {
  const map::ScreenPoint at = pointOn(rangeOf(article(), GetParam().word));
  for (int i = 0; i < 3; ++i) harness.click(at.x, at.y);
  EXPECT_EQ(copied(), article().slice(article().blocks.front().range));
}

TEST_P(EveryScript, KeysStepThroughEveryCharacterAndBack) {
  const std::string onward = GetParam().rightToLeft ? "Shift+Left" : "Shift+Right";
  const std::string back = GetParam().rightToLeft ? "Shift+Right" : "Shift+Left";
  const std::size_t end = article().blocks.front().range.end;
  harness.state.highlighted = article::TextRange{0, 1};
  for (std::size_t at = 0; at < end;) {
    at = article::nextCharacter(article(), at);
    harness.press(onward);
    const auto marked = harness.ui.readerStatus().selection;
    ASSERT_TRUE(marked);
    ASSERT_EQ(marked->start, 0U);
    // Where directions mix the characters come as they are drawn, not as they are read.
    if (!GetParam().mixed) {
      ASSERT_EQ(marked->end, at);
    }
  }
  EXPECT_EQ(copied(), article().slice({0, end}));
  std::size_t at = end;
  for (int i = 0; i < 3; ++i) harness.press(back), at = article::previousCharacter(article(), at);
  EXPECT_EQ(copied(), article().slice({0, at}));
}

TEST_P(EveryScript, KeysStepByWordsLinesAndParagraphs) {
  const std::string onward = GetParam().rightToLeft ? "Ctrl+Shift+Left" : "Ctrl+Shift+Right";
  harness.state.highlighted = article::TextRange{0, 1};
  harness.press(onward);
  EXPECT_EQ(harness.ui.readerStatus().selection->end, article::nextWordEnd(article(), 0));
  const std::size_t word = harness.ui.readerStatus().selection->end;
  harness.press("Shift+Down");
  const std::size_t line = harness.ui.readerStatus().selection->end;
  EXPECT_GT(line, word);
  harness.press("Ctrl+Shift+Down");
  // Where the first paragraph is one line, in the script's own font, Down has come to its end already.
  const auto goesOn = [line](const article::Block& block) { return block.range.end > line; };
  const auto& blocks = article().blocks;
  const auto paragraph = std::find_if(blocks.begin(), blocks.end(), goesOn);
  ASSERT_NE(paragraph, blocks.end());
  EXPECT_EQ(harness.ui.readerStatus().selection->end, paragraph->range.end);
  harness.press("Ctrl+Shift+End");
  EXPECT_EQ(harness.ui.readerStatus().selection->end, article().offsets.codePoints());
  harness.press("Ctrl+Shift+Home");
  EXPECT_FALSE(harness.ui.readerStatus().selection);
}

TEST_P(EveryScript, ADragAcrossTheParagraphsMarksFromEdgeToEdge) {
  const auto first = pointOn(article().blocks.front().range);
  const auto last = pointOn(article().blocks.back().range);
  const Area reader = harness.rooms().reader;
  // Before the first line's beginning, and behind the last line's end.
  const bool firstRight = GetParam().rightToLeft;
  const bool lastRight = article::beginsRightToLeft(article().slice(article().blocks.back().range));
  harness.drag(firstRight ? reader.right() - 40 : reader.x + 20, first.y,
               lastRight ? reader.x + 20 : reader.right() - 40, last.y);
  EXPECT_EQ(copied(),
            article().slice({article().blocks.front().range.start, article().blocks.back().range.end}));
}

TEST_P(EveryScript, ADragBackwardsMarksTheSameWords) {
  const article::TextRange range = rangeOf(article(), GetParam().word);
  const map::ScreenPoint at = pointOn(range);
  harness.drag(at.x, at.y, at.x - 60, at.y);
  const auto back = harness.ui.readerStatus().selection;
  ASSERT_TRUE(back);
  EXPECT_EQ(copied(), article().slice(*back));
}

/// Where the marked text ends after each press of a key, from the beginning of the words on.
std::vector<std::size_t> endsAfter(Harness& harness, const std::string& from, const std::string& key,
                                   int presses) {
  harness.state.highlighted = rangeOf(*harness.state.article, from);
  const std::size_t start = harness.state.highlighted->start;
  std::vector<std::size_t> ends;
  for (int i = 0; i < presses; ++i) {
    harness.press(key);
    const auto marked = harness.ui.readerStatus().selection;
    ends.push_back(!marked ? start : marked->start < start ? marked->start : marked->end);
  }
  return ends;
}

TEST(ReaderOfTwoDirections, RightGoesOnAsTheWordsAreDrawn) {
  Harness harness(stateOf("To \u05d0\u05d1\u05d2 it goes."));
  // The word's last letter stands first; behind its first one comes the space.
  EXPECT_EQ(endsAfter(harness, "o \u05d0", "Shift+Right", 7),
            (std::vector<std::size_t>{2, 3, 5, 4, 3, 7, 8}));
  harness.press("Shift+Left");
  harness.press("Shift+Left");
  EXPECT_EQ(harness.ui.readerStatus().selection, (article::TextRange{1, 6}));
}

TEST(ReaderOfTwoDirections, LeftGoesOnInAParagraphThatIsReadFromTheRight) {
  Harness harness(stateOf("\u05d0\u05d1 abc \u05d2\u05d3."));
  EXPECT_EQ(endsAfter(harness, "\u05d1 abc", "Shift+Left", 7),
            (std::vector<std::size_t>{2, 3, 5, 4, 3, 7, 8}));
}

TEST(ReaderOfTwoDirections, FromTheLastLineOfAParagraphItGoesToTheNextOnesBeginning) {
  Harness harness(stateOf("One.\n\n\u05d0\u05d1.\n\nTwo."));
  EXPECT_EQ(endsAfter(harness, "e.", "Shift+Right", 3), (std::vector<std::size_t>{3, 4, 6}));
}

TEST(ReaderOfTwoDirections, FromTheFirstLineOfAParagraphItGoesToTheEndOfTheOneBefore) {
  Harness harness(stateOf("One.\n\n\u05d0\u05d1.\n\nTwo."));
  EXPECT_EQ(endsAfter(harness, "Two", "Shift+Left", 1), (std::vector<std::size_t>{9}));
}

}  // namespace
}  // namespace dateline::ui
