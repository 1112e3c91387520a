#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "article/article.h"
#include "article/html_tree.h"

namespace dateline::article {

/// The whole number in an attribute; `otherwise` where there is none.
int numberIn(const HtmlTree& tree, const Node& node, Attribute attribute, int otherwise);

/// What stands before the items of a page's lists.
class ItemNumbers {
 public:
  explicit ItemNumbers(const HtmlTree& tree) : tree_(tree) {}

  /// An item, in the order of the page.
  void see(std::uint32_t item);
  /// A block that is an item by itself.
  void number(std::uint32_t block, int number) { numbers_[block] = number; }
  /// Of the paragraph that begins in this block of an item: the item's first has its mark.
  ItemMark markIn(std::uint32_t block);

 private:
  const HtmlTree& tree_;
  std::unordered_map<std::uint32_t, int> next_;     ///< [list]
  std::unordered_map<std::uint32_t, int> numbers_;  ///< [item]
  std::unordered_set<std::uint32_t> begun_;
};

}  // namespace dateline::article
