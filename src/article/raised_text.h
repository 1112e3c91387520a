// Superscripts and subscripts in plain text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::article {

enum class Script : std::uint8_t { raised, lowered };

struct ScriptPlace {
  std::string_view before;  ///< the text that it follows, of its block; empty where a space parts the two
  bool noteMark = false;    ///< it is a link, as the marks of footnotes are
};

/// What is set above or below the line, written so that nobody takes it for a part of what it follows: "10"
/// and "6" are ten to the sixth, not 106. With Unicode's own characters where it has all of them (10⁶, H₂O),
/// else with signs: 10^(2/3), T_C, and for the mark of a note behind a number 2023[1]. Endings of words and
/// ordinals stay as they are ("1st", "Mme").
std::string scriptText(std::string_view text, Script script, const ScriptPlace& place);

}  // namespace dateline::article
