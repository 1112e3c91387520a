#include <gmock/gmock.h>

#include <chrono>
#include <random>

#include "text/text_fixture.h"

namespace dateline::text {
namespace {

using LayoutTest = TextTest;

constexpr std::string_view kProse =
    "The steppe runs from the river to the mountains. Nobody who crossed it in a week has ever called it "
    "small; those who crossed "
    "it in a day saw nothing of it.";
constexpr std::string_view kMixed =
    "Astana Астана Өскемен ﬁve office e\u0301te\u0301 كازاخستان and עברית 12 हिन्दी 中文";

/// Sums the widths of the rectangles for every grapheme on its own.
float sumOfRects(const Layout& layout, std::size_t bytes) {
  float sum = 0;
  for (const Rect& rect : layout.rectsFor(0, bytes)) sum += rect.w;
  return sum;
}

TEST_F(LayoutTest, IsWiderForMoreTextLargerSizesAndSpacedLetters) {
  float last = 0;
  for (std::size_t length = 1; length <= kProse.size(); length += 7) {
    const std::string_view text = kProse.substr(0, length);
    if (text.back() == ' ') continue;
    EXPECT_GT(widthOf(text), last);
    last = widthOf(text);
  }
  EXPECT_NEAR(widthOf("Astana", {.sizePx = 26}), 2 * widthOf("Astana", {.sizePx = 13}), 0.05);
  const float spaced = widthOf("Astana", {.letterSpacingPx = 4}) - widthOf("Astana");
  EXPECT_GE(spaced, 5 * 4 - 0.1);
  EXPECT_LE(spaced, 6 * 4 + 0.1);
}

TEST_F(LayoutTest, IsNotScrambledBySignsOfDirection) {
  for (const std::string sign : {"\u202E", "\u202D", "\u202B", "\u2067"}) {
    const std::string text = "Tom" + sign + "orrow";
    const auto layout = set(text);
    EXPECT_NEAR(layout->width(), widthOf("Tomorrow"), 0.5) << sign;
    float before = -1;
    for (const std::size_t byte : {0U, 1U, 2U, 6U, 7U, 8U, 9U, 10U}) {
      const float x = layout->rectsFor(byte, byte + 1).front().x;
      EXPECT_GT(x, before) << sign << " byte " << byte;
      before = x;
    }
  }
  // One that is closed says how a name is read.
  const auto layout = set("a \u2067b \u05d0\u2069 c");
  EXPECT_GT(layout->rectsFor(5, 6).front().x, layout->rectsFor(7, 9).front().x);
}

TEST_F(LayoutTest, StacksLineBoxesOfTheAskedHeightWithoutGaps) {
  const auto layout =
      set(kProse, {.face = Face::reading, .sizePx = 17}, {.widthPx = 300, .lineHeightPx = 26.5F});
  ASSERT_GT(layout->lines().size(), 2U);
  float top = 0;
  for (const Line& line : layout->lines()) {
    EXPECT_FLOAT_EQ(line.top, top);
    EXPECT_FLOAT_EQ(line.bottom - line.top, 26.5F);
    EXPECT_FLOAT_EQ(line.baseline - line.top, layout->lines()[0].baseline);
    EXPECT_LE(line.right, 300.01F);
    top = line.bottom;
  }
  EXPECT_FLOAT_EQ(layout->height(), top);
}

TEST_F(LayoutTest, KeepsTheLineHeightWhereOtherFontsStandIn) {
  const auto layout = set("Astana كازاخستان\n中文 हिन्दी", {}, {.lineHeightPx = 18});
  ASSERT_EQ(layout->lines().size(), 2U);
  EXPECT_FLOAT_EQ(layout->height(), 36);
}

TEST_F(LayoutTest, LettersOfAllScriptsStandOnOneBaselineWhicheverIsFirst) {
  for (const char* text : {"北京 Astana ורד طشقند กรง", "Astana 北京 กรง", "طشقند 北京"}) {
    const auto layout = set(text);
    for (const Glyph& glyph : layout->glyphs())
      EXPECT_NEAR(glyph.y, layout->lines()[0].baseline, 0.6) << text << " at byte " << glyph.byte;
  }
}

TEST_F(LayoutTest, PutsHalfTheLeadingAboveTheText) {
  const auto tight = set("Astana", {}, {.lineHeightPx = 20});
  const auto loose = set("Astana", {}, {.lineHeightPx = 30});
  EXPECT_NEAR(loose->lines()[0].baseline - tight->lines()[0].baseline, 5, 1e-4);
}

TEST_F(LayoutTest, LinesHoldEveryByteOnceInOrder) {
  const auto layout = set(kProse, {}, {.widthPx = 120});
  std::size_t byte = 0;
  for (const Line& line : layout->lines()) {
    EXPECT_EQ(line.startByte, byte);
    byte = line.endByte;
  }
  EXPECT_EQ(byte, kProse.size());
  EXPECT_TRUE(set("")->glyphs().empty());
  EXPECT_EQ(set("")->lines().size(), 1U);
  EXPECT_EQ(set("a\nb\n")->lines().size(), 3U);
}

TEST_F(LayoutTest, AlignsWithinTheWidth) {
  for (const Align align : {Align::left, Align::centre, Align::right}) {
    const auto layout = set("Astana", {}, {.widthPx = 200, .align = align});
    const Line& line = layout->lines()[0];
    const float room = 200 - layout->width();
    EXPECT_NEAR(line.left, align == Align::left ? 0 : (align == Align::centre ? room / 2 : room), 0.01);
    EXPECT_NEAR(layout->rectsFor(0, 1)[0].x, line.left, 0.01);
  }
}

TEST_F(LayoutTest, EndsTheLastAllowedLineInAnEllipsis) {
  const LayoutOptions options{.widthPx = 150, .lineHeightPx = 20, .maxLines = 2};
  const auto layout = set(kProse, {}, options);
  EXPECT_EQ(layout->lines().size(), 2U);
  EXPECT_LE(layout->width(), 150.01F);
  const auto ellipsis = set("…");
  EXPECT_EQ(layout->glyphs().back().index, ellipsis->glyphs()[0].index);
  EXPECT_EQ(set("short", {}, options)->lines().size(), 1U);
  EXPECT_EQ(set("a\nb\nc\nd", {}, options)->lines().size(), 1U);
}

TEST_F(LayoutTest, ShowsTheEllipsisHoweverMuchTextIsHidden) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += kProse;
  const auto layout = set(text, {}, {.widthPx = 150, .maxLines = 3});
  EXPECT_EQ(layout->lines().size(), 3U);
  EXPECT_EQ(layout->glyphs().back().index, set("…")->glyphs()[0].index);
}

TEST_F(LayoutTest, RectanglesCoverExactlyTheAskedBytes) {
  const std::string text(kProse);
  const auto layout = set(text, {}, {.widthPx = 150});
  float all = 0;
  for (const Line& line : layout->lines()) all += line.right - line.left;
  EXPECT_NEAR(sumOfRects(*layout, text.size()), all, 0.05);
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    std::size_t from = random() % text.size(), to = random() % text.size();
    if (from > to) std::swap(from, to);
    float inside = 0, outside = 0;
    for (const Rect& rect : layout->rectsFor(from, to)) inside += rect.w;
    for (const Rect& rect : layout->rectsFor(0, from)) outside += rect.w;
    for (const Rect& rect : layout->rectsFor(to, text.size())) outside += rect.w;
    EXPECT_NEAR(inside + outside, all, 0.05);
    EXPECT_EQ(layout->rectsFor(from, from).size(), 0U);
  }
}

TEST_F(LayoutTest, RectanglesOfNeighbouringWordsMeetAndDoNotOverlap) {
  const auto layout = set("Astana Tashkent");
  const Rect first = layout->rectsFor(0, 6).at(0), space = layout->rectsFor(6, 7).at(0),
             second = layout->rectsFor(7, 15).at(0);
  EXPECT_NEAR(first.x + first.w, space.x, 0.01);
  EXPECT_NEAR(space.x + space.w, second.x, 0.01);
  EXPECT_NEAR(first.w, widthOf("Astana"), 0.01);
}

TEST_F(LayoutTest, FindsTheByteUnderEveryRectangle) {
  for (const std::string_view text : {kProse, kMixed}) {
    const auto layout =
        set(text, {.face = Face::reading, .sizePx = 17}, {.widthPx = 220, .lineHeightPx = 26});
    for (std::size_t byte = 0; byte < text.size(); ++byte) {
      const auto rects = layout->rectsFor(byte, byte + 1);
      if (rects.size() != 1 || rects[0].w < 0.5F) continue;
      const Rect& rect = rects[0];
      const std::size_t left = layout->byteAt(rect.x + rect.w * 0.25F, rect.y + rect.h / 2);
      const std::size_t right = layout->byteAt(rect.x + rect.w * 0.75F, rect.y + rect.h / 2);
      EXPECT_NE(left, right);
      EXPECT_LE(std::min(left, right), byte);
      EXPECT_GT(std::max(left, right), byte);
    }
  }
}

TEST_F(LayoutTest, CaretsStandBetweenGraphemesOnly) {
  const std::string text = "e\u0301x";  // e and a combining acute: three bytes, one grapheme
  const auto layout = set(text);
  for (float x = -5; x < layout->width() + 5; x += 0.25F)
    EXPECT_THAT((std::vector<std::size_t>{0, 3, 4}), testing::Contains(layout->byteAt(x, 5)));
  EXPECT_EQ(layout->rectsFor(0, 1).at(0).w, layout->rectsFor(0, 3).at(0).w);
}

TEST_F(LayoutTest, CaretsGoThroughALigature) {
  const TextStyle reading{.face = Face::reading, .sizePx = 40};
  const auto layout = set("fi", reading);
  EXPECT_EQ(layout->byteAt(layout->width() / 2, 5), 1U);
}

TEST_F(LayoutTest, ClampsPointsOutside) {
  const auto layout = set(kProse, {}, {.widthPx = 150});
  EXPECT_EQ(layout->byteAt(-50, -50), 0U);
  EXPECT_EQ(layout->byteAt(1000, 10000), kProse.size());
  EXPECT_TRUE(layout->rectsFor(kProse.size(), kProse.size() + 100).empty());
}

TEST_F(LayoutTest, PutsRightToLeftTextInVisualOrder) {
  const std::string text = "אבג";
  const auto layout = set(text);
  EXPECT_GT(layout->rectsFor(0, 2).at(0).x, layout->rectsFor(4, 6).at(0).x);
  EXPECT_EQ(layout->byteAt(-1, 5), text.size());
  EXPECT_EQ(layout->byteAt(1000, 5), 0U);
  const auto boxed = set(text, {}, {.widthPx = 200});
  EXPECT_NEAR(boxed->lines()[0].right, 200, 0.01);
}

TEST_F(LayoutTest, GivesARectangleForEachRunOfADirection) {
  const std::string text = "abc אבג def";
  const auto layout = set(text);
  EXPECT_EQ(layout->rectsFor(0, text.size()).size(), 1U);
  EXPECT_EQ(layout->rectsFor(2, 6).size(),
            2U);  // "c ", and the first letter at the far end of the Hebrew word
}

TEST_F(LayoutTest, JoinsArabicLetters) {
  const std::string beh = "\u0628";
  const auto alone = set(beh), joined = set(beh + beh + beh);
  ASSERT_EQ(joined->glyphs().size() % 3, 0U);
  const auto glyphs = joined->glyphs();
  EXPECT_LT(joined->width(), 3 * alone->width() - 1);
  bool differs = false;
  for (const Glyph& glyph : glyphs) differs = differs || glyph.index != alone->glyphs()[0].index;
  EXPECT_TRUE(differs);
}

TEST_F(LayoutTest, RepairsWhatIsNoUtf8) {
  EXPECT_NEAR(widthOf("a\xFF"
                      "b"),
              widthOf("a\uFFFD"
                      "b"),
              0.01);
  EXPECT_EQ(set(std::string_view("a\0b", 3))->lines()[0].endByte, 3U);
  std::mt19937 random(3);
  for (int i = 0; i < 50; ++i) {
    std::string noise(200, ' ');
    for (char& byte : noise) byte = static_cast<char>(random());
    const auto layout = set(noise, {}, {.widthPx = 100});
    EXPECT_TRUE(std::isfinite(layout->height()));
  }
}

TEST_F(LayoutTest, SurvivesStylesThatMakeNoSense) {
  for (const float value : {0.0F, -5.0F, 1e9F, NAN, INFINITY}) {
    EXPECT_TRUE(std::isfinite(set("Astana", {.sizePx = value})->width()));
    set("Astana", {.letterSpacingPx = value});
    set("Astana", {}, {.widthPx = value});
    set("Astana", {.weight = -3}, {.lineHeightPx = 10, .maxLines = 1});
  }
}

TEST_F(LayoutTest, SetsRangesInTheirOwnStyle) {
  const TextStyle base{}, bold{.weight = 700}, large{.sizePx = 26};
  const std::vector<StyledRange> ranges{{.start = 0, .end = 6, .style = bold}};
  const auto layout = typesetter()->layout("Astana Astana", base, ranges, {});
  EXPECT_NEAR(layout->rectsFor(0, 6).at(0).w, widthOf("Astana", bold), 0.01);
  EXPECT_NEAR(layout->rectsFor(7, 13).at(0).w, widthOf("Astana", base), 0.01);
  const std::vector<StyledRange> past{{.start = 7, .end = 900, .style = large},
                                      {.start = 50, .end = 20, .style = bold}};
  EXPECT_NEAR(typesetter()->layout("Astana Astana", base, past, {})->height(), set("Astana", large)->height(),
              0.01);
}

TEST_F(LayoutTest, AnswersTheSameCallWithTheSameLayout) {
  const auto first = set(kProse, {}, {.widthPx = 150});
  EXPECT_EQ(first, set(kProse, {}, {.widthPx = 150}));
  EXPECT_NE(first, set(kProse, {}, {.widthPx = 151}));
  EXPECT_NE(first, set(kProse, {.weight = 500}, {.widthPx = 150}));
  EXPECT_NE(first, set(kProse.substr(1), {}, {.widthPx = 150}));
}

/// A paragraph longer than what Pango is given at once breaks where it would break as a whole.
TEST_F(LayoutTest, BreaksLongParagraphsAsShortOnes) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += std::string(kProse) + " ";
  const auto narrow = set(text, {.sizePx = 13}, {.widthPx = 200});
  std::size_t byte = 0;
  for (const Line& line : narrow->lines()) {
    ASSERT_EQ(line.startByte, byte);
    byte = line.endByte;
    if (line.endByte == text.size()) break;
    const std::size_t nextSpace = text.find(' ', line.endByte + 1);
    const std::string longer = text.substr(line.startByte, nextSpace - line.startByte);
    EXPECT_GT(widthOf(longer), 200) << "the line could have held another word";
  }
  EXPECT_EQ(byte, text.size());
  EXPECT_GT(narrow->lines().size(), 100U);
}

/// At whatever width: no line ends between a number and its unit, and none runs over for that.
TEST_F(LayoutTest, KeepsNumbersAndTheirUnitsOnOneLine) {
  const std::string text =
      "The river stood 1.5 m above its mark, 30 km from the sea; 12 % of the town (some 3,000 people in 45 "
      "ha) "
      "left at 18 °C, and 5 million were spent. Вода поднялась на 30 см, ущерб составил 2 млн, сказал мэр. "
      "Only 12 men stayed, and 7 boats.";
  bool split = false;
  for (float width = 60; width < 500; width += 1.5F) {
    const auto layout = set(text, {.hyphens = false}, {.widthPx = width});
    for (const Line& line : layout->lines()) {
      EXPECT_LE(line.right, width + 0.01F);
      const std::string_view rest = std::string_view(text).substr(line.endByte);
      for (const std::string_view unit : {"m above", "km ", "% ", "ha)", "°C", "million", "см", "млн"})
        EXPECT_FALSE(rest.starts_with(unit)) << width << ": " << rest.substr(0, 12);
      split = split || rest.starts_with("men") || rest.starts_with("boats");
    }
  }
  EXPECT_TRUE(split) << "what is no unit may stand on the next line";
}

TEST_F(LayoutTest, KeepsTheDirectionOfALongParagraph) {
  std::string text = "אבג ";
  for (int i = 0; i < 300; ++i) text += "Astana is the capital today. ";
  const auto layout = set(text, {}, {.widthPx = 200});
  for (const Line& line : layout->lines()) EXPECT_NEAR(line.right, 200, 0.01);
}

TEST_F(LayoutTest, EveryParagraphBeginsALineHoweverLongTheText) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "one paragraph\n";
  const auto layout = set(text, {}, {.widthPx = 300});
  ASSERT_EQ(layout->lines().size(), 2001U);
  EXPECT_EQ(layout->lines()[1000].startByte, 14000U);
  EXPECT_EQ(set(text)->lines().size(), 2001U);
}

TEST_F(LayoutTest, TakesTimeInProportionToTheText) {
  const auto secondsFor = [](std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += kProse;
    const auto start = std::chrono::steady_clock::now();
    typesetter()->layout(text, {}, {}, {.widthPx = 500});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  secondsFor(1000);
  EXPECT_LT(secondsFor(160'000), 40 * secondsFor(16'000));  // 10 times in truth; 100 if it were quadratic
}

}  // namespace
}  // namespace dateline::text
