// What the names of the elements around a run of text say of it.
#pragma once

#include <string>

#include "article/html_content.h"

namespace dateline::article {

/// A run's text on one line, at most some 400 bytes; without what elements of one name hold.
std::string textOf(const HtmlPage& page, const FoundArticle& found, const Run& run,
                   Hint without = Hint::none);

/// "By", "Author": nothing but words that stand beside names.
bool isLabelOfWho(std::string_view text);

/// Byline, date, dek or subheading where such elements hold all of the run's text, but for words that label
/// it
/// ("Published", "By"). Text beside them is the article's, whatever the run begins with: then it is none. A
/// run that tells who and when is a byline; a date says nothing but a day or a time.
Hint nameOf(const HtmlPage& page, const FoundArticle& found, const Run& run);

/// Words in a line of prose are read with it, whatever their element is called ("related-place"), but for
/// what no one sees and for what follows the last sentence without being one ("Share").
bool isAmidProse(const HtmlPage& page, std::uint32_t node);

}  // namespace dateline::article
