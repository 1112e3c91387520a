#include "ui/text_field.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace dateline::ui {
namespace {

constexpr float kFieldPadding = 10;
constexpr float kCaretPx = 1;
/// Glyphs and the caret may reach a little over the inner edges.
constexpr float kFieldOverhang = 2;
/// A caret that left the field comes back so far into it: one sees where one goes on.
constexpr float kScrollShare = 0.25f;

text::LayoutPtr setLine(const Context& context, std::string_view text) {
  return context.set(text, type::kBody, {.maxLines = 1});
}

bool isRightToLeft(const text::Layout& layout) {
  return !layout.lines().empty() && layout.lines().front().rightToLeft;
}

/// Where the text begins in a field of the width, from its inner left edge, before anything is scrolled: what
/// is written from right to left begins at the right.
float leftAtRest(const text::Layout& layout, float width) {
  return isRightToLeft(layout) ? width - layout.width() - kCaretPx : 0;
}

/// Scrolls from `left` until the caret is in sight, then `beyond` px further; leaves no room that text could
/// fill.
float leftInSight(const text::Layout& layout, float width, float left, float caretX, float beyond) {
  const float lowest = width - layout.width() - kCaretPx;
  if (lowest >= 0) return leftAtRest(layout, width);
  const float last = width - kCaretPx;
  if (left + caretX < 0) left = beyond - caretX;
  if (left + caretX > last) left = last - beyond - caretX;
  return std::clamp(left, lowest, 0.0f);
}

/// The caret at the place that is nearest to x. Where directions meet, one place in the text is two on the
/// line.
text::CaretPlace nearestPlace(const text::Layout& layout, float x) {
  const std::size_t byte = layout.byteAt(x, 0);
  const float leading = std::abs(layout.caretAt(byte).x - x);
  return {byte, std::abs(layout.caretAt(byte, true).x - x) < leading};
}

/// One field in one pass.
struct Field {
  Context& context;
  ActiveField& active;
  const FieldOptions& options;
  Area inner;
  bool dragged = false;

  [[nodiscard]] text::LayoutPtr layout() const { return setLine(context, active.edit.text()); }

  void useMouse(const Hit& hit, bool came) {
    const text::LayoutPtr line = layout();
    if (came) active.left = leftAtRest(*line, inner.w);
    const float x = mouseArea().x - inner.x - active.left;
    const ImGuiIO& io = ImGui::GetIO();
    if (hit.pressed) {
      active.marksAll = came && options.selectAll;
      if (!active.marksAll)
        active.edit.press(nearestPlace(*line, x), ImGui::GetMouseClickedCount(ImGuiMouseButton_Left),
                          io.KeyShift && !came);
      return;
    }
    // A mouse that rests beside the field goes on as far as there is text.
    const Area whole = inner.inset(-kFieldPadding, 0);
    const bool beside = mouseArea().x < whole.x || mouseArea().x > whole.right();
    dragged = hit.held && !active.marksAll && (io.MouseDelta.x != 0 || beside);
    if (dragged) active.edit.dragTo(nearestPlace(*line, x));
  }

  void useKeys() {
    std::erase_if(context.keys, [&](const platform::KeyPress& press) {
      return useClipboard(press) || active.edit.use(press, *layout());
    });
    for (const char32_t character : context.typed) insert(utf8Of(character));
    context.typed.clear();
  }

  void insert(std::string text) {
    if (options.digitsOnly) std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
    active.edit.insert(text);
  }

  bool useClipboard(const platform::KeyPress& press) {
    using platform::Key;
    using platform::KeyPress;
    constexpr platform::Mods kByCtrl{.ctrl = true}, kByShift{.shift = true};
    const bool cut = press == KeyPress{Key::x, kByCtrl} || press == KeyPress{Key::deleteKey, kByShift};
    if (cut || press == KeyPress{Key::c, kByCtrl} || press == KeyPress{Key::insert, kByCtrl}) {
      if (const std::string_view marked = active.edit.marked(); !marked.empty())
        context.ask(command::CopyText{std::string(marked)});
      if (cut) active.edit.eraseMarked();
      return true;
    }
    if (press != KeyPress{Key::v, kByCtrl} && press != KeyPress{Key::insert, kByShift}) return false;
    if (context.readClipboard) insert(context.readClipboard());
    return true;
  }

  void drawActive() {
    const text::LayoutPtr line = layout();
    const text::CaretPlace place = active.edit.caret();
    const text::Caret caret = line->caretAt(place.byte, place.trailing);
    const float before = active.left;
    active.left = leftInSight(*line, inner.w, active.left, caret.x, dragged ? 0 : inner.w * kScrollShare);
    if (dragged && active.left != before) context.animating = true;
    const Pen pen = context.pen();
    const float x = inner.x + active.left, y = inner.centreY() - line->height() / 2;
    const LineEdit::Bytes marked = active.edit.markedBytes();
    for (const text::Rect& rect : line->rectsFor(marked.start, marked.end))
      pen.fill({x + rect.x, y + rect.y, rect.w, rect.h}, context.tones.selection);
    drawLine(*line, x);
    // At the line's left edge there is room beside the letter.
    const float aside = caret.x < kCaretPx ? kCaretPx : 0;
    pen.vertical(x + caret.x - aside, y + caret.top, y + caret.bottom, context.tones.ink);
  }

  void drawLine(const text::Layout& line, float x) const {
    const Pen pen = context.pen();
    pen.draw(line, x, inner.centreY() - line.height() / 2, context.tones.ink);
  }
};

}  // namespace

FieldResult textField(Context& context, const char* id, const Area& area, std::string& text,
                      const FieldOptions& options) {
  ActiveField& active = context.field;
  const ImGuiID own = ImGui::GetID(id);
  if (options.frame) context.pen().box(area, context.tones.field, context.tones.rule, 6);
  const Hit hit = hitArea(id, area);
  if (hit.hovered || hit.held) context.cursor = platform::Cursor::text;
  const bool given = context.focus != nullptr && context.focus->add(own);
  const bool wasActive = active.is(own);
  if (options.focus || (given && context.focus->cameByKey()) || (hit.pressed && !wasActive))
    active.take(own, text);
  else if (wasActive && !hit.pressed && ImGui::IsMouseClicked(ImGuiMouseButton_Left))
    active.leave();

  FieldResult result;
  result.active = active.is(own);
  Field field{context, active, options, area.inset(kFieldPadding, 0)};
  if (result.active) {
    active.noteDrawn();
    if (context.focus != nullptr) context.focus->give(own);
    active.follow(text);
    field.useMouse(hit, !wasActive);
    field.useKeys();
    result.changed = active.edit.takeEdited();
    if (result.changed) text = active.give();
    if (options.frame) ring(context, area);
  }
  const Pen pen = context.pen();
  const Pen::Clip clip(pen, area.inset(kFieldPadding - kFieldOverhang, 0));
  if (text.empty())
    pen.label(options.hint, type::kBody, field.inner.x, area.centreY(), context.tones.muted,
              {.maxWidth = field.inner.w});
  if (result.active) {
    field.drawActive();
  } else if (const text::LayoutPtr line = setLine(context, text); !text.empty()) {
    field.drawLine(*line, field.inner.x + leftAtRest(*line, field.inner.w));
  }
  return result;
}

}  // namespace dateline::ui
