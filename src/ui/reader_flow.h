// The article as a column of pieces of set text. Only what is looked at is set: the rest has an estimated
// height.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "session/state.h"
#include "text/typesetter.h"
#include "ui/table_setter.h"

namespace dateline::ui {

using article::BlockKind;
using article::TextRange;

/// How a kind of block is set.
struct BlockLook {
  text::TextStyle style;
  float lineHeight = 26.5f;
  float indent = 0;  ///< of the text, quotes and all
  bool muted = false;
  int quotes = 0;        ///< so many rules stand before it
  float quotesFrom = 0;  ///< where the outermost stands
};

constexpr float kQuoteStep = 16;  ///< between the rules of quotes in each other, at the normal size

struct Piece {
  enum class Kind : std::uint8_t { kicker, heading, facts, text };
  Kind kind = Kind::text;
  BlockKind block = BlockKind::paragraph;
  std::uint32_t blockIndex = 0;
  TextRange range = {};  ///< of the article; empty for what stands before it
  bool beginsBlock = true;
  bool measured = false;
  std::uint32_t table = 0;   ///< whose row it is; 0: none
  bool rightToLeft = false;  ///< its block begins with a script that is
  bool italics = true;       ///< and that has italics
  float before = 0;          ///< space above, logical px
  float height = 0;          ///< without it; estimated until measured
};

/// What stands above the article when the article does not bring it itself.
struct Masthead {
  std::string kicker, title, dek, facts;
  bool rightToLeft = false;  ///< as most of the article
  friend bool operator==(const Masthead&, const Masthead&) = default;
};

class ReaderFlow {
 public:
  explicit ReaderFlow(text::Typesetter& typesetter) : typesetter_(typesetter), tables_(typesetter) {}

  /// Cuts the article into pieces when it, its masthead, the column's width or the look changed; true when it
  /// did.
  bool refresh(const article::ArticlePtr& article, const Masthead& masthead, float width,
               const session::ReaderLook& reader = {});

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] float width() const { return width_; }
  [[nodiscard]] double height() const;
  /// Of a piece's text (below its space), logical px from the column's top. True heights only from there on
  /// where set.
  [[nodiscard]] double top(std::size_t piece) const;
  [[nodiscard]] std::size_t pieceAt(double y) const;  ///< the last that begins at or above y
  [[nodiscard]] std::size_t pieceOf(
      std::size_t offset) const;  ///< the text piece that holds a code point, or the nearest before

  /// Sets the piece if that was not done lately; its height is then true.
  text::LayoutPtr set(std::size_t piece);
  [[nodiscard]] BlockLook lookOf(const Piece& piece) const;
  /// Of the table whose row the piece is; null when it is none, or set as text as its table has no room.
  [[nodiscard]] const TableLook* tableOf(const Piece& piece) const;
  [[nodiscard]] std::string textOf(const Piece& piece) const;

  /// Code points of the article <-> bytes of a piece's own text.
  [[nodiscard]] std::size_t byteIn(const Piece& piece, std::size_t offset) const;
  [[nodiscard]] std::size_t offsetAt(const Piece& piece, std::size_t byte) const;

  [[nodiscard]] int layoutsMade() const { return layoutsMade_; }
  /// Grows when a top may have changed.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }

 private:
  void cut();
  void add(Piece piece);
  void addBlock(std::uint32_t index);
  [[nodiscard]] BlockLook normalLook(const Piece& piece) const;
  [[nodiscard]] float scale() const { return static_cast<float>(reader_.sizePercent) / 100; }
  [[nodiscard]] float spaceBefore(const Piece& piece, const Piece* previous) const;
  [[nodiscard]] float estimate(const Piece& piece) const;
  [[nodiscard]] std::vector<text::StyledRange> styledRanges(const Piece& piece) const;
  void settle() const;

  [[nodiscard]] text::LayoutPtr setText(const Piece& piece, const BlockLook& look);
  [[nodiscard]] text::LayoutPtr setRow(const Piece& piece, const TableLook& table) const;

  text::Typesetter& typesetter_;
  mutable TableSetter tables_;  // looks at a table when the first of its rows is looked at
  article::ArticlePtr article_;
  Masthead masthead_;
  session::ReaderLook reader_;
  float width_ = 0;
  std::vector<Piece> pieces_;
  mutable std::vector<double> tops_;
  mutable std::size_t settled_ = 0;  // tops_[0..settled_) are right
  std::unordered_map<std::size_t, text::LayoutPtr> layouts_;
  int layoutsMade_ = 0;
  std::uint64_t revision_ = 0;
};

}  // namespace dateline::ui
