#pragma once

#include <vector>

#include "article/html_hints.h"
#include "article/html_page.h"

namespace dateline::article {

/// Where on a page its article stands.
struct FoundArticle {
  std::uint32_t root = 0;     ///< the node below which its text is
  std::vector<bool> dropped;  ///< [node]: not the article, nor what is below
  std::vector<Hint> hints;    ///< [node]
};

/// Finds the article as reader views do. Each run of text has a value: prose counts for its length, links
/// against it; a node's value is that of what is below, unless links make up a third of it. The article is
/// found by going down from the page to whichever part keeps nearly all of the value (what is named an
/// article needs less). Then lists of links, teasers, sections under headings such as "Related" and lines
/// such as "Advertisement" are dropped from it.
FoundArticle findArticle(const HtmlPage& page);

}  // namespace dateline::article
