#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "session/becomes_true.h"
#include "session/preferences.h"
#include "session/session.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class StylingTest : public ::testing::Test {
 protected:
  StylingTest() : folder(fs::temp_directory_path() / ("dateline-styling-" + std::to_string(::getpid()))) {
    fs::create_directories(folder);
    path = (folder / "mine.json").string();
    workers = std::make_unique<Workers>(1);
    session = std::make_unique<Session>(*workers, inbox);
  }
  ~StylingTest() override {
    workers.reset();
    session.reset();
    fs::remove_all(folder);
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::trunc) << text;
  }
  template <typename Holds>
  bool until(Holds holds) {
    return becomesTrue(inbox, holds);
  }
  [[nodiscard]] const State& state() const { return session->state(); }
  [[nodiscard]] map::Colour water() const { return map::styleOf(state().look).colours.water; }

  fs::path folder;
  std::string path;
  Inbox inbox;
  std::unique_ptr<Workers> workers;
  std::unique_ptr<Session> session;
};

TEST_F(StylingTest, AStyleTakesThePlaceOfTheThemesOwnUntilAThemeIsChosen) {
  session->apply(command::SetTheme{map::Theme::dark});
  session->apply(command::SetStyle{"print"});
  EXPECT_EQ(state().style, "print");
  EXPECT_EQ(map::styleOf(state().look).name, "Print");
  EXPECT_EQ(map::styleOf(state().look).theme, map::Theme::light);
  session->apply(command::SetTheme{map::Theme::dark});
  EXPECT_EQ(state().style, "");
  EXPECT_EQ(map::styleOf(state().look).name, "Night");
}

TEST_F(StylingTest, WhatIsNotThereIsToldAndChangesNothing) {
  session->apply(command::SetStyle{"print"});
  session->apply(command::SetStyle{path});
  EXPECT_EQ(state().style, "print");
  ASSERT_EQ(state().problems.size(), 1U);
  EXPECT_THAT(state().problems[0].text, HasSubstr("mine.json"));
}

TEST_F(StylingTest, AFileIsFollowedAndTheLastGoodStyleStaysWhileItHasAFault) {
  write("mine.json", R"({"colours": {"water": "#000001"}})");
  session->apply(command::SetStyle{path});
  EXPECT_EQ(water(), map::rgb(1));
  const std::uint64_t before = session->revision();
  write("mine.json", "{\"colours\":\n{\"water\": \"#00000\"}}");
  ASSERT_TRUE(until([&] { return !state().problems.empty(); }));
  EXPECT_GT(session->revision(), before) << "the window is drawn anew";
  EXPECT_THAT(state().problems[0].text, HasSubstr("mine.json:2:11: \"#00000\" is no colour"));
  EXPECT_EQ(water(), map::rgb(1));
  fs::remove(path);
  ASSERT_TRUE(until([&] { return state().problems[0].text.find("no colour") == std::string::npos; }));
  EXPECT_EQ(state().problems.size(), 1U) << "one notice, of how it is now";
  EXPECT_EQ(water(), map::rgb(1));
  write("mine.json", R"({"colours": {"water": "#000003"}})");
  ASSERT_TRUE(until([&] { return water() == map::rgb(3); }));
  EXPECT_TRUE(state().problems.empty());
}

TEST_F(StylingTest, WhatAStyleExtendsIsFollowedToo) {
  write("base.json", R"({"colours": {"water": "#000001"}})");
  write("mine.json", R"({"extends": "base.json"})");
  session->apply(command::SetStyle{path});
  EXPECT_EQ(water(), map::rgb(1));
  write("base.json", R"({"colours": {"water": "#000002"}})");
  EXPECT_TRUE(until([&] { return water() == map::rgb(2); }));
}

TEST_F(StylingTest, AnotherStyleTakesTheNoticeOfAFaultWithIt) {
  write("mine.json", "{");
  session->apply(command::SetStyle{path});
  ASSERT_EQ(state().problems.size(), 1U);
  session->apply(command::SetStyle{"print"});
  EXPECT_TRUE(state().problems.empty());
}

TEST_F(StylingTest, AStyleIsAPreference) {
  session->apply(command::SetStyle{"colour-blind"});
  const auto kept = parsePreferences(session::write(preferencesOf(state())));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->style, "colour-blind");
}

}  // namespace
}  // namespace dateline::session
