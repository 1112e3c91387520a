#include "ui/reader.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "article/head_matter.h"
#include "article/text_steps.h"

namespace dateline::ui {
namespace {

constexpr float kStripWidth = 34;  // what the strip with its mouse area takes at the right

/// What a measure makes of the page: how long lines get, and what the margins are where the page is wide and
/// where it is not.
struct PageLook {
  float longest;                 ///< at the normal size of the text
  float numbers, narrowNumbers;  ///< the margin with the numbers
  float opposite, narrowOpposite;
};

PageLook pageLook(session::Measure measure) {
  switch (measure) {
    case session::Measure::narrow:
      return {430, 74, 74, 62, 62};  // about 52 characters of the body's face
    case session::Measure::wide:
      return {740, 74, 50, 62, 42};  // 90
    case session::Measure::normal:
      break;
  }
  return {572, 74, 58, 62, 48};  // 70
}

/// True when most of the text is in blocks that are read from the right.
bool mostlyRightToLeft(const article::Article& article) {
  constexpr std::size_t kEnough = 400;  // blocks
  std::size_t all = 0, right = 0;
  for (std::size_t i = 0; i < std::min(kEnough, article.blocks.size()); ++i) {
    const TextRange range = article.blocks[i].range;
    all += range.length();
    const TextRange begins{range.start, std::min(range.end, range.start + kEnough)};
    if (article::beginsRightToLeft(article.slice(begins))) right += range.length();
  }
  return right * 2 > all;
}

std::string upper(std::string_view text) {
  std::string out(text);
  // Spaced capitals of plain Latin; other letters stay as they are written.
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
  });
  return out;
}

constexpr const char* kNoBreak = "\u00A0";  // a line of facts ends between two of them

std::string longDate(const std::string& iso) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  int year = 0, month = 0, day = 0;
  if (std::sscanf(iso.c_str(), "%d-%d-%d", &year, &month, &day) != 3 || month < 1 || month > 12)
    return story::displayTime(iso);
  return std::to_string(day) + kNoBreak + kMonths[month - 1] + kNoBreak + std::to_string(year);
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + kNoBreak + (count == 1 ? one : many);
}

std::string factsOf(const story::Story& story, const article::Article& article) {
  std::set<std::string> places;
  for (const story::Event& event : story.events)
    if (!event.place.empty()) places.insert(event.place);
  std::string facts;
  // Each is read in its own direction (FSI, PDI), the line as the article.
  const auto add = [&facts](const std::string& part) {
    if (!part.empty()) facts += (facts.empty() ? "" : " · ") + ("\u2068" + part + "\u2069");
  };
  // What a line above the text says stands there.
  const article::Head rest = article::restOfHead(article);
  const std::string& own = article.head.published;
  const std::string& published = story.published.empty() ? own : story.published;
  add(rest.byline);
  if (published.empty())
    add(rest.dateline);
  else if (published != own || !rest.published.empty())
    add(longDate(published));
  if (!story.events.empty()) add(counted(story.events.size(), "event", "events"));
  if (!places.empty()) add(counted(places.size(), "place", "places"));
  return facts;
}

Masthead mastheadOf(const session::State& state, bool rightToLeft) {
  const auto has = [&state](BlockKind kind) {
    return std::any_of(state.article->blocks.begin(), state.article->blocks.end(),
                       [kind](const article::Block& block) { return block.kind == kind; });
  };
  Masthead masthead;
  masthead.kicker = upper(state.story->kicker);
  if (!has(BlockKind::title)) masthead.title = session::headlineOf(state);
  if (!has(BlockKind::dek))
    masthead.dek = state.story->dek.empty() ? state.article->head.dek : state.story->dek;
  masthead.facts = factsOf(*state.story, *state.article);
  masthead.rightToLeft = rightToLeft;
  return masthead;
}

}  // namespace

/// The column in the page: margins give way before lines get short; the strip keeps its place at the right.
Reader::Column Reader::columnOf(const session::ReaderLook& look) const {
  constexpr float kRoomy = 560, kNarrow = 420;  // widths of the page
  const PageLook page = pageLook(look.measure);
  const float ease = std::clamp((area_.w - kNarrow) / (kRoomy - kNarrow), 0.0f, 1.0f);
  const float numbers = std::round(page.narrowNumbers + (page.numbers - page.narrowNumbers) * ease);
  const float opposite = std::round(page.narrowOpposite + (page.opposite - page.narrowOpposite) * ease);
  const float left = rightToLeft_ ? opposite - 8 : numbers;
  const float right = rightToLeft_ ? numbers + kStripWidth - 8 : opposite;
  const float room = area_.w - left - right;
  const float longest = page.longest * static_cast<float>(look.sizePercent) / 100;
  const float width = std::clamp(room, 60.0f, longest);
  return {area_.x + left + std::max(0.0f, std::round((room - width) / 2)), width};
}

void Reader::refresh(const Context& context) {
  const bool storyChanged = passages_.refresh(context.state);
  if (storyChanged) dotsRevision_ = 0;
  const bool articleChanged = article_ != context.state.article;
  const session::FollowedArticle& followed = context.state.followed;
  const bool follows = articleChanged && article_ != nullptr && followed.from == article_;
  const std::optional<Kept> place = follows ? placeInNew(*followed.shift) : std::nullopt;
  if (articleChanged) {
    article_ = context.state.article;
    rightToLeft_ = mostlyRightToLeft(*article_);
    const auto marked = selection_.range();
    const auto stays = follows && marked ? followed.shift->of(*marked) : std::nullopt;
    if (stays)
      selection_.set(*stays);
    else
      selection_.clear();
    if (!follows) scroll_ = target_ = 0;
    menu_.close();
    revealing_.reset();
    linkUnder_ = nullptr;
  }
  column_ = columnOf(context.state.readerLook);
  if (storyChanged || articleChanged) masthead_ = mastheadOf(context.state, rightToLeft_);
  if (!flow_.refresh(article_, masthead_, column_.width, context.state.readerLook)) return;
  steady_.reset();
  if (place) {
    // The line that was at the top stays there, to the pixel.
    readingAt_ = place->offset;
    scroll_ = target_ = std::max(0.0, lineTopOf(place->offset) + place->scroll);
    kept_.reset();
    return;
  }
  // Set anew, in another width or size: what was read stays where it is read.
  if (articleChanged || scroll_ <= 0) return;
  // Of several changes in a row, as the splitter makes them, all go by the first line before the first.
  if (!kept_ || kept_->scroll != scroll_) kept_ = Kept{firstVisible_, 0};
  scroll_ = target_ = kept_->scroll = lineTopOf(kept_->offset);
}

/// The first line in sight where it stands in a new version of the text, and how far the page is scrolled
/// beyond its top. nullopt at the very top, which stays it.
std::optional<Reader::Kept> Reader::placeInNew(const article::TextShift& shift) {
  if (scroll_ <= 0 || flow_.pieces().empty()) return std::nullopt;
  return Kept{shift.of(firstVisible_), scroll_ - lineTopOf(firstVisible_)};
}

void Reader::draw(Context& context, const Area& area) {
  area_ = area;
  shown_.clear();
  marks_.clear();
  lit_.clear();
  hovered_ = false;
  if (area.empty() || context.state.article == nullptr || context.state.story == nullptr) return;
  const PanelWindow window("##reader", area, Layer::room);
  refresh(context);
  const Hit page = hitArea("##page", {area.x, area.y, area.w - kStripWidth, area.h});
  hovered_ = ImGui::IsWindowHovered();
  const bool findOpens = context.state.find.open && !findIsOpen_;
  findIsOpen_ = context.state.find.open;
  // At the beginning of the page the bar would stand over the title.
  if (findOpens && scroll_ <= 0) scrollTo(nearestScroll(), true);
  followReveal(context);
  scrollByInput(context);
  animate(context);
  layOutVisible();
  placeMarks(context);
  linkUnder_ = nullptr;
  useMouse(context, page);
  useKeys(context);
  followRequest(context);
  lightPassages(context);
  paint(context);
  strip(context);
  paintLinkTip(context);
}

/// Heights above are guesses until they are seen. When one turns out different, the page is scrolled along,
/// so that what one looks at stays where it is.
void Reader::keepInPlace() {
  if (!steady_ || *steady_ >= flow_.pieces().size()) return;
  const double moved = flow_.top(*steady_) - steadyTop_;
  if (std::abs(moved) < 0.01) return;
  scroll_ += moved;
  target_ += moved;
  steadyTop_ += moved;
}

void Reader::layOutVisible() {
  if (flow_.pieces().empty()) return;
  scroll_ = std::clamp(scroll_, kAboveTop, furthestScroll());
  const double from = scroll_ - kPaddingTop;
  for (std::size_t i = flow_.pieceAt(from); i < flow_.pieces().size(); ++i) {
    flow_.set(i);
    keepInPlace();
    if (flow_.top(i) + kPaddingTop - scroll_ > area_.h) break;
  }
  for (std::size_t i = flow_.pieceAt(scroll_ - kPaddingTop); i < flow_.pieces().size(); ++i) {
    const text::LayoutPtr layout = flow_.set(i);
    const double y = flow_.top(i) + kPaddingTop - scroll_;
    if (y > area_.h) break;
    const Piece& piece = flow_.pieces()[i];
    const float indent = piece.rightToLeft ? 0 : flow_.lookOf(piece).indent;
    shown_.push_back({i, &piece, layout, column_.left + indent, area_.y + static_cast<float>(y)});
  }
  if (!shown_.empty()) {
    steady_ = shown_.front().index;
    steadyTop_ = flow_.top(*steady_);
  }
  noteVisible();
}

void Reader::noteVisible() {
  firstVisible_ = lastVisible_ = 0;
  bool any = false;
  for (const Shown& shown : shown_) {
    const Piece& piece = *shown.piece;
    if (piece.kind != Piece::Kind::text || shown.layout->lines().empty()) continue;
    const float top = area_.y - shown.y, bottom = area_.bottom() - shown.y;
    for (const text::Line& line : shown.layout->lines()) {
      if (line.bottom <= top + 1 || line.top >= bottom - 1) continue;
      lastVisible_ = flow_.offsetAt(piece, line.endByte);
      if (!any) {
        firstVisible_ = flow_.offsetAt(piece, line.startByte);
        // Lines break elsewhere in another width; the place stays while its line is the first.
        if (readingAt_ < firstVisible_ || readingAt_ >= lastVisible_) readingAt_ = firstVisible_;
      }
      any = true;
    }
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
  ReaderStatus status;
  status.scroll = scroll_;
  status.height = flow_.height();
  status.firstVisible = firstVisible_;
  status.lastVisible = lastVisible_;
  status.readingAt = scroll_ <= 0 ? 0 : readingAt_;
  status.selection = selection_.range();
  status.layoutsMade = flow_.layoutsMade();
  return status;
}

std::optional<map::ScreenPoint> Reader::pointOf(const session::State& state, const TextRange& range) const {
  constexpr float kStep = 8;
  std::optional<map::ScreenPoint> onName;
  for (const Shown& shown : shown_) {
    std::vector<text::Rect> names;
    for (const session::Mention& mention : state.mentions)
      if (mention.range.start < range.end && range.start < mention.range.end)
        std::ranges::copy(rectsOf(shown, mention.range), std::back_inserter(names));
    const auto named = [&](float x, float y) {
      return std::ranges::any_of(
          names, [&](const text::Rect& r) { return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h; });
    };
    for (const text::Rect& rect : rectsOf(shown, range)) {
      const float y = rect.y + rect.h / 2;
      for (float x = rect.x + std::min(rect.w / 2, kStep); x < rect.x + rect.w; x += kStep) {
        if (!area_.contains(x, y)) continue;
        const map::ScreenPoint point{x, y};
        if (!named(x, y)) return point;
        if (!onName) onName = point;
      }
    }
  }
  return onName;
}

}  // namespace dateline::ui
