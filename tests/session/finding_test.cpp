#include <gtest/gtest.h>

#include "session/session.h"

namespace dateline::session {
namespace {

/// A session on a small article.
class Finding : public ::testing::Test {
 protected:
  Finding() { begin("The visit\n\nThe talks began in Astana. They ended late.\n"); }

  void begin(const std::string& text) {
    Document document;
    document.article = article::parseArticle(text, "a.txt").value();
    document.story = std::make_shared<story::Story>();
    session.begin(std::move(document), false, std::make_shared<const map::World>());
  }
  [[nodiscard]] const State& state() const { return session.state(); }
  [[nodiscard]] std::size_t currentStart() const {
    return state().find.matches.at(static_cast<std::size_t>(state().find.current)).start;
  }

  Inbox inbox;
  Workers workers{1};
  Session session{workers, inbox};
};

TEST_F(Finding, FindStepsThroughTheMatchesAndRound) {
  session.apply(command::OpenFind{});
  session.apply(command::SetFind{"THE"});
  ASSERT_GE(state().find.matches.size(), 2u);
  EXPECT_EQ(state().find.current, 0);
  session.apply(command::StepFind{-1});
  EXPECT_EQ(state().find.current, static_cast<int>(state().find.matches.size()) - 1);
  session.apply(command::Escape{});
  EXPECT_FALSE(state().find.open);
}

TEST_F(Finding, FindBeginsWhereOneReads) {
  session.noteReading(30);
  session.apply(command::OpenFind{"the"});
  ASSERT_GE(state().find.current, 0);
  const auto first = state().find.matches[static_cast<std::size_t>(state().find.current)];
  EXPECT_GE(first.start, 30u);
  // What scrolls by while the rest of the word is typed does not lead on.
  session.noteReading(40);
  session.apply(command::SetFind{"they"});
  ASSERT_GE(state().find.current, 0);
  EXPECT_EQ(state().find.matches[static_cast<std::size_t>(state().find.current)].start, first.start);
}

TEST_F(Finding, TheWordsStayWhenItIsClosedAndTheNextMatchIsOneKeyAway) {
  session.apply(command::OpenFind{"the"});
  session.apply(command::StepFind{1});
  const int second = state().find.current;
  session.apply(command::CloseFind{});
  EXPECT_TRUE(state().find.matches.empty()) << "nothing stays marked on the page";
  session.apply(command::StepFind{1});
  EXPECT_TRUE(state().find.open);
  EXPECT_EQ(state().find.query, "the");
  EXPECT_EQ(state().find.current, second + 1);
  session.apply(command::CloseFind{});
  session.apply(command::OpenFind{});
  EXPECT_FALSE(state().find.matches.empty());
}

TEST_F(Finding, MoreMatchesThanAreListedAreTold) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "ab ";
  begin(text);
  session.apply(command::OpenFind{"ab"});
  EXPECT_EQ(state().find.matches.size(), 10'000u);
  EXPECT_FALSE(state().find.more);
  begin(text + "ab");
  session.apply(command::OpenFind{"ab"});
  EXPECT_EQ(state().find.matches.size(), 10'000u);
  EXPECT_TRUE(state().find.more);
}

}  // namespace
}  // namespace dateline::session
