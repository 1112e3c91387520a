#include "map/text_measure.h"

#include <algorithm>

#include "map/text_case.h"

namespace dateline::map {
namespace {

constexpr float kMeasuredPx = 32;
constexpr std::string_view kLatin = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

}  // namespace

/// The Latin letters of a font are measured at once, as they stand side by side in one line.
TextMeasure::Font& TextMeasure::fontOf(const text::TextStyle& style) {
  text::TextStyle plain = style;
  plain.sizePx = kMeasuredPx;
  plain.letterSpacingPx = 0;
  const auto known =
      std::find_if(fonts_.begin(), fonts_.end(), [&](const Font& font) { return font.style == plain; });
  if (known != fonts_.end()) return *known;
  Font& font = fonts_.emplace_back(Font{.style = plain});
  const text::LayoutPtr line = typesetter_.layout(kLatin, plain);
  font.height = line->height() / kMeasuredPx;
  const auto glyphs = line->glyphs();
  if (glyphs.size() != kLatin.size()) return font;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const float end = i + 1 < glyphs.size() ? glyphs[i + 1].x : line->width();
    font.widths.emplace(static_cast<char32_t>(kLatin[i]), (end - glyphs[i].x) / kMeasuredPx);
  }
  return font;
}

float TextMeasure::widthOf(Font& font, std::string_view letter, char32_t c) {
  if (isWide(c)) return 1;
  const auto [found, isNew] = font.widths.try_emplace(c, 0.0f);
  if (isNew) found->second = typesetter_.layout(letter, font.style)->width() / kMeasuredPx;
  return found->second;
}

TextMeasure::Size TextMeasure::of(std::string_view utf8, const text::TextStyle& style) {
  Font& font = fontOf(style);
  double em = 0;
  int letters = 0;
  while (!utf8.empty()) {
    const Letter letter = firstLetter(utf8);
    em += widthOf(font, utf8.substr(0, letter.bytes), letter.c);
    ++letters;
    utf8.remove_prefix(letter.bytes);
  }
  return {em * style.sizePx + letters * style.letterSpacingPx, font.height * style.sizePx};
}

}  // namespace dateline::map
