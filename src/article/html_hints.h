// What the names that page builders give to elements tell, and the words that stand above what is not the
// article.
#pragma once

#include <string_view>

#include "article/html_tree.h"

namespace dateline::article {

enum class Hint : std::uint8_t {
  none,
  article,        ///< the text itself: "article-body", "entry-content", itemprop=articleBody
  clutter,        ///< may be navigation, advertising, a teaser: loses against much text
  surelyClutter,  ///< comments, cookies, related stories: out however long it is
  title,
  dek,
  byline,
  date,
  subheading
};

/// By tag, role, class, id and microdata. Words are taken whole ("ad" is not found in "head"); what a name
/// denies or merely mentions ("no-sidebar", "has-comments") does not count.
Hint hintOf(const HtmlTree& tree, const Node& node);

/// No one sees it: text for screen readers, tools of editors.
bool isNamedInvisible(const HtmlTree& tree, const Node& node);

/// "Related stories", "Comments", "Читайте также": the heading of a part that is not the article.
bool isClutterHeading(std::string_view text);

/// "Advertisement", "Share this", "Story continues below": a line that is not the article.
bool isClutterLine(std::string_view text);

}  // namespace dateline::article
