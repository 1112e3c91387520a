#include <gmock/gmock.h>

#include "base/sha256.h"
#include "story/story.h"

namespace dateline::story {
namespace {

const std::string kVoyage =
    "The ferry\n\n"
    "The ferry left Vesse at noon with forty people on board. Nobody waved. It was late again.\n\n"
    "At Lindre the crew slept until the harbour master came. Nobody waved. The sea was calm.\n\n"
    "The ferry came home on Sunday with a new bell from the foundry at Osk.\n";

article::ArticlePtr voyageOf(std::string_view text) {
  return *article::parseArticle(text, "test.txt");
}

/// The anchor of a story that has this one selector (or list of them).
Resolution resolved(const std::string& selector, std::string_view text = kVoyage,
                    const std::string& madeFor = "") {
  const auto story = parseStory(R"({"type":"FeatureCollection","story":{"article":{"sha256":")" + madeFor +
                                    R"("}},"features":[{"type":"Feature","id":"a","properties":{"title":"A",)"
                                    R"("anchors":[{"selector":)" +
                                    selector + "}]}}]}",
                                "s.story.geojson");
  EXPECT_TRUE(story) << (story ? "" : story.error().text());
  return resolveAll(**story, *voyageOf(text))[0][0];
}

std::string foundIn(const Resolution& found, std::string_view text = kVoyage) {
  return stands(found) ? std::string(voyageOf(text)->slice(found.range)) : "";
}

TEST(RangeSelector, GoesFromTheBeginningOfOneToTheBeginningOfTheOther) {
  const Resolution found = resolved(R"({"type":"RangeSelector",
    "startSelector":{"type":"TextQuoteSelector","exact":"At Lindre"},
    "endSelector":{"type":"TextQuoteSelector","exact":" The sea was calm."}})");
  EXPECT_EQ(found.state, AnchorState::exact);
  EXPECT_EQ(foundIn(found), "At Lindre the crew slept until the harbour master came. Nobody waved.");
}

TEST(RangeSelector, OfPositionsIsTheirRange) {
  EXPECT_EQ(foundIn(resolved(
                R"({"type":"RangeSelector","startSelector":{"type":"TextPositionSelector","start":4,"end":5},
    "endSelector":{"type":"TextPositionSelector","start":9,"end":10}})")),
            "ferry");
}

TEST(RangeSelector, WithAnEndThatIsLostOrBeforeItsBeginningIsAnOrphan) {
  for (const char* end : {"Nobody sang.", "The ferry left"}) {
    const Resolution found = resolved(std::string(R"({"type":"RangeSelector",
      "startSelector":{"type":"TextQuoteSelector","exact":"At Lindre"},
      "endSelector":{"type":"TextQuoteSelector","exact":")") +
                                      end + "\"}}");
    EXPECT_EQ(found.state, AnchorState::orphan) << end;
    EXPECT_FALSE(found.reason.empty());
  }
}

TEST(RefinedSelector, PositionsCountInsideOfWhatIsRefined) {
  const Resolution found = resolved(R"({"type":"TextQuoteSelector","exact":"At Lindre the crew slept",
    "refinedBy":{"type":"TextPositionSelector","start":3,"end":9}})");
  EXPECT_EQ(found.state, AnchorState::exact);
  EXPECT_EQ(foundIn(found), "Lindre");
}

TEST(RefinedSelector, QuotesAreLookedForInsideOfWhatIsRefined) {
  const Resolution found = resolved(R"({"type":"TextQuoteSelector",
    "exact":"At Lindre the crew slept until the harbour master came. Nobody waved. The sea was calm.",
    "refinedBy":{"type":"TextQuoteSelector","exact":"Nobody waved."}})");
  EXPECT_EQ(foundIn(found), "Nobody waved.");
  EXPECT_GT(found.range.start, 100u);
  EXPECT_EQ(resolved(R"({"type":"TextQuoteSelector","exact":"It was late again.",
    "refinedBy":{"type":"TextQuoteSelector","exact":"Nobody waved."}})")
                .state,
            AnchorState::orphan);
}

TEST(RefinedSelector, OfSomethingThatIsNotUnderstoodIsLookedForEverywhere) {
  const Resolution found = resolved(R"({"type":"FragmentSelector","value":"para5",
    "refinedBy":{"type":"TextQuoteSelector","exact":"It was late again."}})");
  EXPECT_EQ(foundIn(found), "It was late again.");
}

TEST(Selectors, OfOneAnchorTellTogetherWhatOneLeavesOpen) {
  const std::string quote = R"({"type":"TextQuoteSelector","exact":"Nobody waved."})";
  EXPECT_EQ(resolved(quote).state, AnchorState::ambiguous);
  const Resolution found = resolved("[" + quote + R"(,{"type":"RangeSelector",
    "startSelector":{"type":"TextQuoteSelector","exact":"Nobody waved.","prefix":"master came. "},
    "endSelector":{"type":"TextQuoteSelector","exact":" The sea was calm."}}])");
  EXPECT_EQ(found.state, AnchorState::moved) << found.reason;
  EXPECT_GT(found.range.start, 100u);
}

TEST(Selectors, ThatContradictEachOtherAreNotBelieved) {
  const Resolution found = resolved(R"([{"type":"TextQuoteSelector","exact":"It was late again."},
    {"type":"TextPositionSelector","start":0,"end":18},
    {"type":"RangeSelector","startSelector":{"type":"TextQuoteSelector","exact":"The sea was calm."},
     "endSelector":{"type":"TextQuoteSelector","exact":"The ferry came home"}}])");
  EXPECT_EQ(found.state, AnchorState::ambiguous);
  EXPECT_THAT(found.candidates, testing::SizeIs(2));
}

TEST(PositionSelector, AloneHoldsInTheTextItWasMadeForAndNotInAnother) {
  const std::string position = R"({"type":"TextPositionSelector","start":4,"end":9})";
  EXPECT_EQ(resolved(position, kVoyage, sha256(kVoyage)).score, 1);
  const Resolution other = resolved(position, "New. " + kVoyage, sha256(kVoyage));
  EXPECT_EQ(other.state, AnchorState::ambiguous);
  EXPECT_THAT(other.candidates, testing::SizeIs(1));
}

/// Quote with context and position, as the program itself anchors, for a passage of kVoyage.
Anchor anchorOf(std::string_view passage) {
  const auto article = voyageOf(kVoyage);
  const std::size_t at = kVoyage.find(passage);
  return anchorAt(*article, {at, at + passage.size()});
}

std::string edited(std::string_view what, std::string_view with) {
  std::string text = kVoyage;
  return text.replace(text.find(what), what.size(), with);
}

TEST(Resolution, ChangedTextInItsSurroundingsIsFuzzyAndSaysWhatChanged) {
  const std::string text = edited("left Vesse at noon with forty", "left Vesse at midday with about forty");
  const Resolution found =
      resolve(anchorOf("The ferry left Vesse at noon with forty people on board."), *voyageOf(text));
  EXPECT_EQ(found.state, AnchorState::fuzzy);
  EXPECT_EQ(foundIn(found, text), "The ferry left Vesse at midday with about forty people on board.");
  EXPECT_GT(found.similarity, 0.75);
  EXPECT_LT(found.similarity, 1);
  ASSERT_THAT(found.changes, testing::SizeIs(2));
  EXPECT_EQ(found.changes[0].before, "noon");
  EXPECT_EQ(found.changes[0].after, "midday");
  EXPECT_EQ(found.changes[1].after, "about");
}

TEST(Resolution, WhatWasCutOutIsAnOrphanWhateverResemblesIt) {
  const std::string passage = "The ferry came home on Sunday with a new bell from the foundry at Osk.";
  const std::string lookalike = "The ferry came home on Monday with a new bell from the foundry at Tarn.";
  const std::string text = edited("Nobody waved. It was", lookalike + " It was");
  EXPECT_EQ(resolve(anchorOf("Nobody waved. It was late again."), *voyageOf(text)).state,
            AnchorState::orphan);
  const std::string gone = text.substr(0, text.find("The ferry came home on Sunday"));
  EXPECT_EQ(resolve(anchorOf(passage), *voyageOf(gone)).state, AnchorState::orphan);
}

TEST(Resolution, OtherNamesAndNumbersInTheSameWordsAreAnotherPassage) {
  const std::string text = edited("on Sunday with a new bell from the foundry at Osk",
                                  "on Friday with a new bell from the foundry at Tarn");
  const Resolution found = resolve(
      anchorOf("The ferry came home on Sunday with a new bell from the foundry at Osk."), *voyageOf(text));
  EXPECT_EQ(found.state, AnchorState::orphan) << found.reason;
  ASSERT_FALSE(found.candidates.empty());
  EXPECT_GT(found.candidates[0].similarity, 0.5);
  EXPECT_FALSE(found.candidates[0].changes.empty());
}

TEST(Resolution, OffsetsOfEveryScriptLieOnCodePoints) {
  const std::string family = "\U0001F469\u200D\U0001F469\u200D\U0001F467";  // three people, joined
  const std::string before = "Поезд ушёл в полдень, и никто не махал рукой " + family +
                             " на перроне.\n\n会談は火曜日に行われた。双方は貿易について長く話した。\n";
  const std::string after = "Новое.\n\nПоезд ушёл в полночь, и никто не махал рукой " + family +
                            " на перроне.\n\n会談は火曜日に行われた。双方は貿易について短く話した。\n";
  const auto old = voyageOf(before);
  for (const article::Block& block : old->blocks) {
    const Resolution found = resolve(anchorAt(*old, block.range), *voyageOf(after));
    EXPECT_EQ(found.state, AnchorState::fuzzy) << found.reason;
    EXPECT_EQ(voyageOf(after)->slice(found.range).substr(0, 6), old->slice(block.range).substr(0, 6));
  }
}

TEST(Resolution, NeighboursTellCopiesApart) {
  const std::string paragraph =
      "At Lindre the crew slept until the harbour master came. Nobody waved. The sea was calm.\n\n";
  std::string text = kVoyage;
  text.insert(text.find("The ferry left"), paragraph);
  Story story;
  for (const char* passage : {"The ferry left Vesse at noon", "the harbour master came. Nobody waved.",
                              "a new bell from the foundry"}) {
    story.events.emplace_back();
    story.events.back().anchors.push_back(anchorOf(passage));
  }
  const auto found = resolveAll(story, *voyageOf(text));
  EXPECT_EQ(found[1][0].state, AnchorState::moved) << found[1][0].reason;
  EXPECT_GT(found[1][0].range.start, text.find("It was late again."));
}

TEST(Reanchored, SaysTheNewPlaceAndKeepsWhatItCarries) {
  const auto article = voyageOf("New. " + kVoyage);
  Anchor old = anchorOf("The sea was calm.");
  old.extra["note"] = "kept";
  std::get<TextQuoteSelector>(old.selectors[0]).extra["lang"] = "en";
  old.selectors.emplace_back(UnknownSelector{{{"type", "XPathSelector"}}, nullptr});
  const std::size_t at = article->text.find("came home");
  const Anchor renewed = reanchored(old, *article, {at, at + 9});
  const Resolution found = resolve(renewed, *article);
  EXPECT_EQ(found.state, AnchorState::exact);
  EXPECT_EQ(article->slice(found.range), "came home");
  EXPECT_EQ(renewed.extra["note"], "kept");
  EXPECT_EQ(std::get<TextQuoteSelector>(renewed.selectors[0]).extra["lang"], "en");
  EXPECT_THAT(renewed.selectors, testing::SizeIs(2));
}

TEST(Reanchored, ADigestAnchorStaysWithoutText) {
  const auto article = voyageOf(kVoyage);
  Anchor old;
  old.selectors.emplace_back(
      TextPositionSelector{.range = {0, 3}, .sha256 = sha256("x"), .paragraphSha256 = sha256("y")});
  const std::size_t at = kVoyage.find("Nobody waved.");
  const Anchor renewed = reanchored(old, *article, {at, at + 13});
  ASSERT_THAT(renewed.selectors, testing::SizeIs(1));
  EXPECT_EQ(resolve(renewed, *article).state, AnchorState::exact);
}

TEST(DigestSelector, IsFoundByItsHashInTheMiddleOfASentence) {
  const auto article = voyageOf(kVoyage);
  Anchor anchor;
  anchor.selectors.emplace_back(
      TextPositionSelector{.range = {0, 12}, .sha256 = sha256("crew slept u"), .paragraphSha256 = {}});
  const Resolution found = resolve(anchor, *article);
  EXPECT_EQ(found.state, AnchorState::moved);
  EXPECT_EQ(article->slice(found.range), "crew slept u");
}

}  // namespace
}  // namespace dateline::story
