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
constexpr float kPaddingTop = 32;

}  // namespace

double Reader::wholeHeight() const {
  return furthestScroll() + area_.h;
}

void Reader::placeDots(const Area& track) {
  if (dotsRevision_ == flow_.revision() && dotsTrack_ == track) return;
  dotsRevision_ = flow_.revision();
  dotsTrack_ = track;
  dots_.clear();
  const auto& all = passages_.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float y =
        track.y + track.h * static_cast<float>((yOf(all[i].range.start) + kPaddingTop) / wholeHeight());
    // Ten thousand dots look like those that are a pixel apart.
    if (dots_.empty() || y >= dots_.back().y + 1) dots_.push_back({y, i});
  }
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

  placeDots(track);
  const Passage* nearest = nullptr;
  for (const Dot& dot : dots_) {
    const Passage& passage = passages_.all()[dot.passage];
    if (hit.hovered && std::abs(mouseX - track.centreX()) < 8 && std::abs(dot.y - mouseY) <= 5)
      nearest = &passage;
    pen.disc(track.centreX(), dot.y, kDotRadius + 1, tones.panel);
    pen.disc(track.centreX(), dot.y, kDotRadius, markOf(context, passage.event).colour);
  }
  if (nearest != nullptr) {
    const std::string& id = context.state.story->events[static_cast<std::size_t>(nearest->event)].id;
    context.hovered = id;
    context.cursor = platform::Cursor::hand;
    if (hit.pressed) return context.ask(command::SelectEvent{id, nearest->anchor, true});
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
