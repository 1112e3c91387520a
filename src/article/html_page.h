#pragma once

#include <cstdint>
#include <vector>

#include "article/article.h"
#include "article/html_notes.h"
#include "article/html_tables.h"
#include "article/html_tree.h"

namespace dateline::article {

/// How the text below a node is set, inherited from what stands above it.
struct NodeStyle {
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;
  bool emphasis = false, strong = false, code = false, struck = false, preformatted = false;
  std::uint8_t quotes = 0;       ///< <blockquote>s it is in, as far as they are told apart
  bool dataTable = false;        ///< inside a table of data: its rows are lines, its cells are parts of them
  std::uint32_t link = 0;        ///< the <a> it is in; 0 for none
  std::uint32_t quote = 0;       ///< the innermost <q> it is in; 0 for none
  std::uint32_t blockQuote = 0;  ///< the innermost of those <blockquote>s; 0 for none
  std::uint32_t cell = 0;        ///< of a table of data; 0 for none
  std::uint32_t script = 0;      ///< the outermost <sup> or <sub> it is in; 0 for none
  std::uint32_t container = 0;   ///< the nearest block
};

/// Text that stands in one block without a break of paragraph: what becomes a block of the article.
struct Run {
  std::uint32_t container = 0;
  std::uint32_t begin = 0, end = 0;  ///< parts of the page
  std::uint32_t characters = 0;      ///< without white space; ideographs count double
  std::uint32_t linked = 0;          ///< of them, in links
  bool sentence = false;             ///< ends like one, or holds the end of one
  ItemMark mark = {};                ///< of a list's item
};

struct Part {
  enum class Kind : std::uint8_t { text, lineBreak, cell };
  Kind kind = Kind::text;
  std::uint32_t node = 0;
};

/// A page as runs of text, in order. What no reader sees (scripts, forms' fields, hidden parts) has none.
struct HtmlPage {
  HtmlTree tree;
  std::vector<NodeStyle> styles;  ///< [node]
  std::vector<Part> parts;
  std::vector<Run> runs;
  std::vector<PlacedCell> cells;  ///< of tables of data, by their nodes
  PageNotes notes;
};

HtmlPage layOutPage(HtmlTree tree);

/// Counts the text of a part, which stands at the run's end, to the run.
void addToRun(const HtmlPage& page, std::uint32_t node, Run& run);

/// Its last sign, but for quotation marks and brackets behind it, ends a sentence in any script.
bool endsSentence(std::string_view text);

[[nodiscard]] bool isBlock(Tag tag);
[[nodiscard]] bool isHeading(Tag tag);
/// What is below is not read: scripts, pictures, fields of forms.
[[nodiscard]] bool isNeverText(Tag tag);

}  // namespace dateline::article
