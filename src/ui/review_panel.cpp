#include "ui/review_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/ascii.h"
#include "story/similarity.h"
#include "ui/marked_text.h"

namespace dateline::ui {
namespace {

const char* stateInWords(story::AnchorState state) {
  switch (state) {
    case story::AnchorState::exact:
      return "as it was";
    case story::AnchorState::moved:
      return "moved";
    case story::AnchorState::fuzzy:
      return "reads differently";
    case story::AnchorState::ambiguous:
      return "several fit";
    case story::AnchorState::orphan:
      return "not found";
  }
  return "";
}

constexpr float kReviewWidest = 1040;
constexpr float kReviewLeastColumn = 216;
constexpr std::size_t kReviewMostColumns = 4;  // with that of the story
constexpr float kReviewPadding = 16;
constexpr float kReviewGap = 12;
constexpr float kReviewInset = 12;  // of the words in their column
constexpr float kReviewHeader = 60;
constexpr float kReviewCaption = 30;
constexpr float kReviewFooter = 52;
constexpr float kReviewLine = 21;
constexpr std::string_view kTakeMarked = "Take the marked text", kLeave = "Leave";
constexpr std::size_t kReviewContext = 60;  // code points shown around a candidate

/// What is reviewed, and which of its candidates are shown.
struct ReviewSubject {
  session::AnchorRef at;
  const story::Event& event;
  const story::Anchor& anchor;
  const story::Resolution& found;
  std::vector<story::Candidate> candidates;
  std::size_t chosen = 0;
};

/// Words in a column, with their marks.
struct ReviewColumn {
  text::LayoutPtr layout;
  MarkedText marked;
  std::string caption;
};

std::vector<story::ByteSpan> changedHalves(const std::vector<story::Difference>& all, bool before) {
  std::vector<story::ByteSpan> spans;
  for (const story::Difference& one : all) spans.push_back(before ? one.before : one.after);
  return spans;
}

/// "under “Downstream”", "38 % into the text"
std::string whereInText(const article::Article& text, std::size_t offset) {
  const article::Block* heading = nullptr;
  for (const article::Block& block : text.blocks) {
    if (block.range.start > offset) break;
    if (block.kind == article::BlockKind::heading && block.range.end <= offset) heading = &block;
  }
  if (heading != nullptr) return fmt::format("under “{}”", text.slice(heading->range));
  const std::size_t all = std::max<std::size_t>(1, text.offsets.codePoints());
  return fmt::format("{:.0f} % into the text",
                     100.0 * static_cast<double>(offset) / static_cast<double>(all));
}

/// Whole words of what is before or behind a passage.
std::string contextBefore(std::string_view text) {
  constexpr std::size_t kLongestWord = 20;
  if (text.empty()) return {};
  const std::size_t space = text.find_first_of(" \n");
  return "… " + std::string(space < kLongestWord ? text.substr(space + 1) : text);
}
std::string contextBehind(std::string_view text) {
  constexpr std::size_t kLongestWord = 20;
  if (text.empty()) return {};
  const std::size_t space = text.find_last_of(" \n");
  const bool cut = space != std::string_view::npos && space > 0 && space + kLongestWord > text.size();
  return std::string(cut ? text.substr(0, space) : text) + " …";
}

std::string likenessInWords(double similarity) {
  return similarity > 0.9995 ? "the same words" : fmt::format("{:.0f} % alike", similarity * 100);
}

ReviewColumn storyColumn(const ReviewSubject& subject, const article::Article& text) {
  ReviewColumn column{.caption = "The story quotes"};
  const story::TextQuoteSelector* quote = session::quoteOf(subject.anchor);
  if (quote == nullptr) {
    column.caption = "In the story";
    column.marked.text = session::heldWithoutWords(subject.anchor);
    column.marked.around.push_back({0, column.marked.text.size()});
    return column;
  }
  std::vector<story::ByteSpan> changed;
  if (!subject.candidates.empty())
    changed = changedHalves(
        story::differences(quote->exact, text.slice(subject.candidates[subject.chosen].range)), true);
  column.marked =
      markedText(quote->exact, changed, contextBefore(quote->prefix), contextBehind(quote->suffix));
  return column;
}

ReviewColumn candidateColumn(const ReviewSubject& subject, const article::Article& text, std::size_t index) {
  const story::Candidate& candidate = subject.candidates[index];
  const article::TextRange range = candidate.range;
  const std::size_t end = text.offsets.codePoints();
  ReviewColumn column;
  column.caption = fmt::format("{}{}, {}",
                               subject.candidates.size() > 1
                                   ? fmt::format("{} of {}: ", index + 1, subject.candidates.size())
                                   : std::string(),
                               likenessInWords(candidate.similarity), whereInText(text, range.start));
  std::vector<story::ByteSpan> changed;
  const story::TextQuoteSelector* quote = session::quoteOf(subject.anchor);
  if (quote != nullptr) changed = changedHalves(story::differences(quote->exact, text.slice(range)), false);
  const std::size_t last = std::min(end, range.end + kReviewContext);
  column.marked = markedText(
      text.slice(range), changed,
      contextBefore(text.slice({range.start - std::min(range.start, kReviewContext), range.start})),
      contextBehind(text.slice({range.end, last})));
  return column;
}

ReviewColumn emptyColumn() {
  ReviewColumn column{.caption = "In this text"};
  column.marked.text =
      "Nothing resembles it. Mark the passage in the text and take what is marked, or leave it as it is.";
  column.marked.around.push_back({0, column.marked.text.size()});
  return column;
}

void paintReviewColumn(const Context& context, const ReviewColumn& column, const Area& area, bool removed) {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.label(column.caption, type::kSmall, area.x + kReviewInset, area.y + 15, tones.muted,
            {.maxWidth = area.w - 2 * kReviewInset});
  const float x = area.x + kReviewInset, y = area.y + kReviewCaption;
  const Colour mark = removed ? tones.kicker : tones.kind("trade");
  for (const story::ByteSpan& span : column.marked.changed)
    for (const text::Rect& r : column.layout->rectsFor(span.start, span.end))
      pen.fill({x + r.x - 1, y + r.y + 1, r.w + 2, r.h - 2}, withAlpha(mark, 0.16f), 3);
  std::vector<ColourSpan> spans;
  for (const story::ByteSpan& span : column.marked.around)
    spans.push_back({span.start, span.end, tones.muted});
  pen.draw(*column.layout, x, y, tones.ink, spans);
  // Told by a line too, for those who do not see the colours apart.
  for (const story::ByteSpan& span : column.marked.changed)
    for (const text::Rect& r : column.layout->rectsFor(span.start, span.end))
      pen.horizontal(x + r.x, x + r.x + r.w, y + r.y + (removed ? r.h * 0.56f : r.h - 3), mark);
}

void reviewHeader(Context& context, const Area& box, const ReviewSubject& subject) {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const EventMark mark = markOf(context, subject.at.event);
  const float left = box.x + kReviewPadding;
  float right = box.right() - kReviewPadding - 20;
  if (iconButton(context, "##close", {right, box.y + 14, 24, 24}, Icon::cross, "Close"))
    context.ask(command::CloseReview{});
  const std::vector<session::AnchorRef> all = session::findings(context.state);
  if (all.size() > 1) {
    const auto at = std::find(all.begin(), all.end(), subject.at);
    right -= 32;
    if (iconButton(context, "##later", {right, box.y + 14, 24, 24}, Icon::chevronRight, "Next passage"))
      context.ask(command::StepReview{1});
    const std::string count = fmt::format("{} of {}", at - all.begin() + 1, all.size());
    const float width = pen.widthOf(count, type::kLabel);
    pen.label(count, type::kLabel, right - 4 - width, box.y + 26, tones.muted);
    right -= width + 32;
    if (iconButton(context, "##earlier", {right, box.y + 14, 24, 24}, Icon::chevronLeft, "Previous passage"))
      context.ask(command::StepReview{-1});
  }
  pen.mark(mark.shape, mark.colour, mark.number, left + 10, box.y + 26, 20, mark.hollow);
  const float room = right - left - 40;
  pen.label(subject.event.title, type::kCardTitle, left + 30, box.y + 22, tones.ink, {.maxWidth = room});
  const std::size_t count = subject.event.anchors.size();
  const std::string_view state = stateInWords(subject.found.state);
  const std::string line = count > 1
                               ? fmt::format("Passage {} of {}, {}", subject.at.anchor + 1, count, state)
                               : upperAscii(state.substr(0, 1)).append(state.substr(1));
  pen.label(fmt::format("{}: {}", line, subject.found.reason), type::kLabel, left + 30, box.y + 44,
            tones.muted, {.maxWidth = box.w - 2 * kReviewPadding - 30});
}

constexpr std::string_view kReviewNote = "Nothing is written until you save the story.";
constexpr float kReviewNoteLine = 22;  // of its own, where it does not fit beside the buttons

std::string acceptWords(const ReviewSubject& subject) {
  return subject.candidates.size() > 1 ? fmt::format("Accept {}", subject.chosen + 1) : "Accept";
}

bool noteHasLine(const Context& context, const ReviewSubject& subject, float width) {
  float taken = 2 * kReviewPadding + context.set(kReviewNote, type::kLabel)->width();
  for (const std::string& word : {acceptWords(subject), std::string(kTakeMarked), std::string(kLeave)})
    taken += buttonWidth(context, word) + 8;
  return taken > width;
}

void reviewFooter(Context& context, const Area& box, const ReviewSubject& subject,
                  std::optional<article::TextRange> marked) {
  const Pen pen = context.pen();
  const float y = box.bottom() - kReviewFooter + 12;
  float x = box.right() - kReviewPadding;
  const auto pressed = [&](const char* id, std::string_view text, bool main, bool enabled) {
    const float width = buttonWidth(context, text);
    x -= width;
    const bool clicked = button(context, id, {x, y, width, 28}, text, main, enabled);
    x -= 8;
    return clicked;
  };
  const bool any = !subject.candidates.empty();
  if (pressed("##accept", acceptWords(subject), true, any)) context.ask(command::AcceptCandidate{});
  if (pressed("##marked", kTakeMarked, false, marked.has_value())) context.ask(command::Reanchor{*marked});
  if (pressed("##leave", kLeave, false, true)) {
    if (session::findings(context.state).size() > 1)
      context.ask(command::StepReview{1});
    else
      context.ask(command::CloseReview{});
  }
  const float left = box.x + kReviewPadding;
  const bool ownLine = noteHasLine(context, subject, box.w);
  pen.label(kReviewNote, type::kLabel, left, ownLine ? y - 10 : y + 14, context.tones.muted,
            {.maxWidth = (ownLine ? box.right() - kReviewPadding : x) - left});
}

/// While the panel is open its keys are those of the story, for what it shows.
void useReviewKeys(Context& context, const ReviewSubject& subject, std::optional<article::TextRange> marked) {
  using platform::Key;
  if (context.field.any()) return;
  const int chosen = static_cast<int>(subject.chosen);
  if (context.take(Key::n)) context.ask(command::StepReview{1});
  if (context.take(Key::p)) context.ask(command::StepReview{-1});
  if (context.take(Key::period)) context.ask(command::ShowCandidate{chosen + 1});
  if (context.take(Key::comma)) context.ask(command::ShowCandidate{chosen - 1});
  if (context.take(Key::enter) && !subject.candidates.empty()) context.ask(command::AcceptCandidate{});
  if (context.take(Key::m) && marked) context.ask(command::Reanchor{*marked});
}

/// The candidates in view: as many as there is room for, the chosen one among them.
std::size_t firstCandidate(std::size_t count, std::size_t room, std::size_t chosen) {
  if (count <= room) return 0;
  return std::min(count - room, chosen < room ? 0 : chosen - room + 1);
}

}  // namespace

void ReviewPanel::draw(Context& context, std::optional<article::TextRange> marked) {
  area_ = {};
  const session::State& state = context.state;
  const WindowLayout& rooms = context.rooms;
  const auto at = session::reviewedAnchor(state);
  if (!at || rooms.map.w < 320) return;
  const story::Event& event = state.story->events[static_cast<std::size_t>(at->event)];
  const auto anchor = static_cast<std::size_t>(at->anchor);
  const story::Resolution& found = state.resolutions[static_cast<std::size_t>(at->event)][anchor];
  ReviewSubject subject{*at, event, event.anchors[anchor], found, session::candidatesOf(found)};
  if (!subject.candidates.empty())
    subject.chosen = std::min(static_cast<std::size_t>(std::max(0, state.review.candidate)),
                              subject.candidates.size() - 1);

  const float width = std::min(kReviewWidest, rooms.map.w - 24);
  const auto most = std::clamp(
      static_cast<std::size_t>((width - 2 * kReviewPadding + kReviewGap) / (kReviewLeastColumn + kReviewGap)),
      std::size_t{2}, kReviewMostColumns);
  const std::size_t shown = std::min(most - 1, std::max<std::size_t>(1, subject.candidates.size()));
  const std::size_t first = firstCandidate(subject.candidates.size(), shown, subject.chosen);
  std::vector<ReviewColumn> columns = {storyColumn(subject, *state.article)};
  for (std::size_t i = first; i < std::min(first + shown, subject.candidates.size()); ++i)
    columns.push_back(candidateColumn(subject, *state.article, i));
  if (subject.candidates.empty()) columns.push_back(emptyColumn());

  const auto count = static_cast<float>(columns.size());
  const float columnWidth = std::floor((width - 2 * kReviewPadding - kReviewGap * (count - 1)) / count);
  const float footer = kReviewFooter + (noteHasLine(context, subject, width) ? kReviewNoteLine : 0);
  const float room =
      rooms.map.h + rooms.timeline.h - 24 - kReviewHeader - kReviewCaption - kReviewInset - footer;
  const int lines = std::clamp(static_cast<int>(room * 0.55f / kReviewLine), 2, 10);
  float text = 0;
  for (ReviewColumn& column : columns) {
    column.layout = context.set(
        column.marked.text, type::kCardText,
        {.widthPx = columnWidth - 2 * kReviewInset, .lineHeightPx = kReviewLine, .maxLines = lines});
    text = std::max(text, column.layout->height());
  }
  const float height = kReviewHeader + kReviewCaption + text + kReviewInset + footer;
  const float bottom = rooms.map.bottom() + rooms.timeline.h - 12;
  area_ = {std::round(rooms.map.centreX() - width / 2), bottom - height, width, height};

  useReviewKeys(context, subject, marked);
  const PanelWindow window("##review", area_, Layer::overlay);
  panelGround(context, area_);
  reviewHeader(context, area_, subject);
  float x = area_.x + kReviewPadding;
  for (std::size_t i = 0; i < columns.size(); ++i, x += columnWidth + kReviewGap) {
    const Area box{x, area_.y + kReviewHeader, columnWidth, kReviewCaption + text + kReviewInset};
    const std::size_t index = first + i - 1;
    const bool candidate = i > 0 && !subject.candidates.empty();
    const bool chosen = candidate && index == subject.chosen;
    bool hovered = false;
    if (candidate) {
      ImGui::PushID(static_cast<int>(index));
      const Hit hit = clickable(context, "##candidate", box);
      ImGui::PopID();
      hovered = hit.hovered;
      if (hit.clicked) context.ask(command::ShowCandidate{static_cast<int>(index)});
    }
    const Tones& tones = context.tones;
    context.pen().box(box,
                      i == 0               ? tones.field
                      : hovered && !chosen ? tones.hover
                                           : tones.panel,
                      chosen ? tones.accent : tones.rule, 6, chosen ? 1.5f : 1);
    paintReviewColumn(context, columns[i], box, i == 0);
  }
  reviewFooter(context, area_, subject, marked);
}

}  // namespace dateline::ui
