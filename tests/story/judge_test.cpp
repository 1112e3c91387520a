#include <gtest/gtest.h>

#include "story/quote_resolver.h"

namespace dateline::story {
namespace {

/// A passage in the middle of a text, past where headlines stand, in surroundings that a test chooses.
class Judge : public testing::Test {
 protected:
  void put(const std::string& words, const std::string& before = "\n\n", const std::string& behind = "\n\n") {
    words_ = words;
    start_ = kFiller.size() + before.size();
    auto read = article::parseArticle(kFiller + before + words + behind + kFiller, "test.txt");
    ASSERT_TRUE(read);
    article_ = *read;
    ASSERT_EQ(article_->text.substr(start_, words.size()), words);
  }

  /// As it was quoted; by default a paragraph by itself that stood further on.
  [[nodiscard]] Passage passage(std::string_view exact, std::string_view prefix = "stood before it.\n\n",
                                std::string_view suffix = "\n\nstood behind it") const {
    return {exact, prefix, suffix, TextRange{start_ + 50, start_ + 50 + exact.size()}};
  }

  /// Where the words stand, with nothing around them as it was.
  [[nodiscard]] Place place() const {
    Place place{.span = {start_, start_ + words_.size()}, .range = {start_, start_ + words_.size()}};
    place.verbatim = true;
    place.witness = 0.5;
    place.score = 0.5;
    return place;
  }

  /// Where changed words stand, both sides as they were.
  [[nodiscard]] Place changed(double similarity) const {
    Place changed = place();
    changed.verbatim = false;
    changed.similarity = similarity;
    changed.kept = 0.7;
    changed.prefix = changed.suffix = 1;
    return changed;
  }

  [[nodiscard]] AnchorState stateOf(const Passage& passage, const Place& place) const {
    return judge(passage, *article_, {place}, {}).state;
  }

  const std::string kFiller = [] {
    std::string text;
    for (int i = 0; i < 20; ++i) text += "Something else was written here. ";
    return text + "So it was.";
  }();
  std::string words_;
  std::size_t start_ = 0;
  article::ArticlePtr article_;
};

constexpr std::string_view kSentence = "The boats came home late.";

TEST_F(Judge, AWholeParagraphMovedAlsoWithBlanksAtItsEnds) {
  put(std::string(kSentence), "\n\n \t", "  \n\n");
  EXPECT_EQ(stateOf(passage(kSentence), place()), AnchorState::moved);
  EXPECT_EQ(stateOf(passage(kSentence, "stood before it.\n  ", " \nstood behind it"), place()),
            AnchorState::moved);
}

TEST_F(Judge, APartOfALineIsNoParagraphThatMoved) {
  put(std::string(kSentence), "\n\n", " And then\n\n");
  EXPECT_EQ(stateOf(passage(kSentence), place()), AnchorState::orphan);
  put(std::string(kSentence));
  EXPECT_EQ(stateOf(passage(kSentence, "It stood in a line. "), place()), AnchorState::orphan);
}

TEST_F(Judge, AShortLineMovedUnlessItIsOutOfTheOrderOfTheOthers) {
  constexpr std::string_view kLine = "Foreign desk, Lindre office";
  put(std::string(kLine));
  Place found = place();
  EXPECT_EQ(stateOf(passage(kLine), found), AnchorState::moved);
  found.witness = 0.0;
  EXPECT_EQ(stateOf(passage(kLine), found), AnchorState::orphan);
}

TEST_F(Judge, AVeryShortLineIsNotKnownAgain) {
  constexpr std::string_view kCredit = "Photo: Lindre press";
  put(std::string(kCredit));
  EXPECT_EQ(stateOf(passage(kCredit), place()), AnchorState::orphan);
}

TEST_F(Judge, ALongerLineMovedAlsoOutOfOrder) {
  constexpr std::string_view kLine = "A map of the harbour of Lindre and of the ferry's two landings";
  put(std::string(kLine));
  Place found = place();
  found.witness = 0.0;
  EXPECT_EQ(stateOf(passage(kLine), found), AnchorState::moved);
}

TEST_F(Judge, AShortSayingIsNotTakenForOneBehindTheSameWords) {
  put("\"We waited\", he said.");
  const Passage saying =
      passage("\"We waited.\" he said", "asked the mayor of Lindre: ", " Then he went away");
  Place found = changed(0.95);
  EXPECT_EQ(stateOf(saying, found), AnchorState::fuzzy);
  found.suffix = 0.1;
  EXPECT_EQ(stateOf(saying, found), AnchorState::orphan);
  found.witness = 1;
  EXPECT_EQ(stateOf(saying, found), AnchorState::fuzzy) << "it moved as far as those next to it";
}

TEST_F(Judge, ALongSayingIsKnownByOneSide) {
  const std::string words =
      "\"We waited for the boats until it was dark, and then we waited for them until the morning\", he "
      "said.";
  put(words);
  Place found = changed(0.95);
  found.suffix = 0.1;
  EXPECT_EQ(stateOf(passage(words, "asked the mayor of Lindre: ", " Then he went away"), found),
            AnchorState::fuzzy);
}

TEST_F(Judge, BesideOneSideAloneChangedWordsMustBeNearlyTheSame) {
  const std::string words =
      "The boats came home late because the harbour of Lindre had been closed by the wind since the morning.";
  put(words);
  Place found = changed(0.87);
  found.suffix = 0.1;
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::fuzzy);
  found.similarity = 0.86;
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::orphan);
  found.suffix = 0.3;
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::fuzzy) << "the other side is not wholly other";
}

TEST_F(Judge, WhatBeganTheTextIsNotTheEndOfASentence) {
  const Passage first{kSentence, "", "\n\nstood behind it", TextRange{0, kSentence.size()}};
  put(std::string(kSentence), "It is said that ");
  EXPECT_EQ(stateOf(first, changed(0.85)), AnchorState::orphan);
  put(std::string(kSentence), "A new headline\n\n");
  EXPECT_EQ(stateOf(first, changed(0.85)), AnchorState::fuzzy);
}

TEST_F(Judge, FarFromItsNeighboursALongPassageNeedsItsSurroundings) {
  const std::string words = "The boats came home late because the harbour was closed.";
  put(words, "\n\n", " And then\n\n");
  Place found = place();
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::moved);
  found.drift = 600;
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::orphan) << "a copy that stood there before";
  found.prefix = 1;
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::moved);
}

TEST_F(Judge, WordsThatWereAParagraphAreNotThoseInALineBehindNearlyTheSame) {
  const std::string words = "All of Lindre should regard today as a day of the boats";
  put(words, "it stood before it.\n\n\"", ",\" the council said.\n\n");
  Place found = place();
  found.prefix = 0.9;
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::orphan);
  found.suffix = 0.3;
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::moved) << "the other side is not wholly other";
  found.suffix = 0;
  put(words, "it stood before it.\n\n\"", "\n\nthe council said.\n\n");
  EXPECT_EQ(stateOf(passage(words), found), AnchorState::moved) << "a paragraph ends there as before";
}

TEST_F(Judge, OfWhatStoodTwiceInARowNothingTellsWhichIsLeft) {
  put(std::string(kSentence), "\n\nAt noon. ", " Nobody waved.\n\n");
  Place found = place();
  found.prefix = 1;
  const Passage once = passage(kSentence, "At noon. ", " Nobody waved.");
  EXPECT_EQ(stateOf(once, found), AnchorState::moved);
  const Passage twice = passage(kSentence, "At noon. ", " The boats came home late. Nobody");
  EXPECT_EQ(stateOf(twice, found), AnchorState::ambiguous);
  found.suffix = 1;
  EXPECT_EQ(stateOf(twice, found), AnchorState::moved) << "both are left";
}

TEST_F(Judge, BetweenItsOwnSurroundingsWordsMayChangeByAFifth) {
  put("The boats came home rather early.");
  EXPECT_EQ(stateOf(passage(kSentence), changed(0.8)), AnchorState::fuzzy);
  EXPECT_EQ(stateOf(passage(kSentence), changed(0.79)), AnchorState::orphan);
}

}  // namespace
}  // namespace dateline::story
