#include "ui/suggestions_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/cards.h"

namespace dateline::ui {
namespace {

constexpr float kWidth = 324;
constexpr float kHeader = 40;
constexpr float kPlaceRow = 52;
constexpr float kCutPlaceRow = 18;
constexpr float kChoice = 36;
constexpr float kPreview = 120;
constexpr float kReason = 20;
constexpr float kNever = 36;
constexpr float kFooter = 84;
constexpr int kLeastPercent = 50, kMostPercent = 95, kPercentStep = 5;
constexpr std::size_t kMostChoices = 6;

std::size_t shownChoices(const session::Suggestion& suggestion) {
  return std::min(suggestion.choices.size(), kMostChoices);
}

const session::PlaceChoice& chosenOf(const session::Suggestion& suggestion) {
  return suggestion.choices[static_cast<std::size_t>(suggestion.chosen)];
}

/// "capital, Kazakhstan · 3 mentions · 28 Feb 2023"
std::string detailOf(const Context& context, const session::Suggestion& suggestion) {
  std::string text = chosenOf(suggestion).detail;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : " · ") + part; };
  if (suggestion.mentions > 0)
    add(suggestion.mentions == 1 ? "once" : fmt::format("{} times", suggestion.mentions));
  const story::Event* event = context.state.story->find(suggestion.event);
  if (event != nullptr && !event->time.empty()) add(story::displayTime(event->time));
  return text;
}

/// A plate carrée view of the world around some points.
struct Window {
  double west, north, degreesPerPixel;
  Area area;
  [[nodiscard]] ImVec2 at(geo::LngLat p) const {
    return {area.x + static_cast<float>((p.lng - west) / degreesPerPixel),
            area.y + static_cast<float>((north - p.lat) / degreesPerPixel)};
  }
};

Window windowAround(const session::Suggestion& suggestion, const Area& area) {
  geo::LngLatBox box;
  for (std::size_t i = 0; i < shownChoices(suggestion); ++i)
    if (suggestion.choices[i].at) box.add(*suggestion.choices[i].at);
  if (box.empty()) box = {-180, -60, 180, 75};  // the world's lands
  constexpr double kLeastDegrees = 16;
  constexpr double kAround = 1.3;
  const double width = std::max(box.width() * kAround, kLeastDegrees);
  const double height = std::max(box.height() * kAround, kLeastDegrees * area.h / area.w);
  const double scale = std::min(std::max(width / area.w, height / area.h), 360.0 / area.w);
  const geo::LngLat middle = box.centre();
  const double north = std::clamp(middle.lat + scale * area.h / 2, -90.0 + scale * area.h, 90.0);
  return {middle.lng - scale * area.w / 2, north, scale, area};
}

/// The coarsest borders at hand will do.
const geo::FeatureSet* landOf(const session::State& state) {
  if (state.world == nullptr) return nullptr;
  for (const auto& set : state.world->countries)
    if (set != nullptr) return set.get();
  return nullptr;
}

void drawLand(const Pen& pen, const geo::FeatureSet& land, const Window& window, Colour colour) {
  const Area& area = window.area;
  constexpr float kLeastPx = 3;
  std::vector<ImVec2> line;
  for (const geo::Path& path : land.paths) {
    const ImVec2 a = window.at({path.bounds.minX, path.bounds.maxY});
    const ImVec2 b = window.at({path.bounds.maxX, path.bounds.minY});
    if (b.x < area.x || a.x > area.right() || b.y < area.y || a.y > area.bottom()) continue;
    if (b.x - a.x < kLeastPx && b.y - a.y < kLeastPx) continue;
    line.clear();
    for (const geo::LngLat& point : land.points(path)) {
      const ImVec2 p = window.at(point);
      if (line.empty() || std::abs(p.x - line.back().x) + std::abs(p.y - line.back().y) > 1.5f)
        line.push_back(p);
    }
    if (line.size() > 2) pen.line(line, colour, 1, true);
  }
}

}  // namespace

float SuggestionsPanel::heightOf(const session::Suggestion& suggestion) const {
  if (suggestion.event != open_) return kPlaceRow;
  return kPlaceRow + kReason + static_cast<float>(shownChoices(suggestion)) * kChoice + kPreview + kNever +
         12;
}

/// Beside the layers, where these are shown too.
float SuggestionsPanel::leftIn(const session::State& state, const Area& mapArea) {
  return mapArea.x + 14 + (state.showLayers ? 278.0f : 0.0f);
}

float SuggestionsPanel::rightIn(const session::State& state, const Area& mapArea) {
  const bool shown = state.showSuggestions && mapArea.w >= kWidth + 80;
  return shown ? leftIn(state, mapArea) + kWidth : mapArea.x;
}

float SuggestionsPanel::contentHeight(const session::State& state) const {
  float content = state.suggestions.empty() ? 56.0f : 0.0f;
  for (const session::Suggestion& suggestion : state.suggestions) content += heightOf(suggestion);
  return content;
}

Area SuggestionsPanel::areaIn(const session::State& state, const Area& mapArea) const {
  if (rightIn(state, mapArea) <= mapArea.x) return {};
  constexpr float kBelow = 72;  // the scale bar and the attribution stay free
  const float room = std::max(60.0f, mapArea.h - 14 - kBelow - kHeader - kFooter);
  const float content = contentHeight(state);
  float shown = std::min(content, room);
  // A row that is cut says that the list goes on.
  if (content > room && std::fmod(room, kPlaceRow) < kCutPlaceRow) shown -= kCutPlaceRow;
  return {leftIn(state, mapArea), mapArea.y + 14, kWidth, kHeader + shown + kFooter};
}

namespace {

/// The suggestion that follows the selected event in the story, after the last the first.
const std::string& nextSuggestion(const session::State& state) {
  const auto& all = state.suggestions;
  const auto from = static_cast<std::size_t>(state.story->indexOf(state.selected) + 1);
  auto next = all.begin();  // as in the story, so one goes along with the other
  for (std::size_t i = 0; i < state.story->events.size() && next != all.end(); ++i) {
    if (next->event != state.story->events[i].id) continue;
    if (i >= from) return next->event;
    ++next;
  }
  return all.front().event;
}

/// While the panel is open its keys are for the place that is selected; once that is judged they go on to the
/// next. Where none is, the first stroke selects one, so that nothing is judged that nobody looked at.
void useSuggestionKeys(Context& context) {
  using platform::Key;
  const session::State& state = context.state;
  if (context.field.any() || state.dialog != session::Dialog::none || state.goTo.open) return;
  if (state.suggestions.empty()) return;
  const bool accepts = context.take(Key::a), chooses = context.take(Key::o);
  if (!accepts && !chooses && !context.take(Key::deleteKey)) return;
  const auto one = std::ranges::find(state.suggestions, state.selected, &session::Suggestion::event);
  if (one != state.suggestions.end() && chooses) {
    const auto count = static_cast<int>(shownChoices(*one));
    if (count > 1) context.ask(command::ChoosePlace{one->event, (one->chosen + 1) % count});
    return;
  }
  const std::string& next = nextSuggestion(state);
  if (one != state.suggestions.end() && accepts) context.ask(command::AcceptSuggestions{{one->event}});
  if (one != state.suggestions.end() && !accepts) context.ask(command::RejectSuggestion{one->event});
  if (next != state.selected) context.ask(command::SelectEvent{next});
}

}  // namespace

void SuggestionsPanel::draw(Context& context, const Area& mapArea) {
  const auto& suggestions = context.state.suggestions;
  const Area box = areaIn(context.state, mapArea);
  if (box.empty()) return;
  useSuggestionKeys(context);
  const float content = contentHeight(context.state), shown = box.h - kHeader - kFooter;
  const PanelWindow window("##suggestions", box, Layer::overlay);
  panelGround(context, box);
  header(context, box);
  const Area list{box.x, box.y + kHeader, box.w, shown};
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (list.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered())
    scroll_ -= ImGui::GetIO().MouseWheel * kPlaceRow;
  const std::string& selected = context.state.selected;
  if (std::exchange(shownSelected_, selected) != selected) reveal(context, selected, shown);
  if (std::exchange(reveal_, false)) reveal(context, open_, shown);
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, content - shown));
  const Pen pen = context.pen();
  if (suggestions.empty()) {
    const text::LayoutPtr hint =
        pen.set("None is left. Those of an article are found when it is opened without a story.",
                type::kLabel, {.widthPx = kWidth - 28, .lineHeightPx = 17});
    pen.draw(*hint, list.x + 14, list.y + 6, context.tones.muted);
  }
  {
    const Pen::Clip clip(pen, list);
    float y = list.y - scroll_;
    for (const session::Suggestion& suggestion : suggestions) {
      const float height = heightOf(suggestion);
      if (y + height > list.y && y < list.bottom()) row(context, suggestion, {list.x, y, list.w, height});
      y += height;
    }
    scrollThumb(context, list, content, scroll_);
  }
  footer(context, box);
}

/// Scrolls so that the event's row is seen with its choices, if they are open, or at least its beginning.
void SuggestionsPanel::reveal(const Context& context, const std::string& event, float shown) {
  float top = 0;
  for (const session::Suggestion& suggestion : context.state.suggestions) {
    const float height = heightOf(suggestion);
    if (suggestion.event == event) scroll_ = std::clamp(scroll_, std::min(top, top + height - shown), top);
    top += height;
  }
}

void SuggestionsPanel::header(Context& context, const Area& box) {
  const Pen pen = context.pen();
  const float y = box.y + kHeader / 2;
  const float width = pen.label("Places found", type::kBodyStrong, box.x + 14, y, context.tones.ink);
  pen.label(std::to_string(context.state.suggestions.size()), type::kBody, box.x + 14 + width + 8, y,
            context.tones.muted);
  if (iconButton(context, "##close", {box.right() - 34, box.y + 8, 24, 24}, Icon::cross, "Close"))
    context.ask(command::Toggle{command::Toggled::suggestions});
  pen.horizontal(box.x, box.right(), box.y + kHeader - 1, context.tones.rule);
}

void SuggestionsPanel::row(Context& context, const session::Suggestion& suggestion, const Area& area) {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const int index = context.state.story->indexOf(suggestion.event);
  if (index < 0) return;
  ImGui::PushID(suggestion.event.c_str());
  const float y = area.y + kPlaceRow / 2;
  const float buttons = area.right() - 86;
  const bool current = suggestion.event == context.state.selected;
  if (current) pen.fill({area.x + 4, area.y + 2, area.w - 8, kPlaceRow - 4}, tones.hover, 6);
  if (checkBox(context, "##check", area.x + 14, y, "", suggestion.checked))
    context.ask(command::CheckSuggestion{suggestion.event, !suggestion.checked});
  const Area body{area.x + 42, area.y, buttons - area.x - 46, kPlaceRow};
  const Hit hit = clickable(context, "##go", body);
  if (hit.hovered) context.hovered = suggestion.event;
  if (hit.clicked) context.ask(command::SelectEvent{suggestion.event, 0, true});
  const EventMark mark = markOf(context, index);
  pen.mark(mark.shape, mark.colour, mark.number, area.x + 54, y, 20, mark.hollow);
  const std::string sure = confidenceText(suggestion);
  const std::string& title = context.state.story->events[static_cast<std::size_t>(index)].title;
  const float width =
      pen.label(title, type::kBodyStrong, area.x + 74, y - 9, hit.hovered ? tones.link : tones.ink,
                {.maxWidth = body.right() - area.x - 82 - pen.widthOf(sure, type::kSmall)});
  pen.label(sure, type::kSmall, area.x + 74 + width + 8, y - 9, tones.muted);
  // Below the buttons, so that a place with its date has the whole width.
  pen.label(detailOf(context, suggestion), type::kSmall, area.x + 74, y + 12, tones.muted,
            {.maxWidth = area.right() - area.x - 88});
  if (iconButton(context, "##accept", {buttons, y - 21, 24, 24}, Icon::check, "Accept"))
    context.ask(command::AcceptSuggestions{{suggestion.event}});
  if (iconButton(context, "##reject", {buttons + 26, y - 21, 24, 24}, Icon::cross, "Reject"))
    context.ask(command::RejectSuggestion{suggestion.event});
  const bool isOpen = open_ == suggestion.event;
  if (iconButton(context, "##more", {buttons + 52, y - 21, 24, 24},
                 isOpen ? Icon::chevronUp : Icon::chevronDown,
                 isOpen ? "Hide the other places" : "Other places of this name"))
    open_ = isOpen ? "" : suggestion.event, reveal_ = !isOpen;
  if (isOpen)
    choices(context, suggestion, {area.x + 14, area.y + kPlaceRow, area.w - 28, area.h - kPlaceRow});
  ImGui::PopID();
}

void SuggestionsPanel::choices(Context& context, const session::Suggestion& suggestion, const Area& area) {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const std::string reason = suggestion.reason.empty() ? "“" + suggestion.name + "”"
                                                       : "“" + suggestion.name + "”: " + suggestion.reason;
  pen.label(reason, type::kSmall, area.x, area.y + kReason / 2 - 2, tones.muted, {.maxWidth = area.w});
  float y = area.y + kReason;
  pointed_ = -1;
  for (std::size_t i = 0; i < shownChoices(suggestion); ++i, y += kChoice) {
    const session::PlaceChoice& choice = suggestion.choices[i];
    const bool chosen = static_cast<int>(i) == suggestion.chosen;
    const Area line{area.x, y, area.w, kChoice - 2};
    ImGui::PushID(static_cast<int>(i));
    const Hit hit = clickable(context, "##choice", line);
    ImGui::PopID();
    if (hit.hovered) pointed_ = static_cast<int>(i);
    if (hit.hovered || chosen) pen.fill(line, chosen ? tones.chosen : tones.hover, 5);
    radioMark(context, line.x + 14, y + 17, chosen);
    pen.label(choice.name, type::kBodyMedium, line.x + 30, y + 10, tones.ink, {.maxWidth = area.w - 106});
    pen.label(choice.detail, type::kSmall, line.x + 30, y + 25, tones.muted, {.maxWidth = area.w - 106});
    pen.label(confidenceText(choice), type::kSmall, line.right() - 10, y + 17, tones.muted,
              {.align = text::Align::right});
    if (hit.clicked && !chosen) context.ask(command::ChoosePlace{suggestion.event, static_cast<int>(i)});
  }
  preview(context, suggestion, {area.x, y + 4, area.w, kPreview - 8});
  y += kPreview;
  const std::string never = "“" + suggestion.name + "” is never a place";
  if (button(context, "##never", {area.x, y + 2, buttonWidth(context, never), 28}, never))
    context.ask(command::RejectSuggestion{suggestion.event, true});
}

void SuggestionsPanel::preview(Context& context, const session::Suggestion& suggestion,
                               const Area& area) const {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.box(area, tones.field, tones.rule, 5);
  const Pen::Clip clip(pen, area.inset(1));
  const Window window = windowAround(suggestion, area);
  if (const geo::FeatureSet* land = landOf(context.state)) drawLand(pen, *land, window, tones.rule);
  for (std::size_t i = shownChoices(suggestion); i-- > 0;) {
    if (!suggestion.choices[i].at) continue;
    const ImVec2 at = window.at(*suggestion.choices[i].at);
    const bool chosen = static_cast<int>(i) == suggestion.chosen;
    const bool pointed = static_cast<int>(i) == pointed_;
    pen.disc(at.x, at.y, pointed ? 7.0f : chosen ? 6.0f : 4.5f, tones.panel);
    pen.disc(at.x, at.y,
             pointed  ? 5.5f
             : chosen ? 4.5f
                      : 3.0f,
             chosen || pointed ? tones.accent : tones.muted);
  }
}

void SuggestionsPanel::footer(Context& context, const Area& box) {
  const Pen pen = context.pen();
  const float y = box.bottom() - kFooter + 10;
  pen.horizontal(box.x, box.right(), box.bottom() - kFooter, context.tones.rule);
  std::vector<std::string> checked;
  std::vector<std::string> sure;
  for (const session::Suggestion& suggestion : context.state.suggestions) {
    if (suggestion.checked) checked.push_back(suggestion.event);
    if (session::confidenceOf(suggestion).value_or(0) * 100 >= static_cast<float>(percent_))
      sure.push_back(suggestion.event);
  }
  const float width = box.w - 24;
  if (button(context, "##acceptChecked", {box.x + 12, y, width, 28},
             fmt::format("Accept {} checked", checked.size()), true, !checked.empty()))
    context.ask(command::AcceptSuggestions{checked});
  // Of the places given 90 %, nine in ten are right; how sure is sure enough is the reader's choice.
  constexpr float kStep = 28;
  const float below = y + 36;
  if (button(context, "##acceptSure", {box.x + 12, below, width - 2 * kStep - 8, 28},
             fmt::format("Accept {} above {} %", sure.size(), percent_), false, !sure.empty()))
    context.ask(command::AcceptSuggestions{sure});
  if (iconButton(context, "##lower", {box.right() - 12 - 2 * kStep, below, kStep, 28}, Icon::minus,
                 "Less sure", percent_ > kLeastPercent))
    percent_ -= kPercentStep;
  if (iconButton(context, "##higher", {box.right() - 12 - kStep, below, kStep, 28}, Icon::plus, "Surer",
                 percent_ < kMostPercent))
    percent_ += kPercentStep;
}

}  // namespace dateline::ui
