#pragma once

#include <cmark-gfm.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "article/block_builder.h"
#include "article/markdown_tags.h"

namespace dateline::article {

/// Writes the trees of Markdown's pieces, one after the other, as an article's plain text and blocks.
class MarkdownWalker {
 public:
  MarkdownWalker(Article& article, BlockBuilder& builder) : article_(article), builder_(builder) {}

  void walk(cmark_node* document);

 private:
  struct Container {
    enum class Kind : std::uint8_t { quote, item, note, day };  ///< day: "3. März 2024", no item of a list
    Kind kind = Kind::item;
    ItemMark mark = {};  ///< of its next paragraph
  };
  struct List {
    bool numbered = false;
    int next = 1;
  };
  struct OpenTag {
    LineTag tag = LineTag::none;
    cmark_node* parent = nullptr;  ///< where it was opened, and is closed
  };

  // markdown_walker.cpp
  void enter(cmark_node* node);
  void leave(cmark_node* node);
  void enterContainer(cmark_node* node, cmark_node_type type);
  void enterHeading(cmark_node* node);
  [[nodiscard]] bool textHasBegun();
  void enterParagraph(cmark_node* node);
  void openInContainer(Container& container);
  void enterTable(cmark_node* node);
  void enterCell();
  void open(BlockKind kind, int level, const ItemMark& mark = {});
  [[nodiscard]] int itemDepth() const;
  void enterHtml(cmark_node* node);
  void closeParagraph(cmark_node* node);
  void closeBlock();

  // markdown_lines.cpp
  void enterInline(cmark_node* node, cmark_node_type type);
  void enterLink(cmark_node* node);
  void leaveInline(cmark_node_type type);
  void enterInlineHtml(cmark_node* node);
  void openTag(cmark_node* node, LineTag tag);
  void closeTag(cmark_node* node, LineTag tag);
  void hideBehind(cmark_node* node, std::string_view html);
  void unhide(std::string_view html);
  void add(std::string_view text);
  void addText(std::string_view text);
  [[nodiscard]] bool hasOpen(LineTag tag) const;

  Article& article_;
  BlockBuilder& builder_;
  std::vector<Container> containers_;
  std::vector<std::uint32_t> quotes_;  ///< of the containers, by their numbers
  std::vector<List> lists_;
  std::vector<OpenTag> openTags_;  ///< in the block that is open
  std::string_view hidden_;        ///< the script or style whose content goes by
  bool hiddenInline_ = false;      ///< it began in a line and hides no more than the paragraph
  bool titled_ = false;            ///< no further heading is the title
  bool begun_ = false;             ///< text stands above
  std::size_t lookedAt_ = 0;
  int links_ = 0;  ///< that are open
  int notes_ = 0;  ///< below the text
  std::uint32_t table_ = 0;
  std::vector<std::uint8_t> sides_;  ///< of the table's columns, as cmark names them
  std::size_t nextColumn_ = 0;
};

}  // namespace dateline::article
