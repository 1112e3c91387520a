#pragma once

#include <string>

#include "article/html_content.h"

namespace dateline::article {

/// What elements in the run call its authors, the outermost where it reads like a byline, else the
/// innermost.
std::string namedAuthors(const HtmlPage& page, const FoundArticle& found, const Run& run);

}  // namespace dateline::article
