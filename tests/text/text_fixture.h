// A typesetter with the shipped fonts, and how to see what it draws.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "text/typesetter.h"

namespace dateline::text {

class TextTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto made = Typesetter::create(DATELINE_ROOT "/assets/fonts");
    ASSERT_TRUE(made) << made.error().text();
    typesetter() = std::move(*made);
  }
  static void TearDownTestSuite() { typesetter().reset(); }

  static std::unique_ptr<Typesetter>& typesetter() {
    static std::unique_ptr<Typesetter> shared;
    return shared;
  }
  static LayoutPtr set(std::string_view text, const TextStyle& style = {},
                       const LayoutOptions& options = {}) {
    return typesetter()->layout(text, style, options);
  }
  static float widthOf(std::string_view text, const TextStyle& style = {}) {
    return set(text, style)->width();
  }
};

/// Coverage of a picture, row by row, out of the atlas.
inline std::vector<std::uint8_t> pixelsOf(const Typesetter& typesetter, const GlyphPicture& picture) {
  const Image& atlas = typesetter.atlas();
  const auto x0 = static_cast<std::size_t>(std::lround(picture.u0 * static_cast<float>(atlas.width)));
  const auto y0 = static_cast<std::size_t>(std::lround(picture.v0 * static_cast<float>(atlas.height)));
  std::vector<std::uint8_t> pixels;
  for (std::size_t y = y0; y < y0 + static_cast<std::size_t>(picture.height); ++y)
    for (std::size_t x = x0; x < x0 + static_cast<std::size_t>(picture.width); ++x)
      pixels.push_back(atlas.pixels[y * atlas.rowBytes() + x]);
  return pixels;
}

/// Sum of the coverage, in whole pixels.
inline double inkOf(const Typesetter& typesetter, const GlyphPicture& picture) {
  double sum = 0;
  for (const std::uint8_t pixel : pixelsOf(typesetter, picture)) sum += pixel;
  return sum / 255;
}

}  // namespace dateline::text
