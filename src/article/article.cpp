#include "article/article.h"

#include <fmt/format.h>

#include <algorithm>

#include "article/blocks.h"
#include "article/decode.h"
#include "article/head_matter.h"
#include "article/hyphenated_words.h"
#include "article/markup.h"
#include "base/file.h"
#include "base/sha256.h"

namespace dateline::article {
namespace {

/// What the name alone tells; text of a name that tells nothing is looked at.
Format formatByName(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  if (extension == ".md" || extension == ".markdown") return Format::markdown;
  if (extension == ".html" || extension == ".htm" || extension == ".xhtml") return Format::html;
  if (extension == ".txt" || extension == ".text") return Format::plainText;
  return Format::guess;
}

Format formatByLook(std::string_view text, const std::filesystem::path& path) {
  if (looksLikeHtml(text)) return Format::html;
  return path.extension().empty() && looksLikeMarkdown(text) ? Format::markdown : Format::plainText;
}

Status readBlocks(Format format, std::string text, Article& article) {
  switch (format) {
    case Format::markdown:
      readMarkdown(text, article);
      return {};
    case Format::html:
      return readHtml(text, article);
    case Format::guess:
    case Format::plainText:
      break;
  }
  article.text = withWholeWords(std::move(text));
  article.offsets = OffsetIndex(article.text);
  splitPlainText(article);
  return {};
}

std::string onOneLine(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

std::string titleOf(const Article& article) {
  const auto is = [](BlockKind kind) { return [kind](const Block& block) { return block.kind == kind; }; };
  auto found = std::find_if(article.blocks.begin(), article.blocks.end(), is(BlockKind::title));
  // A heading below text is a section's.
  if (found == article.blocks.end() && article.title.empty())
    found = std::find_if_not(article.blocks.begin(), article.blocks.end(), is(BlockKind::caption));
  if (found != article.blocks.end() && found->kind != BlockKind::title && found->kind != BlockKind::heading)
    found = article.blocks.end();
  if (found != article.blocks.end()) return onOneLine(article.slice(found->range));
  if (!article.title.empty()) return article.title;
  const std::string stem = std::filesystem::path(article.path).stem().string();
  return stem.empty() || stem == "-" ? "Untitled" : stem;
}

Result<std::shared_ptr<Article>> parse(std::string_view bytes, const std::filesystem::path& path,
                                       const ReadOptions& options) {
  const std::string where = path == "-" ? "standard input" : path.string();
  if (bytes.empty()) return fail(ErrorKind::invalid, "is empty; there is nothing to read", where);
  if (bytes.size() > options.limitBytes)
    return fail(ErrorKind::tooLarge,
                fmt::format("is {} MB; the limit is {} MB", bytes.size() >> 20, options.limitBytes >> 20),
                where);
  Format format = options.format == Format::guess ? formatByName(path) : options.format;
  const bool markup = format == Format::html || (format == Format::guess && looksLikeHtml(bytes));
  auto decoded = decode(bytes, where, {.encoding = options.encoding, .markup = markup});
  if (!decoded) return tl::make_unexpected(decoded.error());
  if (format == Format::guess) format = formatByLook(decoded->text, path);

  auto article = std::make_shared<Article>();
  article->path = path.string();
  article->encoding = std::move(decoded->encoding);
  article->warnings = std::move(decoded->warnings);
  for (Warning& warning : article->warnings) warning.where = where;
  if (Status read = readBlocks(format, std::move(decoded->text), *article); !read)
    return fail(read.error().kind, read.error().message, where);
  if (article->blocks.empty()) return fail(ErrorKind::invalid, "is empty; it holds no text to read", where);
  readHeadMatter(*article);
  article->title = titleOf(*article);
  article->sha256 = dateline::sha256(article->text);
  return article;
}

}  // namespace

std::string_view Article::slice(TextRange range) const {
  if (range.end <= range.start) return {};
  const std::size_t from = offsets.byteOf(text, range.start);
  return std::string_view(text).substr(from, offsets.byteOf(text, range.end) - from);
}

std::size_t Article::blockAt(std::size_t offset) const {
  const auto after =
      std::upper_bound(blocks.begin(), blocks.end(), offset,
                       [](std::size_t at, const Block& block) { return at < block.range.start; });
  return after == blocks.begin() ? 0 : static_cast<std::size_t>(after - blocks.begin()) - 1;
}

Result<ArticlePtr> readArticle(const std::filesystem::path& path, const ReadOptions& options) {
  auto bytes = readFile(path, options.limitBytes, true);
  if (!bytes) return tl::make_unexpected(bytes.error());
  auto article = parse(*bytes, path, options);
  if (!article) return tl::make_unexpected(article.error());
  if (path == "-") (*article)->source = std::make_shared<const std::string>(std::move(*bytes));
  return ArticlePtr(std::move(*article));
}

Result<ArticlePtr> parseArticle(std::string_view bytes, const std::filesystem::path& path,
                                const ReadOptions& options) {
  auto article = parse(bytes, path, options);
  if (!article) return tl::make_unexpected(article.error());
  return ArticlePtr(std::move(*article));
}

std::vector<TextRange> sentences(const Article& article, const Block& block) {
  const std::size_t first = article.offsets.byteOf(article.text, block.range.start);
  std::vector<TextRange> ranges = sentenceBytes(article.slice(block.range));
  for (TextRange& range : ranges) {
    range.start = article.offsets.codePointOf(article.text, first + range.start);
    range.end = article.offsets.codePointOf(article.text, first + range.end);
  }
  return ranges;
}

}  // namespace dateline::article
