#pragma once

#include <string_view>
#include <vector>

#include "article/article.h"

namespace dateline::article {

/// Whether there may be an address in a text; quickly told.
bool mayHoldAddress(std::string_view text);

/// Addresses of pages and of mail that stand in a text as such, as GitHub's Markdown finds them: what begins
/// with "http://", "https://" or "www.", without signs that end a sentence and brackets that close others.
/// Ranges are code points of `text`.
std::vector<Inline> addressesIn(std::string_view text);

}  // namespace dateline::article
