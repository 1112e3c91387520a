#include "article/markup.h"

#include <algorithm>
#include <array>

namespace dateline::article {
namespace {

constexpr std::size_t kHeadBytes = 64 << 10;
constexpr std::string_view kMarkupBlank = " \t\r\n\f";

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

void skipBlank(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kMarkupBlank), text.size()));
}

/// Behind byte order mark, white space, comments and the XML declaration.
std::string_view firstTag(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (;;) {
    skipBlank(text);
    const std::string_view end = text.starts_with("<!--") ? "-->" : text.starts_with("<?xml") ? "?>" : "";
    if (end.empty()) return text;
    const std::size_t found = text.find(end);
    if (found == std::string_view::npos) return {};
    text.remove_prefix(found + end.size());
  }
}

/// The value behind "name" and "=", quoted or not.
std::string valueOf(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    std::string_view rest = text.substr(at + name.size());
    skipBlank(rest);
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    skipBlank(rest);
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) rest.remove_prefix(1);
    return std::string(rest.substr(0, std::min(rest.find_first_of("\"' \t\r\n;>/?"), rest.size())));
  }
  return {};
}

std::string_view nextLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool isHeading(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('#');
  return marks != std::string_view::npos && marks >= 1 && marks <= 6 && line[marks] == ' ';
}

bool isTableRule(std::string_view line) {
  return line.find("---") != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

std::size_t countOf(std::string_view line, std::string_view mark) {
  std::size_t count = 0;
  for (std::size_t at = line.find(mark); at != std::string_view::npos; at = line.find(mark, at + mark.size()))
    ++count;
  return count;
}

}  // namespace

bool looksLikeHtml(std::string_view bytes) {
  const std::string head = lowered(firstTag(bytes.substr(0, kHeadBytes)).substr(0, 512));
  constexpr std::array<std::string_view, 12> kStarts = {"<!doctype html", "<html", "<head", "<body",
                                                        "<title",         "<meta", "<link", "<article",
                                                        "<main",          "<div",  "<base", "<script"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    return head.starts_with(start) && head.size() > start.size() &&
           std::string_view(" \t\r\n\f>/").find(head[start.size()]) != std::string_view::npos;
  });
}

bool looksLikeMarkdown(std::string_view text) {
  text = text.substr(0, kHeadBytes);
  std::size_t headings = 0, others = 0;
  while (!text.empty()) {
    const std::string_view line = nextLine(text);
    headings += isHeading(line) ? 1 : 0;
    others += line.starts_with("```") || line.starts_with("> ") || isTableRule(line) ? 1 : 0;
    others += countOf(line, "](") + countOf(line, "**") / 2;
  }
  return headings >= 2 || (headings == 1 && others >= 1) || others >= 3;
}

std::string declaredEncoding(std::string_view bytes) {
  const std::string head = lowered(bytes.substr(0, kHeadBytes));
  const std::string_view view = head;
  if (const std::string_view start = view.substr(0, 200); start.find("<?xml") != std::string_view::npos) {
    const std::string value = valueOf(start.substr(0, start.find("?>")), "encoding");
    if (!value.empty()) return value;
  }
  for (std::size_t at = view.find("<meta"); at != std::string_view::npos; at = view.find("<meta", at + 5)) {
    const std::string value = valueOf(view.substr(at, view.substr(at).find('>')), "charset");
    if (!value.empty()) return value;
  }
  return {};
}

}  // namespace dateline::article
