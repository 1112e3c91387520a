// The names of the map in other languages are drawn with letters of fonts that have them.

#include <fstream>

#include "text/text_fixture.h"

namespace dateline::text {
namespace {

class MapNames : public TextTest, public testing::WithParamInterface<const char*> {};

/// The letters of a font begin after the one that stands for those that it lacks; Pango marks with a high bit
/// what no font has.
bool isMissing(const Glyph& glyph) {
  return glyph.index == 0 || (glyph.index & 0x10000000u) != 0;
}

TEST_P(MapNames, HaveNoMissingLetters) {
  std::ifstream file(std::string(DATELINE_ROOT "/geodata/languages/") + GetParam() + ".tsv");
  int names = 0;
  for (std::string row; std::getline(file, row); ++names) {
    const std::string name = row.substr(row.rfind('\t') + 1);
    for (const int weight : {400, 600})
      for (const Glyph& glyph : set(name, {.weight = weight})->glyphs())
        ASSERT_FALSE(isMissing(glyph)) << name << " at weight " << weight;
  }
  EXPECT_GT(names, 500);
}

INSTANTIATE_TEST_SUITE_P(Languages, MapNames, testing::Values("ar", "hi", "kk", "zh"));

TEST_F(TextTest, ALetterThatNoFontHasIsSeenAsMissing) {
  const LayoutPtr layout = set("\U000EFFFF");
  bool missing = layout->glyphs().empty();
  for (const Glyph& glyph : layout->glyphs()) missing = missing || isMissing(glyph);
  EXPECT_TRUE(missing);
}

}  // namespace
}  // namespace dateline::text
