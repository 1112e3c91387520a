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

bool isBetweenCharacters(const article::Article& article, std::size_t offset) {
  return article::nextCharacter(article, article::previousCharacter(article, offset)) == offset ||
         offset == 0;
}

/// Index of the line that a caret stands on.
std::ptrdiff_t lineOf(const text::Layout& layout, text::CaretPlace place) {
  const float top = layout.caretAt(place.byte, place.trailing).top;
  const auto lines = layout.lines();
  return std::find_if(lines.begin(), lines.end(), [&](const text::Line& line) { return line.bottom > top; }) -
         lines.begin();
}

bool isVertical(Step step) {
  return step == Step::up || step == Step::down || step == Step::pageUp || step == Step::pageDown;
}

}  // namespace

void Reader::useKeys(Context& context) {
  using platform::Key;
  constexpr platform::Mods kCtrl{.ctrl = true};
  constexpr platform::Mods kCtrlAlt{.ctrl = true, .alt = true};
  extendByKeys(context);
  if (context.take(Key::a, kCtrl)) use(context, session::TextUse::selectAll);
  const auto marked = selection();
  if (!marked) return;
  if (context.take(Key::c, kCtrl)) use(context, session::TextUse::copy);
  if (context.take(Key::c, kCtrlShift)) use(context, session::TextUse::copyQuotation);
  if (context.take(Key::c, kCtrlAlt)) use(context, session::TextUse::copyAnnotation);
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
        stepBesides(bound.step == Step::right);
        break;
      case Step::wordLeft:
      case Step::wordRight:
        selection_.moveTo(wordBesides(from, bound.step == Step::wordRight));
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

/// The caret goes over the character that is drawn beside it. At the edge of a line right is on in the text
/// where the paragraph is read from the left, and back where it is not.
void Reader::stepBesides(bool toTheRight) {
  std::size_t index = flow_.pieceOf(selection_.focus());
  const text::CaretPlace from = caretPlace(index);
  auto to = flow_.set(index)->besides(from, toTheRight);
  if (!to) to = acrossLines(index, from, toTheRight);
  if (!to) return;
  // What is drawn as one may be shared out more finely than readers count characters.
  while (!isBetweenCharacters(*article_, flow_.offsetAt(flow_.pieces()[index], to->byte))) {
    const auto further = flow_.set(index)->besides(*to, toTheRight);
    if (!further) break;
    to = further;
  }
  selection_.moveTo(flow_.offsetAt(flow_.pieces()[index], to->byte));
  side_ = CaretSide{selection_.focus(), to->trailing};
}

/// Into the line before or behind, which may be another piece's; nullopt at the ends of the text.
std::optional<text::CaretPlace> Reader::acrossLines(std::size_t& index, text::CaretPlace from,
                                                    bool toTheRight) {
  const auto& pieces = flow_.pieces();
  text::LayoutPtr layout = flow_.set(index);
  const std::size_t offset = flow_.offsetAt(pieces[index], from.byte);
  const bool onward = toTheRight != pieces[index].rightToLeft;
  std::ptrdiff_t line = lineOf(*layout, from) + (onward ? 1 : -1);
  if (line < 0 || line >= static_cast<std::ptrdiff_t>(layout->lines().size())) {
    std::size_t other = index;
    do {
      if (onward ? other + 1 >= pieces.size() : other == 0) return std::nullopt;
      other = onward ? other + 1 : other - 1;
    } while (pieces[other].kind != Piece::Kind::text);
    index = other;
    layout = flow_.set(index);
    line = onward ? 0 : static_cast<std::ptrdiff_t>(layout->lines().size()) - 1;
  }
  const text::CaretPlace edge =
      layout->edgeOf(static_cast<std::size_t>(line), onward == pieces[index].rightToLeft);
  // Where no space parts the lines, the one's end and the other's beginning are the same place in the text.
  if (flow_.offsetAt(pieces[index], edge.byte) != offset) return edge;
  return layout->besides(edge, toTheRight).value_or(edge);
}

/// Right is on in the text where the paragraph is read from the left, and back where it is not: so a key
/// always leads on, also where directions mix within a line.
std::size_t Reader::wordBesides(std::size_t offset, bool toTheRight) const {
  const bool onward = toTheRight != flow_.pieces()[flow_.pieceOf(offset)].rightToLeft;
  return onward ? article::nextWordEnd(*article_, offset) : article::previousWordStart(*article_, offset);
}

/// Where the side that moves is drawn. Behind what is marked the caret belongs to the line that ends, not to
/// the one that begins.
text::CaretPlace Reader::caretPlace(std::size_t piece) const {
  const std::size_t focus = selection_.focus();
  const auto marked = selection();
  const bool told = side_ && side_->offset == focus;
  return {flow_.byteIn(flow_.pieces()[piece], focus),
          told ? side_->trailing : marked && focus == marked->end};
}

std::size_t Reader::lineStep(std::size_t offset, int by) {
  std::size_t index = flow_.pieceOf(offset);
  const auto left = [&](std::size_t piece) {
    const Piece& what = flow_.pieces()[piece];
    return what.rightToLeft ? 0.0f : flow_.lookOf(what).indent;
  };
  const auto& pieces = flow_.pieces();
  text::LayoutPtr layout = flow_.set(index);
  const text::CaretPlace from = caretPlace(index);
  if (!goalX_) goalX_ = layout->caretAt(from.byte, from.trailing).x + left(index);
  std::ptrdiff_t line = lineOf(*layout, from) + by;
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
  if (layout->lines().empty()) return offset;
  const text::Line& line = layout->lines()[static_cast<std::size_t>(lineOf(*layout, caretPlace(index)))];
  return flow_.offsetAt(piece, end ? line.endByte : line.startByte);
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
  const text::CaretPlace place = caretPlace(index);
  const text::Caret caret = layout->caretAt(place.byte, place.trailing);
  const double top = flow_.top(index) + caret.top;
  const double height = caret.bottom - caret.top;
  constexpr double kTopRoom = 32;  // the page's padding
  revealing_.reset();
  if (top + kTopRoom - height < target_) scrollTo(top + kTopRoom - height, true);
  if (top + kTopRoom + 2 * height > target_ + area_.h) scrollTo(top + kTopRoom + 2 * height - area_.h, true);
}

}  // namespace dateline::ui
