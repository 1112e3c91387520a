#include "article/html_fragment.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "article/html_writer.h"

namespace dateline::article {
namespace {

/// Where `tag` ("<script") stands in any case, from `at` on; "<script-list" is another one.
std::size_t findTag(std::string_view html, std::string_view tag, std::size_t at) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  const auto endsName = [](char c) { return !std::isalnum(static_cast<unsigned char>(c)) && c != '-'; };
  for (auto begin = html.begin() + static_cast<std::ptrdiff_t>(at);; ++begin) {
    begin = std::search(begin, html.end(), tag.begin(), tag.end(), same);
    if (begin == html.end()) return std::string_view::npos;
    const auto behind = begin + static_cast<std::ptrdiff_t>(tag.size());
    if (behind == html.end() || endsName(*behind)) return static_cast<std::size_t>(begin - html.begin());
  }
}

}  // namespace

void writeHtmlFragment(std::string_view html, HtmlPlace& place, BlockBuilder& builder) {
  Result<HtmlTree> tree = parseHtml(html);
  if (!tree) return;
  HtmlPage page = layOutPage(std::move(*tree));
  FoundArticle all;
  all.dropped.assign(page.tree.nodes.size(), false);
  const std::uint32_t firstQuote = builder.newNumbers(static_cast<std::uint32_t>(page.tree.nodes.size()));
  for (Run& run : page.runs) {
    const NodeStyle& style = page.styles[page.parts[run.begin].node];
    BlockKind kind = style.kind;
    int level = style.level;
    if (kind == BlockKind::paragraph) {
      kind = place.paragraph;
      level = place.level;
      run.mark = place.mark;
      if (kind == BlockKind::listItem) place.mark = {.number = {}, .continues = true};
    } else if (kind == BlockKind::heading && level == 1 && !place.titled) {
      kind = BlockKind::title;
      place.titled = true;
    }
    writeRun({page, all, {}, builder, firstQuote, place.quotes}, run, kind, level);
  }
}

std::string_view hiddenPartLeftOpen(std::string_view html) {
  for (const std::string_view name : {std::string_view("script"), std::string_view("style")}) {
    const std::string opening = "<" + std::string(name);
    bool open = false;
    for (std::size_t at = findTag(html, opening, 0); at != std::string_view::npos;
         at = open ? std::string_view::npos : findTag(html, opening, at)) {
      const std::size_t end = findTag(html, "</" + std::string(name), at);
      open = end == std::string_view::npos;
      at = open ? at : end;
    }
    if (open) return name;
  }
  return {};
}

bool closesElement(std::string_view html, std::string_view name) {
  return findTag(html, "</" + std::string(name), 0) != std::string_view::npos;
}

}  // namespace dateline::article
