// What the first bytes of a file tell of its format, before it is decoded.
#pragma once

#include <string>
#include <string_view>

namespace dateline::article {

/// A page begins with a document type, with <html>, or with tags that stand in its head. Works in every
/// encoding that keeps ASCII.
bool looksLikeHtml(std::string_view bytes);

/// Text that was written as Markdown: headings, links, fences, tables, more than once.
bool looksLikeMarkdown(std::string_view text);

/// What a page says its encoding is (<meta charset>, http-equiv, the XML declaration); empty when it does
/// not.
std::string declaredEncoding(std::string_view bytes);

}  // namespace dateline::article
