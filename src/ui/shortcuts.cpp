#include <array>

#include "ui/ui.h"

namespace dateline::ui {
namespace {

using platform::Key;
using platform::KeyPress;
namespace command = session::command;

constexpr double kPanStepPx = 80;
constexpr double kZoomStep = 0.5;

struct Bound {
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
      Bound{{Key::left, none}, command::Pan{kPanStepPx, 0}},
      Bound{{Key::right, none}, command::Pan{-kPanStepPx, 0}},
      Bound{{Key::up, none}, command::Pan{0, kPanStepPx}},
      Bound{{Key::down, none}, command::Pan{0, -kPanStepPx}},
      Bound{{Key::plus, none}, command::ZoomBy{kZoomStep}},
      Bound{{Key::equal, none}, command::ZoomBy{kZoomStep}},
      Bound{{Key::minus, none}, command::ZoomBy{-kZoomStep}},
      Bound{{Key::home, none}, command::HomeView{}},
      Bound{{Key::bracketLeft, none}, command::ViewBack{}},
      Bound{{Key::bracketRight, none}, command::ViewForward{}},
      Bound{{Key::n, none}, command::StepEvent{1}},
      Bound{{Key::p, none}, command::StepEvent{-1}},
      Bound{{Key::period, none}, command::StepPassage{1}},
      Bound{{Key::comma, none}, command::StepPassage{-1}},
      Bound{{Key::tab, none}, command::StepMention{1}},
      Bound{{Key::tab, shift}, command::StepMention{-1}},
      Bound{{Key::enter, none}, command::GoToText{}},
      Bound{{Key::plus, ctrl}, command::StepTextSize{1}},
      Bound{{Key::equal, ctrl}, command::StepTextSize{1}},
      Bound{{Key::minus, ctrl}, command::StepTextSize{-1}},
      Bound{{Key::digit0, ctrl}, command::StepTextSize{0}},
      Bound{{Key::digit1, none}, command::SetProjection{map::ProjectionKind::mercator}},
      Bound{{Key::digit2, none}, command::SetProjection{map::ProjectionKind::azimuthal}},
      Bound{{Key::digit3, none}, command::SetProjection{map::ProjectionKind::globe}},
      Bound{{Key::g, none}, command::Toggle{command::Toggled::graticule}},
      Bound{{Key::f, ctrl}, command::OpenFind{}},
      Bound{{Key::f3, none}, command::StepFind{1}},
      Bound{{Key::f3, shift}, command::StepFind{-1}},
      Bound{{Key::k, ctrl}, command::OpenGoTo{}},
      Bound{{Key::o, ctrl}, command::OpenDialog{Dialog::openArticle, {}}},
      Bound{{Key::s, ctrl}, command::SaveStory{}},
      Bound{{Key::e, ctrl}, command::OpenDialog{Dialog::exportImage, {}}},
      Bound{{Key::f12, none}, command::Screenshot{What::window}},
      Bound{{Key::f12, ctrl}, command::Screenshot{What::map}},
      Bound{{Key::f11, none}, command::ToggleFullScreen{}},
      Bound{{Key::f1, none}, command::OpenDialog{Dialog::keys, {}}},
      Bound{{Key::question, none}, command::OpenDialog{Dialog::keys, {}}},
      Bound{{Key::escape, none}, command::Escape{}},
      Bound{{Key::q, ctrl}, command::Quit{}},
  };
  return table;
}

}  // namespace

std::optional<session::Command> shortcut(platform::KeyPress press) {
  press = platform::normalised(press);
  // Shift is how these two are struck, not something that is held with them.
  if (press.key == Key::plus || press.key == Key::question) press.mods.shift = false;
  for (const Bound& bound : bindings())
    if (bound.press == press) return bound.command;
  return std::nullopt;
}

}  // namespace dateline::ui
