#pragma once

#include <optional>
#include <string>

#include "article/html_content.h"
#include "article/html_meta.h"

namespace dateline::article {

struct Title {
  std::string text;
  std::uint32_t node = 0;               ///< 0: it stands only in the page's head
  std::optional<std::size_t> run = {};  ///< the one of the node's that says it; none: all of them do
};

/// A headline that stands in one paragraph with its date, its byline or its text, parted from them by <br>
/// alone, becomes a run of its own, and so do the lines of the head beside it.
void partTitleLine(HtmlPage& page, const PageFacts& facts);

/// The heading that says what the page's head says, else the first one in the article, else what the head
/// says.
Title findTitle(const HtmlPage& page, const PageFacts& facts, const FoundArticle& found);

/// The same but for signs and what one of them has more, as a site's name.
bool sameTitle(const std::string& one, const std::string& other);

}  // namespace dateline::article
