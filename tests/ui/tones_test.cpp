#include "ui/tones.h"

#include <gtest/gtest.h>

namespace dateline::ui {
namespace {

constexpr double kText = 4.5;

class EveryTheme : public testing::TestWithParam<map::Theme> {};
INSTANTIATE_TEST_SUITE_P(Tones, EveryTheme, testing::Values(map::Theme::light, map::Theme::dark));

TEST(Contrast, IsThatOfWcag) {
  EXPECT_NEAR(contrast(map::rgb(0x000000), map::rgb(0xffffff)), 21, 1e-9);
  EXPECT_NEAR(contrast(map::rgb(0x777777), map::rgb(0xffffff)), 4.48, 0.01);
  EXPECT_DOUBLE_EQ(contrast(map::rgb(0x2b6cb0), map::rgb(0x2b6cb0)), 1);
}

TEST(Contrast, FindsTheDrawingsMutedToneTooWeak) {
  const map::Palette& light = map::palette(map::Theme::light);
  EXPECT_LT(contrast(light.muted, light.panel), kText);
}

TEST_P(EveryTheme, TextReadsOnEveryGroundItStandsOn) {
  const Tones tones(*map::builtInStyle(GetParam()));
  for (const Colour ground : {tones.panel, tones.window, tones.field, tones.hover, tones.chosen}) {
    EXPECT_GE(contrast(tones.ink, ground), 7);
    EXPECT_GE(contrast(tones.muted, ground), kText);
  }
  for (const Colour ground : {tones.panel, tones.hover, tones.highlight})
    EXPECT_GE(contrast(tones.link, ground), kText);
  EXPECT_GE(contrast(tones.kicker, tones.panel), kText);
  EXPECT_GE(contrast(tones.accentInk, tones.accent), kText);
}

TEST_P(EveryTheme, ThePageReadsOnEveryTint) {
  const Tones tones(*map::builtInStyle(GetParam()));
  for (const Colour ground : {tones.highlight, tones.found, tones.foundCurrent, tones.selection})
    EXPECT_GE(contrast(tones.ink, ground), kText);
  // Passages of two events under the mouse, on the page and on the highlighted passage.
  for (const char* kind : {"meeting", "pressure", "trade", "movement", "vote"})
    for (const Colour ground : {tones.panel, tones.highlight}) {
      const Colour once = mix(ground, tones.kind(kind), tones.litAlpha);
      EXPECT_GE(contrast(tones.ink, once), kText) << kind;
      EXPECT_GE(contrast(tones.ink, mix(once, tones.kind("meeting"), tones.litAlpha)), kText) << kind;
    }
}

TEST_P(EveryTheme, NamesOnTheMapReadOnWhatTheyStandOn) {
  const map::Palette& p = map::palette(GetParam());
  for (const Colour ground : {p.water, p.land, p.landFocus, p.halo}) {
    EXPECT_GE(contrast(p.seaName, ground), kText);
    EXPECT_GE(contrast(p.label, ground), kText);
    EXPECT_GE(contrast(mix(p.label, p.borderFocus, 0.5f), ground), kText);  // countries
    EXPECT_GE(contrast(mix(p.muted, p.label, 0.5f), ground), kText);        // provinces
  }
  for (const Colour ground : {p.water, p.land, p.panel})  // attribution and scale bar
    EXPECT_GE(contrast(mix(p.muted, p.ink, 0.35f), ground), kText);
}

TEST_P(EveryTheme, NumbersOfHollowMarksReadOnThePage) {
  const Tones tones(*map::builtInStyle(GetParam()));
  for (const char* kind : {"meeting", "pressure", "trade", "movement", "vote"})
    EXPECT_GE(contrast(tones.kind(kind), tones.panel), kText) << kind;
}

TEST_P(EveryTheme, NumbersReadOnEveryKind) {
  const Tones tones(*map::builtInStyle(GetParam()));
  for (const char* kind : {"meeting", "pressure", "conflict", "trade", "energy", "money", "movement", "vote",
                           "institution", "?"})
    EXPECT_GE(contrast(tones.pinInk, tones.kind(kind)), kText) << kind;
}

TEST(Readable, KeepsAColourThatReadsAndEndsAtTheStrongOne) {
  const Colour ink = map::rgb(0x111111);
  EXPECT_EQ(readable(map::rgb(0x333333), map::rgb(0xffffff), ink), map::rgb(0x333333));
  EXPECT_GE(contrast(readable(map::rgb(0xdddddd), map::rgb(0xffffff), ink), map::rgb(0xffffff)), kText);
  EXPECT_EQ(readable(map::rgb(0xdddddd), map::rgb(0xffffff), ink, 30), ink);
}

}  // namespace
}  // namespace dateline::ui
