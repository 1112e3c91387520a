#include "app/place_pieces.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "article/article.h"
#include "base/utf8.h"

namespace dateline::app {
namespace {

namespace fs = std::filesystem;

/// Formats whose markup is no text.
bool hasMarkup(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  constexpr std::array kMarkup = {".md", ".markdown", ".html", ".htm", ".xhtml"};
  return std::find(kMarkup.begin(), kMarkup.end(), extension) != kMarkup.end();
}

bool isContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// UTF-16, or bytes of an older encoding: read whole and decoded.
bool needsDecoding(std::string_view begin) {
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF")) return true;
  if (begin.find('\0') != std::string_view::npos) return true;
  std::size_t end = begin.size();
  for (int back = 0; back < 4 && end > 0 && isContinuation(begin[end - 1]); ++back) --end;
  if (end > 0 && static_cast<unsigned char>(begin[end - 1]) >= 0xC0) --end;
  return !isValidUtf8(begin.substr(0, end));
}

/// After the last empty line, else line break, else space of the second half; else at a character.
std::size_t cutAt(std::string_view text, std::size_t bytes) {
  const std::size_t half = bytes / 2;
  for (const std::string_view mark : {"\n\n", "\n", " "}) {
    const std::size_t found = text.rfind(mark, bytes - mark.size());
    if (found != std::string_view::npos && found >= half) return found + mark.size();
  }
  std::size_t at = bytes;
  for (int back = 0; back < 4 && at > half && isContinuation(text[at]); ++back) --at;
  return at;
}

}  // namespace

std::size_t countCharacters(std::string_view text) {
  // Eight bytes at a time: a byte goes on with a character when its highest bit is set and the next is not.
  constexpr std::uint64_t kLowBits = 0x0101010101010101u;
  std::size_t going = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof(bytes));
    const std::uint64_t marks = (bytes >> 7) & ~(bytes >> 6) & kLowBits;
    going += (marks * kLowBits) >> 56;
  }
  for (; at < text.size(); ++at) going += isContinuation(text[at]);
  return text.size() - going;
}

std::string cutPiece(std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return std::exchange(text, {});
  const std::size_t at = cutAt(text, bytes);
  std::string piece = text.substr(0, at);
  text.erase(0, at);
  return piece;
}

FilePieces::~FilePieces() {
  if (file_ != nullptr && file_ != stdin) std::fclose(file_);
}

Status FilePieces::open(const std::string& path) {
  doc_ = path == "-" ? "-" : fs::path(path).stem().string();
  where_ = path;
  rest_.clear();
  codePoints_ = 0;
  first_ = true;
  if (path == "-" && encoding_.empty()) return file_ = stdin, Status();
  if (path == "-") return openWhole(path);
  std::error_code failed;
  if (!fs::exists(path, failed)) return fail(ErrorKind::notFound, "there is no such file", path);
  if (fs::is_directory(path, failed))
    return fail(ErrorKind::unreadable, "this is a folder; name its files", path);
  if (!hasMarkup(path) && encoding_.empty()) {
    file_ = std::fopen(path.c_str(), "rb");
    return file_ == nullptr ? Status(fail(ErrorKind::unreadable, "cannot be read", path)) : Status();
  }
  return openWhole(path);
}

Status FilePieces::openWhole(const std::string& path) {
  const auto article = article::readArticle(path, {.encoding = encoding_});
  if (!article) return tl::make_unexpected(article.error());
  whole_ = Piece{doc_, (*article)->text, 0};
  return {};
}

Result<std::optional<Piece>> FilePieces::next() {
  for (;;) {
    if (whole_) {
      std::optional<Piece> piece(std::in_place);
      piece->doc = whole_->doc;
      piece->codePoints = whole_->codePoints;
      piece->text = cutPiece(whole_->text, kPieceBytes);
      whole_->codePoints += countCharacters(piece->text);
      if (whole_->text.empty()) whole_.reset();
      return piece;
    }
    if (file_ != nullptr) {
      auto piece = nextOfStream();
      if (!piece || *piece) return piece;
      continue;
    }
    if (at_ == paths_.size()) return std::optional<Piece>();
    const Status opened = open(paths_[at_++]);
    if (!opened) return tl::make_unexpected(opened.error());
  }
}

Result<std::optional<Piece>> FilePieces::nextOfStream() {
  const std::size_t had = rest_.size();
  rest_.resize(2 * kPieceBytes);
  const std::size_t got =
      had < rest_.size() ? std::fread(rest_.data() + had, 1, rest_.size() - had, file_) : 0;
  rest_.resize(had + got);
  const bool broken = std::ferror(file_) != 0;
  const bool first = std::exchange(first_, false);
  const auto close = [&] {
    if (file_ != stdin) std::fclose(file_);
    file_ = nullptr;
  };
  if (broken) {
    close();
    return fail(ErrorKind::unreadable, "cannot be read", where_);
  }
  if (first && where_ != "-" && needsDecoding(rest_)) {
    close();
    rest_.clear();
    const auto article = article::readArticle(where_, {.format = article::Format::plainText});
    if (!article) return tl::make_unexpected(article.error());
    whole_ = Piece{doc_, (*article)->text, 0};
    return next();
  }
  if (rest_.empty()) {
    close();
    return std::optional<Piece>();
  }
  Piece piece{doc_, cutPiece(rest_, kPieceBytes), codePoints_};
  codePoints_ += countCharacters(piece.text);
  return std::optional(std::move(piece));
}

Result<std::optional<Piece>> LinePieces::next() {
  if (!long_.text.empty()) {
    Piece piece{long_.doc, cutPiece(long_.text, kPieceBytes), long_.codePoints};
    long_.codePoints += countCharacters(piece.text);
    return std::optional(std::move(piece));
  }
  for (;;) {
    buffer_.clear();
    char* line = nullptr;
    std::size_t capacity = 0;
    const ssize_t length = ::getdelim(&line, &capacity, '\n', in_);
    if (length > 0 && static_cast<std::size_t>(length) <= kLongestLine)
      buffer_.assign(line, static_cast<std::size_t>(length));
    const bool tooLong = length > 0 && buffer_.empty();
    std::free(line);
    if (length <= 0) return std::optional<Piece>();
    ++line_;
    const std::string where = fmt::format("standard input, line {}", line_);
    if (tooLong) return fail(ErrorKind::tooLarge, "the line is longer than 256 MB", where);
    if (buffer_.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    const auto json = nlohmann::json::parse(buffer_, nullptr, false);
    if (json.is_discarded() || !json.is_object() || !json.contains("text") || !json["text"].is_string())
      return fail(ErrorKind::invalid, "this is no JSON object with \"id\" and \"text\"", where);
    long_.doc = !json.contains("id")     ? std::to_string(line_)
                : json["id"].is_string() ? json["id"].get<std::string>()
                                         : json["id"].dump();
    long_.text = json["text"].get<std::string>();
    long_.codePoints = 0;
    if (!long_.text.empty()) return next();
  }
}

}  // namespace dateline::app
