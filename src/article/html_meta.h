#pragma once

#include <string>

#include "article/html_tree.h"

namespace dateline::article {

/// What a page says of itself beside its text: in <meta>, in JSON-LD, in <title> and <base>. Empty where it
/// does not.
struct PageFacts {
  std::string headline;     ///< of JSON-LD or the social networks' cards
  std::string windowTitle;  ///< of <title>, without the site's name
  std::string description;
  std::string byline;
  std::string published;  ///< YYYY-MM-DD
  std::string address;    ///< what links are relative to
};

PageFacts factsOf(const HtmlTree& tree);

}  // namespace dateline::article
