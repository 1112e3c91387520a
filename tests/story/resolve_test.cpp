#include <gmock/gmock.h>

#include <filesystem>

#include "base/sha256.h"
#include "story/story.h"

namespace dateline::story {
namespace {

namespace fs = std::filesystem;

article::ArticlePtr articleOf(std::string_view text) {
  auto article = article::parseArticle(text, "test.txt");
  EXPECT_TRUE(article);
  return article ? *article : std::make_shared<article::Article>();
}

const std::string kText =
    "The ferry\n\n"
    "The ferry left Vesse at noon. Nobody waved. It was “late” again.\n\n"
    "At Lindre the crew slept. Nobody waved. The sea was calm.\n\n"
    "The ferry came home.\n";

TextRange rangeOf(const article::Article& article, std::string_view text, std::size_t nth = 0) {
  std::size_t at = article.text.find(text);
  for (; nth > 0; --nth) at = article.text.find(text, at + 1);
  EXPECT_NE(at, std::string::npos);
  return {article.offsets.codePointOf(article.text, at),
          article.offsets.codePointOf(article.text, at + text.size())};
}

Anchor anchorOf(std::vector<Selector> selectors) {
  return {.selectors = std::move(selectors)};
}
Selector quoteOf(std::string exact, std::string prefix = "", std::string suffix = "") {
  return TextQuoteSelector{
      .exact = std::move(exact), .prefix = std::move(prefix), .suffix = std::move(suffix)};
}
Selector positionOf(TextRange range) {
  return TextPositionSelector{.range = range};
}
Selector digestOf(const article::Article& article, TextRange range, TextRange paragraph) {
  return TextPositionSelector{.range = range,
                              .sha256 = sha256(article.slice(range)),
                              .paragraphSha256 = sha256(article.slice(paragraph))};
}

TEST(QuoteAnchor, AtItsPositionIsExact) {
  const auto article = articleOf(kText);
  const TextRange second = rangeOf(*article, "Nobody waved.", 1);
  const Resolution found = resolve(anchorOf({quoteOf("Nobody waved."), positionOf(second)}), *article);
  EXPECT_EQ(found.state, AnchorState::exact);
  EXPECT_EQ(found.range, second);
  EXPECT_EQ(found.score, 1);
}

TEST(QuoteAnchor, WithoutPositionIsExactWhereItIsUnique) {
  const auto article = articleOf(kText);
  const Resolution found = resolve(anchorOf({quoteOf("It was “late” again.")}), *article);
  EXPECT_EQ(found.state, AnchorState::exact);
  EXPECT_EQ(article->slice(found.range), "It was “late” again.");
}

TEST(QuoteAnchor, FollowsTheTextThatMoved) {
  const auto before = articleOf(kText);
  const auto after = articleOf("Ünlü.\n\n" + kText);
  const TextRange old = rangeOf(*before, "The sea was calm.");
  const Resolution found = resolve(anchorOf({quoteOf("The sea was calm."), positionOf(old)}), *after);
  EXPECT_EQ(found.state, AnchorState::moved);
  EXPECT_EQ(found.range, (TextRange{old.start + 7, old.end + 7}));
}

TEST(QuoteAnchor, AmongSeveralIsToldByItsContext) {
  const auto article = articleOf(kText);
  const TextRange second = rangeOf(*article, "Nobody waved.", 1);
  const Resolution found = resolve(
      anchorOf({quoteOf("Nobody waved.", "the crew slept. ", " The sea"), positionOf({0, 13})}), *article);
  EXPECT_EQ(found.state, AnchorState::moved);
  EXPECT_EQ(found.range, second);
  EXPECT_GT(found.margin, 0.2);
}

TEST(QuoteAnchor, IsAmbiguousWhenContextDoesNotTell) {
  const auto article = articleOf(kText);
  EXPECT_EQ(resolve(anchorOf({quoteOf("Nobody waved.")}), *article).state, AnchorState::ambiguous);
  EXPECT_EQ(resolve(anchorOf({quoteOf("Nobody waved.", "of another text ", " altogether")}), *article).state,
            AnchorState::ambiguous);
  const Resolution alike =
      resolve(anchorOf({quoteOf("Nobody waved.", ". ", " "), positionOf({1, 14})}), *article);
  EXPECT_EQ(alike.state, AnchorState::ambiguous);
  EXPECT_FALSE(alike.reason.empty());
}

TEST(QuoteAnchor, ThatStandsNowhereIsAnOrphan) {
  const auto article = articleOf(kText);
  for (const char* exact : {"Somebody waved.", "nobody waved.", "zz", ""})
    EXPECT_EQ(resolve(anchorOf({quoteOf(exact)}), *article).state, AnchorState::orphan) << exact;
}

/// Of a paragraph that stands twice, the first passage is told by what stands before it, and bears witness
/// for the one that has nothing around it but what the copy has too.
TEST(QuoteAnchor, OfAWholeSentenceIsOfferedWholeSentences) {
  const std::string before =
      "From Karsk, the Council has sent two boats that left from Harn and one from Lindre.";
  const std::string after =
      "From the old capital, the River Council sent yesterday two great boats that left from Harn and one "
      "from "
      "Lindre.";
  const auto article =
      articleOf("The flood\n\nHelp from the valley\n\n" + after +
                " On Tuesday the mayor will go. \u201cWe stay here,\u201d he said in Osel.\n");
  const Resolution found =
      resolve(anchorOf({quoteOf(before, "Help from the valley\n\n", " The mayor will travel on Tuesday"),
                        positionOf({33, 33 + before.size()})}),
              *article);
  const TextRange range = stands(found) ? found.range : found.candidates.at(0).range;
  EXPECT_EQ(article->slice(range), after) << found.reason;
  // What was a part of a sentence stays one.
  const Resolution part =
      resolve(anchorOf({quoteOf("has sent two boats that left from Harn and one from Lindre", "the Council ",
                                ". The mayor will travel")}),
              *article);
  for (const Candidate& candidate : part.candidates) EXPECT_NE(article->slice(candidate.range), after);
}

TEST(QuoteAnchor, InAParagraphThatStandsTwiceIsToldByTheOthers) {
  const std::string paragraph =
      "The ferry left Vesse at noon, and nobody waved to it from the quay. It was late again, as it had been "
      "for weeks, and the crew slept below. The mate counted forty boats on the river that day, he said.";
  const auto before = articleOf("What the harbour master of Lindre wrote down.\n\n" + paragraph + "\n");
  const auto after = articleOf(paragraph + "\n\n" + before->text);
  Story story;
  for (const char* words : {"The ferry left Vesse at noon", "as it had been for weeks"}) {
    Event event;
    event.anchors.push_back(anchorAt(*before, rangeOf(*before, words)));
    story.events.push_back(std::move(event));
  }
  const auto found = resolveAll(story, *after);
  EXPECT_EQ(found[0][0].state, AnchorState::moved);
  EXPECT_EQ(found[1][0].state, AnchorState::moved) << found[1][0].reason;
  EXPECT_EQ(found[1][0].range, rangeOf(*after, "as it had been for weeks", 1));
  EXPECT_EQ(resolve(story.events[1].anchors[0], *after).state, AnchorState::ambiguous);
}

TEST(PositionAnchor, AloneIsExactButUnverified) {
  const auto article = articleOf(kText);
  const Resolution found = resolve(anchorOf({positionOf({11, 20})}), *article);
  EXPECT_EQ(found.state, AnchorState::exact);
  EXPECT_EQ(found.score, 0.5);
  EXPECT_THAT(found.reason, testing::HasSubstr("unverified"));
}

TEST(PositionAnchor, PastTheEndIsAnOrphan) {
  const auto article = articleOf(kText);
  const std::size_t end = article->offsets.codePoints();
  EXPECT_EQ(resolve(anchorOf({positionOf({end - 1, end})}), *article).state, AnchorState::exact);
  for (const TextRange range : {TextRange{end, end + 1}, TextRange{end - 1, end + 1}, TextRange{5, 5},
                                TextRange{9, 3}, TextRange{0, SIZE_MAX}, TextRange{SIZE_MAX - 1, SIZE_MAX}}) {
    EXPECT_EQ(resolve(anchorOf({positionOf(range)}), *article).state, AnchorState::orphan);
    const Selector digest = TextPositionSelector{.range = range, .sha256 = std::string(64, 'a')};
    EXPECT_EQ(resolve(anchorOf({digest}), *article).state, AnchorState::orphan);
    EXPECT_EQ(resolve(anchorOf({quoteOf("Nowhere."), positionOf(range)}), *article).state,
              AnchorState::orphan);
  }
}

TEST(PositionAnchor, WithNothingUnderstoodIsAnOrphan) {
  const auto article = articleOf(kText);
  EXPECT_EQ(resolve(anchorOf({}), *article).state, AnchorState::orphan);
  EXPECT_EQ(resolve(anchorOf({UnknownSelector{{{"type", "RangeSelector"}}}}), *article).state,
            AnchorState::orphan);
}

class DigestAnchor : public testing::Test {
 protected:
  Anchor anchor(std::string_view text, std::string_view paragraph) const {
    return anchorOf({digestOf(*before_, rangeOf(*before_, text), rangeOf(*before_, paragraph))});
  }
  static constexpr std::string_view kParagraph = "At Lindre the crew slept. Nobody waved. The sea was calm.";
  article::ArticlePtr before_ = articleOf(kText);
};

TEST_F(DigestAnchor, AtItsPositionIsExact) {
  EXPECT_EQ(resolve(anchor("The sea was calm.", kParagraph), *before_).state, AnchorState::exact);
}

TEST_F(DigestAnchor, FollowsWholeParagraphs) {
  const auto after = articleOf("A new head\n\n" + kText);
  const Resolution found = resolve(anchor(kParagraph, kParagraph), *after);
  EXPECT_EQ(found.state, AnchorState::moved);
  EXPECT_EQ(after->slice(found.range), kParagraph);
}

TEST_F(DigestAnchor, FollowsSentencesOfAParagraphThatChanged) {
  const auto after = articleOf("A new head.\n\nAt Vesse all slept. The sea was calm. So it was.\n");
  const Resolution found = resolve(anchor("The sea was calm.", kParagraph), *after);
  EXPECT_EQ(found.state, AnchorState::moved);
  EXPECT_EQ(after->slice(found.range), "The sea was calm.");
}

TEST_F(DigestAnchor, FollowsAnyPieceOfAParagraphThatIsTheSame) {
  const auto after = articleOf("A new head\n\n" + kText);
  const Resolution found = resolve(anchor("crew slept. Nobody", kParagraph), *after);
  EXPECT_EQ(found.state, AnchorState::moved);
  EXPECT_EQ(after->slice(found.range), "crew slept. Nobody");
}

TEST_F(DigestAnchor, FollowsALineOfAParagraphWhoseLinesWereJoined) {
  const std::string line = "This line of a text was broken by hand at about seventy columns";
  const std::string next = "and this is the line that follows it, of about the same length";
  const auto apart = articleOf("Title\n\n" + line + "\n\n" + next + ".\n");
  const auto joined = articleOf("Another title\n\n" + line + "\n" + next + ".\n");
  ASSERT_EQ(joined->blocks.size(), 2u);
  const TextRange range = rangeOf(*apart, line);
  const Resolution found = resolve(anchorOf({digestOf(*apart, range, range)}), *joined);
  EXPECT_EQ(found.state, AnchorState::moved);
  EXPECT_EQ(joined->slice(found.range), line);
}

TEST_F(DigestAnchor, IsAmbiguousWhereTheSameTextStandsTwice) {
  const auto after = articleOf("X\n\nThe sea was calm.\n\nThe sea was calm.\n");
  EXPECT_EQ(resolve(anchor("The sea was calm.", kParagraph), *after).state, AnchorState::ambiguous);
}

TEST_F(DigestAnchor, IsNeverFuzzy) {
  const auto after = articleOf("X\n\nAt Lindre the crew slept. Nobody waved. The sea was Calm.\n");
  EXPECT_EQ(resolve(anchor("The sea was calm.", kParagraph), *after).state, AnchorState::orphan);
}

void expectAllExact(const fs::path& storyPath, const fs::path& articlePath) {
  const auto story = readStory(storyPath);
  const auto article = article::readArticle(articlePath);
  ASSERT_TRUE(story) << story.error().text();
  ASSERT_TRUE(article) << article.error().text();
  EXPECT_THAT((*story)->warnings, testing::IsEmpty());
  EXPECT_EQ((*story)->articleSha256, (*article)->sha256);
  EXPECT_EQ(builtinStoryFor(storyPath.parent_path(), **article), storyPath);
  const auto resolutions = resolveAll(**story, **article);
  ASSERT_EQ(resolutions.size(), (*story)->events.size());
  for (std::size_t i = 0; i < resolutions.size(); ++i) {
    const Event& event = (*story)->events[i];
    EXPECT_TRUE(event.at) << event.id;
    EXPECT_FALSE(resolutions[i].empty()) << event.id;
    for (const Resolution& resolution : resolutions[i]) {
      EXPECT_EQ(resolution.state, AnchorState::exact) << event.id << ": " << resolution.reason;
      EXPECT_EQ(resolution.score, 1) << event.id;
    }
  }
}

TEST(BuiltinStory, EveryAnchorOfTheBriefingIsExact) {
  const fs::path folder = fs::path(DATELINE_ROOT) / "assets" / "stories";
  expectAllExact(folder / "briefing.story.geojson", folder / "briefing.md");
}

TEST(BuiltinStory, EveryAnchorOfTheArticleIsExact) {
  const fs::path article = fs::path(DATELINE_SHARED) / "article" / "000_5d4917e3ac0aba43.txt";
  if (!fs::exists(article)) GTEST_SKIP() << "the shared article is not here: " << article;
  expectAllExact(fs::path(DATELINE_ROOT) / "assets/stories/blinken-central-asia-2023.story.geojson", article);
}

class ManyAnchors : public testing::Test {
 protected:
  void SetUp() override {
    std::string text = "A long text\n\n";
    for (std::size_t i = 0; text.size() < 1'000'000; ++i) {
      sentences_.push_back("The " + std::to_string(i) +
                           "th ferry left the harbour of Lindre at noon and came home late.");
      text += sentences_.back() + (i % 4 == 3 ? "\n\n" : " ");
    }
    article_ = articleOf(text);
  }
  /// One event for every n-th sentence, whose position is off by `shift`.
  Story storyOf(std::size_t count, std::size_t shift, bool digest) const {
    Story story;
    std::size_t from = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& sentence = sentences_[i * sentences_.size() / count];
      from = article_->text.find(sentence, from);
      TextPositionSelector position{.range = {from + shift, from + shift + sentence.size()}};
      if (digest) position.sha256 = sha256(sentence);
      Event event;
      event.id = std::to_string(i);
      event.anchors.push_back(anchorOf({position}));
      const char* prefix = i == 0 ? "A long text\n\n" : "noon and came home late. ";
      if (!digest) event.anchors.back().selectors.push_back(quoteOf(sentence, prefix));
      story.events.push_back(std::move(event));
    }
    return story;
  }
  void expectAll(const Story& story, AnchorState state) {
    const auto resolutions = resolveAll(story, *article_);
    std::size_t right = 0;
    for (std::size_t i = 0; i < resolutions.size(); ++i) {
      const Resolution alone =
          i % 500 == 0 ? resolve(story.events[i].anchors[0], *article_) : resolutions[i][0];
      EXPECT_EQ(alone.state, resolutions[i][0].state);
      EXPECT_EQ(alone.range, resolutions[i][0].range);
      right += resolutions[i][0].state == state ? 1 : 0;
    }
    EXPECT_EQ(right, resolutions.size());
  }

  std::vector<std::string> sentences_;
  article::ArticlePtr article_;
};

TEST_F(ManyAnchors, InPlaceAreExact) {
  expectAll(storyOf(10'000, 0, false), AnchorState::exact);
}
TEST_F(ManyAnchors, ThatMovedAreFoundInOneSearch) {
  expectAll(storyOf(1'000, 3, false), AnchorState::moved);
}
TEST_F(ManyAnchors, OfTenThousandEventsThatMovedAreFound) {
  expectAll(storyOf(10'000, 3, false), AnchorState::moved);
}
TEST_F(ManyAnchors, ByDigestInPlaceAreExact) {
  expectAll(storyOf(1'000, 0, true), AnchorState::exact);
}
TEST_F(ManyAnchors, ByDigestThatMovedShareOneSearch) {
  expectAll(storyOf(1'000, 3, true), AnchorState::moved);
}

}  // namespace
}  // namespace dateline::story
