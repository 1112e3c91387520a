#include <algorithm>
#include <cmath>

#include "ui/notices.h"

// Notices: those that go by themselves.

namespace dateline::ui {
namespace {

constexpr float kToastGap = 8;
constexpr float kToastHeight = 40;
constexpr float kAboveToast = 14;  // at the top of the map
constexpr float kLeastToast = 120;
constexpr float kCloseWidth = 34;
constexpr const char* kFolder = "Open folder";
constexpr const char* kPath = "Copy path";

constexpr float kFoldedPadding = 10;
constexpr float kLine = 18;
constexpr float kLinks = 30;  // below folded words

float wordsWidth(const Context& context, const session::Toast& what) {
  return std::ceil(context.set(what.text, type::kBody)->width()) + 30 + kCloseWidth;
}

float wantedWidth(const Context& context, const session::Toast& what) {
  const float actions =
      what.file.empty() ? 0.0f : noticeLinkWidth(context, kFolder) + noticeLinkWidth(context, kPath) + 4;
  return wordsWidth(context, what) + actions;
}

text::LayoutPtr foldedWords(const Context& context, const session::Toast& what, float width) {
  return context.set(what.text, type::kBody,
                     {.widthPx = width - 28 - kCloseWidth, .lineHeightPx = kLine, .maxLines = 3});
}

/// One line, or as many as the words need where they and what can be done have no room in one.
float heightFor(const Context& context, const session::Toast& what, float width) {
  if (wantedWidth(context, what) <= width) return kToastHeight;
  const float words = foldedWords(context, what, width)->height();
  return std::max(kToastHeight, 2 * kFoldedPadding + words + (what.file.empty() ? 0.0f : kLinks));
}

void closeToast(Context& context, float right, float y, int index) {
  if (iconButton(context, "##close", {right - kCloseWidth + 2, y - 12, 24, 24}, Icon::cross, "Close"))
    context.ask(command::DismissToast{index});
}

/// In a few lines, with what can be done below them.
void foldedToast(Context& context, const Area& box, int index) {
  const session::Toast& what = context.state.toasts[static_cast<std::size_t>(index)];
  context.pen().draw(*foldedWords(context, what, box.w), box.x + 14, box.y + kFoldedPadding,
                     context.tones.ink);
  closeToast(context, box.right(), box.y + 20, index);
  if (what.file.empty()) return;
  float x = box.right() - 8;
  const float y = box.bottom() - 20;
  if (noticeLink(context, kPath, x, y)) context.ask(command::CopyText{what.file.string()});
  if (noticeLink(context, kFolder, x, y)) context.ask(command::OpenFolder{what.file.parent_path().string()});
}

/// What is said goes before what can be done with it: the actions take the room that it leaves.
void toastOnALine(Context& context, const Area& box, int index) {
  const session::Toast& what = context.state.toasts[static_cast<std::size_t>(index)];
  const float words = context.set(what.text, type::kBody)->width();
  closeToast(context, box.right(), box.centreY(), index);
  float x = box.right() - kCloseWidth - 2;
  const auto offered = [&](const char* action, float least) {
    return !what.file.empty() && x - noticeLinkWidth(context, action) - box.x - 22 >= least;
  };
  constexpr float kLeastWords = 220;
  const float least = words <= x - box.x - 18 ? words : std::min(words, kLeastWords);
  const bool both = offered(kPath, least + noticeLinkWidth(context, kFolder));
  if (both && noticeLink(context, kPath, x, box.centreY()))
    context.ask(command::CopyText{what.file.string()});
  if (offered(kFolder, least) && noticeLink(context, kFolder, x, box.centreY()))
    context.ask(command::OpenFolder{what.file.parent_path().string()});
  context.pen().label(what.text, type::kBody, box.x + 14, box.centreY(), context.tones.ink,
                      {.maxWidth = x - box.x - 18});
}

void toast(Context& context, const Area& box, int index) {
  const PanelWindow window(("##toast" + std::to_string(index)).c_str(), box, Layer::notice);
  panelGround(context, box, box.h < kToastHeight ? 6.0f : 8.0f);
  if (box.h > kToastHeight)
    foldedToast(context, box, index);
  else
    toastOnALine(context, box, index);
}

}  // namespace

/// The last one lowest; empty when one of them would cover something.
std::vector<Area> Notices::toastsAtFoot(const Context& context) const {
  std::vector<Area> boxes;
  float bottom = foot_;
  for (std::size_t i = context.state.toasts.size(); i-- > 0;) {
    const session::Toast& what = context.state.toasts[i];
    const float width = std::clamp(wantedWidth(context, what), kLeastToast, std::max(160.0f, area_.w - 40));
    const auto box = freeAtFoot(width, heightFor(context, what, width), bottom);
    if (!box) return {};
    boxes.push_back(*box);
    bottom = box->y - kToastGap;
  }
  return boxes;
}

/// At the top of the map in a few lines; nullopt where it would cover anything there.
std::optional<Area> Notices::toastAtTop(const Context& context, const session::Toast& what) const {
  const float width = std::clamp(wantedWidth(context, what), kLeastToast, std::max(160.0f, area_.w - 40));
  const float height = heightFor(context, what, width);
  const Area box = standing(width, height, area_.y + kAboveToast + height);
  const bool covers = std::ranges::any_of(over_, [&](const Area& one) { return one.overlaps(box); });
  return covers ? std::nullopt : std::optional(box);
}

/// The last one at the right end, and beside it as many as have room. Words that would be cut there stand at
/// the top of the map, those of one.
std::vector<Area> Notices::toastsInStrip(const Context& context) {
  std::vector<Area> boxes;
  std::optional<Area> top;
  for (std::size_t i = context.state.toasts.size(); i-- > 0 && strip_.w >= kLeastToast;) {
    const session::Toast& what = context.state.toasts[i];
    if (!top && wordsWidth(context, what) > strip_.w && (top = toastAtTop(context, what))) {
      boxes.push_back(*top);
      continue;
    }
    const float width = std::clamp(wantedWidth(context, what), kLeastToast, strip_.w);
    boxes.push_back({strip_.right() - width, strip_.y, width, strip_.h});
    strip_.w -= width + kToastGap;
  }
  return boxes;
}

void Notices::drawToasts(Context& context) {
  const auto count = static_cast<int>(context.state.toasts.size());
  if (count == 0) toastsAside_ = false;
  if (count == 0) return;
  std::vector<Area> boxes;
  if (!toastsAside_) boxes = toastsAtFoot(context);
  if (boxes.empty()) {
    boxes = toastsInStrip(context);
    toastsAside_ = !boxes.empty();
  }
  if (boxes.empty()) {
    const float width = std::max(kLeastToast, area_.w - 40);
    boxes = {standing(width, heightFor(context, context.state.toasts.back(), width), foot_)};
  }
  for (std::size_t i = 0; i < boxes.size(); ++i) toast(context, boxes[i], count - 1 - static_cast<int>(i));
}

}  // namespace dateline::ui
