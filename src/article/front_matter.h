#pragma once

#include <string_view>

#include "article/article.h"

namespace dateline::article {

/// The text behind the fenced head that static site generators put before it, closed by "---" or "...":
/// title, dek, author and date are taken from that into the article, it is no text.
std::string_view withoutFrontMatter(std::string_view text, Article& article);

}  // namespace dateline::article
