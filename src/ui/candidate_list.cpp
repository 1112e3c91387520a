#include <fmt/format.h>

#include "ui/cards.h"

namespace dateline::ui {
namespace {

constexpr float kMarkColumn = 22;  // the disc of the chosen one stands here
constexpr float kSureColumn = 68;
constexpr float kRowPadding = 6;
constexpr float kHeadingHeight = 30;
constexpr std::size_t kMostCandidates = 4;

}  // namespace

/// What is more than nothing is not told as nothing.
std::string percentText(float share) {
  const float percent = share * 100;
  if (percent > 0 && percent < 0.5f) return "< 1 %";
  return fmt::format("{:.0f} %", percent);
}

std::string confidenceText(const session::PlaceChoice& choice) {
  using Counted = session::PlaceChoice::Counted;
  if (choice.counted == Counted::nearby) return "nearby";
  if (choice.counted == Counted::country) return "its country";
  if (choice.confidence) return percentText(*choice.confidence);
  return choice.place ? "" : "the story’s";
}

std::string confidenceText(const session::Suggestion& suggestion) {
  if (suggestion.chosen != 0) return "your choice";
  return suggestion.confidence ? percentText(*suggestion.confidence) : "";
}

CandidateList::CandidateList(const Context& context, const session::Suggestion& suggestion, float width,
                             float height)
    : suggestion_(suggestion), width_(width) {
  const float inner = width - kMarkColumn;
  if (suggestion.choices.size() == 1 && !suggestion.choices[0].place) return;  // nothing is known beside it
  const std::string why = suggestion.reason.empty() ? "Why here" : "Why: " + suggestion.reason;
  heading_ = context.set(why, type::kSmall, {.widthPx = width, .lineHeightPx = 15, .maxLines = 2});
  height_ = kHeadingHeight + 14;
  for (const session::PlaceChoice& choice : suggestion.choices) {
    if (rows_.size() == kMostCandidates) break;
    Row row;
    row.name = context.set(choice.name, type::kLabelStrong,
                           {.widthPx = inner - kSureColumn, .lineHeightPx = 16, .maxLines = 1});
    row.detail =
        context.set(choice.detail, type::kSmall, {.widthPx = inner, .lineHeightPx = 15, .maxLines = 1});
    if (!choice.reason.empty())
      row.reason =
          context.set(choice.reason, type::kSmall, {.widthPx = inner, .lineHeightPx = 15, .maxLines = 3});
    const float brief = 16 + 15 + 2 * kRowPadding;
    row.height = brief + (row.reason == nullptr ? 0 : row.reason->height() + 2);
    // The first is told without its reasons rather than not at all.
    if (rows_.empty() && height_ + row.height > height) row.reason = nullptr, row.height = brief;
    if (height_ + row.height > height) break;
    height_ += row.height;
    rows_.push_back(std::move(row));
  }
  if (rows_.empty()) height_ = 0;
}

void CandidateList::draw(Context& context, float x, float y) const {
  if (rows_.empty()) return;
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.horizontal(x, x + width_, y + 6, tones.rule);
  pen.draw(*heading_, x, y + 12, tones.muted);
  y += kHeadingHeight + 14;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    const bool chosen = static_cast<int>(i) == suggestion_.chosen;
    const Area area{x - 6, y, width_ + 12, row.height};
    ImGui::PushID(static_cast<int>(i));
    const Hit hit = clickable(context, "##candidate", area);
    ImGui::PopID();
    if (hit.hovered || chosen) pen.fill(area, chosen ? tones.chosen : tones.hover, 5);
    const float top = y + kRowPadding;
    radioMark(context, x + 6, top + 8, chosen);
    pen.draw(*row.name, x + kMarkColumn, top, tones.ink);
    pen.label(confidenceText(suggestion_.choices[i]), type::kLabel, x + width_, top + 8, tones.muted,
              {.align = text::Align::right});
    pen.draw(*row.detail, x + kMarkColumn, top + 16, tones.muted);
    if (row.reason != nullptr) pen.draw(*row.reason, x + kMarkColumn, top + 33, tones.muted);
    if (hit.clicked && !chosen) context.ask(command::ChoosePlace{suggestion_.event, static_cast<int>(i)});
    y += row.height;
  }
}

}  // namespace dateline::ui
