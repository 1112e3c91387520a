#include <algorithm>
#include <cmath>

#include "ui/reader.h"

// Where the reader's page stands: wheel, keys, and the way to what shall be shown.

namespace dateline::ui {
namespace {

constexpr float kPaddingBottom = 72;
constexpr float kWheelPx = 76;  // a notch
constexpr float kComfortBottom = 40;
constexpr double kSpeed = 13;    // per second: how fast what is left to scroll shrinks
constexpr double kFarPx = 2400;  // further than this the way is not shown

}  // namespace

double Reader::furthestScroll() const {
  return std::max(0.0, flow_.height() + kPaddingTop + kPaddingBottom - area_.h);
}

/// With the find bar over it the page goes on a little above its beginning, so that nothing of its title is
/// hidden.
double Reader::nearestScroll() const {
  return findIsOpen_ ? kAboveTop : 0;
}

double Reader::yOf(std::size_t offset) const {
  const std::size_t index = flow_.pieceOf(offset);
  const Piece& piece = flow_.pieces()[index];
  const auto length = static_cast<double>(std::max<std::size_t>(1, piece.range.length()));
  const auto into =
      static_cast<double>(std::clamp(offset, piece.range.start, piece.range.end) - piece.range.start);
  return flow_.top(index) + piece.height * into / length;
}

/// The scroll that puts the line of a code point at the top of the page, a little below its edge.
double Reader::lineTopOf(std::size_t offset) {
  const std::size_t index = flow_.pieceOf(offset);
  const text::LayoutPtr layout = flow_.set(index);
  const Piece& piece = flow_.pieces()[index];
  if (piece.kind != Piece::Kind::text) return 0;
  // The character, not the caret before it: where a line was broken, that one stands at the end of the line
  // above.
  const auto rects = layout->rectsFor(flow_.byteIn(piece, offset), flow_.byteIn(piece, offset + 1));
  const double top = rects.empty() ? layout->caretAt(flow_.byteIn(piece, offset)).top : rects.front().y;
  return flow_.top(index) + top + kPaddingTop;
}

double Reader::placeOf(const TextRange& range, double& height) {
  const std::size_t index = flow_.pieceOf(range.start);
  const text::LayoutPtr layout = flow_.set(index);
  const Piece& piece = flow_.pieces()[index];
  const auto rects = layout->rectsFor(flow_.byteIn(piece, range.start), flow_.byteIn(piece, range.end));
  height = 0;
  if (rects.empty()) return flow_.top(index);
  height = rects.back().y + rects.back().h - rects.front().y;
  return flow_.top(index) + rects.front().y;
}

void Reader::scrollTo(double y, bool smoothly) {
  target_ = std::clamp(y, nearestScroll(), furthestScroll());
  if (!smoothly) scroll_ = target_;
}

void Reader::followReveal(const Context& context) {
  const session::RevealRequest& reveal = context.state.reveal;
  const bool fresh = reveal.serial != revealSerial_;
  revealSerial_ = reveal.serial;
  if (fresh && reveal.atTop && !flow_.pieces().empty()) {
    revealing_.reset();
    steady_.reset();
    readingAt_ = reveal.range.start;
    return scrollTo(reveal.range.start == 0 ? 0 : lineTopOf(reveal.range.start), false);
  }
  if (fresh) revealing_ = reveal.range;
  if (!revealing_ || flow_.pieces().empty()) return;
  // Asked again in every pass: pieces that come into sight on the way may turn out taller than they were
  // thought.
  double height = 0;
  const double y = placeOf(*revealing_, height) + kPaddingTop;
  const auto comfortableAt = [&](double scroll) {
    return y >= scroll + kComfortTop &&
           y + std::min(height, area_.h * 0.5) <= scroll + area_.h - kComfortBottom;
  };
  if (fresh && (comfortableAt(target_) || comfortableAt(scroll_))) {
    revealing_.reset();
    // On the way to where it is seen as well the page goes on: the find bar makes it begin above its title.
    if (!comfortableAt(target_)) target_ = scroll_;
    return;
  }
  scrollTo(y - area_.h / 3.0, true);
  const double far = target_ - scroll_;
  if (fresh && std::abs(far) > kFarPx) {
    scroll_ = target_ - std::copysign(kFarPx / 3, far);
    steady_.reset();
  }
}

void Reader::scrollByInput(Context& context) {
  if (!hovered_) return;
  using platform::Key;
  const double page = area_.h - 80.0;
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl && io.MouseWheel != 0) return context.ask(command::StepTextSize{io.MouseWheel > 0 ? 1 : -1});
  double by = -io.MouseWheel * kWheelPx;
  if (context.take(Key::pageDown)) by += page;
  if (context.take(Key::pageUp)) by -= page;
  const bool toTop = context.take(Key::home);
  const bool toEnd = context.take(Key::end);
  if (by == 0 && !toTop && !toEnd) return;
  revealing_.reset();
  // The end is a place in the text, not a height: heights are known only once one is there.
  const std::size_t last = article_->offsets.codePoints();
  if (toEnd && last > 0) revealing_ = TextRange{last - 1, last};
  scrollTo(toTop ? 0 : toEnd ? furthestScroll() : target_ + by, true);
  const double far = target_ - scroll_;
  if (std::abs(far) > kFarPx) {
    scroll_ = target_ - std::copysign(kFarPx / 3, far);
    steady_.reset();
  }
}

void Reader::animate(Context& context) {
  target_ = std::clamp(target_, nearestScroll(), furthestScroll());
  const double left = target_ - scroll_;
  if (std::abs(left) < 0.5) {
    scroll_ = target_;
    revealing_.reset();
    return;
  }
  scroll_ += left * (1.0 - std::exp(-kSpeed * context.elapsed));
  context.animating = true;
}

}  // namespace dateline::ui
