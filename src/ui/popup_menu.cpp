#include "ui/popup_menu.h"

#include <algorithm>
#include <cmath>

namespace dateline::ui {

namespace {

constexpr float kMenuMargins = 12;
constexpr float kLowestRow = 15;
constexpr float kNumberColumn = 28;

float labelLeft(const MenuItem& item) {
  return 28 + (item.number > 0 ? kNumberColumn : 0.0f);
}

}  // namespace

float menuRowHeight(std::span<const MenuItem> items, float room) {
  const auto rules = std::count_if(items.begin(), items.end(), [](const MenuItem& i) { return i.ruleAbove; });
  const float rows = room - kMenuMargins - kMenuRuleSpace * static_cast<float>(rules);
  return std::clamp(std::floor(rows / static_cast<float>(items.size())), kLowestRow, kMenuRow);
}

Area menuSize(const Context& context, std::span<const MenuItem> items, float rowHeight) {
  float width = 180;
  float height = kMenuMargins;
  for (const MenuItem& item : items) {
    const float keys = item.keys.empty() ? 0 : context.set(item.keys, type::kLabel)->width() + 32;
    width = std::max(width, labelLeft(item) + context.set(item.label, type::kBody)->width() + keys + 36);
    height += rowHeight + (item.ruleAbove ? kMenuRuleSpace : 0.0f);
  }
  return {0, 0, std::min(std::ceil(width), 380.0f), height};
}

bool menuRow(Context& context, const MenuItem& item, const Area& row, bool current) {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const Hit hit = hitArea("##row", row);
  const bool lit = item.enabled && (current || hit.hovered);
  if (lit) pen.fill(row, tones.hover, 5);
  if (item.checked) pen.icon(Icon::check, row.x + 13, row.centreY(), 9, tones.ink);
  const Colour ink = item.enabled ? tones.ink : disabledInk(tones);
  const float left = labelLeft(item);
  pen.label(item.label, type::kBody, row.x + left, row.centreY(), ink, {.maxWidth = row.w - left - 8});
  const Colour quiet = item.enabled ? tones.muted : ink;
  if (item.number > 0)
    pen.label(std::to_string(item.number), type::kBody, row.x + left - 12, row.centreY(), quiet,
              {.align = text::Align::right});
  pen.label(item.keys, type::kLabel, row.right() - 10, row.centreY(), quiet, {.align = text::Align::right});
  if (!item.more.empty()) pen.icon(Icon::chevronRight, row.right() - 14, row.centreY(), 9, quiet);
  return hit.clicked && item.enabled;
}

void PopupMenu::open(ImVec2 at) {
  at_ = at;
  row_ = -1;
}

std::optional<std::size_t> PopupMenu::useKeys(Context& context, std::span<const MenuItem> items) {
  using platform::Key;
  const int rows = static_cast<int>(items.size());
  const auto move = [&](int by) {
    for (int tries = 0; tries < rows; ++tries) {
      row_ = row_ < 0 ? (by > 0 ? 0 : rows - 1) : (row_ + by + rows) % rows;
      if (items[static_cast<std::size_t>(row_)].enabled) return;
    }
  };
  if (context.take(Key::escape)) close();
  if (context.take(Key::down)) move(1);
  if (context.take(Key::up)) move(-1);
  if (context.take(Key::enter) && row_ >= 0 && items[static_cast<std::size_t>(row_)].enabled)
    return static_cast<std::size_t>(row_);
  return std::nullopt;
}

std::optional<std::size_t> PopupMenu::draw(Context& context, const char* id,
                                           std::span<const MenuItem> items) {
  if (!at_ || items.empty()) return std::nullopt;
  std::optional<std::size_t> chosen = useKeys(context, items);
  if (!at_) return std::nullopt;
  const Area all{0, 0, context.input.width, context.input.height};
  const PanelWindow window(id, all, Layer::veil);
  const bool opening = ImGui::IsWindowAppearing();
  const Area size = menuSize(context, items);
  const Area box{std::max(4.0f, std::min(at_->x, all.w - size.w - 4)),
                 std::max(4.0f, std::min(at_->y, all.h - size.h - 4)), size.w, size.h};
  panelGround(context, box);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  float y = box.y + 6;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].ruleAbove) {
      context.pen().horizontal(box.x + 1, box.right() - 1, y + 4, context.tones.rule);
      y += kMenuRuleSpace;
    }
    const Area row{box.x + 6, y, box.w - 12, kMenuRow};
    if (context.mouseMoved && row.contains(mouse.x, mouse.y)) row_ = static_cast<int>(i);
    ImGui::PushID(static_cast<int>(i));
    if (menuRow(context, items[i], row, row_ == static_cast<int>(i))) chosen = i;
    ImGui::PopID();
    y += kMenuRow;
  }
  const bool pressed = ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1);
  if (chosen || (pressed && !opening && !box.contains(mouse.x, mouse.y))) close();
  return chosen;
}

}  // namespace dateline::ui
