#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "article/block_builder.h"
#include "article/blocks.h"
#include "article/dates.h"
#include "article/head_matter.h"
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

/// A "key: value" line of front matter, its value without quotes; empty for another key.
std::string_view valueIn(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ':') return {};
  std::string_view value = line.substr(key.size() + 1);
  const auto drop = [&value](std::string_view what) {
    value.remove_prefix(std::min(value.find_first_not_of(what), value.size()));
    const std::size_t last = value.find_last_not_of(what);
    value = value.substr(0, last == std::string_view::npos ? 0 : last + 1);
  };
  drop(" \t");
  drop("\"'");
  return value;
}

void takeFrontMatter(std::string_view line, Article& article) {
  if (const auto title = valueIn(line, "title"); !title.empty()) article.title = title;
  for (const std::string_view key : {"author", "byline"})
    if (const auto author = valueIn(line, key); !author.empty() && article.head.byline.empty())
      article.head.byline = bylineIn(author, true);
  if (const auto date = valueIn(line, "date"); !date.empty()) article.head.published = isoDateIn(date);
}

/// The fenced head that static site generators put before the text, closed by "---" or "...": title, author
/// and date are taken from it, it is no text.
std::string_view withoutFrontMatter(std::string_view text, Article& article) {
  if (!text.starts_with("---\n")) return text;
  Article found;
  for (std::size_t line = 4; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::string_view content = text.substr(line, end - line);
    if (content == "---" || content == "...") {
      article.title = std::move(found.title);
      article.head = std::move(found.head);
      return text.substr(std::min(end + 1, text.size()));
    }
    takeFrontMatter(content, found);
    line = end + 1;
  }
  return text;
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
      builder_.add(withoutCuts(literalOf(node)));
      builder_.close();
    } else if (type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM) {
      containers_.push_back(type);
      itemDepth_ += type == CMARK_NODE_ITEM ? 1 : 0;
    } else if (isRow(node)) {
      builder_.open(BlockKind::paragraph, 0);
      firstCell_ = true;
    } else if (is(node, "table_cell")) {
      if (!firstCell_) builder_.add(" | ");
      firstCell_ = false;
    } else {
      enterInline(node, type);
    }
  }

  void leave(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM) {
      containers_.pop_back();
      itemDepth_ -= type == CMARK_NODE_ITEM ? 1 : 0;
    } else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK) {
      builder_.endInline();
    } else if (type == CMARK_NODE_PARAGRAPH) {
      closeParagraph(node);
    } else if (type == CMARK_NODE_HEADING || isRow(node)) {
      builder_.close();
    }
  }

 private:
  static bool is(cmark_node* node, std::string_view type) { return cmark_node_get_type_string(node) == type; }

  static bool isRow(cmark_node* node) { return is(node, "table_row") || is(node, "table_header"); }

  void enterHeading(cmark_node* node) {
    const int level = cmark_node_get_heading_level(node);
    const bool title = level == 1 && !titled_;
    titled_ = titled_ || title;
    builder_.open(title ? BlockKind::title : BlockKind::heading, level);
  }

  void enterParagraph(cmark_node* node) {
    const bool afterTitle = !article_.blocks.empty() && article_.blocks.back().kind == BlockKind::title;
    const int depth = itemDepth_;
    if (continuesBlock(node)) {
      builder_.add(" ");
    } else if (!containers_.empty()) {
      const bool quote = containers_.back() == CMARK_NODE_BLOCK_QUOTE;
      builder_.open(quote ? BlockKind::quote : BlockKind::listItem, quote ? 0 : depth);
    } else if (afterTitle && holdsOnly(node, CMARK_NODE_EMPH)) {
      builder_.open(BlockKind::dek, 0);
    } else {
      builder_.open(holdsOnly(node, CMARK_NODE_IMAGE) ? BlockKind::caption : BlockKind::paragraph, 0);
    }
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
    if (!goesOn) builder_.close();
  }

  void addText(std::string_view text) {
    if (isCut(text)) text.remove_prefix(kCutInLine.size());
    builder_.add(text);
  }

  void enterInline(cmark_node* node, cmark_node_type type) {
    if (type == CMARK_NODE_SOFTBREAK) builder_.add(" ");
    if (type == CMARK_NODE_LINEBREAK) builder_.add("\n");
    if (type == CMARK_NODE_EMPH) builder_.beginInline(Inline::Kind::emphasis);
    if (type == CMARK_NODE_STRONG) builder_.beginInline(Inline::Kind::strong);
    if (type == CMARK_NODE_LINK) {
      const char* target = cmark_node_get_url(node);
      builder_.beginInline(Inline::Kind::link, target == nullptr ? "" : target);
    }
    if (type == CMARK_NODE_CODE) {
      builder_.beginInline(Inline::Kind::code);
      builder_.add(literalOf(node));
      builder_.endInline();
    }
  }

  Article& article_;
  BlockBuilder& builder_;
  std::vector<cmark_node_type> containers_;
  int itemDepth_ = 0;
  bool titled_ = false;
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
