#pragma once

#include <string>

#include "article/block_builder.h"
#include "article/html_content.h"

namespace dateline::article {

struct PageText {
  const HtmlPage& page;
  const FoundArticle& found;
  const std::string& base;  ///< what links are relative to; empty: relative ones are no links
  BlockBuilder& builder;
  std::uint32_t firstQuote = 0;                ///< the builder's number for a quote is this and its node
  std::span<const std::uint32_t> quotes = {};  ///< that the page itself stands in
};

/// Writes a run as a block: white space run together, inlines where the style changes, cells parted by bars.
void writeRun(const PageText& to, const Run& run, BlockKind kind, int level);

/// A short line that is bold from end to end and no sentence: a heading of pages that know no headings.
bool isBoldLine(const HtmlPage& page, const Run& run);

}  // namespace dateline::article
