#include "ui/timeline.h"

#include <algorithm>
#include <cmath>

namespace dateline::ui {
namespace {

constexpr float kCardWidth = 136;
constexpr float kCardHeight = 78;
constexpr float kStep = kCardWidth + 8;
constexpr float kTimelineMargin = 14;
constexpr float kGlideSpeed = 13;

float clampScroll(float scroll, int count, float width) {
  const float whole = 2 * kTimelineMargin + kStep * static_cast<float>(count) - 8;
  return std::clamp(scroll, 0.0f, std::max(0.0f, whole - width));
}

}  // namespace

std::string timeWithin(text::Typesetter& typesetter, const std::string& iso, float width, bool withYear) {
  const std::vector<std::string> times = story::displayTimes(iso, withYear);
  const auto fits = [&](const std::string& time) {
    return typesetter.layout(time, type::kLabel)->width() <= width;
  };
  const auto fitting = std::ranges::find_if(times, fits);
  return fitting == times.end() ? times.back() : *fitting;
}

bool spansYears(const story::Story& story) {
  std::string first;
  for (const story::Event& event : story.events) {
    if (!story::isValidTime(event.time)) continue;
    const std::string year = event.time.substr(0, 4);
    if (!first.empty() && year != first) return true;
    first = year;
  }
  return false;
}

Area Timeline::cardOf(int event) const {
  return {area_.x + kTimelineMargin + kStep * static_cast<float>(event) - scroll_, area_.y + 12, kCardWidth,
          kCardHeight};
}

void Timeline::draw(Context& context, const Area& area) {
  area_ = area;
  if (area.empty()) return;
  refresh(context.state);
  const int count = static_cast<int>(context.state.story->events.size());
  const PanelWindow window("##timeline", area, Layer::room);
  const Pen pen = context.pen();
  pen.fill(area, context.tones.panel);
  pen.horizontal(area.x, area.right(), area.y, context.tones.rule);
  scroll(context, count);
  const int first = std::max(0, static_cast<int>((scroll_ - kTimelineMargin) / kStep));
  for (int i = first; i < count && cardOf(i).x < area.right(); ++i) drawCard(context, i);
}

void Timeline::refresh(const session::State& state) {
  const bool newStory = story_ != state.story, newArticle = article_ != state.article;
  const bool follows = article_ != nullptr && state.followed.from == article_;
  if (newStory) spansYears_ = spansYears(*state.story);
  // Another story begins at its beginning; one that was changed, or whose article was, stays where it is.
  if (newStory && newArticle && !follows) scroll_ = target_ = 0;
  story_ = state.story;
  article_ = state.article;
}

void Timeline::scroll(Context& context, int count) {
  const Hit hit = hitArea("##cards", area_);
  const ImGuiIO& io = ImGui::GetIO();
  if (hit.hovered) target_ -= (io.MouseWheel + io.MouseWheelH) * kStep;
  if (hit.pressed) {
    pressedX_ = io.MousePos.x;
    pressedScroll_ = scroll_;
    dragging_ = false;
  }
  if (hit.held && std::abs(io.MousePos.x - pressedX_) > kDragPx) dragging_ = true;
  if (hit.held && dragging_)
    scroll_ = target_ = clampScroll(pressedScroll_ + pressedX_ - io.MousePos.x, count, area_.w);
  // Without a mouse its position is no number that an int could hold.
  const float at = hit.hovered ? io.MousePos.x - area_.x - kTimelineMargin + scroll_ : -1;
  const int under = static_cast<int>(std::floor(at / kStep));
  const bool onCard = under >= 0 && under < count && cardOf(under).contains(io.MousePos.x, io.MousePos.y);
  if (onCard && !dragging_) {
    const std::string& id = context.state.story->events[static_cast<std::size_t>(under)].id;
    context.hovered = id;
    context.cursor = platform::Cursor::hand;
    if (hit.clicked) context.ask(command::SelectEvent{id});
  }
  if (hit.clicked) dragging_ = false;

  if (context.state.selected != followed_) {
    followed_ = context.state.selected;
    const int selected = context.state.story->indexOf(followed_);
    if (selected >= 0) {
      const float left = kTimelineMargin + kStep * static_cast<float>(selected);
      if (left < target_ + kTimelineMargin) target_ = left - kTimelineMargin - kStep / 2;
      if (left + kCardWidth > target_ + area_.w - kTimelineMargin)
        target_ = left + kCardWidth + kTimelineMargin + kStep / 2 - area_.w;
    }
  }
  target_ = clampScroll(target_, count, area_.w);
  const float left = target_ - scroll_;
  if (std::abs(left) < 0.5f) {
    scroll_ = target_;
    return;
  }
  scroll_ = clampScroll(scroll_ + left * (1 - std::exp(-kGlideSpeed * context.elapsed)), count, area_.w);
  context.animating = true;
}

void Timeline::drawCard(Context& context, int index) {
  const story::Event& event = context.state.story->events[static_cast<std::size_t>(index)];
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const Area card = cardOf(index);
  const EventMark mark = markOf(context, index);
  const bool selected = event.id == context.state.selected;
  const bool hovered = session::isHovered(context.state, event.id);
  pen.box(card,
          selected  ? tones.panel
          : hovered ? tones.hover
                    : tones.field,
          selected  ? mark.colour
          : hovered ? mix(tones.rule, tones.muted, 0.5f)
                    : tones.rule,
          7, selected ? 2.0f : 1.0f);
  pen.mark(mark.shape, mark.colour, mark.number, card.x + 20, card.y + 18, 18, mark.hollow);
  constexpr float kTimeWidth = kCardWidth - 46;
  pen.label(timeWithin(context.painter.typesetter(), event.time, kTimeWidth, spansYears_), type::kLabel,
            card.x + 36, card.y + 18, tones.muted, {.maxWidth = kTimeWidth});
  const text::LayoutPtr title = pen.set(event.title, type::kBodyMedium,
                                        {.widthPx = kCardWidth - 20, .lineHeightPx = 16, .maxLines = 2});
  pen.draw(*title, card.x + 10, card.y + 33, tones.ink);
}

}  // namespace dateline::ui
