#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <mutex>

#include "article/block_builder.h"
#include "article/blocks.h"
#include "article/front_matter.h"
#include "article/html_fragment.h"
#include "article/long_paragraphs.h"
#include "article/markdown_memory.h"
#include "article/markdown_pieces.h"

namespace dateline::article {
namespace {

constexpr std::size_t kPieceBytes = 8 << 10;  // its tree fits a processor's cache
// The tree of a text that cannot be parted grows on the heap, which takes back what the parser no longer
// needs.
constexpr std::size_t kLongPieceBytes = 1 << 20;

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeMarkdownParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using NodePtr = std::unique_ptr<cmark_node, FreeNode>;

std::string_view literalOf(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : literal;
}

/// Whether there may be an address that is to become a link by itself; those of written links are none.
bool holdsBareAddress(std::string_view markdown) {
  if (markdown.find('@') != std::string_view::npos || markdown.find("www.") != std::string_view::npos)
    return true;
  for (std::size_t at = markdown.find("://"); at != std::string_view::npos;
       at = markdown.find("://", at + 3)) {
    std::size_t start = at;
    while (start > 0 && markdown[start - 1] >= 'a' && markdown[start - 1] <= 'z') --start;
    if (!markdown.substr(0, start).ends_with("](")) return true;
  }
  return false;
}

/// A tree in `memory`.
cmark_node* parse(std::string_view markdown, cmark_mem* memory) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  // While it parses, cmark keeps in one place for all threads which characters its extensions want to see.
  static std::mutex parsing;
  const std::lock_guard lock(parsing);
  const std::unique_ptr<cmark_parser, FreeMarkdownParser> parser(
      cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory));
  const auto attach = [&](const char* name) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name); extension != nullptr)
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  };
  attach("table");
  attach("strikethrough");
  // It stops at each colon and each w, and takes more time than all the rest.
  if (holdsBareAddress(markdown)) attach("autolink");
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return cmark_parser_finish(parser.get());
}

/// The paragraph holds one child of this type and nothing else.
bool holdsOnly(cmark_node* paragraph, cmark_node_type type) {
  cmark_node* child = cmark_node_first_child(paragraph);
  return child != nullptr && cmark_node_next(child) == nullptr && cmark_node_get_type(child) == type;
}

class Walker {
 public:
  Walker(Article& article, BlockBuilder& builder) : article_(article), builder_(builder) {}

  void enter(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
      addText(literalOf(node));
    } else if (type == CMARK_NODE_HEADING) {
      enterHeading(node);
    } else if (type == CMARK_NODE_PARAGRAPH) {
      enterParagraph(node);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      builder_.open(BlockKind::code, 0);
      add(withoutCuts(literalOf(node)));
      builder_.close();
    } else if (type == CMARK_NODE_HTML_BLOCK) {
      enterHtml(node);
    } else if (type == CMARK_NODE_LIST) {
      lists_.push_back(listOf(node));
    } else if (type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM) {
      enterContainer(type);
    } else if (isRow(node)) {
      builder_.open(BlockKind::paragraph, 0);
      firstCell_ = true;
    } else if (is(node, "table_cell")) {
      if (!firstCell_) add(" | ");
      firstCell_ = false;
    } else {
      enterInline(node, type);
    }
  }

  void leave(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST) {
      lists_.pop_back();
    } else if (type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM) {
      containers_.pop_back();
    } else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK ||
               is(node, "strikethrough")) {
      builder_.endInline();
    } else if (type == CMARK_NODE_PARAGRAPH) {
      closeParagraph(node);
    } else if (type == CMARK_NODE_HEADING || isRow(node)) {
      closeBlock();
    }
  }

 private:
  struct Container {
    bool quote = false;
    ItemMark mark = {};  ///< of its next paragraph
  };
  struct List {
    bool numbered = false;
    int next = 1;
  };

  static bool is(cmark_node* node, std::string_view type) { return cmark_node_get_type_string(node) == type; }

  static bool isRow(cmark_node* node) { return is(node, "table_row") || is(node, "table_header"); }

  static List listOf(cmark_node* node) {
    return {.numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
            .next = cmark_node_get_list_start(node)};
  }

  void enterContainer(cmark_node_type type) {
    Container container{.quote = type == CMARK_NODE_BLOCK_QUOTE};
    if (!container.quote && !lists_.empty() && lists_.back().numbered)
      container.mark.number = lists_.back().next++;
    containers_.push_back(container);
  }

  void enterHeading(cmark_node* node) {
    const int level = cmark_node_get_heading_level(node);
    const bool title = level == 1 && !titled_ && !textHasBegun();
    titled_ = titled_ || level == 1;
    builder_.open(title ? BlockKind::title : BlockKind::heading, level);
  }

  /// What stands below text is a section's heading; pictures, and names of sections, may stand above a title.
  [[nodiscard]] bool textHasBegun() {
    for (; !begun_ && lookedAt_ < article_.blocks.size(); ++lookedAt_) {
      const BlockKind kind = article_.blocks[lookedAt_].kind;
      begun_ = kind != BlockKind::heading && kind != BlockKind::caption;
    }
    return begun_;
  }

  void enterParagraph(cmark_node* node) {
    const bool afterTitle = !article_.blocks.empty() && article_.blocks.back().kind == BlockKind::title;
    if (continuesBlock(node)) {
      add(" ");
    } else if (!containers_.empty()) {
      openInContainer(containers_.back());
    } else if (afterTitle && holdsOnly(node, CMARK_NODE_EMPH)) {
      builder_.open(BlockKind::dek, 0);
    } else {
      builder_.open(holdsOnly(node, CMARK_NODE_IMAGE) ? BlockKind::caption : BlockKind::paragraph, 0);
    }
  }

  void openInContainer(Container& container) {
    if (container.quote) return builder_.open(BlockKind::quote, 0);
    builder_.open(BlockKind::listItem, itemDepth(), container.mark);
    container.mark = {.number = {}, .continues = true};
  }

  [[nodiscard]] int itemDepth() const {
    return static_cast<int>(
        std::count_if(containers_.begin(), containers_.end(), [](const Container& c) { return !c.quote; }));
  }

  void enterHtml(cmark_node* node) {
    const std::string html = withoutCuts(literalOf(node));
    if (!hidden_.empty()) return unhide(html);
    const bool mayBeTitle = !titled_ && !textHasBegun();
    HtmlPlace place{.titled = !mayBeTitle};
    Container* const container = containers_.empty() ? nullptr : &containers_.back();
    if (container != nullptr) {
      place.paragraph = container->quote ? BlockKind::quote : BlockKind::listItem;
      place.level = container->quote ? 0 : itemDepth();
      place.mark = container->mark;
    }
    writeHtmlFragment(html, place, builder_);
    titled_ = titled_ || (mayBeTitle && place.titled);
    if (container != nullptr) container->mark = place.mark;
    const std::string_view open = hiddenPartLeftOpen(html);
    if (!open.empty() && isClosedBehind(node, open)) hidden_ = open;
  }

  /// Whether an element that HTML left open ends in one of the next blocks. Where it does not, more would be
  /// hidden than anybody meant to.
  static bool isClosedBehind(cmark_node* node, std::string_view name) {
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

  void unhide(std::string_view html) {
    if (closesElement(html, hidden_)) hidden_ = {};
  }

  /// The part of a long paragraph that was cut.
  static bool continuesBlock(cmark_node* paragraph) {
    cmark_node* first = cmark_node_first_child(paragraph);
    return first != nullptr && cmark_node_get_type(first) == CMARK_NODE_TEXT && isCut(literalOf(first));
  }

  static bool isCut(std::string_view text) {
    return text.starts_with(kCutInLine) || text.starts_with(kCutBetweenLines);
  }

  /// A paragraph ends, but for one that goes on in the next, which may stand behind the list or quote of its
  /// own.
  void closeParagraph(cmark_node* node) {
    while (cmark_node_next(node) == nullptr && cmark_node_parent(node) != nullptr)
      node = cmark_node_parent(node);
    cmark_node* next = cmark_node_next(node);
    const bool goesOn =
        next != nullptr && cmark_node_get_type(next) == CMARK_NODE_PARAGRAPH && continuesBlock(next);
    if (!goesOn) closeBlock();
  }

  void closeBlock() {
    builder_.close();
    if (hiddenInline_) hidden_ = {};
    hiddenInline_ = false;
  }

  void add(std::string_view text) {
    if (hidden_.empty()) builder_.add(text);
  }

  void addText(std::string_view text) {
    if (isCut(text)) text.remove_prefix(kCutInLine.size());
    add(text);
  }

  void enterInline(cmark_node* node, cmark_node_type type) {
    if (type == CMARK_NODE_SOFTBREAK) add(" ");
    if (type == CMARK_NODE_LINEBREAK) add("\n");
    if (type == CMARK_NODE_EMPH) builder_.beginInline(Inline::Kind::emphasis);
    if (type == CMARK_NODE_STRONG) builder_.beginInline(Inline::Kind::strong);
    if (is(node, "strikethrough")) builder_.beginInline(Inline::Kind::struck);
    if (type == CMARK_NODE_HTML_INLINE) enterInlineHtml(node);
    if (type == CMARK_NODE_LINK) {
      const char* target = cmark_node_get_url(node);
      builder_.beginInline(Inline::Kind::link, target == nullptr ? "" : target);
    }
    if (type == CMARK_NODE_CODE) {
      builder_.beginInline(Inline::Kind::code);
      add(literalOf(node));
      builder_.endInline();
    }
  }

  /// Of tags in a line only the text between them stays, and a break of the line.
  void enterInlineHtml(cmark_node* node) {
    const std::string_view tag = literalOf(node);
    if (!hidden_.empty()) return unhide(tag);
    const bool breaks = tag.size() > 3 && (tag[1] == 'b' || tag[1] == 'B') &&
                        (tag[2] == 'r' || tag[2] == 'R') &&
                        !std::isalnum(static_cast<unsigned char>(tag[3])) && tag[3] != '-';
    if (breaks) add("\n");
    const std::string_view open = hiddenPartLeftOpen(tag);
    hiddenInline_ = !open.empty() && isClosedInLine(node, open);
    if (hiddenInline_) hidden_ = open;
  }

  /// Whether an element that was left open ends in the same paragraph; a tag that is only talked about hides
  /// nothing.
  static bool isClosedInLine(cmark_node* node, std::string_view name) {
    int looks = 200;
    for (node = cmark_node_next(node); node != nullptr && looks-- > 0; node = cmark_node_next(node))
      if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE && closesElement(literalOf(node), name))
        return true;
    return false;
  }

  Article& article_;
  BlockBuilder& builder_;
  std::vector<Container> containers_;
  std::vector<List> lists_;
  std::string_view hidden_;    ///< the script or style whose content goes by
  bool hiddenInline_ = false;  ///< it began in a line and hides no more than the paragraph
  bool titled_ = false;        ///< no further heading is the title
  bool begun_ = false;         ///< text stands above
  std::size_t lookedAt_ = 0;
  bool firstCell_ = true;
};

void walk(cmark_node* document, Walker& walker) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(document));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (event == CMARK_EVENT_ENTER) {
      walker.enter(node);
    } else {
      walker.leave(node);
    }
  }
}

}  // namespace

void readMarkdown(std::string_view text, Article& article) {
  article.text.reserve(text.size());
  BlockBuilder builder(article);
  Walker walker(article, builder);
  MarkdownMemory memory;
  for (const std::string_view piece : piecesOfMarkdown(withoutFrontMatter(text, article), kPieceBytes)) {
    const std::string cut = hasLongParagraph(piece) ? cutLongParagraphs(piece) : std::string();
    const std::string_view markdown = cut.empty() ? piece : cut;
    if (piece.size() > kLongPieceBytes) {
      walk(NodePtr(parse(markdown, cmark_get_default_mem_allocator())).get(), walker);
    } else {
      walk(parse(markdown, memory.functions()), walker);
      memory.reuse();
    }
  }
  builder.close();
  article.offsets = OffsetIndex(article.text);
}

}  // namespace dateline::article
