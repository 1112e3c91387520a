// article: plain text, Markdown, HTML -> Article; sentences. Knows no map, no story.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/utf8.h"

namespace dateline::article {

/// Unicode code points [start, end) of an article's plain text.
struct TextRange {
  std::size_t start = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t length() const { return end - start; }
  [[nodiscard]] bool contains(std::size_t offset) const { return offset >= start && offset < end; }
  [[nodiscard]] bool overlaps(const TextRange& other) const { return start < other.end && other.start < end; }
  friend bool operator==(const TextRange&, const TextRange&) = default;
};

enum class BlockKind : std::uint8_t {
  title,
  dek,
  heading,
  paragraph,
  quote,
  listItem,
  caption,
  code,
  source,
  byline,  ///< who wrote it, or when, on a line of its own
  note     ///< below the text, with the number of its mark
};

struct Inline {
  enum class Kind : std::uint8_t { emphasis, strong, code, link, struck };
  Kind kind = Kind::emphasis;
  TextRange range;
  std::string target;  ///< links only
};

/// What stands before a list's item, or before a note.
struct ItemMark {
  std::optional<int> number = {};  ///< of a numbered list; none: a bullet
  bool continues = false;          ///< a further paragraph of the item: nothing stands before it
  std::optional<bool> done = {};   ///< of a list of tasks
  friend bool operator==(const ItemMark&, const ItemMark&) = default;
};

struct TableCell {
  enum class Side : std::uint8_t { byContent, left, centre, right };
  TextRange range;
  std::uint16_t column = 0;
  std::uint16_t span = 1;  ///< columns
  Side side = Side::byContent;
};

/// A row of a table, whose block holds the cells one behind the other, parted by bars.
struct TableRow {
  std::uint32_t table = 0;  ///< by which the rows of one table are told from those of others
  bool heads = false;       ///< it names the columns
  std::vector<TableCell> cells;
};

/// A block of the text; blocks are in order and disjoint, what lies between them is white space.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;  ///< headings 1..6, list depth
  ItemMark mark = {};
  std::uint8_t quotes = 0;      ///< it stands in so many, one in the other
  std::uint8_t quotesKept = 0;  ///< of them hold the block before as well
  TextRange range;
  std::vector<Inline> inlines;
  std::shared_ptr<const TableRow> row = {};  ///< null: it is none
};

enum class Format : std::uint8_t { guess, plainText, markdown, html };

/// What stands at the head of an article, as far as it says so.
struct Head {
  std::string byline;     ///< "Ana Lind and Bo Ek", without "By"
  std::string dateline;   ///< as written: "ASTANA, Feb 28"
  std::string published;  ///< YYYY-MM-DD
  std::string title;      ///< of front matter, which stands in no block
  std::string dek;        ///< that stands above the text and is no block of it
};

/// The text that is read. Never changed by the program.
///
/// Plain text of a text file: its content decoded to UTF-8, without byte order mark, CR LF and CR as LF,
/// words parted at the ends of lines whole where the text shows them so (hyphenated_words.h), nothing else
/// changed. Of Markdown: the blocks' text without markup, soft breaks as spaces, blocks joined by one empty
/// line. Of a page: the same of the article found in it, its title first.
struct Article {
  std::string path;      ///< as given; "-" for standard input; empty for built-in text
  std::string title;     ///< the first heading or first short line; else the file's stem
  std::string text;      ///< the plain text, UTF-8
  std::string sha256;    ///< of `text`
  std::string encoding;  ///< what it was decoded from, "UTF-8" ...
  Head head;
  std::vector<Block> blocks;
  bool wrapped = false;  ///< line breaks in a paragraph are where its author's window ended: plain text
  OffsetIndex offsets;
  Warnings warnings;
  std::shared_ptr<const std::string> source;  ///< the bytes of standard input, which cannot be read again

  [[nodiscard]] std::string_view slice(TextRange range) const;
  /// Index of the block that holds the offset, else of the nearest one before it; 0 when there is none
  /// before.
  [[nodiscard]] std::size_t blockAt(std::size_t offset) const;
};

using ArticlePtr = std::shared_ptr<const Article>;

struct ReadOptions {
  /// By extension (.md, .markdown; .html, .htm, .xhtml; .txt), else by what the bytes look like. Text without
  /// an extension, as from standard input, may be any of the three.
  Format format = Format::guess;
  std::string encoding;  ///< name or label that settles it; empty: recognised (encodings.h)
  std::size_t limitBytes = 64u << 20;
};

/// Reads a file or "-". Encodings are recognised (decode.h) unless the options name one; a file that is
/// mostly control bytes is refused as not being text.
Result<ArticlePtr> readArticle(const std::filesystem::path& path, const ReadOptions& options = {});
/// The same from bytes; `path` names it in messages and tells the format.
Result<ArticlePtr> parseArticle(std::string_view bytes, const std::filesystem::path& path,
                                const ReadOptions& options = {});

/// Sentences of a block, in order, trimmed of white space (ICU sentence breaks, mended at abbreviations,
/// initials and ordinal numbers of many languages).
std::vector<TextRange> sentences(const Article& article, const Block& block);

/// All places where `needle` stands, ignoring case, accents (ICU folding) and how much white space there is
/// between words, in order; at most `limit`.
std::vector<TextRange> find(const Article& article, std::string_view needle, std::size_t limit = 10'000);

}  // namespace dateline::article
