#include "session/review.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <regex>

#include "base/file.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMade =
    "The bridge at Aldermoor opened on a bright Monday morning. Nobody crossed it before noon, and the ferry "
    "went on as it always had.\n\n"
    "In Brackwater the mayor counted forty boats on the river.\n\n"
    "The harvest began late in Corven, and the granaries stayed empty for weeks.\n";
/// One passage moved, one reads differently, one is gone.
constexpr const char* kEdited =
    "A new first paragraph stands here.\n\n"
    "The bridge at Aldermoor opened on a bright Monday morning. Nobody crossed it before dusk that day, and "
    "the ferry went on as it always had.\n\n"
    "In Brackwater the mayor counted forty boats on the river.\n";

/// A story with an anchor for each of these passages, and a member that the program does not know.
std::string storyFor(const article::Article& text) {
  story::Story story;
  story.articleSha256 = text.sha256;
  story.extraStory["newsroom"] = "desk 4";
  for (const char* words : {"In Brackwater the mayor counted forty boats on the river.",
                            "Nobody crossed it before noon, and the ferry went on as it always had.",
                            "The harvest began late in Corven, and the granaries stayed empty for weeks."}) {
    story::Event event;
    event.id = "e" + std::to_string(story.events.size() + 1);
    event.title = words;
    event.status = "confirmed";
    event.at = geo::LngLat{10, 50};
    event.anchors = {story::anchorAt(text, article::find(text, words, 1).front())};
    story.events.push_back(std::move(event));
  }
  return story::writeStory(story);
}

class ReviewTest : public ::testing::Test {
 protected:
  ReviewTest() : folder(fs::temp_directory_path() / ("dateline-review-" + std::to_string(::getpid()))) {
    fs::create_directories(folder);
    const auto made = article::parseArticle(kMade, "a.txt").value();
    storyPath = (folder / "a.story.geojson").string();
    EXPECT_TRUE(writeFileAtomically(folder / "a.txt", kEdited));
    EXPECT_TRUE(writeFileAtomically(storyPath, storyFor(*made)));
    workers = std::make_unique<Workers>(1);
    session = std::make_unique<Session>(*workers, inbox);
    session->begin(openDocument({.article = (folder / "a.txt").string()}).value(), false,
                   std::make_shared<const map::World>());
  }
  ~ReviewTest() override {
    workers.reset();
    session.reset();
    fs::remove_all(folder);
  }

  [[nodiscard]] const State& state() const { return session->state(); }
  [[nodiscard]] story::AnchorState stateOf(std::size_t event) const {
    return state().resolutions[event][0].state;
  }
  [[nodiscard]] std::string fileText() const { return readFile(storyPath, 1 << 20).value(); }
  [[nodiscard]] TextRange rangeOf(const char* words) const {
    return article::find(*state().article, words, 1).front();
  }

  fs::path folder;
  std::string storyPath;
  Inbox inbox;
  std::unique_ptr<Workers> workers;
  std::unique_ptr<Session> session;
};

TEST_F(ReviewTest, WhatDidNotResolveAsItWasIsOfferedInTheOrderOfTheStory) {
  using enum story::AnchorState;
  EXPECT_EQ(stateOf(0), moved);
  EXPECT_EQ(stateOf(1), fuzzy);
  EXPECT_EQ(stateOf(2), orphan);
  EXPECT_EQ(findings(state()), (std::vector<AnchorRef>{{1, 0}, {2, 0}}));
  session->apply(command::OpenReview{});
  EXPECT_EQ(reviewedAnchor(state()), (AnchorRef{1, 0}));
  EXPECT_EQ(state().selected, "e2");
  ASSERT_TRUE(state().highlighted);
  EXPECT_EQ(state().article->slice(*state().highlighted),
            "Nobody crossed it before dusk that day, and the ferry went on as it always had.");
  session->apply(command::StepReview{1});
  EXPECT_EQ(reviewedAnchor(state()), (AnchorRef{2, 0}));
  session->apply(command::StepReview{1});
  EXPECT_EQ(reviewedAnchor(state()), (AnchorRef{1, 0}));
  session->apply(command::Escape{});
  EXPECT_FALSE(reviewedAnchor(state()));
}

TEST_F(ReviewTest, AcceptingChangesTheStoryAndItsFileOnlyWhenItIsSaved) {
  const std::string before = fileText();
  session->apply(command::OpenReview{"e2", 0});
  session->apply(command::AcceptCandidate{});
  EXPECT_EQ(stateOf(1), story::AnchorState::exact);
  EXPECT_EQ(reviewedAnchor(state()), (AnchorRef{2, 0})) << "the next one follows";
  EXPECT_TRUE(state().unsaved);
  EXPECT_EQ(fileText(), before);
  session->apply(command::SaveStory{});
  EXPECT_TRUE(state().problems.empty());
  EXPECT_FALSE(state().unsaved);
  const auto saved = openDocument({.article = (folder / "a.txt").string()}).value();
  EXPECT_EQ(saved.resolutions[0][0].state, story::AnchorState::exact) << "what moved is written anew too";
  EXPECT_EQ(saved.resolutions[1][0].state, story::AnchorState::exact);
  EXPECT_EQ(saved.resolutions[2][0].state, story::AnchorState::orphan) << "what was left is left as it is";
  EXPECT_EQ(saved.story->articleSha256, saved.article->sha256);
  EXPECT_EQ(saved.story->extraStory["newsroom"], "desk 4");
}

TEST(HeldWithoutWords, IsWhatTheStoryHoldsAndNoMore) {
  using testing::HasSubstr;
  const story::TextPositionSelector place{.range = {3, 9}, .sha256 = {}, .paragraphSha256 = {}};
  story::TextPositionSelector told = place;
  told.sha256 = std::string(64, 'a');
  story::Anchor anchor;
  anchor.selectors = {story::UnknownSelector{story::Json::object()}};
  EXPECT_THAT(heldWithoutWords(anchor), HasSubstr("Nothing that the story says"));
  anchor.selectors.emplace_back(place);
  EXPECT_THAT(heldWithoutWords(anchor), testing::EndsWith("only where it stood."));
  anchor.selectors.emplace_back(told);
  EXPECT_THAT(heldWithoutWords(anchor), HasSubstr("and a digest"));
}

TEST_F(ReviewTest, APassageIsAnchoredToWhatIsMarked) {
  session->apply(command::OpenReview{"e3", 0});
  EXPECT_TRUE(candidatesOf(state().resolutions[2][0]).empty() || !stands(state().resolutions[2][0]));
  session->apply(command::Reanchor{{5, 5}});
  EXPECT_EQ(stateOf(2), story::AnchorState::orphan) << "nothing is marked";
  session->apply(command::Reanchor{rangeOf("A new first paragraph stands here.")});
  EXPECT_EQ(stateOf(2), story::AnchorState::exact);
  EXPECT_EQ(quoteOf(state().story->events[2].anchors[0])->exact, "A new first paragraph stands here.");
}

TEST_F(ReviewTest, UndoTakesBackAndRedoDoesAgain) {
  const story::StoryPtr before = state().story;
  session->apply(command::Undo{});
  EXPECT_EQ(state().story, before) << "there is nothing to undo";
  session->apply(command::OpenReview{"e2", 0});
  session->apply(command::AcceptCandidate{});
  EXPECT_EQ(state().undo, "the new anchor");
  session->apply(command::Undo{});
  EXPECT_EQ(stateOf(1), story::AnchorState::fuzzy);
  EXPECT_EQ(state().story, before);
  EXPECT_FALSE(state().unsaved);
  session->apply(command::Redo{});
  EXPECT_EQ(stateOf(1), story::AnchorState::exact);
  EXPECT_TRUE(state().unsaved);
}

TEST_F(ReviewTest, QuittingWithChangesAsksAndSavesOrDiscardsThem) {
  const auto quits = [&] {
    const auto effects = session->takeEffects();
    return std::any_of(effects.begin(), effects.end(),
                       [](const Effect& one) { return std::holds_alternative<effect::Quit>(one); });
  };
  const std::string before = fileText();
  session->apply(command::OpenReview{"e2", 0});
  session->apply(command::AcceptCandidate{});
  session->apply(command::Quit{});
  EXPECT_EQ(state().dialog, Dialog::quit);
  EXPECT_FALSE(quits());
  session->apply(command::Quit{command::Unsaved::discard});
  EXPECT_TRUE(quits());
  EXPECT_EQ(fileText(), before);
  session->apply(command::Quit{command::Unsaved::save});
  EXPECT_TRUE(quits());
  EXPECT_NE(fileText(), before);
  EXPECT_FALSE(state().unsaved);
}

TEST_F(ReviewTest, WhatIsUndoneAfterSavingIsSavedIntoTheSameFile) {
  session->apply(command::OpenReview{"e2", 0});
  session->apply(command::AcceptCandidate{});
  session->apply(command::SaveStory{});
  session->apply(command::Undo{});
  EXPECT_TRUE(state().unsaved);
  session->apply(command::SaveStory{});
  EXPECT_TRUE(state().problems.empty()) << state().problems.front().text;
  EXPECT_NE(fileText().find("before noon"), std::string::npos);
}

TEST_F(ReviewTest, AStoryInWhichNothingChangedIsNotWrittenAgain) {
  session->apply(command::SaveStory{});  // which writes the positions that moved
  const std::string others = std::regex_replace(fileText(), std::regex("\n *"), " ");
  ASSERT_TRUE(writeFileAtomically(storyPath, others));
  session->begin(openDocument({.article = (folder / "a.txt").string()}).value(), false,
                 std::make_shared<const map::World>());
  session->apply(command::SaveStory{});
  EXPECT_EQ(fileText(), others);
  EXPECT_NE(state().toasts.back().text.find("Nothing has changed"), std::string::npos);
  EXPECT_TRUE(state().problems.empty());
  session->apply(command::SetProjection{map::ProjectionKind::globe});
  session->apply(command::SaveStory{});
  EXPECT_NE(fileText().find("\"globe\""), std::string::npos) << "the projection is a part of the story";
}

TEST_F(ReviewTest, AStoryThatAnotherProgramChangedIsNotWrittenOver) {
  const std::string others = fileText() + " ";
  ASSERT_TRUE(writeFileAtomically(storyPath, others));
  session->apply(command::OpenReview{"e2", 0});
  session->apply(command::AcceptCandidate{});
  session->apply(command::SaveStory{});
  ASSERT_EQ(state().problems.size(), 1u);
  EXPECT_NE(state().problems[0].text.find("changed by another program"), std::string::npos);
  EXPECT_EQ(fileText(), others);
  EXPECT_TRUE(state().unsaved);
  session->apply(command::SaveStory{storyPath, true});
  EXPECT_NE(fileText(), others);
  EXPECT_FALSE(state().unsaved);
}

TEST_F(ReviewTest, AFileThatIsThereIsReplacedOnlyWhenTheUserAgreed) {
  const std::string other = (folder / "other.story.geojson").string();
  ASSERT_TRUE(writeFileAtomically(other, "mine"));
  session->apply(command::SaveStory{other});
  EXPECT_EQ(readFile(other, 100).value(), "mine");
  EXPECT_EQ(state().problems.size(), 1u);
}

TEST_F(ReviewTest, AStorySavedElsewhereStillNamesItsArticle) {
  fs::create_directories(folder / "stories");
  const std::string path = (folder / "stories" / "b.story.geojson").string();
  session->apply(command::SaveStory{path});
  const auto document = openDocument({.story = path});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->article->text, state().article->text);
  EXPECT_EQ(state().story->path, path) << "from now on it is saved there";
}

TEST_F(ReviewTest, TheProgramsOwnStoriesAreNeverWrittenOver) {
  session->begin(openDocument({}).value(), false, std::make_shared<const map::World>());
  session->apply(command::SaveStory{});
  EXPECT_EQ(state().dialog, Dialog::saveStory);
  EXPECT_EQ(state().dialogText.find("assets/stories"), std::string::npos);
}

}  // namespace
}  // namespace dateline::session
