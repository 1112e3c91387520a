// Where in a text a passage may stand in other words: by the short pieces that it has in common with it.
#pragma once

#include <string_view>
#include <vector>

#include "story/approximate.h"

namespace dateline::story {

/// For each quote the windows of `text` that hold most of its pieces of 8 bytes, best first, at most `most`
/// of each. One pass over the text for all quotes; pieces that are everywhere are left out. Quotes shorter
/// than 8 bytes have none.
std::vector<std::vector<ByteSpan>> likelyWindows(std::string_view text,
                                                 const std::vector<std::string_view>& quotes,
                                                 std::size_t most);

}  // namespace dateline::story
