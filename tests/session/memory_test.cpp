#include "session/memory.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/sha256.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

class MemoryTest : public ::testing::Test {
 protected:
  MemoryTest()
      : folder_(fs::temp_directory_path() /
                ("dateline-memory-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                 "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
  }
  ~MemoryTest() override { fs::remove_all(folder_); }

  [[nodiscard]] Memory memory() const { return {folder_ / "config", folder_ / "state"}; }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

  fs::path folder_;
};

TEST_F(MemoryTest, FindsAgainWhatItKept) {
  Memory first = memory();
  EXPECT_TRUE(first.load().empty());
  first.preferences = {map::Theme::dark, map::Borders::deFacto, {140, Measure::wide, false}, "", "kk"};
  first.window = {1000, 700, 0.5f, true, false};
  first.reading.note(sha256("one"), 321, 1000);
  ASSERT_TRUE(first.save());
  Memory second = memory();
  EXPECT_TRUE(second.load().empty());
  EXPECT_EQ(second.preferences, first.preferences);
  EXPECT_EQ(second.window, first.window);
  EXPECT_EQ(second.reading.find(sha256("one")), 321U);
}

TEST_F(MemoryTest, WritesNothingWhereNothingChanged) {
  Memory untouched = memory();
  untouched.load();
  ASSERT_TRUE(untouched.save());
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(MemoryTest, PassesOverDamagedFilesWithANoteForEach) {
  write("config/preferences.json", "{\"theme\": \"dark\", \"textSi");
  write("state/window.json", std::string("\0\xff\xfe[", 4));
  write("state/reading.json", "[1, 2]");
  Memory damaged = memory();
  const auto notes = damaged.load();
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_NE(notes[0].find("preferences.json"), std::string::npos);
  EXPECT_EQ(damaged.preferences, Preferences{});
  EXPECT_EQ(damaged.window, WindowPlace{});
  EXPECT_EQ(damaged.reading.size(), 0U);
  damaged.preferences.theme = map::Theme::dark;
  ASSERT_TRUE(damaged.save());
  Memory mended = memory();
  EXPECT_EQ(mended.load().size(), 2U);
  EXPECT_EQ(mended.preferences.theme, map::Theme::dark);
}

TEST_F(MemoryTest, OfValuesThatAreNoGoodTheUsualOnesStay) {
  write("config/preferences.json",
        R"({"theme":"pink","borders":7,"textSize":99999,"measure":null,"face":"sans","other":[[]]})");
  write("state/window.json", R"({"width":-5,"height":1e300,"readerShare":"wide","reader":false})");
  Memory odd = memory();
  EXPECT_TRUE(odd.load().empty());
  EXPECT_EQ(odd.preferences, (Preferences{.reader = {100, Measure::normal, false}}));
  EXPECT_EQ(odd.window, (WindowPlace{.reader = false}));
}

TEST_F(MemoryTest, AFolderThatCannotBeMadeIsAnErrorThatNamesIt) {
  write("config", "a file where a folder should be");
  Memory stuck = memory();
  stuck.load();
  stuck.preferences.theme = map::Theme::dark;
  const Status saved = stuck.save();
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.error().text().find("config"), std::string::npos);
}

TEST_F(MemoryTest, TwoWindowsDoNotForgetEachOthersArticles) {
  Memory first = memory(), second = memory();
  first.load();
  second.load();
  first.reading.note(sha256("one"), 10, 1000);
  second.reading.note(sha256("two"), 20, 1001);
  ASSERT_TRUE(first.save());
  ASSERT_TRUE(second.save());
  Memory third = memory();
  third.load();
  EXPECT_EQ(third.reading.find(sha256("one")), 10U);
  EXPECT_EQ(third.reading.find(sha256("two")), 20U);
}

TEST(ReadingPositions, KeepTheNewestAndStayBounded) {
  ReadingPositions positions;
  for (int i = 0; i < 700; ++i) positions.note(sha256(std::to_string(i)), 5, i);
  EXPECT_EQ(positions.size(), ReadingPositions::kMost);
  EXPECT_FALSE(positions.find(sha256("0")));
  EXPECT_TRUE(positions.find(sha256("699")));
  EXPECT_LT(positions.write().size(), 100'000U);
}

TEST(ReadingPositions, TheBeginningIsNoPosition) {
  ReadingPositions positions;
  positions.note(sha256("a"), 0, 1);
  EXPECT_EQ(positions.size(), 0U);
  positions.note(sha256("a"), 9, 2);
  positions.note(sha256("a"), 0, 3);
  EXPECT_FALSE(positions.find(sha256("a")));
}

TEST(ReadingPositions, TakeOnlyEntriesThatAreWhole) {
  const std::string good = sha256("a");
  const auto positions = ReadingPositions::parse(
      R"({"articles":[1,{"sha256":"x","offset":3,"seconds":1},{"sha256":")" + good +
      R"(","offset":-3,"seconds":1},{"sha256":")" + good + R"(","offset":4,"seconds":2}]})");
  ASSERT_TRUE(positions);
  EXPECT_EQ(positions->size(), 1U);
  EXPECT_EQ(positions->find(good), 4U);
  EXPECT_FALSE(ReadingPositions::parse("null"));
  EXPECT_FALSE(ReadingPositions::parse(""));
}

}  // namespace
}  // namespace dateline::session
