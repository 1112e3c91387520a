// A page as a flat tree: what libxml2's HTML parser makes of it, reduced to what tells where the article is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace dateline::article {

enum class Tag : std::uint8_t {
  text,  ///< not an element: character data
  other,
  custom,  ///< a name with a hyphen
  html,
  head,
  body,
  title,
  meta,
  base,
  link,
  script,
  style,
  noscript,
  template_,
  svg,
  iframe,
  object,
  article,
  main,
  section,
  div,
  header,
  footer,
  nav,
  aside,
  form,
  fieldset,
  dialog,
  details,
  summary,
  address,
  center,
  p,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  blockquote,
  pre,
  ul,
  ol,
  li,
  dl,
  dt,
  dd,
  menu,
  figure,
  figcaption,
  picture,
  img,
  video,
  audio,
  canvas,
  table,
  caption,
  thead,
  tbody,
  tfoot,
  tr,
  td,
  th,
  hr,
  br,
  wbr,
  a,
  em,
  i,
  cite,
  dfn,
  var,
  strong,
  b,
  code,
  kbd,
  samp,
  tt,
  q,
  time,
  span,
  button,
  select,
  option,
  textarea,
  input,
  label,
  rt,
  rp,
  del,
  sup,
  sub
};

enum class Attribute : std::uint8_t {
  id,
  class_,
  role,
  href,
  style,
  hidden,
  ariaHidden,
  itemprop,
  rel,
  property,
  name,
  content,
  datetime,
  type,
  colspan,
  rowspan,
  start,
  value,
  lang
};

struct Node {
  Tag tag = Tag::other;
  bool apart = false;  ///< text: white space stands before it, though none is written (html_seams.h)
  std::uint32_t parent = 0;
  std::uint32_t end = 0;                       ///< behind the last node below it
  std::uint32_t textBegin = 0, textEnd = 0;    ///< character data, in the tree's text
  std::uint32_t firstValue = 0, valueEnd = 0;  ///< its attributes
};

/// Nodes in the order of the page: below node i stand i + 1 .. nodes[i].end - 1. Node 0 stands above the
/// page.
class HtmlTree {
 public:
  std::vector<Node> nodes;
  std::string savedFrom;  ///< the address a browser noted when it saved the page

  [[nodiscard]] std::string_view textOf(const Node& node) const;
  /// Value of an attribute; empty when there is none (or none in it).
  [[nodiscard]] std::string_view get(const Node& node, Attribute attribute) const;
  [[nodiscard]] bool has(const Node& node, Attribute attribute) const;
  [[nodiscard]] std::size_t textBytes() const { return text_.size(); }  ///< of all nodes together
  /// Character data below a node with white space run together, trimmed; at most `limit` bytes.
  [[nodiscard]] std::string textBelow(std::uint32_t node, std::size_t limit = 2000) const;

 private:
  friend class TreeMaker;
  struct Value {
    Attribute attribute;
    std::uint32_t begin, end;
  };
  [[nodiscard]] const Value* find(const Node& node, Attribute attribute) const;
  std::vector<Value> values_;
  std::string text_;
  std::string attributeText_;
};

/// Reads a page (valid UTF-8). Broken markup is mended as libxml2 does; errors are for pages whose tags would
/// take the parser unreasonable time, and for more than four million nodes.
Result<HtmlTree> parseHtml(std::string_view html);

}  // namespace dateline::article
