#include <algorithm>
#include <cmath>

#include "ui/reader.h"

// The mouse on the page: passages, mentions, links, and marking text; and the keys that go with it.

namespace dateline::ui {
namespace {

constexpr float kDragPx = 4;

bool holds(const std::vector<text::Rect>& rects, float x, float y) {
  return std::any_of(rects.begin(), rects.end(), [&](const text::Rect& r) {
    return Area{r.x, r.y, r.w, r.h}.contains(x, y);
  });
}

bool isWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_';
}

}  // namespace

Reader::Under Reader::under(const Context& context, float x, float y) const {
  Under found;
  for (const Mark& mark : marks_)
    if (mark.area.contains(x, y)) return {{mark.passage}, -1, nullptr};
  for (const Shown& shown : shown_) {
    if (y < shown.y || y >= shown.y + shown.layout->height() || shown.piece->kind != Piece::Kind::text)
      continue;
    for (const article::Inline& part : article_->blocks[shown.piece->blockIndex].inlines)
      if (part.kind == article::Inline::Kind::link && holds(rectsOf(shown, part.range), x, y))
        found.link = &part;
    for (const Passage& passage : passages_.overlapping(shown.piece->range))
      if (holds(rectsOf(shown, passage.range), x, y)) found.passages.push_back(passage);
    if (const auto offset = offsetUnder(x, y)) {
      // The caret may stand at the far edge of the letter under the mouse.
      for (const std::size_t at : {*offset, *offset == 0 ? 0 : *offset - 1}) {
        const int mention = session::mentionAt(context.state, at);
        if (mention >= 0 &&
            holds(rectsOf(shown, context.state.mentions[static_cast<std::size_t>(mention)].range), x, y))
          found.mention = mention;
      }
    }
  }
  return found;
}

void Reader::useMouse(Context& context, const Hit& hit) {
  const ImVec2 at = ImGui::GetIO().MousePos;
  if (hit.pressed) {
    pressedAt_ = at;
    const int clicks = ImGui::GetMouseClickedCount(ImGuiMouseButton_Left);
    const auto offset = offsetUnder(at.x, at.y);
    selecting_ = false;
    if (offset && clicks >= 2)
      selectAround(*offset, clicks);
    else if (offset && ImGui::GetIO().KeyShift && selection_) {
      selection_ = TextRange{std::min(selectionAnchor_, *offset), std::max(selectionAnchor_, *offset)};
    } else if (offset) {
      selection_.reset();
      selectionAnchor_ = *offset;
    }
  }
  if (hit.held && ImGui::GetMouseClickedCount(ImGuiMouseButton_Left) == 0) dragSelection(context);
  if (!hit.hovered && !hit.held) return;
  const Under what = under(context, at.x, at.y);
  const bool active = what.link != nullptr || what.mention >= 0 || !what.passages.empty();
  const bool onText = at.x >= column_.left - 8 && at.x <= column_.left + column_.width + 8;
  context.cursor = active && !selecting_ ? platform::Cursor::hand
                   : onText              ? platform::Cursor::text
                                         : platform::Cursor::arrow;
  if (!what.passages.empty() && !selecting_)
    context.hovered = context.state.story->events[static_cast<std::size_t>(what.passages.front().event)].id;
  if (hit.clicked && !selecting_ && !selection_) click(context, what);
  if (hit.clicked) selecting_ = false;
}

void Reader::click(Context& context, const Under& what) {
  if (what.link != nullptr) return context.ask(command::OpenDialog{session::Dialog::link, what.link->target});
  if (what.mention >= 0) return context.ask(command::SelectMention{what.mention});
  if (what.passages.empty()) return;
  // Where several events share the words, each click takes the next of them.
  std::size_t next = 0;
  for (std::size_t i = 0; i < what.passages.size(); ++i) {
    const story::Event& event = context.state.story->events[static_cast<std::size_t>(what.passages[i].event)];
    if (event.id == context.state.selected && what.passages[i].anchor == context.state.passage)
      next = (i + 1) % what.passages.size();
  }
  const Passage& passage = what.passages[next];
  context.ask(command::SelectEvent{context.state.story->events[static_cast<std::size_t>(passage.event)].id,
                                   passage.anchor, true});
}

void Reader::dragSelection(Context& context) {
  const ImVec2 at = ImGui::GetIO().MousePos;
  if (!selecting_ && std::hypot(at.x - pressedAt_.x, at.y - pressedAt_.y) < kDragPx) return;
  if (!selecting_ && selection_) return;  // a word was taken by double-click: the hand may shake
  selecting_ = true;
  const float beyond = at.y < area_.y ? at.y - area_.y : at.y > area_.bottom() ? at.y - area_.bottom() : 0;
  if (beyond != 0) {
    scrollTo(scroll_ + beyond * 8 * context.elapsed, false);
    context.animating = true;
  }
  const auto offset = offsetUnder(at.x, std::clamp(at.y, area_.y, area_.bottom() - 1));
  if (!offset) return;
  selection_ = TextRange{std::min(selectionAnchor_, *offset), std::max(selectionAnchor_, *offset)};
  if (selection_->length() == 0) selection_.reset();
}

void Reader::selectAround(std::size_t offset, int clicks) {
  const Piece& piece = flow_.pieces()[flow_.pieceOf(offset)];
  const article::Block& block = article_->blocks[piece.blockIndex];
  TextRange range = block.range;
  if (clicks == 2) {
    const std::string_view text = article_->slice(piece.range);
    const std::size_t at = std::min(flow_.byteIn(piece, offset), text.size());
    std::size_t start = at;
    std::size_t end = at;
    while (start > 0 && isWordByte(text[start - 1])) --start;
    while (end < text.size() && isWordByte(text[end])) ++end;
    range = {flow_.offsetAt(piece, start), flow_.offsetAt(piece, end)};
  }
  if (range.length() == 0) return;
  selection_ = range;
  selectionAnchor_ = range.start;
}

void Reader::useKeys(Context& context) {
  constexpr platform::Mods kCtrl{.ctrl = true};
  if (selection_ && context.take(platform::Key::c, kCtrl)) context.ask(command::CopyText{selectedText()});
  if (hovered_ && context.take(platform::Key::a, kCtrl))
    selection_ = TextRange{0, article_->offsets.codePoints()};
  if (selection_ && context.take(platform::Key::escape)) selection_.reset();
}

}  // namespace dateline::ui
