#include "ui/menu_bar.h"

#include <algorithm>
#include <cmath>

#include "ui/popup_menu.h"

namespace dateline::ui {
namespace {

constexpr std::array kTitles = {"File", "Edit", "View", "Text", "Story", "Help"};

Area popupArea(const Context& context, const Area& title, const std::vector<MenuItem>& items,
               float rowHeight) {
  const Area size = menuSize(context, items, rowHeight);
  return {std::max(4.0f, std::min(title.x - 8, context.input.width - size.w - 4)), title.bottom() + 2, size.w,
          size.h};
}

}  // namespace

void MenuBar::open(int menu) {
  open_ = menu;
  row_ = -1;
  inside_.clear();
}

/// Those of the open menu, or of the item of it that was gone into.
const std::vector<MenuItem>& MenuBar::itemsShown(const std::vector<Menu>& menus) const {
  const std::vector<MenuItem>& items = menus[static_cast<std::size_t>(open_)].items;
  const auto found = std::find_if(items.begin(), items.end(), [this](const MenuItem& item) {
    return !item.more.empty() && item.label == inside_;
  });
  return found == items.end() ? items : found->more;
}

void MenuBar::draw(Context& context, const Area& area) {
  const PanelWindow window("##menu", area, Layer::room);
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.fill(area, tones.panel);
  pen.horizontal(area.x, area.right(), area.bottom() - 1, tones.rule);
  const float middle = area.y + (area.h - 1) / 2;
  pen.label("Dateline", type::kWordmark, area.x + 16, middle, tones.ink);
  titles_.clear();
  float x = area.x + 104;
  for (int i = 0; i < static_cast<int>(kTitles.size()); ++i) {
    const char* title = kTitles[static_cast<std::size_t>(i)];
    const float width = pen.widthOf(title, type::kBody);
    const Area place{x - 10, middle - 13, width + 20, 26};
    titles_.push_back(place);
    const Hit hit = hitArea(title, place);
    if (hit.hovered || open_ == i) pen.fill(place, tones.hover, 5);
    pen.label(title, type::kBody, x, middle, hit.hovered || open_ == i ? tones.ink : tones.muted);
    if (hit.pressed) open(i);
    x += width + 24;
  }
  const float left = titles_.back().right() + 16;
  free_ = {left, area.y + 4, std::max(0.0f, area.right() - 16 - left), 32};
  goToField(context, area);
  if (context.take(platform::Key::f10)) open(0);
}

void MenuBar::goToField(Context& context, const Area& area) {
  const float width = std::min(300.0f, free_.w);
  if (width < 60) return;
  const Area field{area.right() - 16 - width, area.y + 6, width, 28};
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const Hit hit = hitArea("##go-to", field);
  if (hit.hovered) context.cursor = platform::Cursor::text;
  pen.box(field, tones.field, hit.hovered ? mix(tones.rule, tones.muted, 0.4f) : tones.rule, 6);
  const float keys = pen.widthOf("Ctrl K", type::kSmall);
  pen.label("Go to a place, an event, a command", type::kBody, field.x + 12, field.centreY(), tones.muted,
            {.maxWidth = width - keys - 36});
  if (width > 120) pen.label("Ctrl K", type::kSmall, field.right() - 12 - keys, field.centreY(), tones.muted);
  if (hit.pressed) context.ask(command::OpenGoTo{});
}

void MenuBar::choose(Context& context, const MenuItem& item, Reader& reader) {
  if (!item.more.empty()) {
    inside_ = item.label;
    insideSince_ = context.input.seconds;
    row_ = -1;
    return;
  }
  open(-1);
  reader.choose(context, item);
}

/// Out of an item's own menu, back to the item.
void MenuBar::leave(const std::vector<Menu>& menus) {
  const std::vector<MenuItem>& items = menus[static_cast<std::size_t>(open_)].items;
  const auto item = std::ranges::find(items, inside_, &MenuItem::label);
  row_ = item == items.end() ? -1 : static_cast<int>(item - items.begin());
  inside_.clear();
}

void MenuBar::useKeys(Context& context, const std::vector<Menu>& menus, Reader& reader) {
  using platform::Key;
  const std::vector<MenuItem>& items = itemsShown(menus);
  const int rows = static_cast<int>(items.size());
  const auto move = [&](int by) {
    for (int tries = 0; tries < rows; ++tries) {
      row_ = row_ < 0 ? (by > 0 ? 0 : rows - 1) : (row_ + by + rows) % rows;
      if (items[static_cast<std::size_t>(row_)].enabled) return;
    }
  };
  if (!inside_.empty() && (context.take(Key::left) || context.take(Key::escape))) return leave(menus);
  if (context.take(Key::escape) || context.take(Key::f10)) return open(-1);
  if (context.take(Key::down)) move(1);
  if (context.take(Key::up)) move(-1);
  const int menuCount = static_cast<int>(menus.size());
  const MenuItem* const current = row_ < 0 ? nullptr : &items[static_cast<std::size_t>(row_)];
  const bool opens = current != nullptr && !current->more.empty();
  if (opens && (context.take(Key::right) || context.take(Key::enter))) {
    choose(context, *current, reader);
    row_ = 0;  // keys go on from its first item, the mouse from where it is
    return;
  }
  if (context.take(Key::right)) return open((open_ + 1) % menuCount);
  if (context.take(Key::left)) return open((open_ + menuCount - 1) % menuCount);
  if (current != nullptr && context.take(Key::enter)) choose(context, *current, reader);
}

void MenuBar::drawOpen(Context& context, Reader& reader) {
  if (open_ < 0) return;
  const std::vector<Menu> menus = menusOf(context.state, reader.selection().has_value());
  useKeys(context, menus, reader);
  if (open_ < 0) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  const PanelWindow window("##open-menu", {0, 0, context.input.width, context.input.height}, Layer::veil);
  const bool opening = ImGui::IsWindowAppearing();
  for (int i = 0; i < static_cast<int>(titles_.size()); ++i) {
    if (!titles_[static_cast<std::size_t>(i)].contains(mouse.x, mouse.y)) continue;
    if (pressed && !opening && i == open_) return open(-1);
    if (i != open_ && context.mouseMoved) open(i);
  }
  const std::vector<MenuItem>& items = itemsShown(menus);
  const Area& title = titles_[static_cast<std::size_t>(open_)];
  const float rowHeight = menuRowHeight(items, context.input.height - title.bottom() - 6);
  const Area box = popupArea(context, title, items, rowHeight);
  panelGround(context, box);
  float y = box.y + 6;
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const MenuItem& item = items[static_cast<std::size_t>(i)];
    if (item.ruleAbove) {
      context.pen().horizontal(box.x + 1, box.right() - 1, y + 4, context.tones.rule);
      y += kMenuRuleSpace;
    }
    const Area row{box.x + 6, y, box.w - 12, rowHeight};
    if (context.mouseMoved && row.contains(mouse.x, mouse.y)) row_ = i;
    ImGui::PushID(i);
    const bool clicked = menuRow(context, item, row, row_ == i);
    ImGui::PopID();
    // The second click of two belongs to what was there at the first.
    const bool late = inside_.empty() || context.input.seconds - insideSince_ > kDoubleClickSeconds;
    if (clicked && late) return choose(context, item, reader);
    y += rowHeight;
  }
  if (pressed && !opening && !box.contains(mouse.x, mouse.y)) open(-1);
}

}  // namespace dateline::ui
