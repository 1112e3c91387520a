#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/typesetter.h"

namespace dateline::map {

/// How much room text takes, from the widths of its letters, without setting it: within a few hundredths of
/// what the typesetter would make of it, and a hundred times as fast. Too wide where letters join.
class TextMeasure {
 public:
  explicit TextMeasure(text::Typesetter& typesetter) : typesetter_(typesetter) {}

  struct Size {
    double width = 0, height = 0;  ///< logical px
  };
  /// Forgets the widths: the fonts are looked for anew.
  void forget() { fonts_.clear(); }
  /// On one line.
  Size of(std::string_view utf8, const text::TextStyle& style);

 private:
  struct Font {
    text::TextStyle style;                       ///< at a size of its own
    double height = 0;                           ///< of a line, em
    std::unordered_map<char32_t, float> widths;  ///< em
  };
  Font& fontOf(const text::TextStyle& style);
  float widthOf(Font& font, std::string_view letter, char32_t c);

  text::Typesetter& typesetter_;
  std::vector<Font> fonts_;
};

}  // namespace dateline::map
