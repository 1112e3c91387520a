// A long Markdown text in pieces that can be parsed one by one: a tree of all of it would take forty times
// its memory.
#pragma once

#include <string_view>
#include <vector>

namespace dateline::article {

/// Pieces of about `bytes`, together the text. They are parted only where what follows means the same without
/// what stands before: at paragraphs that begin a line behind an empty one and at items that begin one,
/// outside of fenced code and of HTML. A text that defines references is one piece.
std::vector<std::string_view> piecesOfMarkdown(std::string_view text, std::size_t bytes);

}  // namespace dateline::article
