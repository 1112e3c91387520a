#include <algorithm>
#include <cmath>

#include "ui/reader.h"

// The strip at the right: where one is in the text, and where the pins are.

namespace dateline::ui {
namespace {

constexpr float kTrackWidth = 8;
constexpr float kTrackRight = 15;  // from the window's edge to the track's
constexpr float kTrackMargin = 24;
constexpr float kDotRadius = 4;
constexpr float kDotRim = 1.5f;
constexpr float kClosePx = 2 * kDotRadius;    // dots that are closer hide one another
constexpr float kTickPx = 2, kTickPitch = 3;  // with a gap between them
constexpr float kLeastThumb = 28;

}  // namespace

double Reader::wholeHeight() const {
  return furthestScroll() + area_.h;
}

float Reader::onTrack(const Area& track, std::size_t offset) const {
  return track.y + track.h * static_cast<float>((yOf(offset) + kPaddingTop) / wholeHeight());
}

void Reader::placeDots(const Area& track) {
  if (dotsRevision_ == flow_.revision() && dotsTrack_ == track) return;
  dotsRevision_ = flow_.revision();
  dotsTrack_ = track;
  const auto& all = passages_.all();
  const auto place = [&](float pitch) {
    dots_.clear();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const float y = onTrack(track, all[i].range.start);
      if (dots_.empty() || y >= dots_.back().y + pitch) dots_.push_back({y, i});
    }
  };
  // Ten thousand dots look like those that are a pixel apart.
  place(1);
  std::size_t close = 0;
  for (std::size_t i = 1; i < dots_.size(); ++i) close += dots_[i].y - dots_[i - 1].y < kClosePx ? 1 : 0;
  ticks_ = 3 * close > dots_.size();
  if (ticks_) place(kTickPitch);
}

/// A bar for each match of the search, one at most a pixel.
void Reader::paintTrackMatches(const Context& context, const Area& track) const {
  const session::FindState& find = context.state.find;
  if (!find.open || find.matches.empty()) return;
  const Pen pen = context.pen();
  const auto bar = [&](std::size_t match, float reach, Colour colour) {
    const float y = onTrack(track, find.matches[match].start);
    pen.fill({track.x - reach, y - 1, track.w + 2 * reach, 2}, colour);
  };
  float last = -1e9f;
  for (std::size_t i = 0; i < find.matches.size(); ++i) {
    const float y = onTrack(track, find.matches[i].start);
    if (y < last + 1) continue;
    last = y;
    bar(i, 2, context.tones.highlightRule);
  }
  if (find.current >= 0) bar(static_cast<std::size_t>(find.current), 5, context.tones.ink);
}

void Reader::paintDots(const Context& context, const Area& track, std::optional<std::size_t> under) const {
  const Pen pen = context.pen();
  const auto& all = passages_.all();
  const auto dot = [&](std::size_t passage, float y, float radius) {
    const EventMark look = markOf(context, all[passage].event);
    pen.disc(track.centreX(), y, radius + kDotRim, context.tones.panel);
    pen.disc(track.centreX(), y, radius, look.colour);
    if (look.hollow) pen.disc(track.centreX(), y, radius - 1.6f, context.tones.panel);
  };
  const auto tick = [&](const Dot& at) {
    const EventMark look = markOf(context, all[at.passage].event);
    pen.fill({track.x + 1, at.y - kTickPx / 2, track.w - 2, kTickPx},
             look.hollow ? withAlpha(look.colour, 0.5f) : look.colour);
  };
  for (const Dot& at : dots_)
    if (ticks_)
      tick(at);
    else
      dot(at.passage, at.y, kDotRadius);
  // Whole, also those that have no tick of their own.
  const session::State& state = context.state;
  std::vector<int> large;
  for (std::size_t i = 0; i < state.story->events.size(); ++i)
    if (const std::string& id = state.story->events[i].id; id == state.selected || isHovered(state, id))
      large.push_back(static_cast<int>(i));
  for (std::size_t i = 0; i < all.size() && !large.empty(); ++i)
    if (std::ranges::find(large, all[i].event) != large.end())
      dot(i, onTrack(track, all[i].range.start), kDotRadius + 1.5f);
  if (under) dot(dots_[*under].passage, dots_[*under].y, kDotRadius + 1.5f);
}

/// Beside the strip: which event's passage the dot stands for.
void Reader::stripTip(Context& context, const Area& track, const Dot& dot) const {
  const Passage& passage = passages_.all()[dot.passage];
  const story::Event& event = context.state.story->events[static_cast<std::size_t>(passage.event)];
  const EventMark mark = markOf(context, passage.event);
  const float most = std::min(240.0f, area_.w - 80);
  const float text = std::min(most, std::ceil(context.set(event.title, type::kLabelStrong)->width()));
  const Area box{track.x - 14 - text - 48, std::clamp(dot.y - 17, area_.y + 8, area_.bottom() - 42),
                 text + 48, 34};
  const PanelWindow window("##strip-tip", box, Layer::tip);
  panelGround(context, box);
  const Pen pen = context.pen();
  pen.mark(mark.shape, mark.colour, mark.number, box.x + 19, box.centreY(), 18, mark.hollow);
  pen.label(event.title, type::kLabelStrong, box.x + 36, box.centreY(), context.tones.ink,
            {.maxWidth = text + 1});
}

void Reader::strip(Context& context) {
  const Area track{area_.right() - kTrackRight - kTrackWidth, area_.y + kTrackMargin, kTrackWidth,
                   area_.h - 2 * kTrackMargin};
  if (track.h < 40) return;
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const double whole = wholeHeight();
  const float share = static_cast<float>(std::min(1.0, area_.h / whole));
  const float thumbHeight = std::min(track.h, std::max(kLeastThumb, track.h * share));
  const double furthest = furthestScroll();
  const float at = furthest > 0 ? static_cast<float>(scroll_ / furthest) : 0;

  const Hit hit = hitArea("##strip", {track.x - 11, track.y, kTrackWidth + 22, track.h});
  const float mouseX = ImGui::GetIO().MousePos.x;
  const float mouseY = ImGui::GetIO().MousePos.y;
  pen.fill(track, tones.track, kTrackWidth / 2);
  if (share < 1)
    pen.fill({track.x, track.y + (track.h - thumbHeight) * at, kTrackWidth, thumbHeight},
             hit.hovered || hit.held ? mix(tones.thumb, tones.muted, 0.3f) : tones.thumb, kTrackWidth / 2);
  paintTrackMatches(context, track);

  placeDots(track);
  std::optional<std::size_t> nearest;
  for (std::size_t i = 0; i < dots_.size(); ++i) {
    const float far = std::abs(dots_[i].y - mouseY);
    if (!hit.hovered || draggingStrip_ || std::abs(mouseX - track.centreX()) >= 9 || far > 6) continue;
    if (!nearest || far < std::abs(dots_[*nearest].y - mouseY)) nearest = i;
  }
  paintDots(context, track, nearest);
  if (nearest) {
    const Passage& passage = passages_.all()[dots_[*nearest].passage];
    const std::string& id = context.state.story->events[static_cast<std::size_t>(passage.event)].id;
    context.hovered = id;
    context.cursor = platform::Cursor::hand;
    stripTip(context, track, dots_[*nearest]);
    if (hit.pressed) return context.ask(command::SelectEvent{id, passage.anchor, true});
  }
  if (hit.pressed) draggingStrip_ = true;
  if (!hit.held) draggingStrip_ = false;
  if (!draggingStrip_) return;
  revealing_.reset();
  const float reach = std::max(1.0f, track.h - thumbHeight);
  scrollTo((mouseY - track.y - thumbHeight / 2) / reach * furthest, true);
  if (std::abs(target_ - scroll_) > 1) context.animating = true;
}

}  // namespace dateline::ui
