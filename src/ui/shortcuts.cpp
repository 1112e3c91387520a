#include <array>

#include "ui/ui.h"

namespace dateline::ui {
namespace {

using platform::Key;
using platform::KeyPress;
namespace command = session::command;

constexpr double kPanStepPx = 80;
constexpr double kZoomStep = 0.5;

struct BoundCommand {
  KeyPress press;
  session::Command command;
};

const auto& bindings() {
  constexpr platform::Mods none;
  constexpr platform::Mods ctrl{.ctrl = true};
  constexpr platform::Mods shift{.shift = true};
  using session::Dialog;
  using What = session::ExportSpec::What;
  static const std::array table = {
      BoundCommand{{Key::left, none}, command::Pan{kPanStepPx, 0}},
      BoundCommand{{Key::right, none}, command::Pan{-kPanStepPx, 0}},
      BoundCommand{{Key::up, none}, command::Pan{0, kPanStepPx}},
      BoundCommand{{Key::down, none}, command::Pan{0, -kPanStepPx}},
      BoundCommand{{Key::plus, none}, command::ZoomBy{kZoomStep}},
      BoundCommand{{Key::equal, none}, command::ZoomBy{kZoomStep}},
      BoundCommand{{Key::minus, none}, command::ZoomBy{-kZoomStep}},
      BoundCommand{{Key::home, none}, command::HomeView{}},
      BoundCommand{{Key::bracketLeft, none}, command::ViewBack{}},
      BoundCommand{{Key::bracketRight, none}, command::ViewForward{}},
      BoundCommand{{Key::n, none}, command::StepEvent{1}},
      BoundCommand{{Key::p, none}, command::StepEvent{-1}},
      BoundCommand{{Key::period, none}, command::StepPassage{1}},
      BoundCommand{{Key::comma, none}, command::StepPassage{-1}},
      BoundCommand{{Key::tab, none}, command::StepMention{1}},
      BoundCommand{{Key::tab, shift}, command::StepMention{-1}},
      BoundCommand{{Key::enter, none}, command::GoToText{}},
      BoundCommand{{Key::plus, ctrl}, command::StepTextSize{1}},
      BoundCommand{{Key::equal, ctrl}, command::StepTextSize{1}},
      BoundCommand{{Key::minus, ctrl}, command::StepTextSize{-1}},
      BoundCommand{{Key::digit0, ctrl}, command::StepTextSize{0}},
      BoundCommand{{Key::digit1, none}, command::SetProjection{map::ProjectionKind::mercator}},
      BoundCommand{{Key::digit2, none}, command::SetProjection{map::ProjectionKind::azimuthal}},
      BoundCommand{{Key::digit3, none}, command::SetProjection{map::ProjectionKind::globe}},
      BoundCommand{{Key::digit4, none}, command::SetProjection{map::ProjectionKind::fixed}},
      BoundCommand{{Key::g, none}, command::Toggle{command::Toggled::graticule}},
      BoundCommand{{Key::f, ctrl}, command::OpenFind{}},
      BoundCommand{{Key::f3, none}, command::StepFind{1}},
      BoundCommand{{Key::f3, shift}, command::StepFind{-1}},
      BoundCommand{{Key::k, ctrl}, command::OpenGoTo{}},
      BoundCommand{{Key::o, ctrl}, command::OpenDialog{Dialog::openArticle, {}}},
      BoundCommand{{Key::s, ctrl}, command::SaveStory{}},
      BoundCommand{{Key::z, ctrl}, command::Undo{}},
      BoundCommand{{Key::z, {.ctrl = true, .shift = true}}, command::Redo{}},
      BoundCommand{{Key::y, ctrl}, command::Redo{}},
      BoundCommand{{Key::r, none}, command::OpenReview{}},
      BoundCommand{{Key::e, ctrl}, command::OpenDialog{Dialog::exportImage, {}}},
      BoundCommand{{Key::f12, none}, command::Screenshot{What::window}},
      BoundCommand{{Key::f12, ctrl}, command::Screenshot{What::map}},
      BoundCommand{{Key::f11, none}, command::ToggleFullScreen{}},
      BoundCommand{{Key::f1, none}, command::OpenDialog{Dialog::keys, {}}},
      BoundCommand{{Key::question, none}, command::OpenDialog{Dialog::keys, {}}},
      BoundCommand{{Key::escape, none}, command::Escape{}},
      BoundCommand{{Key::q, ctrl}, command::Quit{}},
  };
  return table;
}

}  // namespace

std::optional<session::Command> shortcut(platform::KeyPress press) {
  press = platform::normalised(press);
  // Shift is how these two are struck, not something that is held with them.
  if (press.key == Key::plus || press.key == Key::question) press.mods.shift = false;
  for (const BoundCommand& bound : bindings())
    if (bound.press == press) return bound.command;
  return std::nullopt;
}

}  // namespace dateline::ui
