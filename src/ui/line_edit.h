#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "platform/input.h"
#include "text/typesetter.h"
#include "ui/text_selection.h"

namespace dateline::ui {

/// Of what is typed or pasted into a line, in code points: as long as a path may be. Setting it takes a few
/// milliseconds.
inline constexpr std::size_t kLongestLine = 4096;

/// A line of text being edited: its caret, what is marked in it, what can be undone. For steps and marks the
/// line is an article of one paragraph, so that both go as they do in the text that is read. Offsets count
/// code points; bytes are those of `text`, which is valid UTF-8. Knows no clipboard and no Dear ImGui.
class LineEdit {
 public:
  /// Another text, with nothing to undo; the caret stands behind it.
  void assign(std::string_view text);
  [[nodiscard]] const std::string& text() const { return line_.text; }
  /// True once after the text was edited.
  bool takeEdited();

  [[nodiscard]] text::CaretPlace caret() const;  ///< in bytes
  struct Bytes {
    std::size_t start = 0, end = 0;
  };
  [[nodiscard]] Bytes markedBytes() const;  ///< empty when nothing is marked
  [[nodiscard]] std::string_view marked() const;

  /// A press of the mouse at a place of the layout: one click sets the caret, two mark a word, three all.
  void press(text::CaretPlace at, int clicks, bool extend);
  void dragTo(text::CaretPlace at);
  void markAll();

  /// Puts text in place of what is marked; line breaks become spaces, other controls are left out.
  void insert(std::string_view utf8);
  void insert(char32_t character);
  void eraseMarked();
  /// True for a key that edits or moves the caret. `layout` is of this very text: left and right go by what
  /// is drawn.
  bool use(const platform::KeyPress& press, const text::Layout& layout);

 private:
  enum class Deed : std::uint8_t { none, typing, erasing, other };
  struct Moment {
    std::string text;
    TextSelection selection;
  };

  void setText(std::string text);
  void replace(article::TextRange range, std::string_view with, Deed deed);
  void erase(std::size_t from, std::size_t to, Deed deed);
  /// Goes back (or forth) to the last moment of `from`, which the present one then follows in `to`.
  void restore(std::vector<Moment>& from, std::vector<Moment>& to);
  void moveTo(std::size_t offset, bool trailing, bool extend);
  bool step(const platform::KeyPress& press, const text::Layout& layout);
  bool eraseBy(const platform::KeyPress& press);
  void stepBesides(const text::Layout& layout, bool toTheRight, bool extend);
  void stepWord(const text::Layout& layout, bool toTheRight, bool extend);
  [[nodiscard]] std::size_t offsetOf(std::size_t byte) const;
  [[nodiscard]] std::size_t byteOf(std::size_t offset) const;
  [[nodiscard]] std::size_t end() const { return line_.offsets.codePoints(); }

  article::Article line_;
  TextSelection selection_;
  bool trailing_ = false;  ///< on which side of its place the caret stands (text::CaretPlace)
  Deed last_ = Deed::none;
  bool edited_ = false;
  std::vector<Moment> undo_, redo_;
};

}  // namespace dateline::ui
