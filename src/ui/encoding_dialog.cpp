#include "ui/encoding_dialog.h"

#include <algorithm>

#include "article/encodings.h"

namespace dateline::ui {
namespace {

constexpr int kRows = 12;
constexpr float kRow = 28;
constexpr float kColumn = 252;
constexpr float kGap = 12;

int count() {
  return static_cast<int>(article::encodings().size()) + 1;
}

int columns() {
  return (count() + kRows - 1) / kRows;
}

/// The row of what the user said; 0 when it was recognised.
int rowOf(const session::State& state) {
  const auto all = article::encodings();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == state.encoding) return static_cast<int>(i) + 1;
  return 0;
}

}  // namespace

void EncodingDialog::choose(Context& context, int index) const {
  const std::string name =
      index == 0 ? "" : std::string(article::encodings()[static_cast<std::size_t>(index - 1)].name);
  context.ask(command::CloseDialog{});
  context.ask(command::SetEncoding{name});
}

void EncodingDialog::useKeys(Context& context, int chosen) {
  using platform::Key;
  if (current_ < 0) current_ = chosen;
  const auto move = [&](int by) { current_ = std::clamp(current_ + by, 0, count() - 1); };
  if (context.take(Key::down)) move(1);
  if (context.take(Key::up)) move(-1);
  if (context.take(Key::right)) move(kRows);
  if (context.take(Key::left)) move(-kRows);
}

void EncodingDialog::draw(Context& context) {
  const int chosen = rowOf(context.state);
  useKeys(context, chosen);
  const auto columnCount = static_cast<float>(columns());
  DialogFrame frame(context, "Text encoding", columnCount * kColumn + (columnCount - 1) * kGap + 48,
                    static_cast<float>(kRows) * kRow + 140);
  const Area inner = frame.inner();
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  for (int i = 0; i < count(); ++i) {
    const Area row{inner.x + static_cast<float>(i / kRows) * (kColumn + kGap),
                   inner.y + static_cast<float>(i % kRows) * kRow, kColumn, kRow};
    ImGui::PushID(i);
    const Hit hit = clickable(context, "##encoding", row);
    ImGui::PopID();
    if (hit.hovered || i == current_) pen.fill(row, tones.hover, 5);
    if (i == chosen) pen.icon(Icon::check, row.x + 13, row.centreY(), 9, tones.ink);
    const bool first = i == 0;
    const auto* encoding = first ? nullptr : &article::encodings()[static_cast<std::size_t>(i - 1)];
    pen.label(first ? "Recognised" : encoding->name, type::kBody, row.x + 28, row.centreY(), tones.ink);
    const bool all = !first && encoding->letters == "all";
    const std::string note = first ? (chosen == 0 ? context.state.article->encoding : "")
                             : all ? "all letters"
                                   : std::string(encoding->letters);
    pen.label(note, type::kLabel, row.right() - 10, row.centreY(), tones.muted,
              {.align = text::Align::right});
    if (hit.clicked) choose(context, i);
  }
  const auto clicked = frame.buttons({{"Cancel"}, {"Read again", true}});
  if (clicked == 0) context.ask(command::CloseDialog{});
  if (clicked == 1) choose(context, current_);
}

}  // namespace dateline::ui
