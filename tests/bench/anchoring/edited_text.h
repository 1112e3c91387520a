// A text under edits that never forget where each of its characters came from.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace dateline::bench {

using article::TextRange;
using Random = std::mt19937;

/// Integer in [0, below), the same with every standard library.
inline std::size_t pick(Random& random, std::size_t below) {
  return below == 0 ? 0 : random() % below;
}
inline bool chance(Random& random, double probability) {
  return static_cast<double>(random()) < probability * 4294967296.0;
}

class EditedText {
 public:
  static constexpr std::ptrdiff_t kNew = -1;
  struct Cell {
    char32_t c;
    std::ptrdiff_t origin;  ///< code point of the original text whose place it has; kNew: of nowhere
  };

  explicit EditedText(std::string_view utf8);

  [[nodiscard]] std::string utf8() const;
  [[nodiscard]] std::vector<Cell>& cells() { return cells_; }
  /// Where the cells of this range of the original stand now; start == end when none is left.
  [[nodiscard]] TextRange now(TextRange original) const;
  /// How many cells of the range are left.
  [[nodiscard]] std::size_t left(TextRange original) const;
  /// Cells of the original range, as [first, last) of the cells; empty when none is left.
  [[nodiscard]] std::pair<std::size_t, std::size_t> cellsOf(TextRange original) const;

  void erase(TextRange original);
  void insertBefore(std::size_t original, std::u32string_view text);

 private:
  std::vector<Cell> cells_;
};

std::u32string decoded(std::string_view utf8);
void appendUtf8(std::string& to, char32_t c);

}  // namespace dateline::bench
