// What cmark's nodes are asked for.
#pragma once

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <string_view>

#include "article/long_paragraphs.h"

namespace dateline::article {

inline std::string_view literalOf(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : literal;
}

/// Nodes of extensions have no constants, only names.
inline bool isNamed(cmark_node* node, std::string_view type) {
  return cmark_node_get_type_string(node) == type;
}

inline bool isRow(cmark_node* node) {
  return isNamed(node, "table_row") || isNamed(node, "table_header");
}

/// What may hold paragraphs and gives them their kind.
inline bool isContainer(cmark_node_type type) {
  return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM || type == CMARK_NODE_FOOTNOTE_DEFINITION;
}

inline bool isCut(std::string_view text) {
  return text.starts_with(kCutInLine) || text.starts_with(kCutBetweenLines);
}

}  // namespace dateline::article
