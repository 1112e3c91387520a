#include "ui/reader_flow.h"

#include <gtest/gtest.h>

#include <array>

#include "ui/harness.h"

namespace dateline::ui {
namespace {

article::ArticlePtr textOf(const std::string& bytes, const char* name = "long.txt") {
  return article::parseArticle(bytes, name).value();
}

std::string words(std::size_t bytes) {
  static constexpr std::array kWords = {"the",  "river", "ran",    "on",    "and",    "nobody",
                                        "in",   "town",  "looked", "up",    "before", "a",
                                        "boat", "had",   "passed", "under", "bridge,"};
  std::string text;
  for (std::size_t i = 0; text.size() < bytes; ++i)
    text += std::string(kWords[(i * i + i / 7) % kWords.size()]) + " ";
  return text;
}

TEST(ReaderFlow, PiecesCoverEveryBlockInOrder) {
  ReaderFlow flow(sharedTypesetter());
  const auto article = textOf(words(100'000));
  flow.refresh(article, {}, 420);
  std::size_t at = article->blocks.front().range.start;
  for (const Piece& piece : flow.pieces()) {
    if (piece.kind != Piece::Kind::text) continue;
    if (piece.beginsBlock) at = article->blocks[piece.blockIndex].range.start;
    EXPECT_EQ(piece.range.start, at);
    EXPECT_LE(piece.range.length(), 8000u);
    at = piece.range.end;
    if (at != article->blocks[piece.blockIndex].range.end) {
      EXPECT_EQ(article->slice({at - 1, at}), " ");
    }
  }
  EXPECT_EQ(at, article->blocks.back().range.end);
}

TEST(ReaderFlow, LinesEndWhereTheyWereMeantToAndNotWhereAWindowEnded) {
  const auto linesOf = [](const article::ArticlePtr& article) {
    ReaderFlow flow(sharedTypesetter());
    flow.refresh(article, {}, 420);
    return flow.set(flow.pieces().size() - 1)->lines().size();
  };
  EXPECT_EQ(linesOf(textOf("# T\n\nBy the river  \nwe sat down.\n", "a.md")), 2u);
  EXPECT_EQ(linesOf(textOf("By the river\nwe sat down.\n", "a.txt")), 1u);
}

TEST(ReaderFlow, HeightsNobodyLookedAtAreNearTheTruth) {
  ReaderFlow flow(sharedTypesetter());
  flow.refresh(textOf(words(60'000)), {}, 420);
  const double guessed = flow.height();
  for (std::size_t i = 0; i < flow.pieces().size(); ++i) flow.set(i);
  EXPECT_NEAR(guessed / flow.height(), 1.0, 0.2);
}

TEST(ReaderFlow, TopsFollowTheHeightsAbove) {
  ReaderFlow flow(sharedTypesetter());
  flow.refresh(textOf(words(60'000)), {.kicker = "K", .title = "T", .dek = "D", .facts = "F"}, 420);
  for (std::size_t i = 0; i < flow.pieces().size(); i += 2) flow.set(i);
  for (std::size_t i = 1; i < flow.pieces().size(); ++i)
    EXPECT_DOUBLE_EQ(flow.top(i), flow.top(i - 1) + flow.pieces()[i - 1].height + flow.pieces()[i].before);
  for (std::size_t i = 0; i < flow.pieces().size(); ++i) EXPECT_EQ(flow.pieceAt(flow.top(i) + 1), i);
}

TEST(ReaderFlow, BytesAndCodePointsGoBackAndForth) {
  ReaderFlow flow(sharedTypesetter());
  const auto article = textOf("Ein Häuschen – „Ö“ und 日本語 im Text.\n\nNoch ein Absatz mit Ünöcode.");
  flow.refresh(article, {}, 300);
  for (const Piece& piece : flow.pieces())
    for (std::size_t at = piece.range.start; at < piece.range.end; ++at)
      EXPECT_EQ(flow.offsetAt(piece, flow.byteIn(piece, at)), at);
}

TEST(ReaderFlow, TitleAndDekOfTheArticleAreNotShownTwice) {
  Harness harness;
  ReaderFlow flow(sharedTypesetter());
  flow.refresh(harness.state.article, {.kicker = "K", .facts = "F"}, 420);
  int titles = 0;
  for (const Piece& piece : flow.pieces()) titles += piece.block == BlockKind::title ? 1 : 0;
  EXPECT_EQ(titles, 1);
  EXPECT_EQ(flow.pieces().front().kind, Piece::Kind::kicker);
}

TEST(ReaderFlow, TheLineOfDateAndFactsStandsWhereItsArticleBegins) {
  const auto leftOf = [](bool rightToLeft) {
    ReaderFlow flow(sharedTypesetter());
    flow.refresh(textOf("بدأت المحادثات في القاهرة.\n"),
                 {.facts = "3 March 2024", .rightToLeft = rightToLeft}, 420);
    EXPECT_EQ(flow.pieces()[0].kind, Piece::Kind::facts);
    return flow.set(0)->lines()[0].left;
  };
  EXPECT_LT(leftOf(false), 1);
  EXPECT_GT(leftOf(true), 200);
}

TEST(ReaderFlow, ADekInItalicsStaysInItalics) {
  ReaderFlow flow(sharedTypesetter());
  const auto whole = textOf("# T\n\n*All of it leans.*\n\nBody text here.\n", "a.md");
  const auto plain = textOf("All of it leans.", "a.txt");
  flow.refresh(whole, {}, 420);
  for (std::size_t i = 0; i < flow.pieces().size(); ++i) {
    if (flow.pieces()[i].block != BlockKind::dek) continue;
    const auto asShown = flow.set(i);
    const auto leaning = sharedTypesetter().layout("All of it leans.", flow.lookOf(flow.pieces()[i]).style,
                                                   {.widthPx = 420, .lineHeightPx = 24});
    EXPECT_FLOAT_EQ(asShown->width(), leaning->width());
    return;
  }
  FAIL() << "no dek";
}

TEST(ReaderFlow, TenMegabytesInOneLineCostWhatIsSeenOfThem) {
  session::State state = stateOf(words(10 << 20));
  Harness harness(std::move(state));
  harness.frame();
  EXPECT_LT(harness.ui.readerStatus().layoutsMade, 12);
  harness.move(1000, 400);
  harness.press("End");
  const ReaderStatus end = harness.ui.readerStatus();
  EXPECT_LT(end.layoutsMade, 60);
  EXPECT_EQ(end.lastVisible, harness.state.article->blocks.back().range.end);
  EXPECT_GT(end.height, 1e6);
}

}  // namespace
}  // namespace dateline::ui
