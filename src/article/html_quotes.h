#pragma once

#include <string>
#include <string_view>

#include "article/html_tree.h"

namespace dateline::article {

/// What browsers draw around <q>, in a language: the signs of a quote, and of one within a quote.
struct QuoteSigns {
  std::string begin, end;
  std::string innerBegin, innerEnd;
};

/// Of the language that a page says its element is in; of none English ones.
const QuoteSigns& quoteSignsAt(const HtmlTree& tree, std::uint32_t node);

}  // namespace dateline::article
