// What the runs of a page are worth, added up for the nodes above them.
#pragma once

#include <vector>

#include "article/html_content.h"

namespace dateline::article {

/// Of a node and all below it, as far as it is not dropped.
struct Sums {
  std::uint32_t characters = 0, linked = 0, prose = 0;
  std::uint32_t links = 0;              ///< elements
  std::uint32_t guards = 0;             ///< titles and parts that are named the main one
  std::uint32_t notes = 0;              ///< lists of them
  std::uint32_t linkedHeadings = 0;     ///< that lead to another page, as a teaser's
  std::uint32_t headingsOfReports = 0;  ///< that lead to a place in this one
  double value = 0;
};

/// [node], of what `found` has not dropped.
std::vector<Sums> sumsOf(const HtmlPage& page, const FoundArticle& found);

/// Characters of a run that count as prose: not those of links and of short lines that are no sentences.
std::uint32_t proseOf(const HtmlPage& page, const Run& run);

}  // namespace dateline::article
