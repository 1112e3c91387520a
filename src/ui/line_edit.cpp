#include "ui/line_edit.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "article/text_steps.h"

namespace dateline::ui {
namespace {

using platform::Key;
using platform::KeyPress;
using platform::Mods;

constexpr std::size_t kMostUndone = 200;

/// In one line. What is copied often ends in a line break that nobody meant.
std::string inOneLine(std::string_view utf8) {
  while (!utf8.empty() && (utf8.back() == '\n' || utf8.back() == '\r')) utf8.remove_suffix(1);
  std::string text = repairUtf8(utf8);
  for (const std::string_view separator : {"\r\n", "\xE2\x80\xA8", "\xE2\x80\xA9"})  // U+2028, U+2029
    for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator, at))
      text.replace(at, separator.size(), " ");
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  std::erase_if(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
  return text;
}

bool isBetweenCharacters(const article::Article& line, std::size_t offset) {
  return offset == 0 || article::nextCharacter(line, article::previousCharacter(line, offset)) == offset;
}

/// True for the line's own direction, not that of a word in it.
bool isRightToLeft(const text::Layout& layout) {
  return !layout.lines().empty() && layout.lines().front().rightToLeft;
}

}  // namespace

void LineEdit::setText(std::string text) {
  line_.text = std::move(text);
  line_.offsets = OffsetIndex(line_.text);
  article::Block block;
  block.range = {0, end()};
  line_.blocks = {block};
}

void LineEdit::assign(std::string_view text) {
  setText(repairUtf8(text));
  undo_.clear();
  redo_.clear();
  edited_ = false;
  moveTo(end(), true, false);
}

bool LineEdit::takeEdited() {
  return std::exchange(edited_, false);
}

text::CaretPlace LineEdit::caret() const {
  return {byteOf(selection_.focus()), trailing_};
}

LineEdit::Bytes LineEdit::markedBytes() const {
  const auto range = selection_.range();
  return range ? Bytes{byteOf(range->start), byteOf(range->end)} : Bytes{};
}

std::string_view LineEdit::marked() const {
  const auto range = selection_.range();
  return range ? line_.slice(*range) : std::string_view{};
}

std::size_t LineEdit::offsetOf(std::size_t byte) const {
  return line_.offsets.codePointOf(line_.text, byte);
}
std::size_t LineEdit::byteOf(std::size_t offset) const {
  return line_.offsets.byteOf(line_.text, offset);
}

void LineEdit::moveTo(std::size_t offset, bool trailing, bool extend) {
  last_ = Deed::none;
  trailing_ = trailing;
  if (extend)
    selection_.moveTo(offset);
  else
    selection_.set({offset, offset});
}

void LineEdit::press(text::CaretPlace at, int clicks, bool extend) {
  using Unit = TextSelection::Unit;
  std::size_t offset = offsetOf(at.byte);
  if (!isBetweenCharacters(line_, offset)) offset = article::previousCharacter(line_, offset);
  moveTo(offset, at.trailing, extend && clicks < 2);
  if (!extend || clicks >= 2)
    selection_.begin(line_, offset,
                     clicks < 2    ? Unit::character
                     : clicks == 2 ? Unit::word
                                   : Unit::paragraph);
}

void LineEdit::dragTo(text::CaretPlace at) {
  const std::size_t offset = offsetOf(at.byte);
  if (!isBetweenCharacters(line_, offset)) return;
  last_ = Deed::none;
  trailing_ = at.trailing;
  selection_.dragTo(line_, offset);
}

void LineEdit::markAll() {
  last_ = Deed::none;
  trailing_ = true;
  selection_.set({0, end()});
}

void LineEdit::replace(article::TextRange range, std::string_view with, Deed deed) {
  if (deed != last_ || deed == Deed::other) {
    undo_.push_back({line_.text, selection_});
    if (undo_.size() > kMostUndone) undo_.erase(undo_.begin());
  }
  redo_.clear();
  std::string text(line_.slice({0, range.start}));
  text += with;
  const std::size_t caret = range.start + countCodePoints(with);
  text += line_.slice({range.end, end()});
  setText(std::move(text));
  // Where directions meet, the next letter goes beside the one that was typed.
  moveTo(caret, true, false);
  last_ = deed;
  edited_ = true;
}

void LineEdit::erase(std::size_t from, std::size_t to, Deed deed) {
  if (from < to) replace({from, to}, "", deed);
}

void LineEdit::eraseMarked() {
  if (const auto range = selection_.range()) erase(range->start, range->end, Deed::other);
}

void LineEdit::insert(std::string_view utf8) {
  std::string text = inOneLine(utf8);
  const std::size_t caret = selection_.focus();
  const article::TextRange marked = selection_.range().value_or(article::TextRange{caret, caret});
  const std::size_t left = end() - marked.length();
  const OffsetIndex offsets(text);
  text.resize(offsets.byteOf(text, kLongestLine - std::min(left, kLongestLine)));
  if (text.empty()) return;
  // A run of letters is undone by words.
  const bool letter = offsets.codePoints() == 1 && marked.length() == 0;
  const bool newWord = text != " " && line_.slice({0, caret}).ends_with(' ');
  if (letter && newWord) last_ = Deed::none;
  replace(marked, text, letter ? Deed::typing : Deed::other);
}

void LineEdit::insert(char32_t character) {
  insert(utf8Of(character));
}

void LineEdit::restore(std::vector<Moment>& from, std::vector<Moment>& to) {
  if (from.empty()) return;
  to.push_back({line_.text, selection_});
  setText(std::move(from.back().text));
  selection_ = from.back().selection;
  from.pop_back();
  last_ = Deed::none;
  trailing_ = true;
  edited_ = true;
}

bool LineEdit::use(const KeyPress& press, const text::Layout& layout) {
  constexpr Mods kOnlyCtrl{.ctrl = true}, kWithShift{.ctrl = true, .shift = true};
  if (press == KeyPress{Key::a, kOnlyCtrl}) {
    markAll();
    return true;
  }
  if (press == KeyPress{Key::z, kOnlyCtrl}) {
    restore(undo_, redo_);
    return true;
  }
  if (press == KeyPress{Key::z, kWithShift} || press == KeyPress{Key::y, kOnlyCtrl}) {
    restore(redo_, undo_);
    return true;
  }
  return !press.mods.alt && !press.mods.super && (step(press, layout) || eraseBy(press));
}

bool LineEdit::step(const KeyPress& press, const text::Layout& layout) {
  const bool extend = press.mods.shift;
  switch (press.key) {
    case Key::left:
    case Key::right:
      if (press.mods.ctrl)
        stepWord(layout, press.key == Key::right, extend);
      else
        stepBesides(layout, press.key == Key::right, extend);
      return true;
    case Key::home:
      moveTo(0, false, extend);
      return true;
    case Key::end:
      moveTo(end(), true, extend);
      return true;
    default:
      return false;
  }
}

bool LineEdit::eraseBy(const KeyPress& press) {
  const bool word = press.mods.ctrl;
  const std::size_t caret = selection_.focus();
  const Deed deed = word ? Deed::other : Deed::erasing;
  if (press.key == Key::backspace) {
    if (selection_.range())
      eraseMarked();
    else
      erase(word ? article::previousWordStart(line_, caret) : article::backspaceStart(line_, caret), caret,
            deed);
    return true;
  }
  if (press.key != Key::deleteKey || press.mods.shift) return false;
  if (selection_.range())
    eraseMarked();
  else
    erase(caret, word ? article::nextWordEnd(line_, caret) : article::nextCharacter(line_, caret), deed);
  return true;
}

void LineEdit::stepBesides(const text::Layout& layout, bool toTheRight, bool extend) {
  if (const auto range = selection_.range(); range && !extend) {
    const Bytes bytes = markedBytes();
    const bool startIsRight = layout.caretAt(bytes.start).x > layout.caretAt(bytes.end, true).x;
    const bool toStart = toTheRight == startIsRight;
    return moveTo(toStart ? range->start : range->end, !toStart, false);
  }
  auto to = layout.besides(caret(), toTheRight);
  // What is drawn as one may be shared out more finely than readers count characters.
  while (to && !isBetweenCharacters(line_, offsetOf(to->byte))) to = layout.besides(*to, toTheRight);
  if (to) moveTo(offsetOf(to->byte), to->trailing, extend);
}

/// Right is on in the text where the line is read from the left, and back where it is not: so a key always
/// leads on, also where directions mix.
void LineEdit::stepWord(const text::Layout& layout, bool toTheRight, bool extend) {
  const bool onward = toTheRight != isRightToLeft(layout);
  const std::size_t from = selection_.focus();
  moveTo(onward ? article::nextWordEnd(line_, from) : article::previousWordStart(line_, from), onward,
         extend);
}

}  // namespace dateline::ui
