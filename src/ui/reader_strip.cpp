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
  dots_.clear();
  const auto& all = passages_.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float y = onTrack(track, all[i].range.start);
    // Ten thousand dots look like those that are a pixel apart.
    if (dots_.empty() || y >= dots_.back().y + 1) dots_.push_back({y, i});
  }
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
  const auto paint = [&](const Dot& dot, float radius) {
    const Passage& passage = passages_.all()[dot.passage];
    const EventMark look = markOf(context, passage.event);
    pen.disc(track.centreX(), dot.y, radius + 1.5f, context.tones.panel);
    pen.disc(track.centreX(), dot.y, radius, look.colour);
    if (look.hollow) pen.disc(track.centreX(), dot.y, radius - 1.6f, context.tones.panel);
  };
  const auto standsOut = [&](std::size_t i) {
    const Passage& passage = passages_.all()[dots_[i].passage];
    const std::string& id = context.state.story->events[static_cast<std::size_t>(passage.event)].id;
    return under == i || id == context.state.selected || session::isHovered(context.state, id);
  };
  for (std::size_t i = 0; i < dots_.size(); ++i)
    if (!standsOut(i)) paint(dots_[i], kDotRadius);
  for (std::size_t i = 0; i < dots_.size(); ++i)
    if (standsOut(i)) paint(dots_[i], kDotRadius + 1.5f);
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
