#include "ui/reader.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace dateline::ui {
namespace {

constexpr float kMarginLeft = 74;
constexpr float kMarginRight = 62;
constexpr float kLongestMeasure = 572;  // about 70 characters of the body's face
constexpr float kPaddingTop = 32;

std::string upper(std::string_view text) {
  std::string out(text);
  // Spaced capitals of plain Latin; other letters stay as they are written.
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
  });
  return out;
}

std::string longDate(const std::string& iso) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  int year = 0, month = 0, day = 0;
  if (std::sscanf(iso.c_str(), "%d-%d-%d", &year, &month, &day) != 3 || month < 1 || month > 12)
    return story::displayTime(iso);
  return std::to_string(day) + " " + kMonths[month - 1] + " " + std::to_string(year);
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string factsOf(const story::Story& story, const article::Article& article) {
  std::set<std::string> places;
  for (const story::Event& event : story.events)
    if (!event.place.empty()) places.insert(event.place);
  std::string facts;
  const auto add = [&facts](const std::string& part) {
    if (!part.empty()) facts += (facts.empty() ? "" : " · ") + part;
  };
  add(article.head.byline);
  const std::string& published = story.published.empty() ? article.head.published : story.published;
  add(published.empty() ? article.head.dateline : longDate(published));
  if (!story.events.empty()) add(counted(story.events.size(), "event", "events"));
  if (!places.empty()) add(counted(places.size(), "place", "places"));
  return facts;
}

Masthead mastheadOf(const session::State& state) {
  const auto has = [&state](BlockKind kind) {
    return std::any_of(state.article->blocks.begin(), state.article->blocks.end(),
                       [kind](const article::Block& block) { return block.kind == kind; });
  };
  Masthead masthead;
  masthead.kicker = upper(state.story->kicker);
  if (!has(BlockKind::title))
    masthead.title = state.story->title.empty() ? state.article->title : state.story->title;
  if (!has(BlockKind::dek)) masthead.dek = state.story->dek;
  masthead.facts = factsOf(*state.story, *state.article);
  return masthead;
}

}  // namespace

void Reader::refresh(const Context& context) {
  const bool storyChanged = passages_.refresh(context.state);
  if (storyChanged) dotsRevision_ = 0;
  const bool articleChanged = article_ != context.state.article;
  if (articleChanged) {
    article_ = context.state.article;
    scroll_ = target_ = 0;
    selection_.reset();
    revealing_.reset();
  }
  const float room = area_.w - kMarginLeft - kMarginRight;
  column_.width = std::clamp(room, 60.0f, kLongestMeasure);
  column_.left = area_.x + kMarginLeft + std::max(0.0f, (room - column_.width) / 2);
  const std::size_t stays = firstVisible_;
  const bool rightWidth = flow_.width() == column_.width;
  if (storyChanged || articleChanged) masthead_ = mastheadOf(context.state);
  if (!flow_.refresh(article_, masthead_, column_.width) || articleChanged || rightWidth) return;
  // Another width: what was read stays where it is read.
  if (scroll_ > 0) scroll_ = target_ = yOf(stays);
}

void Reader::draw(Context& context, const Area& area) {
  area_ = area;
  shown_.clear();
  marks_.clear();
  hovered_ = false;
  if (area.empty() || context.state.article == nullptr || context.state.story == nullptr) return;
  const PanelWindow window("##reader", area, Layer::room);
  refresh(context);
  const Hit page = hitArea("##page", {area.x, area.y, area.w - 34, area.h});
  hovered_ = ImGui::IsWindowHovered();
  followReveal(context);
  scrollByInput(context);
  animate(context);
  layOutVisible();
  placeMarks();
  useMouse(context, page);
  useKeys(context);
  paint(context);
  strip(context);
}

void Reader::layOutVisible() {
  if (flow_.pieces().empty()) return;
  scroll_ = std::clamp(scroll_, 0.0, furthestScroll());
  firstVisible_ = lastVisible_ = 0;
  const double from = scroll_ - kPaddingTop;
  bool any = false;
  for (std::size_t i = flow_.pieceAt(from); i < flow_.pieces().size(); ++i) {
    const text::LayoutPtr layout = flow_.set(i);
    const double y = flow_.top(i) + kPaddingTop - scroll_;
    if (y > area_.h) break;
    const Piece& piece = flow_.pieces()[i];
    shown_.push_back(
        {i, &piece, layout, column_.left + flow_.lookOf(piece).indent, area_.y + static_cast<float>(y)});
    if (piece.kind != Piece::Kind::text) continue;
    const float top = std::max(0.0f, area_.y - shown_.back().y);
    const float bottom = area_.bottom() - shown_.back().y;
    if (!any) firstVisible_ = flow_.offsetAt(piece, layout->byteAt(0, top + 1));
    lastVisible_ = bottom >= layout->height() ? piece.range.end
                                              : flow_.offsetAt(piece, layout->byteAt(1e6f, bottom - 1));
    any = true;
  }
}

std::vector<text::Rect> Reader::rectsOf(const Shown& shown, const TextRange& range) const {
  if (shown.piece->kind != Piece::Kind::text || !range.overlaps(shown.piece->range)) return {};
  std::vector<text::Rect> rects =
      shown.layout->rectsFor(flow_.byteIn(*shown.piece, range.start), flow_.byteIn(*shown.piece, range.end));
  for (text::Rect& rect : rects) {
    rect.x += shown.x;
    rect.y += shown.y;
  }
  return rects;
}

std::optional<std::size_t> Reader::offsetUnder(float x, float y) const {
  const Shown* nearest = nullptr;
  for (const Shown& shown : shown_) {
    if (shown.piece->kind != Piece::Kind::text) continue;
    if (nearest == nullptr || shown.y <= y) nearest = &shown;
  }
  if (nearest == nullptr) return std::nullopt;
  const float within = std::clamp(y - nearest->y, 0.0f, std::max(0.0f, nearest->layout->height() - 1));
  return flow_.offsetAt(*nearest->piece, nearest->layout->byteAt(x - nearest->x, within));
}

ReaderStatus Reader::status() const {
  return {scroll_, flow_.height(), firstVisible_, lastVisible_, flow_.layoutsMade()};
}

std::optional<map::ScreenPoint> Reader::pointOf(const TextRange& range) const {
  for (const Shown& shown : shown_) {
    for (const text::Rect& rect : rectsOf(shown, range)) {
      const double x = rect.x + std::min(rect.w / 2, 24.0f);
      const double y = rect.y + rect.h / 2;
      if (area_.contains(x, y)) return map::ScreenPoint{x, y};
    }
  }
  return std::nullopt;
}

std::string Reader::selectedText() const {
  return selection_ && article_ != nullptr ? std::string(article_->slice(*selection_)) : std::string{};
}

}  // namespace dateline::ui
