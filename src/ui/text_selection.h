#pragma once

#include <optional>

#include "article/article.h"

namespace dateline::ui {

using article::TextRange;

/// What is marked in an article: from where mouse or keys began to where they are. Code points.
class TextSelection {
 public:
  enum class Unit : std::uint8_t { character, word, paragraph };

  void clear() { active_ = false; }
  /// As a press of the mouse begins it: the unit at the offset is marked, of characters none.
  void begin(const article::Article& article, std::size_t offset, Unit unit);
  /// By whole units of the kind it began with, as a drag does.
  void dragTo(const article::Article& article, std::size_t offset);
  /// To this very place, as keys and Shift+click do; the side that does not move stays.
  void moveTo(std::size_t offset);
  void set(const TextRange& range);

  /// Nothing when no character is marked.
  [[nodiscard]] std::optional<TextRange> range() const;
  /// Where it began and no key has led anywhere yet, also without a marked character.
  [[nodiscard]] bool begun() const { return active_; }
  [[nodiscard]] std::size_t focus() const { return focus_; }  ///< the side that moves

 private:
  bool active_ = false;
  Unit unit_ = Unit::character;
  TextRange origin_;  // always marked; empty for characters
  std::size_t focus_ = 0;
};

}  // namespace dateline::ui
