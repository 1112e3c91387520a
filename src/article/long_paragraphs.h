#pragma once

#include <string>
#include <string_view>

namespace dateline::article {

/// What stands at the start of a part of a paragraph that was cut: within a line, and between two lines.
inline constexpr std::string_view kCutInLine = "\uFDD0";
inline constexpr std::string_view kCutBetweenLines = "\uFDD1";

/// Markdown whose paragraphs of more than some thousand bytes are cut in parts, each a paragraph of its own
/// that begins with a mark. cmark looks through all emphasis of a paragraph at each link: a paragraph of
/// megabytes would take it minutes. Cuts stand at spaces outside of emphasis and links, as far as there are
/// any.
bool hasLongParagraph(std::string_view markdown);
std::string cutLongParagraphs(std::string_view markdown);

/// The same text without the marks and the lines that were put in: for code, which is not read as paragraphs.
std::string withoutCuts(std::string_view text);

}  // namespace dateline::article
