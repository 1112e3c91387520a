#include <gtest/gtest.h>

#include "ui/set_text.h"

// Words as the reader sets them.

namespace dateline::ui {
namespace {

TEST(ReaderStyles, OfWordsInEachOtherAreBoth) {
  const auto width = [](const std::string& markdown) { return SetText(markdown).set(0)->width(); };
  const float plain = width("bothness\n"), bold = width("**bothness**\n"), italic = width("*bothness*\n");
  const float both = width("***bothness***\n");
  EXPECT_NE(both, bold);
  EXPECT_NE(both, italic);
  EXPECT_NE(both, plain);
  EXPECT_EQ(width("<b>bothness</b>\n"), bold);
  EXPECT_EQ(width("<b><i>bothness</i></b>\n"), both);
}

TEST(ReaderStyles, OfCodeHasLettersOfOneWidth) {
  const auto width = [](const std::string& markdown) { return SetText(markdown).set(0)->width(); };
  EXPECT_NEAR(width("`iiii`\n"), width("`WWWW`\n"), 0.01f);
  EXPECT_NEAR(width("    iiii\n"), width("    WWWW\n"), 0.01f);
}

TEST(ReaderStyles, PutNoHyphensIntoCodeAndAddresses) {
  const auto hyphens = [](const std::string& markdown) {
    SetText text(markdown, 120);
    const std::string words = text.flow.textOf(text.flow.pieces()[0]);
    EXPECT_GT(text.set(0)->lines().size(), 1u);
    return static_cast<int>(text.set(0)->glyphs().size()) - static_cast<int>(words.size());
  };
  EXPECT_EQ(hyphens("https://example.com/a/very/long/path/that/never/ends\n"), 0);
  EXPECT_EQ(hyphens("`a_very_long_name_that_does_not_end_at_all`\n"), 0);
  EXPECT_EQ(hyphens("    a_very_long_name_that_does_not_end_at_all\n"), 0);
  EXPECT_EQ(hyphens("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\n"), 0);
  EXPECT_GT(hyphens("Donaudampergesangsvereinsvorstandsvorsitzender\n"), 0) << "a word has them";
}

TEST(ReaderStyles, SlantNoScriptWithoutItalics) {
  const auto slanted = [](const std::string& markdown) {
    SetText text(markdown);
    return text.flow.lookOf(text.flow.pieces()[0]).style.italic;
  };
  EXPECT_TRUE(slanted("> words\n"));
  EXPECT_TRUE(slanted("> «слова»\n"));
  EXPECT_TRUE(slanted("> 1984\n"));
  for (const char* quote : {"> 「引用文」と\n", "> كلمات\n", "> नई\n", "> คำ\n", "> 한국\n"})
    EXPECT_FALSE(slanted(quote)) << quote;
}

TEST(ReaderStyles, LeaveNoWordAloneBelowAHeading) {
  for (const char* mark : {"# ", "## "})
    for (float width = 200; width < 560; width += 7) {
      SetText text(
          std::string(mark) + "Commissioners in Brussels agree at last on quotas of fish for all of us\n",
          width);
      const auto lines = text.set(0)->lines();
      ASSERT_GT(lines.size(), 1u);
      EXPECT_GT(lines.back().right, 0.4f * text.set(0)->width()) << width;
      for (std::size_t i = 1; i < lines.size(); ++i)
        EXPECT_EQ(text.flow.textOf(text.flow.pieces()[0])[lines[i].startByte - 1], ' ') << width;
    }
}

TEST(ReaderStyles, OfATitleAreSmallerInANarrowColumn) {
  const auto sizeAt = [](float width) {
    SetText text("# A title\n", width);
    return text.flow.lookOf(text.flow.pieces()[0]).style.sizePx;
  };
  EXPECT_EQ(sizeAt(440), 31);
  EXPECT_EQ(sizeAt(320), 31);
  EXPECT_LT(sizeAt(208), 25);
  EXPECT_GT(sizeAt(100), 20);
}

TEST(ReaderStyles, OfQuotesInQuotesStandFurtherIn) {
  SetText text("> one\n>\n> > two\n> >\n> > - three\n\n- item\n\n  > four\n");
  const auto look = [&](std::size_t piece) { return text.flow.lookOf(text.flow.pieces()[piece]); };
  EXPECT_EQ(look(0).quotes, 1);
  EXPECT_EQ(look(1).quotes, 2);
  EXPECT_EQ(look(2).quotes, 2);
  EXPECT_LT(look(0).indent, look(1).indent);
  EXPECT_LT(look(1).indent, look(2).indent);
  EXPECT_EQ(look(3).quotes, 0);
  EXPECT_EQ(look(4).quotes, 1);
  EXPECT_GT(look(4).quotesFrom, 0);
}

}  // namespace
}  // namespace dateline::ui
