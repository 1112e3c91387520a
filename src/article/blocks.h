// The readers of blocks behind parseArticle.
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
/// autolinks). Of raw HTML the text stays; front matter is none.
void readMarkdown(std::string_view markdown, Article& article);

/// Fills text, offsets, blocks and head from a page: the article is found in it as reader views do
/// (page_content.h), the rest is left out. Scripts, images and styles are never looked at. Errors: a page
/// that is nested or tagged beyond all reason.
Status readHtml(std::string_view html, Article& article);

/// The ranges of the sentences of `text`, in bytes, trimmed of white space; line breaks inside count as
/// spaces.
std::vector<TextRange> sentenceBytes(std::string_view text);

}  // namespace dateline::article
