// The tags of HTML that may stand within a line of Markdown and mean something for how it is set.
#pragma once

#include <cstdint>
#include <string_view>

#include <cmark-gfm.h>

namespace dateline::article {

enum class LineTag : std::uint8_t { none, lineBreak, emphasis, strong, code, struck, raised, lowered, link };

struct LineTagFound {
  LineTag tag = LineTag::none;
  bool closes = false;
};

/// Of "<b class=x>" and the like.
LineTagFound lineTagIn(std::string_view html);

/// Whether what this node opens is closed by one of the next nodes beside it; few of them are looked at.
bool isClosedBeside(cmark_node* node, LineTag tag);

}  // namespace dateline::article
