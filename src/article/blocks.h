// The two readers of blocks behind parseArticle.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace dateline::article {

/// Fills the blocks of an article whose `text` and `offsets` stand: paragraphs from blank lines, their kinds
/// from their shape.
void splitPlainText(Article& article);

/// Fills text, offsets and blocks from Markdown (CommonMark with GitHub's tables, strikethrough and
/// autolinks). Raw HTML and front matter are dropped.
void readMarkdown(std::string_view markdown, Article& article);

/// The ranges of the sentences of `text`, in bytes, trimmed of white space; line breaks inside count as
/// spaces.
std::vector<TextRange> sentenceBytes(std::string_view text);

}  // namespace dateline::article
