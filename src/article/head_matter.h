#pragma once

#include <string>
#include <string_view>

#include "article/article.h"

namespace dateline::article {

/// "By Ana Lind and Bo Ek, Staff" -> "Ana Lind and Bo Ek, Staff"; "Von ...", "Par ...", "Автор: ..." the
/// same. Empty when the text is no byline: `hinted` says that the page calls it one, so the name may stand
/// alone.
std::string bylineIn(std::string_view text, bool hinted = false);

/// Two to four words, all with capitals: "Ana Lind", but no sentence and no number; others may follow.
bool isPersonsName(std::string_view text);

struct WhoAndWhen {
  std::string byline;
  std::string published;  ///< YYYY-MM-DD
};

/// Of a line of several parts, "Issue 44 · 6 March 2025 · by Ana Lind", those that are a byline or a day
/// alone.
WhoAndWhen whoAndWhenIn(std::string_view line);

/// Fills what is not known yet of the article's head from the blocks above its text, and gives a byline or
/// date that stands alone its kind.
void readHeadMatter(Article& article);

/// The head without the byline and the date that a line above the text says itself.
Head restOfHead(const Article& article);

}  // namespace dateline::article
