#include <algorithm>
#include <cmath>
#include <map>

#include "text/text_fixture.h"

namespace dateline::text {
namespace {

struct Script {
  const char* name;
  std::string text;
  bool rightToLeft;
};

/// Sentences of our own, each long enough for several lines at 220 px.
const std::vector<Script>& scripts() {
  static const std::vector<Script> all = {
      {"Latin", "The ferry left at seven, and nobody on the pier had seen the boat before.", false},
      {"Kazakh", "Өзен жағасындағы қала таңертең ерте оянды, бірақ көпірден ешкім өткен жоқ.", false},
      {"Arabic", "وصلت السفينة إلى الميناء في السابعة صباحا ولم يكن أحد في انتظارها هناك.", true},
      {"Hebrew", "הספינה הגיעה אל הנמל בשבע בבוקר ואיש לא חיכה לה שם על הרציף הארוך.", true},
      {"Devanagari", "नाव सुबह सात बजे घाट पर पहुँची और वहाँ कोई उसकी प्रतीक्षा नहीं कर रहा था।", false},
      {"Thai", "เรือมาถึงท่าเรือตอนเจ็ดโมงเช้าและไม่มีใครรออยู่ที่นั่นเลยสักคนเดียว", false},
      {"Chinese", "渡船早上七点到达码头，没有人在那里等候，河对岸的城市还在沉睡之中。", false},
      {"Hebrew with Latin", "הרכבת Express 42 יצאה מתחנת Central בשעה 07:30 אל העיר הבאה בתור.", true},
      {"Latin with Arabic", "The sign said ميناء المدينة القديم and the number 1987 below it, in red.",
       false},
      {"marks", "e\u0301te\u0301 na\u0308chste A\u030A \U0001F1F0\U0001F1FF \U0001F469\u200D\U0001F680 ok",
       false},
  };
  return all;
}

class CaretTest : public TextTest {
 protected:
  static LayoutPtr column(const Script& script) {
    return set(script.text, {.face = Face::reading, .sizePx = 17}, {.widthPx = 220, .lineHeightPx = 26});
  }
  /// Every border between graphemes: what a caret can be asked for.
  static std::vector<std::size_t> borders(const Layout& layout, const std::string& text) {
    std::vector<std::size_t> found;
    Rect last{-1, -1, 0, 0};
    for (std::size_t byte = 0; byte < text.size(); ++byte) {
      if ((static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) continue;
      const auto here = layout.rectsFor(byte, byte + 1);
      if (here.empty()) continue;
      // A mark has the rectangle of the letter that it stands on.
      if (here[0].x != last.x || here[0].y != last.y) found.push_back(byte);
      last = here[0];
    }
    return found;
  }
};

TEST_F(CaretTest, LinesOfAParagraphBeginAtTheSideItIsReadFrom) {
  for (const Script& script : scripts()) {
    const auto layout = column(script);
    ASSERT_GE(layout->lines().size(), 1U) << script.name;
    for (const Line& line : layout->lines()) {
      EXPECT_EQ(line.rightToLeft, script.rightToLeft) << script.name;
      if (script.rightToLeft)
        EXPECT_NEAR(line.right, 220, 0.6) << script.name;
      else
        EXPECT_NEAR(line.left, 0, 0.01) << script.name;
      EXPECT_GE(line.left, -0.6) << script.name;
      EXPECT_LE(line.right, 220.6) << script.name;
    }
  }
}

TEST_F(CaretTest, StandsAtTheLeadingEdgeOfTheCharacterThatFollows) {
  for (const Script& script : scripts()) {
    const auto layout = column(script);
    for (std::size_t byte = 0; byte < script.text.size(); ++byte) {
      if ((static_cast<unsigned char>(script.text[byte]) & 0xC0) == 0x80) continue;
      const auto rects = layout->rectsFor(byte, byte + 1);
      if (rects.empty()) continue;
      const Caret caret = layout->caretAt(byte);
      const float nearest =
          std::min(std::abs(caret.x - rects[0].x), std::abs(caret.x - rects[0].x - rects[0].w));
      EXPECT_LT(nearest, 0.02F) << script.name << " byte " << byte;
      EXPECT_FLOAT_EQ(caret.top, rects[0].y) << script.name << " byte " << byte;
    }
  }
}

TEST_F(CaretTest, APressBesideACaretGivesItsPlaceBack) {
  for (const Script& script : scripts()) {
    const auto layout = column(script);
    int asked = 0;
    for (const std::size_t byte : borders(*layout, script.text)) {
      const auto rects = layout->rectsFor(byte, byte + 1);
      const Caret caret = layout->caretAt(byte);
      const float inward = caret.x < rects[0].x + rects[0].w / 2 ? 0.2F : -0.2F;
      EXPECT_EQ(layout->byteAt(caret.x + inward, (caret.top + caret.bottom) / 2), byte)
          << script.name << " byte " << byte;
      ++asked;
    }
    EXPECT_GT(asked, 10) << script.name;
  }
}

TEST_F(CaretTest, TheRectanglesOfAllCharactersTileEachLine) {
  for (const Script& script : scripts()) {
    const auto layout = column(script);
    std::map<float, float> widths;
    for (const Rect& rect : layout->rectsFor(0, script.text.size())) widths[rect.y] += rect.w;
    for (const Line& line : layout->lines())
      EXPECT_NEAR(widths[line.top], line.right - line.left, 0.1) << script.name;
  }
}

TEST_F(CaretTest, ARangeAcrossDirectionsIsSeveralPiecesThatDoNotOverlap) {
  const std::string text = "abc \u05d0\u05d1\u05d2 def";
  const auto layout = set(text);
  // From within the Latin word to within the Hebrew one: what is marked is torn apart on the page.
  const auto rects = layout->rectsFor(1, 6);
  ASSERT_EQ(rects.size(), 2U);
  EXPECT_GT(rects[1].x, rects[0].x + rects[0].w + 1);
  float sum = 0;
  for (const Rect& rect : rects) sum += rect.w;
  float single = 0;
  for (std::size_t byte = 1; byte < 6; byte += byte < 4 ? 1 : 2)
    for (const Rect& rect : layout->rectsFor(byte, byte + 1)) single += rect.w;
  EXPECT_NEAR(sum, single, 0.05);
}

TEST_F(CaretTest, BehindALineItStandsAtThatLinesEndOrAtTheNextOnesBeginning) {
  const std::string text = "The ferry left at seven, and nobody on the pier had seen the boat before.";
  const auto layout = set(text, {}, {.widthPx = 150});
  const Line& first = layout->lines()[0];
  EXPECT_FLOAT_EQ(layout->caretAt(first.endByte, true).top, first.top);
  EXPECT_FLOAT_EQ(layout->caretAt(first.endByte, false).top, layout->lines()[1].top);
  EXPECT_FLOAT_EQ(layout->caretAt(first.endByte, false).x, 0);
  const Line& last = layout->lines().back();
  EXPECT_NEAR(layout->caretAt(text.size()).x, last.right, 0.01);
}

TEST_F(CaretTest, FromEdgeToEdgeOfALineItGoesOverEachCharacterOnceAsTheyAreDrawn) {
  for (const Script& script : scripts()) {
    const auto layout = column(script);
    const std::vector<std::size_t> all = borders(*layout, script.text);
    for (std::size_t i = 0; i < layout->lines().size(); ++i) {
      const Line& line = layout->lines()[i];
      const auto xOf = [&](CaretPlace place) { return layout->caretAt(place.byte, place.trailing).x; };
      const auto drawn = std::count_if(all.begin(), all.end(), [&](std::size_t byte) {
        const auto rects = layout->rectsFor(byte, byte + 1);
        return byte >= line.startByte && byte < line.endByte && !rects.empty() && rects[0].w > 0.01F;
      });
      std::vector<float> onward{xOf(layout->edgeOf(i, false))};
      CaretPlace last = layout->edgeOf(i, false);
      for (auto to = layout->besides(last, true); to; to = layout->besides(last, true)) {
        last = *to;
        onward.push_back(xOf(last));
        ASSERT_GT(onward.back(), onward[onward.size() - 2]) << script.name << " line " << i;
        EXPECT_FLOAT_EQ(layout->caretAt(last.byte, last.trailing).top, line.top) << script.name;
      }
      EXPECT_EQ(last, layout->edgeOf(i, true)) << script.name;
      EXPECT_EQ(static_cast<std::ptrdiff_t>(onward.size()), drawn + 1) << script.name << " line " << i;
      std::vector<float> back{xOf(last)};
      for (auto to = layout->besides(last, false); to; to = layout->besides(last, false))
        last = *to, back.push_back(xOf(last));
      std::reverse(back.begin(), back.end());
      ASSERT_EQ(back.size(), onward.size()) << script.name << " line " << i;
      for (std::size_t k = 0; k < back.size(); ++k) EXPECT_NEAR(back[k], onward[k], 0.02) << script.name;
    }
  }
}

TEST_F(CaretTest, WhereDirectionsMeetItGoesOnWithTheCharacterThatIsDrawnThere) {
  // Drawn: a b ALEF-BET-GIMEL from the right: gimel stands beside the b.
  const auto layout = set("ab\u05d0\u05d1\u05d2cd");
  CaretPlace at = layout->edgeOf(0, false);
  std::vector<std::size_t> bytes;
  for (auto to = layout->besides(at, true); to; to = layout->besides(at, true))
    at = *to, bytes.push_back(at.byte);
  EXPECT_EQ(bytes, (std::vector<std::size_t>{1, 2, 6, 4, 2, 9, 10}));
}

TEST_F(CaretTest, WhatTakesNoRoomIsNotSteppedOver) {
  const auto layout = set("a\u200e\u200fb");
  const auto first = layout->besides(layout->edgeOf(0, false), true);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->byte, 1U);
  EXPECT_EQ(layout->besides(*first, true), (CaretPlace{8, true}));
  EXPECT_FALSE(set("")->besides({}, true));
}

TEST_F(CaretTest, InAnEmptyTextStandsWhereTheParagraphBegins) {
  EXPECT_FLOAT_EQ(set("")->caretAt(0).x, 0);
  EXPECT_FLOAT_EQ(set("", {}, {.widthPx = 100, .direction = Direction::rightToLeft})->caretAt(0).x, 100);
}

TEST_F(CaretTest, AnAskedDirectionHoldsWhateverTheTextBeginsWith) {
  const auto layout = set("123 \u05d0\u05d1", {}, {.widthPx = 200, .direction = Direction::rightToLeft});
  EXPECT_TRUE(layout->lines()[0].rightToLeft);
  EXPECT_NEAR(layout->lines()[0].right, 200, 0.01);
  const auto other = set("\u05d0\u05d1 abc", {}, {.widthPx = 200, .direction = Direction::leftToRight});
  EXPECT_FALSE(other->lines()[0].rightToLeft);
  EXPECT_NEAR(other->lines()[0].left, 0, 0.01);
}

}  // namespace
}  // namespace dateline::text
