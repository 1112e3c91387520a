#include "article/html_notes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

using Index = std::uint32_t;

// Lists may stand in lists to any depth, and each is asked.
constexpr std::size_t kItemsLookedAt = 20;
constexpr Index kNodesLookedAt = 400;

std::string small(std::string_view text) {
  std::string out(text.substr(0, 200));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

bool namesNotes(std::string_view names) {
  if (names.find("otes") == std::string_view::npos) return false;  // nearly all are done with
  const std::string name = small(names);
  return name.find("footnotes") != std::string::npos || name.find("endnotes") != std::string::npos;
}

bool isNamedNotes(const HtmlTree& tree, const Node& node) {
  if (node.firstValue == node.valueEnd) return false;
  return tree.get(node, Attribute::role) == "doc-endnotes" || namesNotes(tree.get(node, Attribute::class_)) ||
         namesNotes(tree.get(node, Attribute::id));
}

/// "fn1", "fn:1", "footnote-1", "_ftn1", "cite_note-1".
bool isNoteId(std::string_view id) {
  const std::string name = small(id);
  if (name.empty() || name.back() < '0' || name.back() > '9') return false;
  const std::size_t first = name.find_first_not_of("_");
  const std::string_view word = std::string_view(name).substr(std::min(first, name.size()));
  constexpr std::array kBegins = {"fn"sv,  "ftn"sv,  "footnote"sv, "endnote"sv,
                                  "edn"sv, "note"sv, "cite_note"sv};
  return std::ranges::any_of(kBegins, [&](std::string_view begins) {
    if (!word.starts_with(begins)) return false;
    const char next = word[begins.size()];
    return next < 'a' || next > 'z';
  });
}

bool saysSomething(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// To the mark in the text: an arrow, or a link to a place that is named a reference.
bool leadsBack(const HtmlTree& tree, Index link) {
  const Node& node = tree.nodes[link];
  if (node.tag != Tag::a) return false;
  if (tree.get(node, Attribute::role) == "doc-backlink") return true;
  const std::string_view target = tree.get(node, Attribute::href);
  if (!target.starts_with('#')) return false;
  return target.find("ref") != std::string_view::npos || !saysSomething(tree.textBelow(link, 40));
}

/// Among the first so many nodes.
std::vector<Index> backLinksBelow(const HtmlTree& tree, Index above, Index most) {
  std::vector<Index> links;
  const Index end = std::min(tree.nodes[above].end, above + most);
  for (Index i = above + 1; i < end; ++i)
    if (leadsBack(tree, i)) links.push_back(i);
  return links;
}

std::vector<Index> firstItemsOf(const HtmlTree& tree, Index list) {
  std::vector<Index> items;
  for (Index i = list + 1; i < tree.nodes[list].end && items.size() < kItemsLookedAt; i = tree.nodes[i].end)
    if (tree.nodes[i].tag == Tag::li) items.push_back(i);
  return items;
}

bool hasItemsOfNotes(const HtmlTree& tree, Index list) {
  const std::vector<Index> items = firstItemsOf(tree, list);
  const auto notes = std::ranges::count_if(items, [&](Index item) {
    return isNoteId(tree.get(tree.nodes[item], Attribute::id)) &&
           !backLinksBelow(tree, item, kNodesLookedAt).empty();
  });
  return notes > 0 && static_cast<std::size_t>(notes) * 2 >= items.size();
}

/// Of a number of up to three digits; 0 for another text.
int noteNumber(const HtmlTree& tree, Index link) {
  const std::string text = tree.textBelow(link, 8);
  int number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = failed == std::errc() && end == text.data() + text.size();
  return whole && text.size() <= 3 && number > 0 ? number : 0;
}

/// Substack's notes: an element each, named a footnote, whose first element is a link back that shows the
/// number.
void takeNoteInNoList(const HtmlTree& tree, Index part, PageNotes& notes) {
  const Node& node = tree.nodes[part];
  if (node.tag != Tag::div && node.tag != Tag::p && node.tag != Tag::section) return;
  const std::string_view names = tree.get(node, Attribute::class_);
  if (names.find("ootnote") == std::string_view::npos) return;
  Index first = part + 1;
  while (first < node.end && tree.nodes[first].tag != Tag::a) {
    if (tree.nodes[first].tag == Tag::text && saysSomething(tree.textOf(tree.nodes[first]))) return;
    ++first;
  }
  if (first >= node.end || !tree.get(tree.nodes[first], Attribute::href).starts_with('#')) return;
  if (!isNoteId(tree.get(tree.nodes[first], Attribute::id)) && !isNoteId(tree.get(node, Attribute::id)))
    return;
  const int number = noteNumber(tree, first);
  if (number == 0) return;
  notes.parts.emplace(part, number);
  notes.backLinks.insert(first);
}

}  // namespace

bool isNoteMark(const HtmlTree& tree, const Node& node) {
  if (node.tag != Tag::a) return false;
  const std::string_view target = tree.get(node, Attribute::href);
  if (!target.starts_with('#') || !isNoteId(target.substr(1))) return false;
  return noteNumber(tree, static_cast<Index>(&node - tree.nodes.data())) > 0;
}

PageNotes findNotes(const HtmlTree& tree) {
  PageNotes notes;
  Index namedEnd = 0;  // of the part that is named notes
  for (Index i = 1; i < tree.nodes.size();) {
    const Node& node = tree.nodes[i];
    if (i >= namedEnd && node.tag != Tag::body && node.tag != Tag::html && isNamedNotes(tree, node))
      namedEnd = node.end;
    takeNoteInNoList(tree, i, notes);
    const bool list = node.tag == Tag::ol || node.tag == Tag::ul;
    if (!list || !(i < namedEnd || hasItemsOfNotes(tree, i))) {
      ++i;
      continue;
    }
    notes.lists.insert(i);
    const std::vector<Index> links = backLinksBelow(tree, i, node.end - i);
    notes.backLinks.insert(links.begin(), links.end());
    i = node.end;
  }
  return notes;
}

}  // namespace dateline::article
