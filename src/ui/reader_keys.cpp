#include <algorithm>
#include <array>

#include "article/text_steps.h"
#include "ui/reader.h"

// The keys of the page: marking text from where the mouse, a passage or the top of the page is, and copying
// it.

namespace dateline::ui {
namespace {

enum class Step : std::uint8_t {
  left,
  right,
  wordLeft,
  wordRight,
  up,
  down,
  paragraphUp,
  paragraphDown,
  lineStart,
  lineEnd,
  pageUp,
  pageDown,
  textStart,
  textEnd,
};

struct BoundStep {
  platform::KeyPress press;
  Step step;
};

constexpr platform::Mods kShift{.shift = true};
constexpr platform::Mods kCtrlShift{.ctrl = true, .shift = true};

constexpr std::array kSteps = {
    BoundStep{{platform::Key::left, kShift}, Step::left},
    BoundStep{{platform::Key::right, kShift}, Step::right},
    BoundStep{{platform::Key::left, kCtrlShift}, Step::wordLeft},
    BoundStep{{platform::Key::right, kCtrlShift}, Step::wordRight},
    BoundStep{{platform::Key::up, kShift}, Step::up},
    BoundStep{{platform::Key::down, kShift}, Step::down},
    BoundStep{{platform::Key::up, kCtrlShift}, Step::paragraphUp},
    BoundStep{{platform::Key::down, kCtrlShift}, Step::paragraphDown},
    BoundStep{{platform::Key::home, kShift}, Step::lineStart},
    BoundStep{{platform::Key::end, kShift}, Step::lineEnd},
    BoundStep{{platform::Key::pageUp, kShift}, Step::pageUp},
    BoundStep{{platform::Key::pageDown, kShift}, Step::pageDown},
    BoundStep{{platform::Key::home, kCtrlShift}, Step::textStart},
    BoundStep{{platform::Key::end, kCtrlShift}, Step::textEnd},
};

bool isVertical(Step step) {
  return step == Step::up || step == Step::down || step == Step::pageUp || step == Step::pageDown;
}

}  // namespace

void Reader::useKeys(Context& context) {
  using platform::Key;
  constexpr platform::Mods kCtrl{.ctrl = true};
  constexpr platform::Mods kCtrlAlt{.ctrl = true, .alt = true};
  extendByKeys(context);
  if (context.take(Key::a, kCtrl)) perform(context, OnText::selectAll);
  const auto marked = selection();
  if (!marked) return;
  if (context.take(Key::c, kCtrl)) perform(context, OnText::copy);
  if (context.take(Key::c, kCtrlShift)) perform(context, OnText::copyQuotation);
  if (context.take(Key::c, kCtrlAlt)) perform(context, OnText::copyAnnotation);
  if (marked->length() <= kLongestQuery && context.take(Key::f, kCtrl))
    context.ask(command::OpenFind{std::string(article_->slice(*marked))});
  if (context.take(Key::menu) || context.take(Key::f10, kShift)) {
    const auto at = pointOf(context.state, *marked);
    menuLink_.clear();
    for (const article::Inline& part : article_->blocks[article_->blockAt(marked->start)].inlines)
      if (part.kind == article::Inline::Kind::link && part.range.overlaps(*marked)) menuLink_ = part.target;
    menu_.open(at ? ImVec2{static_cast<float>(at->x), static_cast<float>(at->y)}
                  : ImVec2{column_.left, area_.y + 40});
  }
  if (context.take(Key::escape)) selection_.clear();
}

void Reader::extendByKeys(Context& context) {
  if (article_->blocks.empty()) return;
  for (const BoundStep& bound : kSteps) {
    if (!context.take(bound.press.key, bound.press.mods)) continue;
    if (!selection_.begun())
      selection_.begin(*article_,
                       context.state.highlighted ? context.state.highlighted->start : firstVisible_,
                       TextSelection::Unit::character);
    const std::size_t from = selection_.focus();
    const int page =
        std::max(1, static_cast<int>((area_.h - 80) / (26.5f * context.state.readerLook.sizePercent / 100)));
    if (!isVertical(bound.step)) goalX_.reset();
    switch (bound.step) {
      case Step::left:
      case Step::right:
        selection_.moveTo(besides(from, bound.step == Step::right, false));
        break;
      case Step::wordLeft:
      case Step::wordRight:
        selection_.moveTo(besides(from, bound.step == Step::wordRight, true));
        break;
      case Step::up:
      case Step::down:
        selection_.moveTo(lineStep(from, bound.step == Step::down ? 1 : -1));
        break;
      case Step::pageUp:
      case Step::pageDown:
        selection_.moveTo(lineStep(from, bound.step == Step::pageDown ? page : -page));
        break;
      case Step::paragraphUp:
      case Step::paragraphDown:
        selection_.moveTo(paragraphStep(from, bound.step == Step::paragraphDown ? 1 : -1));
        break;
      case Step::lineStart:
      case Step::lineEnd:
        selection_.moveTo(lineEdge(from, bound.step == Step::lineEnd));
        break;
      case Step::textStart:
        selection_.moveTo(0);
        break;
      case Step::textEnd:
        selection_.moveTo(article_->offsets.codePoints());
        break;
    }
    showFocus();
  }
}

/// Right is on in the text where the paragraph is read from the left, and back where it is not: so a key
/// always leads on, also where directions mix within a line.
std::size_t Reader::besides(std::size_t offset, bool toTheRight, bool word) const {
  const bool forward = toTheRight != flow_.pieces()[flow_.pieceOf(offset)].rightToLeft;
  if (word)
    return forward ? article::nextWordEnd(*article_, offset) : article::previousWordStart(*article_, offset);
  return forward ? article::nextCharacter(*article_, offset) : article::previousCharacter(*article_, offset);
}

std::size_t Reader::lineStep(std::size_t offset, int by) {
  std::size_t index = flow_.pieceOf(offset);
  const auto left = [&](std::size_t piece) {
    const Piece& what = flow_.pieces()[piece];
    return what.rightToLeft ? 0.0f : flow_.lookOf(what).indent;
  };
  const auto& pieces = flow_.pieces();
  text::LayoutPtr layout = flow_.set(index);
  // Behind what is marked the caret belongs to the line that ends, not to the one that begins.
  const auto marked = selection();
  const bool trailing = marked && offset == marked->end;
  const text::Caret caret = layout->caretAt(flow_.byteIn(pieces[index], offset), trailing);
  if (!goalX_) goalX_ = caret.x + left(index);
  const auto lines = layout->lines();
  auto line =
      std::find_if(lines.begin(), lines.end(), [&](const text::Line& l) { return l.top >= caret.top; }) -
      lines.begin() + by;
  while (line < 0 || line >= static_cast<std::ptrdiff_t>(layout->lines().size())) {
    const bool down = line > 0;
    if (down) line -= static_cast<std::ptrdiff_t>(layout->lines().size());
    do {
      if (down ? index + 1 >= pieces.size() : index == 0)
        return down ? article_->offsets.codePoints() : std::size_t{0};
      index = down ? index + 1 : index - 1;
    } while (pieces[index].kind != Piece::Kind::text);
    layout = flow_.set(index);
    if (!down) line += static_cast<std::ptrdiff_t>(layout->lines().size());
  }
  const text::Line& to = layout->lines()[static_cast<std::size_t>(line)];
  return flow_.offsetAt(pieces[index], layout->byteAt(*goalX_ - left(index), (to.top + to.bottom) / 2));
}

std::size_t Reader::lineEdge(std::size_t offset, bool end) {
  const std::size_t index = flow_.pieceOf(offset);
  const text::LayoutPtr layout = flow_.set(index);
  const Piece& piece = flow_.pieces()[index];
  const auto marked = selection();
  const text::Caret caret = layout->caretAt(flow_.byteIn(piece, offset), marked && offset == marked->end);
  for (const text::Line& line : layout->lines())
    if (line.top >= caret.top) return flow_.offsetAt(piece, end ? line.endByte : line.startByte);
  return offset;
}

std::size_t Reader::paragraphStep(std::size_t offset, int by) const {
  const auto& blocks = article_->blocks;
  const std::size_t at = article_->blockAt(offset);
  if (by > 0)
    return offset < blocks[at].range.end ? blocks[at].range.end
           : at + 1 < blocks.size()      ? blocks[at + 1].range.end
                                         : article_->offsets.codePoints();
  if (offset > blocks[at].range.start) return blocks[at].range.start;
  return at > 0 ? blocks[at - 1].range.start : 0;
}

/// Scrolls as little as brings the side that moves into sight.
void Reader::showFocus() {
  const std::size_t index = flow_.pieceOf(selection_.focus());
  const text::LayoutPtr layout = flow_.set(index);
  const auto marked = selection();
  const text::Caret caret = layout->caretAt(flow_.byteIn(flow_.pieces()[index], selection_.focus()),
                                            marked && selection_.focus() == marked->end);
  const double top = flow_.top(index) + caret.top;
  const double height = caret.bottom - caret.top;
  constexpr double kTopRoom = 32;  // the page's padding
  revealing_.reset();
  if (top + kTopRoom - height < target_) scrollTo(top + kTopRoom - height, true);
  if (top + kTopRoom + 2 * height > target_ + area_.h) scrollTo(top + kTopRoom + 2 * height - area_.h, true);
}

}  // namespace dateline::ui
