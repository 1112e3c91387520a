#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/line_reader.h"
#include "base/error.h"

namespace dateline::app {

/// A document, or a part of a long one, cut where a paragraph, a line or at least a word ends.
struct Piece {
  std::string doc;             ///< file name without extension, or the document's id
  std::string text;            ///< UTF-8 as it came; what is not UTF-8 is left to the finder
  std::size_t codePoints = 0;  ///< of the document before this piece
};

/// Longer documents are cut into pieces of about this many bytes, so that memory stays bounded.
inline constexpr std::size_t kPieceBytes = 128u << 10;
/// The longest line of --jsonl-in: read as a whole, it stands in memory three times.
inline constexpr std::size_t kLongestLine = 24u << 20;

/// Every byte that begins a character of UTF-8, and every byte that belongs to none, counts as one.
std::size_t countCharacters(std::string_view text);

/// Hands out the pieces of files, one after the other. Text files stream; Markdown and HTML are read whole.
class FilePieces {
 public:
  /// `encoding` settles what the files are in; empty: recognised.
  explicit FilePieces(std::vector<std::string> paths, std::string encoding = {})
      : paths_(std::move(paths)), encoding_(std::move(encoding)) {}
  ~FilePieces();
  FilePieces(const FilePieces&) = delete;
  FilePieces& operator=(const FilePieces&) = delete;
  /// The next piece; an error about one file, after which the next call goes on with the next file; nullopt
  /// at the end.
  Result<std::optional<Piece>> next();

 private:
  Status open(const std::string& path);
  Status openWhole(const std::string& path);
  Status readPage();
  Result<std::optional<Piece>> nextOfStream();
  std::vector<std::string> paths_;
  std::size_t at_ = 0;
  std::FILE* file_ = nullptr;
  std::string encoding_;
  std::string doc_, path_, rest_;
  std::optional<Piece> whole_;
  std::size_t codePoints_ = 0;
  bool first_ = false;
};

/// Hands out the documents of JSON lines on a stream: {"id": ..., "text": ...} each.
class LinePieces {
 public:
  explicit LinePieces(std::FILE* in) : lines_(::fileno(in), kLongestLine) {}
  /// As that of FilePieces; what keeps the stream from being read is told once.
  Result<std::optional<Piece>> next();

 private:
  /// A document of the line just read, into long_; its text may be empty.
  Status readDocument(const std::string& where);

  LineReader lines_;
  std::size_t lineNumber_ = 0;
  bool toldFailure_ = false;
  Piece long_;  ///< what is left of a long document
  std::string line_;
};

/// Cuts the first piece off `text`, which keeps the rest.
std::string cutPiece(std::string& text, std::size_t bytes);

}  // namespace dateline::app
