#include "ui/text_selection.h"

#include <gtest/gtest.h>

namespace dateline::ui {
namespace {

class TextSelectionTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::string marked() const {
    const auto range = selection.range();
    return range ? std::string(article->slice(*range)) : "";
  }
  article::ArticlePtr article =
      article::parseArticle("One two three.\n\nFour five six.\n", "selection.txt").value();
  TextSelection selection;
  using Unit = TextSelection::Unit;
};

TEST_F(TextSelectionTest, CharactersAreMarkedFromWhereThePressWas) {
  selection.begin(*article, 4, Unit::character);
  EXPECT_TRUE(selection.begun());
  EXPECT_FALSE(selection.range());
  selection.dragTo(*article, 6);
  EXPECT_EQ(marked(), "tw");
  selection.dragTo(*article, 1);
  EXPECT_EQ(marked(), "ne ");
  EXPECT_EQ(selection.focus(), 1U);
}

TEST_F(TextSelectionTest, WordsStayWholeInBothDirections) {
  selection.begin(*article, 5, Unit::word);
  EXPECT_EQ(marked(), "two");
  selection.dragTo(*article, 10);
  EXPECT_EQ(marked(), "two three");
  selection.dragTo(*article, 1);
  EXPECT_EQ(marked(), "One two");
}

TEST_F(TextSelectionTest, ParagraphsStayWhole) {
  selection.begin(*article, 5, Unit::paragraph);
  EXPECT_EQ(marked(), "One two three.");
  selection.dragTo(*article, 20);
  EXPECT_EQ(marked(), "One two three.\n\nFour five six.");
}

TEST_F(TextSelectionTest, KeysMoveTheSideThatMovedLast) {
  selection.begin(*article, 5, Unit::word);
  selection.moveTo(13);
  EXPECT_EQ(marked(), "two three");
  selection.moveTo(6);
  EXPECT_EQ(marked(), "tw");
  selection.moveTo(2);
  EXPECT_EQ(marked(), "e ");
  selection.dragTo(*article, 6);
  selection.begin(*article, 5, Unit::word);
  selection.dragTo(*article, 1);
  selection.moveTo(0);
  EXPECT_EQ(marked(), "One two");
}

TEST_F(TextSelectionTest, ClearedNothingIsMarked) {
  selection.set({0, 3});
  EXPECT_EQ(marked(), "One");
  selection.clear();
  EXPECT_FALSE(selection.range());
  EXPECT_FALSE(selection.begun());
}

}  // namespace
}  // namespace dateline::ui
