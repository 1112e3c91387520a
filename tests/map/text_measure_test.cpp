#include "map/text_measure.h"

#include <gtest/gtest.h>

namespace dateline::map {
namespace {

class Measuring : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = text::Typesetter::create(DATELINE_ROOT "/assets/fonts");
    ASSERT_TRUE(made) << made.error().text();
    typesetter_ = std::move(*made);
  }
  std::unique_ptr<text::Typesetter> typesetter_;
};

TEST_F(Measuring, ComesCloseToWhatTheTypesetterMakes) {
  TextMeasure measure(*typesetter_);
  const text::TextStyle styles[] = {{.sizePx = 11.5},
                                    {.weight = 600, .sizePx = 16, .letterSpacingPx = 3},
                                    {.face = text::Face::reading, .italic = true, .sizePx = 10.5}};
  for (const text::TextStyle& style : styles) {
    for (const char* name :
         {"Ulaanbaatar", "Saint-Étienne", "São Tomé", "Нижний Новгород", "St. Petersburg"}) {
      const TextMeasure::Size size = measure.of(name, style);
      const text::LayoutPtr layout = typesetter_->layout(name, style);
      EXPECT_NEAR(size.width, layout->width(), 0.06 * layout->width()) << name;
      EXPECT_NEAR(size.height, layout->height(), 0.1 * layout->height()) << name;
    }
  }
}

TEST_F(Measuring, LettersThatJoinAreRatherTakenTooWide) {
  TextMeasure measure(*typesetter_);
  const text::TextStyle style{.sizePx = 12};
  for (const char* name : {"كازاخستان", "कज़ाख़स्तान"})
    EXPECT_GT(measure.of(name, style).width, 0.95 * typesetter_->layout(name, style)->width()) << name;
}

}  // namespace
}  // namespace dateline::map
