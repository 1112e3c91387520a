#include "ui/go_to_palette.h"

#include <algorithm>
#include <cmath>

#include "ui/text_field.h"

namespace dateline::ui {
namespace {

constexpr float kPaletteWidth = 520;
constexpr float kField = 48;
constexpr float kPaletteRow = 36;
constexpr int kMostRows = 10;
constexpr float kCutPaletteRow = 20;

const char* wordOf(session::GoToItem::Kind kind) {
  using Kind = session::GoToItem::Kind;
  switch (kind) {
    case Kind::event:
      return "Event";
    case Kind::place:
      return "Place";
    case Kind::country:
      return "Country";
    case Kind::command:
      return "Command";
  }
  return "";
}

}  // namespace

void GoToPalette::draw(Context& context) {
  const session::GoToState& goTo = context.state.goTo;
  if (!goTo.open) {
    wasOpen_ = typing_ = false;
    return;
  }
  if (!wasOpen_) {
    text_ = goTo.query;
    scroll_ = 0;
    shownCurrent_ = -1;
  }
  wasOpen_ = true;
  useKeys(context);
  const Area all{0, 0, context.input.width, context.input.height};
  const PanelWindow window("##go-to", all, Layer::veil);
  const int shown = std::min(kMostRows, static_cast<int>(goTo.items.size()));
  const float width = std::min(kPaletteWidth, all.w - 32);
  const float room = std::max(kPaletteRow, all.h - 56 - kField - 32);
  // A row that is cut says that the list goes on.
  const float cut = static_cast<int>(goTo.items.size()) > shown ? kCutPaletteRow : 0;
  const float listHeight = std::min(kPaletteRow * static_cast<float>(std::max(1, shown)) + cut, room);
  const Area box{std::round((all.w - width) / 2), 56, width, kField + listHeight + 13};
  panelGround(context, box);
  const Pen pen = context.pen();
  pen.icon(Icon::search, box.x + 22, box.y + kField / 2, 14, context.tones.muted);
  const FieldResult typed =
      textField(context, "##query", {box.x + 34, box.y, box.w - 44, kField}, text_,
                {.hint = "Go to a place, an event, a command", .focus = !typing_, .frame = false});
  typing_ = typed.active;
  if (typed.changed) {
    scroll_ = 0;
    context.ask(command::SetGoTo{text_});
  }
  pen.horizontal(box.x + 1, box.right() - 1, box.y + kField, context.tones.rule);
  rows(context, {box.x + 6, box.y + kField + 7, box.w - 12, listHeight});
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsMouseClicked(0) && !ImGui::IsWindowAppearing() && !box.contains(mouse.x, mouse.y))
    context.ask(command::CloseGoTo{});
}

void GoToPalette::useKeys(Context& context) {
  using platform::Key;
  if (context.take(Key::down)) context.ask(command::MoveGoTo{1});
  if (context.take(Key::up)) context.ask(command::MoveGoTo{-1});
  if (context.take(Key::pageDown)) context.ask(command::MoveGoTo{kMostRows - 1});
  if (context.take(Key::pageUp)) context.ask(command::MoveGoTo{1 - kMostRows});
  if (context.take(Key::enter)) context.ask(command::ChooseGoTo{});
  if (context.take(Key::escape)) context.ask(command::CloseGoTo{});
}

void GoToPalette::rows(Context& context, const Area& list) {
  const session::GoToState& goTo = context.state.goTo;
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  if (goTo.items.empty()) {
    pen.label("Nothing of that name", type::kBody, list.x + 10, list.y + kPaletteRow / 2, tones.muted);
    return;
  }
  const float whole = kPaletteRow * static_cast<float>(goTo.items.size());
  const float currentTop = kPaletteRow * static_cast<float>(goTo.current);
  if (goTo.current != shownCurrent_) {
    shownCurrent_ = goTo.current;
    scroll_ = std::clamp(scroll_, currentTop + kPaletteRow - list.h, currentTop);
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (list.contains(mouse.x, mouse.y)) scroll_ -= ImGui::GetIO().MouseWheel * kPaletteRow * 2;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, whole - list.h));
  scrollThumb(context, {list.x, list.y, list.w + 5, list.h}, whole, scroll_);
  const Pen::Clip clip(pen, list);
  for (int i = static_cast<int>(scroll_ / kPaletteRow); i < static_cast<int>(goTo.items.size()); ++i) {
    const Area row{list.x, list.y + kPaletteRow * static_cast<float>(i) - scroll_, list.w, kPaletteRow};
    if (row.y >= list.bottom()) break;
    const session::GoToItem& item = goTo.items[static_cast<std::size_t>(i)];
    ImGui::PushID(i);
    const Hit hit = clickable(context, "##row", row);
    ImGui::PopID();
    if (i == goTo.current)
      pen.fill(row, tones.chosen, 5);
    else if (hit.hovered)
      pen.fill(row, tones.hover, 5);
    float x = row.x + 10;
    const int event =
        item.kind == session::GoToItem::Kind::event ? context.state.story->indexOf(item.id) : -1;
    if (event >= 0) {
      const EventMark mark = markOf(context, event);
      pen.mark(mark.shape, mark.colour, mark.number, x + 9, row.centreY(), 18, mark.hollow);
    } else {
      const bool place = item.kind != session::GoToItem::Kind::command;
      if (place)
        pen.list().AddCircle({x + 9, row.centreY()}, 3.5f, packed(tones.muted), 20, 1.4f);
      else
        pen.icon(Icon::chevronRight, x + 9, row.centreY(), 9, tones.muted);
    }
    x += 30;
    const bool isCommand = item.kind == session::GoToItem::Kind::command;
    const std::string detail = item.detail.empty() && !isCommand ? wordOf(item.kind) : item.detail;
    // The title comes first, but leaves half of the row.
    const float free = row.right() - x - 26 - std::min(pen.widthOf(item.title, type::kBody), row.w * 0.5f);
    const float detailWidth = std::min(pen.widthOf(detail, type::kLabel), free);
    pen.label(item.title, type::kBody, x, row.centreY(), tones.ink,
              {.maxWidth = row.right() - x - detailWidth - 26});
    pen.label(detail, type::kLabel, row.right() - 10 - detailWidth, row.centreY(), tones.muted,
              {.maxWidth = detailWidth + 1});
    if (hit.clicked) context.ask(command::ChooseGoTo{i});
  }
}

}  // namespace dateline::ui
