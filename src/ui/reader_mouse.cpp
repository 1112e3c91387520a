#include <algorithm>
#include <cmath>
#include <utility>

#include "base/utf8.h"
#include "ui/reader.h"

// The mouse on the page: passages, mentions, links, marking text, and the menu of the right button.

namespace dateline::ui {
namespace {

constexpr float kFastestPx = 160;  // further beyond the edge the page does not scroll faster

bool holds(const std::vector<text::Rect>& rects, float x, float y) {
  return std::any_of(rects.begin(), rects.end(), [&](const text::Rect& r) {
    return Area{r.x, r.y, r.w, r.h}.contains(x, y);
  });
}

/// A word or two in a menu.
std::string shortened(std::string_view text) {
  constexpr std::size_t kMost = 24;  // code points
  if (countCodePoints(text) <= kMost) return std::string(text);
  const OffsetIndex offsets(text);
  return std::string(text.substr(0, offsets.byteOf(text, kMost - 1))) + "…";
}

}  // namespace

Reader::Under Reader::under(const Context& context, float x, float y) const {
  Under found;
  for (const Mark& mark : marks_)
    if (mark.area.contains(x, y))
      return {mark.more.empty() ? std::vector{mark.passage} : mark.more, -1, nullptr};
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

void Reader::press(ImVec2 at) {
  pressedAt_ = at;
  selecting_ = false;
  goalX_.reset();
  const auto offset = offsetUnder(at.x, at.y);
  if (!offset) return;
  const int clicks = ImGui::GetMouseClickedCount(ImGuiMouseButton_Left);
  using Unit = TextSelection::Unit;
  if (clicks >= 2)
    selection_.begin(*article_, *offset, clicks == 2 ? Unit::word : Unit::paragraph);
  else if (ImGui::GetIO().KeyShift && selection_.begun())
    selection_.moveTo(*offset);
  else
    selection_.begin(*article_, *offset, Unit::character);
}

void Reader::useMouse(Context& context, const Hit& hit) {
  const ImVec2 at = ImGui::GetIO().MousePos;
  if (hit.pressed) press(at);
  if (hit.held && ImGui::GetMouseClickedCount(ImGuiMouseButton_Left) == 0) dragSelection(context);
  if (hit.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right)) openMenu(context, at);
  if (!hit.hovered && !hit.held) return;
  const Under what = under(context, at.x, at.y);
  const bool active = what.link != nullptr || what.mention >= 0 || !what.passages.empty();
  const bool onText = at.x >= column_.left - 8 && at.x <= column_.right() + 8;
  context.cursor = active && !selecting_ ? platform::Cursor::hand
                   : onText              ? platform::Cursor::text
                                         : platform::Cursor::arrow;
  if (!selecting_) {
    linkUnder_ = what.link;
    for (const Passage& passage : what.passages) {
      const std::string& id = context.state.story->events[static_cast<std::size_t>(passage.event)].id;
      if (!context.hovered)
        context.hovered = id;
      else if (id != *context.hovered)
        context.hoveredToo.push_back(id);
    }
  }
  if (hit.clicked && !selecting_ && !selection()) click(context, what);
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
  if (!selection_.begun()) return;
  selecting_ = true;
  const float beyond = at.y < area_.y ? at.y - area_.y : at.y > area_.bottom() ? at.y - area_.bottom() : 0;
  if (beyond != 0) {
    const double before = scroll_;
    scrollTo(scroll_ + std::clamp(beyond, -kFastestPx, kFastestPx) * 10 * context.elapsed, false);
    // At the end of the text there is nothing to wait for.
    if (scroll_ != before || context.elapsed == 0) context.animating = true;
  }
  if (const auto offset = offsetUnder(at.x, std::clamp(at.y, area_.y, area_.bottom() - 1)))
    selection_.dragTo(*article_, *offset);
}

void Reader::openMenu(Context& context, ImVec2 at) {
  const Under what = under(context, at.x, at.y);
  const auto offset = offsetUnder(at.x, at.y);
  // What is marked stays when the menu is opened on it; elsewhere the menu is about the passage or the word.
  const auto marked = selection();
  if (offset && !(marked && marked->start <= *offset && *offset <= marked->end)) {
    if (!what.passages.empty())
      selection_.set(what.passages.front().range);
    else
      selection_.begin(*article_, *offset, TextSelection::Unit::word);
  }
  menuLink_ = what.link == nullptr ? std::string() : what.link->target;
  menu_.open(at);
}

void Reader::use(Context& context, session::TextUse how) {
  using command::CopyAs;
  using enum session::TextUse;
  if (how == selectAll) return selection_.set({0, article_->offsets.codePoints()});
  const TextRange marked = selection().value_or(TextRange{});
  context.ask(command::CopyRange{marked, how == copyQuotation    ? CopyAs::quotation
                                         : how == copyAnnotation ? CopyAs::annotation
                                                                 : CopyAs::text});
}

void Reader::choose(Context& context, const MenuItem& item) {
  if (!item.command) return;
  if (const auto* text = item.command->as<command::UseText>()) return use(context, text->use);
  context.commands.push_back(*item.command);
}

/// What was asked of the text from elsewhere, as by Ctrl+K.
void Reader::followRequest(Context& context) {
  const session::TextRequest& asked = context.state.textRequest;
  if (std::exchange(textSerial_, asked.serial) != asked.serial) use(context, asked.use);
}

void Reader::drawMenu(Context& context) {
  if (!menu_.isOpen()) return;
  const auto marked = selection();
  std::vector<MenuItem> items = copyItems(marked.has_value());
  items.push_back(selectAllItem(context.state));
  if (marked && marked->length() <= kLongestQuery)
    items.push_back({.label = "Find “" + shortened(article_->slice(*marked)) + "”",
                     .keys = "Ctrl+F",
                     .command = command::OpenFind{std::string(article_->slice(*marked))},
                     .ruleAbove = true});
  if (!menuLink_.empty()) {
    items.push_back({.label = "Open the address…",
                     .command = command::OpenDialog{session::Dialog::link, menuLink_},
                     .ruleAbove = true});
    items.push_back({.label = "Copy the address", .command = command::CopyText{menuLink_}});
  }
  const auto chosen = menu_.draw(context, "##reader-menu", items);
  if (!chosen) return;
  choose(context, items[*chosen]);
}

}  // namespace dateline::ui
