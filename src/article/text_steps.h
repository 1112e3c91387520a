#pragma once

#include "article/article.h"

namespace dateline::article {

// The steps of a caret through an article, in code points, for every script that ICU knows: characters as
// their readers count them, words also where no spaces part them (Thai, Chinese). All are clamped to the
// text.

[[nodiscard]] std::size_t nextCharacter(const Article& article, std::size_t offset);
[[nodiscard]] std::size_t previousCharacter(const Article& article, std::size_t offset);
/// Where what Backspace takes begins: the last mark over or beside a letter, as it was typed on its own; else
/// the character as its readers count it.
[[nodiscard]] std::size_t backspaceStart(const Article& article, std::size_t offset);
/// The end of the word that goes on or follows; the end of the text behind the last.
[[nodiscard]] std::size_t nextWordEnd(const Article& article, std::size_t offset);
/// The beginning of the word that goes on or lies before; the text's beginning before the first.
[[nodiscard]] std::size_t previousWordStart(const Article& article, std::size_t offset);
/// The word at an offset, or the space or the mark that stands there. At the border of a word and something
/// else, the word.
[[nodiscard]] TextRange wordAt(const Article& article, std::size_t offset);

/// At most so many bytes of the beginning of a text, ending between two characters as their readers count
/// them, before a space where there is one near the end.
[[nodiscard]] std::string_view beginningOf(std::string_view utf8, std::size_t mostBytes);

/// True when the first strong character of the text is written from right to left (rule P2 of Unicode's
/// bidirectional algorithm).
[[nodiscard]] bool beginsRightToLeft(std::string_view utf8);

/// True when the first letter of the text is of a script that has italics of its own: in others, as Arabic,
/// Chinese or Thai, only a program slants letters, which hurts them.
[[nodiscard]] bool hasItalics(std::string_view utf8);

}  // namespace dateline::article
