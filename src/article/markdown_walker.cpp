#include "article/markdown_walker.h"

#include <cmark-gfm-core-extensions.h>

#include <algorithm>
#include <memory>
#include <string>

#include "article/dates.h"
#include "article/html_fragment.h"
#include "article/long_paragraphs.h"
#include "article/markdown_nodes.h"

namespace dateline::article {
namespace {

struct FreeNodeWalk {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using NodeWalkPtr = std::unique_ptr<cmark_iter, FreeNodeWalk>;

/// The paragraph holds one child of this type and nothing else.
bool holdsOnly(cmark_node* paragraph, cmark_node_type type) {
  cmark_node* child = cmark_node_first_child(paragraph);
  return child != nullptr && cmark_node_next(child) == nullptr && cmark_node_get_type(child) == type;
}

/// The part of a long paragraph that was cut.
bool continuesBlock(cmark_node* paragraph) {
  cmark_node* first = cmark_node_first_child(paragraph);
  return first != nullptr && cmark_node_get_type(first) == CMARK_NODE_TEXT && isCut(literalOf(first));
}

/// Whether an element that HTML left open ends in one of the next blocks. Where it does not, more would be
/// hidden than anybody meant to.
bool isClosedBehind(cmark_node* node, std::string_view name) {
  int looks = 200;
  for (node = cmark_node_next(node); node != nullptr && looks-- > 0; node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK && closesElement(literalOf(node), name))
      return true;
    for (cmark_node* part = cmark_node_first_child(node); part != nullptr && looks-- > 0;
         part = cmark_node_next(part))
      if (cmark_node_get_type(part) == CMARK_NODE_HTML_INLINE && closesElement(literalOf(part), name))
        return true;
  }
  return false;
}

/// "3. März 2024" on a line of its own, which Markdown takes for a list that begins with its third item.
bool isDay(cmark_node* list) {
  const int day = cmark_node_get_list_start(list);
  cmark_node* item = cmark_node_first_child(list);
  if (day < 1 || day > 31 || item == nullptr || cmark_node_next(item) != nullptr) return false;
  cmark_node* paragraph = cmark_node_first_child(item);
  if (paragraph == nullptr || cmark_node_next(paragraph) != nullptr || !holdsOnly(paragraph, CMARK_NODE_TEXT))
    return false;
  const std::string line =
      std::to_string(day) + ". " + std::string(literalOf(cmark_node_first_child(paragraph)));
  return isDateLine(line) && saysOnlyWhen(line);
}

}  // namespace

void MarkdownWalker::walk(cmark_node* document) {
  const NodeWalkPtr iterator(cmark_iter_new(document));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (event == CMARK_EVENT_ENTER) {
      enter(node);
    } else {
      leave(node);
    }
  }
}

void MarkdownWalker::enter(cmark_node* node) {
  const auto type = cmark_node_get_type(node);
  if (type == CMARK_NODE_TEXT) {
    addText(literalOf(node));
  } else if (type == CMARK_NODE_HEADING) {
    enterHeading(node);
  } else if (type == CMARK_NODE_PARAGRAPH) {
    enterParagraph(node);
  } else if (type == CMARK_NODE_CODE_BLOCK) {
    open(BlockKind::code, itemDepth());
    add(withoutCuts(literalOf(node)));
    builder_.close();
  } else if (type == CMARK_NODE_HTML_BLOCK) {
    enterHtml(node);
  } else if (type == CMARK_NODE_LIST) {
    lists_.push_back({.numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                      .next = cmark_node_get_list_start(node)});
  } else if (isContainer(type)) {
    enterContainer(node, type);
  } else if (isRow(node)) {
    open(BlockKind::paragraph, 0);
    builder_.makeRow(table_, isNamed(node, "table_header"));
    nextColumn_ = 0;
  } else if (isNamed(node, "table_cell")) {
    enterCell();
  } else if (isNamed(node, "table")) {
    enterTable(node);
  } else {
    enterInline(node, type);
  }
}

void MarkdownWalker::leave(cmark_node* node) {
  const auto type = cmark_node_get_type(node);
  if (type == CMARK_NODE_LIST) {
    lists_.pop_back();
  } else if (isContainer(type)) {
    if (containers_.back().kind == Container::Kind::quote) quotes_.pop_back();
    containers_.pop_back();
  } else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK ||
             isNamed(node, "strikethrough")) {
    leaveInline(type);
  } else if (type == CMARK_NODE_PARAGRAPH) {
    closeParagraph(node);
  } else if (type == CMARK_NODE_HEADING || isRow(node)) {
    closeBlock();
  }
}

void MarkdownWalker::enterContainer(cmark_node* node, cmark_node_type type) {
  Container container;
  if (type == CMARK_NODE_BLOCK_QUOTE) {
    container.kind = Container::Kind::quote;
    quotes_.push_back(builder_.newNumbers(1));
  } else if (type == CMARK_NODE_FOOTNOTE_DEFINITION) {
    container.kind = Container::Kind::note;
    container.mark.number = ++notes_;
  } else if (isNamed(node, "tasklist")) {
    container.mark.done = cmark_gfm_extensions_get_tasklist_item_checked(node);
  } else if (!lists_.empty() && lists_.back().numbered) {
    container.mark.number = lists_.back().next++;
    if (containers_.empty() && isDay(cmark_node_parent(node))) container.kind = Container::Kind::day;
  }
  containers_.push_back(container);
}

void MarkdownWalker::enterTable(cmark_node* node) {
  table_ = builder_.newNumbers(1);
  const std::uint8_t* sides = cmark_gfm_extensions_get_table_alignments(node);
  sides_.assign(sides, sides == nullptr ? sides : sides + cmark_gfm_extensions_get_table_columns(node));
}

void MarkdownWalker::enterCell() {
  using Side = TableCell::Side;
  const std::size_t column = nextColumn_++;
  const std::uint8_t side = column < sides_.size() ? sides_[column] : 0;
  builder_.beginCell({.range = {},
                      .column = static_cast<std::uint16_t>(std::min<std::size_t>(column, 0xFFFF)),
                      .side = side == 'l'   ? Side::left
                              : side == 'c' ? Side::centre
                              : side == 'r' ? Side::right
                                            : Side::byContent});
}

void MarkdownWalker::open(BlockKind kind, int level, const ItemMark& mark) {
  builder_.open(kind, level, mark, quotes_);
}

void MarkdownWalker::enterHeading(cmark_node* node) {
  const int level = cmark_node_get_heading_level(node);
  const bool title = level == 1 && !titled_ && !textHasBegun();
  titled_ = titled_ || level == 1;
  open(title ? BlockKind::title : BlockKind::heading, level);
}

/// What stands below text is a section's heading; pictures, and names of sections, may stand above a title.
bool MarkdownWalker::textHasBegun() {
  for (; !begun_ && lookedAt_ < article_.blocks.size(); ++lookedAt_) {
    const BlockKind kind = article_.blocks[lookedAt_].kind;
    begun_ = kind != BlockKind::heading && kind != BlockKind::caption;
  }
  return begun_;
}

void MarkdownWalker::enterParagraph(cmark_node* node) {
  const bool afterTitle = !article_.blocks.empty() && article_.blocks.back().kind == BlockKind::title;
  if (continuesBlock(node)) {
    add(" ");
  } else if (!containers_.empty()) {
    openInContainer(containers_.back());
  } else if (afterTitle && holdsOnly(node, CMARK_NODE_EMPH)) {
    open(BlockKind::dek, 0);
  } else {
    open(holdsOnly(node, CMARK_NODE_IMAGE) ? BlockKind::caption : BlockKind::paragraph, 0);
  }
}

void MarkdownWalker::openInContainer(Container& container) {
  if (container.kind == Container::Kind::quote) return open(BlockKind::quote, itemDepth());
  if (container.kind == Container::Kind::day) {
    open(BlockKind::paragraph, 0);
    return add(std::to_string(*container.mark.number) + ". ");
  }
  const bool note = container.kind == Container::Kind::note;
  open(note ? BlockKind::note : BlockKind::listItem, note ? 0 : itemDepth(), container.mark);
  container.mark = {.number = {}, .continues = true};
}

int MarkdownWalker::itemDepth() const {
  return static_cast<int>(
      std::count_if(containers_.begin(), containers_.end(),
                    [](const Container& container) { return container.kind == Container::Kind::item; }));
}

void MarkdownWalker::enterHtml(cmark_node* node) {
  const std::string html = withoutCuts(literalOf(node));
  if (!hidden_.empty()) return unhide(html);
  const bool mayBeTitle = !titled_ && !textHasBegun();
  HtmlPlace place{.titled = !mayBeTitle, .quotes = quotes_};
  Container* const container = containers_.empty() ? nullptr : &containers_.back();
  if (container != nullptr) {
    const bool quote = container->kind == Container::Kind::quote;
    const bool note = container->kind == Container::Kind::note;
    place.paragraph = quote ? BlockKind::quote : note ? BlockKind::note : BlockKind::listItem;
    place.level = note ? 0 : itemDepth();
    place.mark = container->mark;
  }
  writeHtmlFragment(html, place, builder_);
  titled_ = titled_ || (mayBeTitle && place.titled);
  if (container != nullptr) container->mark = place.mark;
  const std::string_view open = hiddenPartLeftOpen(html);
  if (!open.empty() && isClosedBehind(node, open)) hidden_ = open;
}

/// A paragraph ends, but for one that goes on in the next, which may stand behind the list or quote of its
/// own.
void MarkdownWalker::closeParagraph(cmark_node* node) {
  while (cmark_node_next(node) == nullptr && cmark_node_parent(node) != nullptr)
    node = cmark_node_parent(node);
  cmark_node* next = cmark_node_next(node);
  const bool goesOn =
      next != nullptr && cmark_node_get_type(next) == CMARK_NODE_PARAGRAPH && continuesBlock(next);
  if (!goesOn) closeBlock();
}

void MarkdownWalker::closeBlock() {
  builder_.close();
  openTags_.clear();
  if (hiddenInline_) hidden_ = {};
  hiddenInline_ = false;
}

}  // namespace dateline::article
