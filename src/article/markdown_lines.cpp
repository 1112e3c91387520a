#include <algorithm>
#include <optional>

#include "article/html_fragment.h"
#include "article/markdown_nodes.h"
#include "article/markdown_walker.h"
#include "article/raised_text.h"

// What stands in a line of Markdown: text, emphasis, links, the marks of notes, tags of HTML.

namespace dateline::article {
namespace {

/// Whether an element that was left open ends in the same paragraph; a tag that is only talked about hides
/// nothing.
bool isClosedInLine(cmark_node* node, std::string_view name) {
  int looks = 200;
  for (node = cmark_node_next(node); node != nullptr && looks-- > 0; node = cmark_node_next(node))
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE && closesElement(literalOf(node), name))
      return true;
  return false;
}

std::optional<Inline::Kind> inlineOf(LineTag tag) {
  switch (tag) {
    case LineTag::emphasis:
      return Inline::Kind::emphasis;
    case LineTag::strong:
      return Inline::Kind::strong;
    case LineTag::code:
      return Inline::Kind::code;
    case LineTag::struck:
      return Inline::Kind::struck;
    default:
      return std::nullopt;
  }
}

}  // namespace

void MarkdownWalker::enterInline(cmark_node* node, cmark_node_type type) {
  if (type == CMARK_NODE_SOFTBREAK) add(" ");
  if (type == CMARK_NODE_LINEBREAK) add("\n");
  if (type == CMARK_NODE_EMPH) builder_.beginInline(Inline::Kind::emphasis);
  if (type == CMARK_NODE_STRONG) builder_.beginInline(Inline::Kind::strong);
  if (isNamed(node, "strikethrough")) builder_.beginInline(Inline::Kind::struck);
  if (type == CMARK_NODE_HTML_INLINE) enterInlineHtml(node);
  if (type == CMARK_NODE_LINK) enterLink(node);
  if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
    add(scriptText(literalOf(node), Script::raised, {.before = builder_.written(), .noteMark = true}));
  if (type == CMARK_NODE_CODE) {
    builder_.beginInline(Inline::Kind::code);
    add(literalOf(node));
    builder_.endInline();
  }
}

void MarkdownWalker::enterLink(cmark_node* node) {
  const char* target = cmark_node_get_url(node);
  builder_.beginInline(Inline::Kind::link, target == nullptr ? "" : target);
  ++links_;
}

void MarkdownWalker::leaveInline(cmark_node_type type) {
  if (type == CMARK_NODE_LINK) --links_;
  builder_.endInline();
}

/// Of tags in a line the text between them stays, with its emphasis, and breaks of the line.
void MarkdownWalker::enterInlineHtml(cmark_node* node) {
  const std::string_view html = literalOf(node);
  if (!hidden_.empty()) return unhide(html);
  const LineTagFound found = lineTagIn(html);
  if (found.tag == LineTag::lineBreak)
    add("\n");
  else if (found.closes)
    closeTag(node, found.tag);
  else if (found.tag != LineTag::none)
    openTag(node, found.tag);
  hideBehind(node, html);
}

void MarkdownWalker::openTag(cmark_node* node, LineTag tag) {
  if (!isClosedBeside(node, tag)) return;
  openTags_.push_back({tag, cmark_node_parent(node)});
  if (const auto kind = inlineOf(tag)) builder_.beginInline(*kind);
}

/// With it end the tags that were opened within; what was opened beside another node is none of its.
void MarkdownWalker::closeTag(cmark_node* node, LineTag tag) {
  std::size_t left = openTags_.size();
  while (left > 0 && openTags_[left - 1].parent == cmark_node_parent(node) && openTags_[left - 1].tag != tag)
    --left;
  if (left == 0 || openTags_[left - 1].tag != tag || openTags_[left - 1].parent != cmark_node_parent(node))
    return;
  for (; openTags_.size() >= left; openTags_.pop_back())
    if (inlineOf(openTags_.back().tag)) builder_.endInline();
}

void MarkdownWalker::hideBehind(cmark_node* node, std::string_view html) {
  const std::string_view open = hiddenPartLeftOpen(html);
  hiddenInline_ = !open.empty() && isClosedInLine(node, open);
  if (hiddenInline_) hidden_ = open;
}

void MarkdownWalker::unhide(std::string_view html) {
  if (closesElement(html, hidden_)) hidden_ = {};
}

void MarkdownWalker::add(std::string_view text) {
  if (hidden_.empty()) builder_.add(text);
}

void MarkdownWalker::addText(std::string_view text) {
  if (isCut(text)) text.remove_prefix(kCutInLine.size());
  const bool raised = hasOpen(LineTag::raised);
  if (!raised && !hasOpen(LineTag::lowered)) return add(text);
  add(scriptText(text, raised ? Script::raised : Script::lowered,
                 {.before = builder_.written(), .noteMark = links_ > 0 || hasOpen(LineTag::link)}));
}

bool MarkdownWalker::hasOpen(LineTag tag) const {
  return std::any_of(openTags_.begin(), openTags_.end(),
                     [tag](const OpenTag& open) { return open.tag == tag; });
}

}  // namespace dateline::article
