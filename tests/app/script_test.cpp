#include "app/script.h"

#include <gtest/gtest.h>

namespace dateline::app {
namespace {

std::string faultIn(const std::string& text) {
  const auto script = parseScript(text, "s");
  return script ? "" : script.error().text();
}

TEST(Script, NumbersOutOfRangeAreNamedWithTheirLineBeforeAnythingIsPlayed) {
  for (const char* line :
       {"resize 1e9 1e9", "resize 0 0", "resize 800.5 600", "scale 0", "scale 9", "pan-path 1000000000 1 1",
        "pan-path 0 1 1", "pan-path 1 1e30 1", "move 1e18 0", "drag 1 1 2 2 1e18", "drag 1 1 2 2 -1",
        "wheel 1 1 1e9", "wait -1", "wait 1e300"}) {
    const std::string fault = faultIn(std::string("wait idle\n") + line);
    EXPECT_NE(fault.find("s: line 2: "), std::string::npos) << line << ": " << fault;
    EXPECT_NE(fault.find("out of range"), std::string::npos) << line << ": " << fault;
  }
  EXPECT_NE(faultIn("pan-path 100000 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1").find("1000000 frames"),
            std::string::npos);
  EXPECT_EQ(faultIn("resize 1440 900\nscale 2\npan-path 60 -200 0\ndrag 1 1 2 2 500\nwheel 5 5 -3\nwait 200"),
            "");
}

TEST(Script, APictureIsAPng) {
  EXPECT_NE(faultIn("screenshot-map x.jpg").find("line 1: screenshot-map: \"x.jpg\""), std::string::npos);
  EXPECT_NE(faultIn("screenshot x").find(".png"), std::string::npos);
  EXPECT_EQ(faultIn("screenshot a b.PNG\nscreenshot-map /dev/null"), "");
}

TEST(Script, ANameWithANulIsRefused) {
  const std::string line("screenshot precious.md\0.png", 27);
  EXPECT_NE(faultIn("wait idle\n" + line).find("s: line 2: holds a NUL character"), std::string::npos);
}

TEST(Script, SpacesAtTheEndCountForWhatIsTypedAlone) {
  const auto script = parseScript("wait idle \nopen a b.txt\t \ntype a b  \nprint state  ", "s");
  ASSERT_TRUE(script) << script.error().text();
  EXPECT_EQ((*script)[0].rest, "idle");
  EXPECT_EQ((*script)[1].rest, "a b.txt");
  EXPECT_EQ((*script)[2].rest, "a b  ");
}

TEST(Script, LinesThatComeOneByOneKeepTheirNumbers) {
  const auto script = parseScript("nonsense", "standard input", 7);
  ASSERT_FALSE(script);
  EXPECT_NE(script.error().text().find("standard input: line 7: "), std::string::npos);
}

}  // namespace
}  // namespace dateline::app
