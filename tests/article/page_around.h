#pragma once

#include <string>

#include "article/article.h"

namespace dateline::article {

/// A page whose article holds this between two paragraphs.
inline ArticlePtr pageAround(const std::string& body) {
  const std::string prose =
      "<p>The minister visited the town and then flew on to the next, where he was met at the airport by "
      "officials of the city, and he said that this was good.</p>";
  const std::string page =
      "<html><body><article><h1>Title</h1>" + prose + body + prose + "</article></body></html>";
  return parseArticle(page, "a.html").value();
}

}  // namespace dateline::article
