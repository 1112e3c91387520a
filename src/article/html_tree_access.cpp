#include "article/html_tree.h"

// What a tree tells of its nodes; how it is made stands in html_tree.cpp.

namespace dateline::article {

std::string_view HtmlTree::textOf(const Node& node) const {
  return std::string_view(text_).substr(node.textBegin, node.textEnd - node.textBegin);
}

const HtmlTree::Value* HtmlTree::find(const Node& node, Attribute attribute) const {
  for (std::uint32_t i = node.firstValue; i < node.valueEnd; ++i)
    if (values_[i].attribute == attribute) return &values_[i];
  return nullptr;
}

std::string_view HtmlTree::get(const Node& node, Attribute attribute) const {
  const Value* value = find(node, attribute);
  return value == nullptr ? std::string_view()
                          : std::string_view(attributeText_).substr(value->begin, value->end - value->begin);
}

bool HtmlTree::has(const Node& node, Attribute attribute) const {
  return find(node, attribute) != nullptr;
}

std::string HtmlTree::textBelow(std::uint32_t index, std::size_t limit) const {
  std::string out;
  for (std::uint32_t i = index; i < nodes[index].end && out.size() < limit; ++i) {
    if ((nodes[i].tag == Tag::br || nodes[i].apart) && !out.empty() && out.back() != ' ') out += ' ';
    for (const char c : textOf(nodes[i])) {
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\f';
      if (!blank) out += c;
      if (blank && !out.empty() && out.back() != ' ') out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.size() > limit) {
    out.resize(limit);
    while (!out.empty() && (out.back() & 0xC0) == 0x80) out.pop_back();
    if (!out.empty() && (out.back() & 0x80) != 0) out.pop_back();
  }
  return out;
}

}  // namespace dateline::article
