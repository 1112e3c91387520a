#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ui/line_edit.h"

namespace dateline::ui {

/// The text field that has the keyboard, if one has.
class ActiveField {
 public:
  [[nodiscard]] bool any() const { return id_ != 0; }
  [[nodiscard]] bool is(std::uint32_t id) const { return id_ == id && id != 0; }
  void leave() { id_ = 0; }

  /// Gives the keyboard to a field; all of its text is marked.
  void take(std::uint32_t id, std::string_view text) {
    if (!is(id)) edit.assign(text);
    id_ = id;
    known_ = text;
    edit.markAll();
    marksAll = false;
  }
  /// Whoever shows the field may have given it another text.
  void follow(std::string_view text) {
    if (text == known_) return;
    known_ = text;
    edit.assign(text);
  }
  /// The text goes to whoever shows the field.
  const std::string& give() { return known_ = edit.text(); }

  /// A field that a pass does not draw gives up the keyboard.
  void beginPass() { drawn_ = false; }
  void noteDrawn() { drawn_ = true; }
  void endPass() {
    if (!drawn_) leave();
  }

  LineEdit edit;
  float left = 0;         ///< px from the field's inner edge to the text's; negative where it is scrolled
  bool marksAll = false;  ///< the press that marked all is held: it drags nothing

 private:
  std::uint32_t id_ = 0;  // Dear ImGui's of the field
  std::string known_;     // what whoever shows the field has for its text; may be no UTF-8, as a file's name
  bool drawn_ = false;
};

}  // namespace dateline::ui
