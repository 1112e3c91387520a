#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/file.h"
#include "session/becomes_true.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* kText =
    "The bridge at Aldermoor opened on Monday.\n\n"
    "In Brackwater the mayor counted forty boats on the river, as he does each spring.\n\n"
    "The harvest began late in Corven.\n";

class FollowTest : public ::testing::Test {
 protected:
  FollowTest() : folder(fs::temp_directory_path() / ("dateline-follow-" + std::to_string(::getpid()))) {
    fs::create_directories(folder);
    path = folder / "a.txt";
    write(kText);
    const auto text = article::parseArticle(kText, "a.txt").value();
    story::Story story;
    story::Event event;
    event.id = "boats";
    event.title = "The boats";
    event.at = geo::LngLat{10, 50};
    event.anchors = {story::anchorAt(*text, article::find(*text, kWords, 1).front())};
    story.events = {event};
    EXPECT_TRUE(story::saveStory(story, folder / "a.story.geojson"));
    workers = std::make_unique<Workers>(1);
    session = std::make_unique<Session>(*workers, inbox);
    session->begin(openDocument({.article = path.string()}).value(), false,
                   std::make_shared<const map::World>());
  }
  ~FollowTest() override {
    workers.reset();
    session.reset();
    fs::remove_all(folder);
  }

  void write(const std::string& text) const { std::ofstream(path, std::ios::trunc) << text; }
  /// As editors save.
  void replace(const std::string& text) const { ASSERT_TRUE(writeFileAtomically(path, text)); }
  template <typename Holds>
  bool until(Holds holds) {
    return becomesTrue(inbox, holds);
  }
  [[nodiscard]] const State& state() const { return session->state(); }
  [[nodiscard]] bool shows(const std::string& words) const {
    return state().article->text.find(words) != std::string::npos;
  }
  [[nodiscard]] std::string note() const { return state().toasts.empty() ? "" : state().toasts.back().text; }

  static constexpr const char* kWords = "In Brackwater the mayor counted forty boats on the river";
  fs::path folder, path;
  Inbox inbox;
  std::unique_ptr<Workers> workers;
  std::unique_ptr<Session> session;
};

TEST_F(FollowTest, AnArticleThatIsWrittenAnewIsShownAndItsPassagesAreFoundAgain) {
  session->apply(command::SelectEvent{"boats"});
  const int revealed = state().reveal.serial;
  write("A first paragraph.\n\n" + std::string(kText));
  ASSERT_TRUE(until([&] { return shows("A first paragraph."); }));
  EXPECT_EQ(note(), "a.txt changed on disk: 1 passage moved");
  ASSERT_TRUE(state().highlighted);
  EXPECT_EQ(state().article->slice(*state().highlighted), kWords);
  EXPECT_EQ(state().selected, "boats");
  EXPECT_EQ(state().reveal.serial, revealed) << "the page is not scrolled by it";
}

TEST_F(FollowTest, AFilePutInItsPlaceIsFollowedAsOftenAsItHappens) {
  for (const std::string words : {"Once.", "Twice.", "A third time."}) {
    replace(kText + words);
    ASSERT_TRUE(until([&] { return shows(words); })) << words;
  }
}

TEST_F(FollowTest, APassageThatWasCutOutIsTold) {
  replace("The bridge at Aldermoor opened on Monday.\n\nThe harvest began late in Corven.\n");
  ASSERT_TRUE(until([&] { return !shows("Brackwater"); }));
  EXPECT_EQ(note(), "a.txt changed on disk: 1 was not found. R reviews them");
  replace(kText);
  ASSERT_TRUE(until([&] { return shows("Brackwater"); }));
  EXPECT_EQ(note(), "a.txt changed on disk: 1 was found again");
}

TEST_F(FollowTest, AFileThatIsRemovedAndPutBackStaysReadMeanwhile) {
  fs::remove(path);
  ASSERT_TRUE(until([&] { return note() == "a.txt is no longer there; the text that was read stays"; }));
  EXPECT_TRUE(shows("Brackwater"));
  write(std::string(kText) + "It is back.\n");
  ASSERT_TRUE(until([&] { return shows("It is back."); }));
}

TEST_F(FollowTest, AFileThatIsStillBeingWrittenIsNotReadInTheMiddle) {
  {
    std::ofstream slow(path, std::ios::trunc);
    for (const char c : std::string(kText) + "The end.\n") {
      slow << c << std::flush;
      std::this_thread::sleep_for(2ms);
      inbox.drain();
      ASSERT_TRUE(shows("Corven")) << "half a text is shown";
    }
  }
  ASSERT_TRUE(until([&] { return shows("The end."); }));
}

TEST_F(FollowTest, AnEmptyFileLeavesWhatWasRead) {
  write("");
  std::this_thread::sleep_for(400ms);
  inbox.drain();
  EXPECT_TRUE(shows("Brackwater"));
  EXPECT_TRUE(state().problems.empty());
}

TEST_F(FollowTest, AnotherArticleIsFollowedOnceItIsOpened) {
  const fs::path other = folder / "b.txt";
  ASSERT_TRUE(writeFileAtomically(other, "Another text.\n"));
  session->apply(command::OpenPath{other.string()});
  ASSERT_TRUE(until([&] { return shows("Another text."); }));
  replace("The old file.\n");
  ASSERT_TRUE(writeFileAtomically(other, "Another text, changed.\n"));
  ASSERT_TRUE(until([&] { return shows("changed"); }));
}

}  // namespace
}  // namespace dateline::session
