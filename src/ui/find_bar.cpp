#include "ui/find_bar.h"

#include <fmt/format.h>

#include "ui/text_field.h"

namespace dateline::ui {

void FindBar::draw(Context& context, const Area& reader) {
  const session::FindState& find = context.state.find;
  if (!find.open || reader.empty()) {
    wasOpen_ = typing_ = wantsFocus_ = false;
    return;
  }
  // Opened, or someone else asks for other words.
  if (!wasOpen_ || (find.query != seen_ && find.query != asked_)) {
    text_ = find.query;
    wantsFocus_ = true;
  }
  seen_ = find.query;
  wasOpen_ = true;
  useKeys(context);
  const float width = std::min(348.0f, reader.w - 24);
  const Area box{reader.right() - width - 40 > reader.x + 12 ? reader.right() - width - 40 : reader.x + 12,
                 reader.y + 12, width, 40};
  const PanelWindow window("##find", box, Layer::overlay);
  panelGround(context, box);
  const Pen pen = context.pen();
  const float forCount = find.more ? 100.0f : 68.0f;
  const Area field{box.x + 6, box.y + 6, width - 6 - 90 - forCount, 28};
  const FieldResult typed = textField(context, "##query", field, text_,
                                      {.hint = "Find in the text", .focus = wantsFocus_, .selectAll = true});
  typing_ = typed.active;
  if (typed.active) wantsFocus_ = false;
  if (typed.changed) context.ask(command::SetFind{asked_ = text_});
  const std::string count = text_.empty()          ? ""
                            : find.matches.empty() ? "no match"
                            : find.more            ? fmt::format("{} of 10,000+", find.current + 1)
                                        : fmt::format("{} of {}", find.current + 1, find.matches.size());
  pen.label(count, type::kLabel, field.right() + 10, box.centreY(), context.tones.muted,
            {.maxWidth = forCount});
  const float y = box.y + 8;
  const bool any = !find.matches.empty();
  if (iconButton(context, "##previous", {box.right() - 80, y, 24, 24}, Icon::chevronUp, "Previous match",
                 any))
    context.ask(command::StepFind{-1});
  if (iconButton(context, "##next", {box.right() - 56, y, 24, 24}, Icon::chevronDown, "Next match", any))
    context.ask(command::StepFind{1});
  if (iconButton(context, "##close", {box.right() - 32, y, 24, 24}, Icon::cross, "Close"))
    context.ask(command::CloseFind{});
}

void FindBar::useKeys(Context& context) {
  using platform::Key;
  constexpr platform::Mods kShift{.shift = true};
  constexpr platform::Mods kCtrl{.ctrl = true};
  if (context.take(Key::f, kCtrl)) wantsFocus_ = true;
  if (!typing_) return;
  if (context.take(Key::enter)) context.ask(command::StepFind{1});
  if (context.take(Key::enter, kShift)) context.ask(command::StepFind{-1});
  if (context.take(Key::escape)) context.ask(command::CloseFind{});
}

}  // namespace dateline::ui
