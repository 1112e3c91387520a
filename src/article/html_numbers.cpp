#include "article/html_numbers.h"

#include <charconv>
#include <limits>

namespace dateline::article {

int numberIn(const HtmlTree& tree, const Node& node, Attribute attribute, int otherwise) {
  const std::string_view text = tree.get(node, attribute);
  int number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

void ItemNumbers::see(std::uint32_t item) {
  const Node& node = tree_.nodes[item];
  const Node& list = tree_.nodes[node.parent];
  if (list.tag != Tag::ol) return;
  const auto next = next_.try_emplace(node.parent, numberIn(tree_, list, Attribute::start, 1)).first;
  const int number = numberIn(tree_, node, Attribute::value, next->second);
  next->second = number == std::numeric_limits<int>::max() ? number : number + 1;
  numbers_[item] = number;
}

ItemMark ItemNumbers::markIn(std::uint32_t block) {
  while (block != 0 && tree_.nodes[block].tag != Tag::li && tree_.nodes[block].tag != Tag::dd &&
         !numbers_.contains(block))
    block = tree_.nodes[block].parent;
  if (tree_.nodes[block].tag == Tag::dd) return {.number = {}, .continues = true};
  if (!begun_.insert(block).second) return {.number = {}, .continues = true};
  const auto number = numbers_.find(block);
  return {.number = number == numbers_.end() ? std::nullopt : std::optional(number->second)};
}

}  // namespace dateline::article
