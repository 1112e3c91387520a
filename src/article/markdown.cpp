#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <memory>
#include <mutex>

#include "article/block_builder.h"
#include "article/blocks.h"
#include "article/front_matter.h"
#include "article/long_paragraphs.h"
#include "article/markdown_memory.h"
#include "article/markdown_pieces.h"
#include "article/markdown_walker.h"

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
using NodePtr = std::unique_ptr<cmark_node, FreeNode>;

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

/// Footnotes, as "[^1]" with "[^1]: ..." somewhere: cmark goes through the whole tree for them.
bool holdsNotes(std::string_view markdown) {
  return markdown.find("[^") != std::string_view::npos && markdown.find("]:") != std::string_view::npos;
}

bool holdsTasks(std::string_view markdown) {
  return markdown.find("[ ]") != std::string_view::npos || markdown.find("[x]") != std::string_view::npos ||
         markdown.find("[X]") != std::string_view::npos;
}

/// A tree in `memory`.
cmark_node* parse(std::string_view markdown, cmark_mem* memory) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  // While it parses, cmark keeps in one place for all threads which characters its extensions want to see.
  static std::mutex parsing;
  const std::lock_guard lock(parsing);
  const std::unique_ptr<cmark_parser, FreeMarkdownParser> parser(
      cmark_parser_new_with_mem(holdsNotes(markdown) ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT, memory));
  const auto attach = [&](const char* name) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name); extension != nullptr)
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  };
  attach("table");
  attach("strikethrough");
  if (holdsTasks(markdown)) attach("tasklist");
  // It stops at each colon and each w, and takes more time than all the rest.
  if (holdsBareAddress(markdown)) attach("autolink");
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return cmark_parser_finish(parser.get());
}

}  // namespace

void readMarkdown(std::string_view text, Article& article) {
  article.text.reserve(text.size());
  BlockBuilder builder(article);
  MarkdownWalker walker(article, builder);
  MarkdownMemory memory;
  for (const std::string_view piece : piecesOfMarkdown(withoutFrontMatter(text, article), kPieceBytes)) {
    const std::string cut = hasLongParagraph(piece) ? cutLongParagraphs(piece) : std::string();
    const std::string_view markdown = cut.empty() ? piece : cut;
    if (piece.size() > kLongPieceBytes) {
      const NodePtr document(parse(markdown, cmark_get_default_mem_allocator()));
      walker.walk(document.get());
    } else {
      walker.walk(parse(markdown, memory.functions()));
      memory.reuse();
    }
  }
  builder.close();
  // Generators of sites describe a page by its first paragraph.
  if (article.text.find(article.head.dek) != std::string::npos) article.head.dek.clear();
  article.offsets = OffsetIndex(article.text);
}

}  // namespace dateline::article
