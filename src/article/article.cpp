#include "article/article.h"

#include <fmt/format.h>

#include <algorithm>

#include "article/blocks.h"
#include "article/decode.h"
#include "base/file.h"
#include "base/sha256.h"

namespace dateline::article {
namespace {

bool isMarkdown(const std::filesystem::path& path, Format format) {
  if (format != Format::guess) return format == Format::markdown;
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return extension == ".md" || extension == ".markdown";
}

std::string onOneLine(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

std::string titleOf(const Article& article) {
  const auto is = [](BlockKind kind) { return [kind](const Block& block) { return block.kind == kind; }; };
  auto found = std::find_if(article.blocks.begin(), article.blocks.end(), is(BlockKind::title));
  if (found == article.blocks.end())
    found = std::find_if(article.blocks.begin(), article.blocks.end(), is(BlockKind::heading));
  if (found != article.blocks.end()) return onOneLine(article.slice(found->range));
  const std::string stem = std::filesystem::path(article.path).stem().string();
  return stem.empty() || stem == "-" ? "Untitled" : stem;
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
  const auto bytes = readFile(path, options.limitBytes, true);
  if (!bytes) return tl::make_unexpected(bytes.error());
  return parseArticle(*bytes, path, options);
}

Result<ArticlePtr> parseArticle(std::string_view bytes, const std::filesystem::path& path,
                                const ReadOptions& options) {
  const std::string where = path == "-" ? "standard input" : path.string();
  if (bytes.empty()) return fail(ErrorKind::invalid, "is empty; there is nothing to read", where);
  if (bytes.size() > options.limitBytes)
    return fail(ErrorKind::tooLarge,
                fmt::format("is {} MB; the limit is {} MB", bytes.size() >> 20, options.limitBytes >> 20),
                where);
  auto decoded = decode(bytes, where);
  if (!decoded) return tl::make_unexpected(decoded.error());

  auto article = std::make_shared<Article>();
  article->path = path.string();
  article->encoding = std::move(decoded->encoding);
  article->warnings = std::move(decoded->warnings);
  for (Warning& warning : article->warnings) warning.where = where;
  if (isMarkdown(path, options.format)) {
    readMarkdown(decoded->text, *article);
  } else {
    article->text = std::move(decoded->text);
    article->offsets = OffsetIndex(article->text);
    splitPlainText(*article);
  }
  if (article->blocks.empty()) return fail(ErrorKind::invalid, "is empty; it holds no text to read", where);
  article->title = titleOf(*article);
  article->sha256 = dateline::sha256(article->text);
  return ArticlePtr(std::move(article));
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
