#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline::map {

/// How the numbers of a column are written. Spaces and apostrophes may part thousands in any.
struct NumberSigns {
  char decimal = '.';
  char thousands = 0;      ///< that parts them too; 0: none does
  char secondDecimal = 0;  ///< is one as well; 0: none
  std::string unit = {};   ///< may stand with them: "%", "$"; empty: none
};

/// "12", "−0.5", "1 240", "1e5", and with its column's unit "−$12", "12 %"; nothing for words, and for what
/// is not finite.
std::optional<double> numberIn(std::string_view text, const NumberSigns& signs = {});

/// Without blanks of any kind at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace dateline::map
