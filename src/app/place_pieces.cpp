#include "app/place_pieces.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "article/article.h"
#include "article/markup.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "session/file_kind.h"

namespace dateline::app {
namespace {

namespace fs = std::filesystem;

bool endsInOne(const fs::path& path, std::initializer_list<std::string_view> extensions) {
  const std::string extension = lowerAscii(path.extension().string());
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

/// Formats whose markup is no text.
bool hasMarkup(const fs::path& path) {
  return endsInOne(path, {".md", ".markdown", ".html", ".htm", ".xhtml"});
}

/// A story or geodata given for a text. Tables and other JSON may be texts to someone.
Status refuseOtherFiles(const fs::path& path) {
  const session::FileKind kind = session::fileKindOf(path.string());
  if (kind == session::FileKind::story)
    return fail(ErrorKind::unsupported,
                "is a story and no text; name its article here, and see the story with --story of dateline "
                "export or check",
                path.string());
  if (kind == session::FileKind::article || endsInOne(path, {".csv", ".tsv", ".tab", ".json"})) return {};
  return fail(ErrorKind::unsupported,
              "is a layer and no text; draw it with --layer of dateline export, or give its names with "
              "--gazetteer",
              path.string());
}

bool isContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool isUtf16(std::string_view begin) {
  return begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF");
}

/// UTF-16, or bytes of an older encoding: read whole and decoded.
bool needsDecoding(std::string_view begin) {
  if (isUtf16(begin)) return true;
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

/// Takes "id" and "text" of a JSON object. What else it has may be large and is not kept.
class DocumentReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::optional<std::string> id, text;

  bool null() override { return true; }
  bool boolean(bool value) override { return takeId(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return takeId(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return takeId(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& digits) override { return takeId(digits); }
  bool string(string_t& value) override {
    if (depth_ == 1 && key_ == "text") text = std::move(value);
    return takeId(value);
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool key(string_t& name) override {
    if (depth_ == 1) key_ = name;
    return true;
  }
  bool end_object() override { return leave(); }
  /// A list is no document: it ends the reading.
  bool start_array(std::size_t) override { return depth_ > 0 && enter(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

 private:
  bool takeId(const std::string& value) {
    if (depth_ == 1 && key_ == "id") id = value;
    return true;
  }
  bool enter() {
    constexpr int kDeepest = 256;
    return ++depth_ <= kDeepest;
  }
  bool leave() { return --depth_, true; }

  int depth_ = 0;
  std::string key_;
};

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
  path_ = path;
  rest_.clear();
  codePoints_ = 0;
  first_ = true;
  if (path == "-" && encoding_.empty()) return file_ = stdin, Status();
  if (path == "-") return openWhole(path);
  std::error_code failed;
  if (!fs::exists(path, failed))
    return fail(ErrorKind::notFound, "there is no such file; check the name", path);
  if (Status text = refuseOtherFiles(path); !text) return text;
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

/// What begins as a page is one, though its name does not tell: it is read on, to its end.
Status FilePieces::readPage() {
  std::string bytes = std::exchange(rest_, {});
  const std::size_t most = article::ReadOptions{}.limitBytes;
  for (std::size_t got = 1; got > 0 && bytes.size() <= most;) {
    const std::size_t had = bytes.size();
    bytes.resize(had + kPieceBytes);
    got = std::fread(bytes.data() + had, 1, kPieceBytes, file_);
    bytes.resize(had + got);
  }
  if (std::ferror(file_) != 0)
    return fail(ErrorKind::unreadable, "cannot be read", path_ == "-" ? "standard input" : path_);
  const auto article = article::parseArticle(bytes, path_);
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
    return fail(ErrorKind::unreadable, "cannot be read", path_ == "-" ? "standard input" : path_);
  }
  if (first && !endsInOne(path_, {".txt", ".text"}) && article::looksLikeHtml(rest_)) {
    const Status read = readPage();
    close();
    if (!read) return tl::make_unexpected(read.error());
    return next();
  }
  if (first && path_ != "-" && needsDecoding(rest_)) {
    const auto article = article::readArticle(path_, {.format = article::Format::plainText});
    // Too large to be decoded, it streams as it is: names in ASCII are found in noise and in most old
    // encodings.
    const bool streams = !article && article.error().kind == ErrorKind::tooLarge && !isUtf16(rest_);
    if (!streams) {
      close();
      rest_.clear();
      if (!article) return tl::make_unexpected(article.error());
      whole_ = Piece{doc_, (*article)->text, 0};
      return next();
    }
  }
  if (rest_.empty()) {
    close();
    return std::optional<Piece>();
  }
  Piece piece{doc_, cutPiece(rest_, kPieceBytes), codePoints_};
  codePoints_ += countCharacters(piece.text);
  return std::optional(std::move(piece));
}

Status LinePieces::readDocument(const std::string& where) {
  DocumentReader reader;
  if (!nlohmann::json::sax_parse(line_, &reader) || !reader.text)
    return fail(ErrorKind::invalid, "this is no JSON object with \"id\" and \"text\"", where);
  long_.doc = reader.id ? std::move(*reader.id) : std::to_string(lineNumber_);
  long_.text = std::move(*reader.text);
  long_.codePoints = 0;
  return {};
}

Result<std::optional<Piece>> LinePieces::next() {
  while (long_.text.empty()) {
    const LineReader::Line line = lines_.next(line_);
    if (line == LineReader::Line::none) {
      if (lines_.failure() == 0 || std::exchange(toldFailure_, true)) return std::optional<Piece>();
      return fail(ErrorKind::unreadable,
                  "cannot be read: " + std::generic_category().message(lines_.failure()), "standard input");
    }
    const std::string where = fmt::format("standard input, line {}", ++lineNumber_);
    if (line == LineReader::Line::tooLong)
      return fail(ErrorKind::tooLarge, fmt::format("the line is longer than {} MB", kLongestLine >> 20),
                  where);
    if (line_.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (Status read = readDocument(where); !read) return tl::make_unexpected(read.error());
  }
  Piece piece{long_.doc, cutPiece(long_.text, kPieceBytes), long_.codePoints};
  long_.codePoints += countCharacters(piece.text);
  return std::optional(std::move(piece));
}

}  // namespace dateline::app
