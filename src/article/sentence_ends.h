#pragma once

#include <string_view>

namespace dateline::article {

/// Bytes of the closing marks that begin a text: the French set a space before theirs ("« Est-ce lui ? »
/// dit-il"), so that they are taken for the beginning of a sentence; and of the raised marks of notes. The
/// white space behind is counted too.
[[nodiscard]] std::size_t closingMarksBefore(std::string_view text);

/// Whether what looks like the end of a sentence is none: the period of an abbreviation, of initials or of an
/// ordinal number, or a quoted question that the sentence goes on from. Both sides are trimmed. It asks the
/// words around, not the language of the text, which may be guessed wrongly.
[[nodiscard]] bool sentenceGoesOn(std::string_view before, std::string_view after);

}  // namespace dateline::article
