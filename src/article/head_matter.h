#pragma once

#include <string>
#include <string_view>

#include "article/article.h"

namespace dateline::article {

/// "By Ana Lind and Bo Ek, Staff" -> "Ana Lind and Bo Ek, Staff"; "Von ...", "Par ...", "Автор: ..." the
/// same. Empty when the text is no byline: `hinted` says that the page calls it one, so the name may stand
/// alone.
std::string bylineIn(std::string_view text, bool hinted = false);

/// The dateline that begins a report, as it is written, without the agency and the dash: "ASTANA, Feb 28" of
/// "ASTANA, Feb 28 (Agency) — The ...". Empty when there is none.
std::string datelineOf(std::string_view paragraph);

/// Fills what is not known yet of the article's head from the blocks above its text, and gives a byline or
/// date that stands alone its kind.
void readHeadMatter(Article& article);

}  // namespace dateline::article
