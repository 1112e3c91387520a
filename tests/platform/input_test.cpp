#include "platform/input.h"

#include <gtest/gtest.h>

namespace dateline::platform {
namespace {

TEST(Input, everyKeyReadsBackFromItsName) {
  for (int code = 1; code <= static_cast<int>(Key::grave); ++code) {
    for (const Mods mods :
         {Mods{}, Mods{.ctrl = true}, Mods{.ctrl = true, .shift = true}, Mods{.alt = true, .super = true}}) {
      const KeyPress press = normalised({static_cast<Key>(code), mods});
      const std::string name = keyName(press);
      ASSERT_FALSE(name.empty()) << code;
      const auto read = parseKey(name);
      ASSERT_TRUE(read) << name;
      EXPECT_EQ(*read, press) << name;
    }
  }
}

TEST(Input, namesAreReadWhateverTheirCase) {
  EXPECT_EQ(parseKey("ctrl+shift+f3"), (KeyPress{Key::f3, {.ctrl = true, .shift = true}}));
  EXPECT_EQ(parseKey("Ctrl++"), (KeyPress{Key::plus, {.ctrl = true}}));
  EXPECT_EQ(parseKey("+"), KeyPress{Key::plus});
  EXPECT_EQ(parseKey("Escape"), KeyPress{Key::escape});
  EXPECT_EQ(parseKey("F12"), KeyPress{Key::f12});
  EXPECT_EQ(parseKey("n"), KeyPress{Key::n});
  EXPECT_EQ(parseKey("7"), KeyPress{Key::digit7});
}

TEST(Input, aQuestionMarkIsOneHoweverItWasStruck) {
  EXPECT_EQ(parseKey("Shift+/"), parseKey("?"));
  EXPECT_EQ(normalised({Key::equal, {.ctrl = true, .shift = true}}), parseKey("Ctrl++"));
  EXPECT_EQ(normalised({Key::f3, {.shift = true}}), (KeyPress{Key::f3, {.shift = true}}))
      << "others keep their Shift";
}

TEST(Input, whatIsNoKeyIsNothing) {
  for (const char* name : {"", "Ctrl", "Ctrl+", "Hyper+A", "F0", "F13", "F03", "Fx", "++", "Ctrl+Shift+",
                           "ab", "\xff", "Shift+Ctrl"})
    EXPECT_FALSE(parseKey(name)) << name;
  EXPECT_EQ(keyName({}), "");
}

}  // namespace
}  // namespace dateline::platform
