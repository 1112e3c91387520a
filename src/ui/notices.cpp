#include "ui/notices.h"

#include <algorithm>
#include <cmath>

namespace dateline::ui {
namespace {

constexpr float kNoticeGap = 8;
constexpr float kTaskHeight = 56;
constexpr float kToastHeight = 40, kToastLine = 18;
constexpr float kMoreHeight = 36;
constexpr float kLeastWidth = 300;
constexpr float kLeastProblem = 92, kProblemLine = 18;
constexpr std::size_t kMostProblems = 2;  ///< that stand there whole, and a third one

float problemWidth(const Area& mapArea) {
  return std::min(460.0f, mapArea.w - 40);
}

text::LayoutPtr problemText(const Context& context, const Area& mapArea, const session::Problem& what) {
  // A list has its own lines, and says itself how many it leaves out.
  const bool list = what.text.find('\n') != std::string::npos;
  return context.set(
      what.text, type::kBody,
      {.widthPx = problemWidth(mapArea) - 64, .lineHeightPx = kProblemLine, .maxLines = list ? 0 : 8});
}

float problemHeight(const text::Layout& text) {
  return 38 + text.height() + 12;
}

/// The wheel and the keys of pages go through what is longer than its place.
void problemLines(Context& context, const Area& area, const text::Layout& text) {
  using platform::Key;
  float& scroll = *ImGui::GetStateStorage()->GetFloatRef(ImGui::GetID("##scroll"));
  const float furthest = std::max(0.0f, text.height() - area.h);
  if (furthest > 0) {
    if (ImGui::IsWindowHovered()) scroll -= ImGui::GetIO().MouseWheel * kProblemLine * 3;
    const float page = std::max(kProblemLine, area.h - kProblemLine);
    if (context.take(Key::pageDown)) scroll += page;
    if (context.take(Key::pageUp)) scroll -= page;
  }
  scroll = std::clamp(scroll, 0.0f, furthest);
  if (furthest > 0) scrollThumb(context, {area.x, area.y, area.w + 30, area.h}, text.height(), scroll);
  const Pen pen = context.pen();
  const Pen::Clip clip(pen, area);
  pen.draw(text, area.x, area.y - scroll, context.tones.ink);
}

Area problem(Context& context, const Area& mapArea, int index, float& y) {
  const session::Problem& what = context.state.problems[static_cast<std::size_t>(index)];
  const float width = problemWidth(mapArea);
  const text::LayoutPtr text = problemText(context, mapArea, what);
  const float most = std::max(kLeastProblem, mapArea.bottom() - 12 - y);
  const Area box{std::round(mapArea.centreX() - width / 2), y, width, std::min(problemHeight(*text), most)};
  y = box.bottom() + kNoticeGap;
  const PanelWindow window(("##problem" + std::to_string(index)).c_str(), box, Layer::notice);
  ImGui::PushID(index);
  panelGround(context, box);
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.fill({box.x + 14, box.y + 14, 3, box.h - 28}, tones.kicker, 1.5f);
  pen.label(what.title, type::kBodyStrong, box.x + 28, box.y + 22, tones.ink, {.maxWidth = width - 72});
  problemLines(context, {box.x + 28, box.y + 38, width - 64, box.h - 50}, *text);
  if (iconButton(context, "##close", {box.right() - 34, box.y + 10, 24, 24}, Icon::cross, "Close"))
    context.ask(command::DismissProblem{index});
  ImGui::PopID();
  return box;
}

Area task(Context& context, const Area& mapArea, const session::Task& what, float& bottom) {
  const float width = std::min(320.0f, mapArea.w - 40);
  const Area box{std::round(mapArea.centreX() - width / 2), bottom - kTaskHeight, width, kTaskHeight};
  bottom = box.y - kNoticeGap;
  const PanelWindow window(("##task" + std::to_string(what.id)).c_str(), box, Layer::notice);
  panelGround(context, box);
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.label(what.title, type::kBody, box.x + 14, box.y + 20, tones.ink, {.maxWidth = width - 100});
  const float share = what.progress == nullptr ? 0 : std::clamp(what.progress->load(), 0.0f, 1.0f);
  const Area bar{box.x + 14, box.bottom() - 18, width - 28, 4};
  pen.fill(bar, tones.track, 2);
  if (share > 0) pen.fill({bar.x, bar.y, std::max(4.0f, bar.w * share), bar.h}, tones.accent, 2);
  const Area cancel{box.right() - 72, box.y + 8, 62, 24};
  const Hit hit = clickable(context, "##cancel", cancel);
  const bool stopping = what.cancel.cancelled();
  if (hit.hovered) pen.fill(cancel, tones.hover, 5);
  pen.label(stopping ? "Stopping" : "Cancel", type::kLabelStrong, cancel.centreX(), cancel.centreY(),
            tones.link, {.align = text::Align::centre});
  if (hit.clicked && !stopping) context.ask(command::CancelTask{what.id});
  return box;
}

/// A word that can be clicked; moves `x` to its left edge.
bool link(Context& context, const char* text, float& x, float y) {
  const Pen pen = context.pen();
  const float width = pen.widthOf(text, type::kLabelStrong) + 16;
  x -= width;
  const Area area{x, y - 12, width, 24};
  const Hit hit = clickable(context, text, area);
  if (hit.hovered) pen.fill(area, context.tones.hover, 5);
  pen.label(text, type::kLabelStrong, area.centreX(), y, context.tones.link, {.align = text::Align::centre});
  return hit.clicked;
}

/// In place of the problems that there is no room for.
Area moreProblems(Context& context, const Area& mapArea, int count, float y) {
  const float width = std::min(460.0f, mapArea.w - 40);
  const Area box{std::round(mapArea.centreX() - width / 2), y, width, kMoreHeight};
  const PanelWindow window("##moreproblems", box, Layer::notice);
  panelGround(context, box);
  context.pen().label(std::to_string(count) + " more", type::kBody, box.x + 28, box.centreY(),
                      context.tones.muted);
  float x = box.right() - 10;
  if (link(context, "Close all", x, box.centreY())) context.ask(command::DismissProblem{-1});
  return box;
}

/// On one line with what can be done with its file; where that is too wide, in a few lines above it.
void toast(Context& context, const Area& mapArea, int index, float& bottom) {
  const session::Toast& what = context.state.toasts[static_cast<std::size_t>(index)];
  const bool file = !what.file.empty();
  const float widest = std::max(160.0f, mapArea.w - 40);
  const float actions = file ? 196.0f : 34.0f;
  const float wanted = std::ceil(context.set(what.text, type::kBody)->width()) + 30 + actions;
  const bool folded = wanted > widest;
  const text::LayoutPtr lines =
      folded ? context.set(what.text, type::kBody,
                           {.widthPx = widest - 28 - 34, .lineHeightPx = kToastLine, .maxLines = 3})
             : nullptr;
  const float width = std::clamp(wanted, 120.0f, widest);
  const float height = folded ? 20 + lines->height() + (file ? 30.0f : 0.0f) : kToastHeight;
  const Area box{std::round(mapArea.centreX() - width / 2), bottom - height, width, height};
  bottom = box.y - kNoticeGap;
  const PanelWindow window(("##toast" + std::to_string(index)).c_str(), box, Layer::notice);
  panelGround(context, box);
  const Pen pen = context.pen();
  if (folded)
    pen.draw(*lines, box.x + 14, box.y + 10, context.tones.ink);
  else
    pen.label(what.text, type::kBody, box.x + 14, box.centreY(), context.tones.ink);
  float x = box.right() - 32;
  const float crossY = folded ? box.y + 20 : box.centreY();
  if (iconButton(context, "##close", {x, crossY - 12, 24, 24}, Icon::cross, "Close"))
    context.ask(command::DismissToast{index});
  x = folded ? box.right() - 8 : x - 4;
  const float y = folded ? box.bottom() - 20 : box.centreY();
  if (!file) return;
  if (link(context, "Copy path", x, y)) context.ask(command::CopyText{what.file.string()});
  if (link(context, "Open folder", x, y)) context.ask(command::OpenFolder{what.file.parent_path().string()});
}

/// Beside the panels at the map's left and the buttons at its right, where that leaves enough.
Area noticeArea(const Context& context, const Area& map) {
  const Area buttons = mapButtons(map);
  const float right = buttons.empty() ? map.right() : buttons.x;
  const Area free{map.x + context.rooms.covered, map.y, right - map.x - context.rooms.covered, map.h};
  return free.w < kLeastWidth ? map : free;
}

/// At least the first, and as many as leave room for the line that tells of the others.
int shownProblems(const Context& context, const Area& mapArea, float top) {
  const std::vector<session::Problem>& all = context.state.problems;
  const std::size_t most = all.size() <= kMostProblems + 1 ? all.size() : kMostProblems;
  std::size_t shown = 0;
  for (float y = top; shown < most; ++shown) {
    y += problemHeight(*problemText(context, mapArea, all[shown])) + kNoticeGap;
    const float more = shown + 1 < all.size() ? kMoreHeight + kNoticeGap : 0;
    if (shown > 0 && y + more > mapArea.bottom()) break;
  }
  return static_cast<int>(shown);
}

}  // namespace

std::vector<Area> drawNotices(Context& context, const Area& map) {
  std::vector<Area> staying;
  if (map.w < 120) return staying;
  const Area mapArea = noticeArea(context, map);
  float y = mapArea.y + 14;
  const auto problems = static_cast<int>(context.state.problems.size());
  const int shown = shownProblems(context, mapArea, y);
  for (int i = 0; i < shown; ++i) staying.push_back(problem(context, mapArea, i, y));
  const float lowest = std::max(mapArea.y, mapArea.bottom() - kMoreHeight - kNoticeGap);
  if (shown < problems)
    staying.push_back(moreProblems(context, mapArea, problems - shown, std::min(y, lowest)));
  float bottom = mapArea.bottom() - 40;
  for (const session::Task& running : context.state.tasks)
    if (bottom > mapArea.y + 100) staying.push_back(task(context, mapArea, running, bottom));
  if (context.state.posing) return staying;
  for (int i = static_cast<int>(context.state.toasts.size()); i-- > 0;)
    if (bottom > mapArea.y + 100) toast(context, mapArea, i, bottom);
  return staying;
}

}  // namespace dateline::ui
