// The notes below the text of a page, which Markdown knows and HTML has no element for.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "article/html_tree.h"

namespace dateline::article {

struct PageNotes {
  std::unordered_set<std::uint32_t> lists;       ///< <ol> and <ul> whose items are notes
  std::unordered_map<std::uint32_t, int> parts;  ///< notes that stand in no list, with their numbers
  std::unordered_set<std::uint32_t> backLinks;   ///< <a> in them that lead back into the text: no text
};

/// Lists are recognised by what a page calls them ("footnotes", role=doc-endnotes), else by their items: most
/// have an id such as "fn1" and a link back. A note in no list is named a footnote and begins with its
/// number, which leads back.
PageNotes findNotes(const HtmlTree& tree);

/// A link to a note that is written as its number alone: raised, whether a page says so by <sup> or in its
/// style.
bool isNoteMark(const HtmlTree& tree, const Node& node);

}  // namespace dateline::article
