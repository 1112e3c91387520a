// What stands around an article on its page: dek, byline and date, and the time stamps amid its text.
#pragma once

#include <string>
#include <vector>

#include "article/html_content.h"
#include "article/html_meta.h"
#include "article/html_title.h"

namespace dateline::article {

struct PageHead {
  std::string byline;
  std::string published;          ///< YYYY-MM-DD
  std::vector<std::size_t> deks;  ///< runs, in order
  std::vector<bool> leads;  ///< [run]: text that stands between the title and where the article was found
  std::vector<bool> used;   ///< [run]: said by the title, the dek or the two above; stands not in the text
  std::vector<bool> lines;  ///< [run]: tells who or when on a line of its own amid the text
};

/// The head of a page whose article was found. A run is used only when nothing but its byline, date or title
/// is in it: what an article says is never lost. Of pages that tell of events as they happen the times of the
/// reports stay in the text.
PageHead readHead(const HtmlPage& page, const FoundArticle& found, const PageFacts& facts,
                  const Title& title);

}  // namespace dateline::article
