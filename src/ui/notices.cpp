#include "ui/notices.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/cards.h"
#include "ui/running_tasks.h"

namespace dateline::ui {
namespace {

constexpr float kNoticeGap = 8;
constexpr float kTaskWidth = 320;
constexpr float kNoticeHeight = 56;  // of one line with its progress
constexpr float kMoreHeight = 36;
constexpr float kLeastWidth = 300;
constexpr float kLeastProblem = 92, kProblemLine = 18;
constexpr float kLeastStrip = 120;
constexpr float kLowestPanel = 212;  // of a map: a panel with its head, a row and its foot, and around it
constexpr float kAboveAttribution = 40;
constexpr float kLeastFoot = 88;          // from here on up a notice stands amidst the map,
constexpr float kFootOfMap = 0.25f;       // or from this part of it
constexpr std::size_t kMostProblems = 2;  ///< that stand there whole, and a third one

float problemWidth(const Area& area) {
  return std::min(460.0f, area.w - 40);
}

text::LayoutPtr problemText(const Context& context, const Area& area, const session::Problem& what) {
  // A list has its own lines, and says itself how many it leaves out.
  const bool list = what.text.find('\n') != std::string::npos;
  return context.set(
      what.text, type::kBody,
      {.widthPx = problemWidth(area) - 64, .lineHeightPx = kProblemLine, .maxLines = list ? 0 : 8});
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

void problem(Context& context, const Area& box, int index, const text::Layout& text) {
  const session::Problem& what = context.state.problems[static_cast<std::size_t>(index)];
  const PanelWindow window(("##problem" + std::to_string(index)).c_str(), box, Layer::notice);
  ImGui::PushID(index);
  panelGround(context, box);
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.fill({box.x + 14, box.y + 14, 3, box.h - 28}, tones.kicker, 1.5f);
  pen.label(what.title, type::kBodyStrong, box.x + 28, box.y + 22, tones.ink, {.maxWidth = box.w - 72});
  problemLines(context, {box.x + 28, box.y + 38, box.w - 64, box.h - 50}, text);
  if (iconButton(context, "##close", {box.right() - 34, box.y + 10, 24, 24}, Icon::cross, "Close"))
    context.ask(command::DismissProblem{index});
  ImGui::PopID();
}

void moreProblems(Context& context, const Area& box, std::size_t count) {
  const PanelWindow window("##moreproblems", box, Layer::notice);
  panelGround(context, box);
  context.pen().label(std::to_string(count) + " more", type::kBody, box.x + 28, box.centreY(),
                      context.tones.muted);
  float x = box.right() - 10;
  if (noticeLink(context, "Close all", x, box.centreY())) context.ask(command::DismissProblem{-1});
}

/// Beside the panels at the map's left and the buttons at its right, where that leaves enough.
Area areaBesidePanels(const Context& context, const Area& map) {
  const Area buttons = mapButtons(map);
  const float right = buttons.empty() ? map.right() : buttons.x;
  const Area free{map.x + context.rooms.covered, map.y, right - map.x - context.rooms.covered, map.h};
  return free.w < kLeastWidth ? map : free;
}

}  // namespace

bool noticeLink(Context& context, const char* text, float& x, float y) {
  const Pen pen = context.pen();
  const float width = noticeLinkWidth(context, text);
  x -= width;
  const Area area{x, y - 12, width, 24};
  const Hit hit = clickable(context, text, area);
  if (hit.hovered) pen.fill(area, context.tones.hover, 5);
  pen.label(text, type::kLabelStrong, area.centreX(), y, context.tones.link, {.align = text::Align::centre});
  return hit.clicked;
}

float noticeLinkWidth(const Context& context, const char* text) {
  return context.set(text, type::kLabelStrong)->width() + 16;
}

void Notices::place(const Context& context, const Area& map, const Area& strip, std::vector<Area> over) {
  problems_.clear();
  tasks_ = {};
  staying_.clear();
  more_ = {};
  panelsDown_ = belowProblems_ = 0;
  strip_ = strip;
  over_ = std::move(over);
  area_ = map.w < 120 ? Area{} : areaBesidePanels(context, map);
  if (area_.empty()) return;
  beside_ = context.rooms.covered <= 0 || area_.x >= map.x + context.rooms.covered;
  placeProblems(context, map);
  staying_ = problems_;
  if (!more_.empty()) staying_.push_back(more_);
  placeTasks(context);
}

/// What is open below problems keeps its least room: a long one can be scrolled.
float Notices::lowestProblem(const Context& context) const {
  const session::State& state = context.state;
  float kept = 12;
  if ((state.cardOpen && !state.selected.empty()) || !state.openCluster.empty())
    kept = kLeastCardRoom + 2 * kNoticeGap + 12;
  if (!beside_) kept = std::max(kept, kLowestPanel);
  return area_.bottom() - kept;
}

/// At least the first, and as many as leave room for the line that tells of the others.
void Notices::placeProblems(const Context& context, const Area& map) {
  const std::vector<session::Problem>& all = context.state.problems;
  const std::size_t most = all.size() <= kMostProblems + 1 ? all.size() : kMostProblems;
  const float width = problemWidth(area_), left = std::round(area_.centreX() - width / 2);
  const float lowestEnd = lowestProblem(context);
  float y = area_.y + 14;
  while (problems_.size() < most) {
    float height = problemHeight(*problemText(context, area_, all[problems_.size()]));
    const float more = problems_.size() + 1 < all.size() ? kMoreHeight + kNoticeGap : 0;
    const float room = lowestEnd - more - y;
    if (problems_.empty()) height = std::min(height, std::max(kLeastProblem, room));
    if (!problems_.empty() && height > room) break;
    problems_.push_back({left, y, width, height});
    y += height + kNoticeGap;
  }
  if (problems_.size() < all.size()) {
    const float lowest = std::max(area_.y, area_.bottom() - kMoreHeight - kNoticeGap);
    more_ = {left, std::min(y, lowest), width, kMoreHeight};
    y = more_.bottom() + kNoticeGap;
  }
  if (all.empty()) return;
  belowProblems_ = y;
  if (!beside_) panelsDown_ = std::clamp(map.h - kLowestPanel, 0.0f, std::max(0.0f, y - map.y - 14));
}

/// With as many rows as have room at the map's foot; without any they are left for the strip.
void Notices::placeTasks(const Context& context) {
  foot_ = area_.bottom() - kAboveAttribution;
  const float width = std::min(kTaskWidth, area_.w - 40);
  std::optional<Area> box;
  for (taskRows_ = taskRows(context); taskRows_ > 0; --taskRows_)
    if ((box = freeAtFoot(width, tasksHeight(context, taskRows_), foot_))) break;
  if (taskRows(context) == 0) return;
  if (!box && strip_.w < kLeastStrip && foot_ > area_.y + 100) {
    taskRows_ = 1;
    box = standing(width, tasksHeight(context, 1), foot_);
  }
  if (!box) return;
  tasks_ = *box;
  staying_.push_back(*box);
  foot_ = box->y - kNoticeGap;
}

/// Beside the toasts, which go sooner.
void Notices::placeTasksInStrip(const Context& context) {
  if (taskRows(context) == 0 || !tasks_.empty() || strip_.w < kLeastStrip) return;
  const float width = std::min(kTaskWidth, strip_.w);
  tasks_ = {strip_.right() - width, strip_.y, width, strip_.h};
  taskRows_ = 1;
  strip_.w -= width + kNoticeGap;
}

Area Notices::standing(float width, float height, float bottom) const {
  return {std::round(area_.centreX() - width / 2), bottom - height, width, height};
}

/// Above what is drawn at the map's foot, as long as it begins near that, however many lines it has; nullopt
/// where it would cover anything.
std::optional<Area> Notices::freeAtFoot(float width, float height, float bottom) const {
  for (;;) {
    const Area box = standing(width, height, bottom);
    const float folded = std::max(0.0f, height - kNoticeHeight);
    if (box.y < area_.bottom() - std::max(kLeastFoot, area_.h * kFootOfMap) - folded) return std::nullopt;
    const auto covered = std::ranges::find_if(over_, [&](const Area& one) { return one.overlaps(box); });
    if (covered == over_.end()) return box;
    bottom = covered->y - kNoticeGap;
  }
}

void Notices::draw(Context& context, std::vector<Area> over) {
  over_ = std::move(over);
  if (area_.empty()) return;
  for (std::size_t i = 0; i < problems_.size(); ++i)
    problem(context, problems_[i], static_cast<int>(i),
            *problemText(context, area_, context.state.problems[i]));
  if (!more_.empty()) moreProblems(context, more_, context.state.problems.size() - problems_.size());
  if (!context.state.posing) drawToasts(context);
  placeTasksInStrip(context);
  if (!tasks_.empty()) drawTasks(context, tasks_, taskRows_);
}

}  // namespace dateline::ui
