#include "article/markdown_tags.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace dateline::article {
namespace {

constexpr int kMostBeside = 60;

}  // namespace

LineTagFound lineTagIn(std::string_view html) {
  using enum LineTag;
  using Named = std::pair<std::string_view, LineTag>;
  constexpr std::array kNamed = {
      Named{"br", lineBreak},  Named{"b", strong},      Named{"strong", strong}, Named{"i", emphasis},
      Named{"em", emphasis},   Named{"cite", emphasis}, Named{"code", code},     Named{"kbd", code},
      Named{"samp", code},     Named{"tt", code},       Named{"del", struck},    Named{"s", struck},
      Named{"strike", struck}, Named{"sup", raised},    Named{"sub", lowered},   Named{"a", link}};
  if (!html.starts_with('<')) return {};
  html.remove_prefix(1);
  const bool closes = html.starts_with('/');
  if (closes) html.remove_prefix(1);
  std::string name;
  for (const char c : html.substr(0, 10)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-') break;
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  const auto* found =
      std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& named) { return named.first == name; });
  return {found == kNamed.end() ? none : found->second, closes};
}

bool isClosedBeside(cmark_node* node, LineTag tag) {
  int looks = kMostBeside;
  for (node = cmark_node_next(node); node != nullptr && looks-- > 0; node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) != CMARK_NODE_HTML_INLINE) continue;
    const char* html = cmark_node_get_literal(node);
    const LineTagFound found = html == nullptr ? LineTagFound() : lineTagIn(html);
    if (found.closes && found.tag == tag) return true;
  }
  return false;
}

}  // namespace dateline::article
