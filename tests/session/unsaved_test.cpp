#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "session/becomes_true.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

constexpr const char* kText = "The bridge opened at noon. The mayor counted forty boats.\n";
constexpr const char* kSaved = R"({"type":"FeatureCollection","story":{"version":1,"title":"T"},"features":[
 {"type":"Feature","id":"bridge","geometry":{"type":"Point","coordinates":[10,50]},
  "properties":{"title":"Bridge","status":"confirmed","anchors":[
   {"selector":[{"type":"TextQuoteSelector","exact":"The ferry opened at one."}]}]}}]})";

/// A session with a story whose one anchor can be changed.
class Unsaved : public ::testing::Test {
 protected:
  Unsaved() : folder(fs::temp_directory_path() / ("dateline-unsaved-" + std::to_string(::getpid()))) {
    fs::create_directories(folder);
    EXPECT_TRUE(writeFileAtomically(folder / "a.txt", kText));
    EXPECT_TRUE(writeFileAtomically(storyPath(), kSaved));
    begin(storyPath());
  }
  ~Unsaved() override { fs::remove_all(folder); }

  /// `path` is where the story is kept; empty: nowhere yet.
  void begin(const std::string& path) {
    Document document;
    document.article = article::readArticle(folder / "a.txt").value();
    document.story =
        path.empty() ? story::parseStory(kSaved, "").value() : story::readStory(storyPath()).value();
    document.resolutions = story::resolveAll(*document.story, *document.article);
    session.begin(std::move(document), false, std::make_shared<const map::World>());
  }
  void change() {
    session.apply(command::OpenReview{"bridge", 0});
    session.apply(command::Reanchor{article::find(*state().article, "The bridge opened", 1).front()});
    ASSERT_TRUE(state().unsaved);
  }
  [[nodiscard]] const State& state() const { return session.state(); }
  [[nodiscard]] std::string storyPath() const { return (folder / "a.story.geojson").string(); }
  [[nodiscard]] std::string storyText() const { return readFile(storyPath(), 1 << 20).value(); }

  fs::path folder;
  Inbox inbox;
  Workers workers{1};
  Session session{workers, inbox};
};

TEST_F(Unsaved, OpeningAnotherArticleWithChangesAsksAndSavesOrDiscardsThem) {
  const std::string other = (folder / "other.txt").string();
  ASSERT_TRUE(writeFileAtomically(other, "Another text about another day.\n"));
  const std::string before = storyText();
  change();
  session.apply(command::OpenPath{other});
  EXPECT_EQ(state().dialog, Dialog::openUnsaved);
  EXPECT_EQ(state().dialogText, other);
  EXPECT_TRUE(state().tasks.empty()) << "nothing is read before the answer";
  session.apply(command::Escape{});
  EXPECT_TRUE(state().unsaved);
  session.apply(command::OpenPath{other, command::Unsaved::save});
  EXPECT_EQ(state().dialog, Dialog::none);
  ASSERT_TRUE(becomesTrue(inbox, [&] { return state().tasks.empty(); }));
  EXPECT_EQ(state().article->path, other);
  EXPECT_NE(storyText(), before);
}

TEST_F(Unsaved, ChangesAreDiscardedOnlyWhenTheOtherArticleIsThere) {
  change();
  session.apply(command::OpenPath{(folder / "none.txt").string(), command::Unsaved::discard});
  ASSERT_TRUE(becomesTrue(inbox, [&] { return state().tasks.empty(); }));
  EXPECT_TRUE(state().unsaved);
  EXPECT_FALSE(state().undo.empty());
}

TEST_F(Unsaved, WhatIsChangedWhileAnotherArticleIsReadIsAskedAboutToo) {
  const std::string other = (folder / "other.txt").string();
  ASSERT_TRUE(writeFileAtomically(other, "Another text about another day.\n"));
  session.apply(command::OpenPath{other});
  change();
  ASSERT_TRUE(becomesTrue(inbox, [&] { return state().tasks.empty(); }));
  EXPECT_EQ(state().dialog, Dialog::openUnsaved);
  EXPECT_TRUE(state().unsaved);
}

TEST_F(Unsaved, WhatWaitsForANameIsDoneOnceTheStoryHasOne) {
  begin("");
  change();
  session.apply(command::Quit{command::Unsaved::save});
  EXPECT_EQ(state().dialog, Dialog::saveStory);
  session.apply(command::CloseDialog{});
  session.apply(command::SaveStory{(folder / "named.story.geojson").string()});
  const auto effects = session.takeEffects();
  EXPECT_TRUE(std::any_of(effects.begin(), effects.end(),
                          [](const Effect& one) { return std::holds_alternative<effect::Quit>(one); }));
}

TEST_F(Unsaved, WhatWaitedForANameThatWasNotGivenIsForgotten) {
  const auto quits = [&] {
    const auto effects = session.takeEffects();
    return std::any_of(effects.begin(), effects.end(),
                       [](const Effect& one) { return std::holds_alternative<effect::Quit>(one); });
  };
  begin("");
  change();
  session.apply(command::Quit{command::Unsaved::save});
  session.apply(command::Escape{});
  session.apply(command::SaveStory{(folder / "a.story.geojson").string()});
  EXPECT_FALSE(quits());
  change();
  session.apply(command::SaveStory{});
  EXPECT_FALSE(quits());
}

TEST_F(Unsaved, AnotherEncodingKeepsChangesThatAreNotSaved) {
  change();
  const auto changed = state().story;
  session.apply(command::SetEncoding{"windows-1252"});
  ASSERT_TRUE(becomesTrue(inbox, [&] { return state().tasks.empty(); }));
  EXPECT_EQ(state().encoding, "windows-1252");
  EXPECT_EQ(state().story, changed);
  EXPECT_TRUE(state().unsaved);
  session.apply(command::Undo{});
  EXPECT_FALSE(state().unsaved);
  EXPECT_NE(state().story, changed);
}

TEST_F(Unsaved, OfTwoFilesAskedForTheLastIsShown) {
  const std::string remarkable = (folder / "first.story.geojson").string();
  ASSERT_TRUE(writeFileAtomically(
      remarkable,
      R"({"type":"FeatureCollection","story":{"version":1,"title":"No article"},"features":[]})"));
  const std::string last = (folder / "last.txt").string();
  ASSERT_TRUE(writeFileAtomically(last, "Another text about another day.\n"));
  session.apply(command::OpenPath{remarkable});
  session.apply(command::OpenPath{last});
  ASSERT_TRUE(becomesTrue(inbox, [&] { return state().tasks.empty(); }));
  EXPECT_EQ(state().article->path, last);
  EXPECT_TRUE(state().problems.empty()) << "the other was not even shown: " << state().problems.front().text;
}

}  // namespace
}  // namespace dateline::session
