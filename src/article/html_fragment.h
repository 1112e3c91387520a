#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "article/block_builder.h"

namespace dateline::article {

/// Where a piece of HTML stands in a text of another format; what it brings is noted there.
struct HtmlPlace {
  BlockKind paragraph = BlockKind::paragraph;  ///< what a paragraph is there
  int level = 0;                               ///< of that
  ItemMark mark = {};                          ///< of the next one
  bool titled = true;                          ///< the text has its title; else a first heading is it
  std::span<const std::uint32_t> quotes = {};  ///< that it stands in, by the builder's numbers
};

/// Writes all of a piece of HTML (valid UTF-8) as blocks; scripts and styles are no text. What no parser
/// should be given is left out.
void writeHtmlFragment(std::string_view html, HtmlPlace& place, BlockBuilder& builder);

/// The element ("script", "style") whose content goes on behind this piece of HTML; empty when there is none.
std::string_view hiddenPartLeftOpen(std::string_view html);
/// True where the piece holds the end of this element.
bool closesElement(std::string_view html, std::string_view name);

}  // namespace dateline::article
