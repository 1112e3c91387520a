#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dateline::map {

/// How the numbers of a column are written. Spaces and apostrophes may part thousands in any.
struct NumberSigns {
  char decimal = '.';
  char thousands = 0;  ///< that parts them too; 0: none does
};

/// Tells from the numbers of a column how they are written: half of the world has 1,5, and some 1.234,5. A
/// comma before three digits alone may be one of thousands, which the others tell.
class NumberSignsFinder {
 public:
  void look(std::string_view text);
  [[nodiscard]] NumberSigns found() const;

 private:
  bool comma_ = false, point_ = false;  ///< is for certain that of decimals
  bool anyPoint_ = false;
};

/// "12", "−0.5", "1 240", "1e5"; nothing for words, and for what is not finite.
std::optional<double> numberIn(std::string_view text, NumberSigns signs = {});

/// Without blanks of any kind at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace dateline::map
