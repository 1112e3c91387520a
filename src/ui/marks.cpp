#include <cmath>
#include <numbers>
#include <string>

#include "ui/pen.h"

// The marks of events and the icons, drawn as paths.

namespace dateline::ui {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

/// A square on its corner with rounded corners, as a path of the list.
void diamondPath(ImDrawList& list, float x, float y, float half, float round) {
  const ImVec2 corners[4] = {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}};
  const float cut = round / half;
  for (int i = 0; i < 4; ++i) {
    const ImVec2 corner = corners[i];
    const ImVec2 before = corners[(i + 3) % 4];
    const ImVec2 after = corners[(i + 1) % 4];
    list.PathLineTo({corner.x + (before.x - corner.x) * cut, corner.y + (before.y - corner.y) * cut});
    list.PathBezierQuadraticCurveTo(
        corner, {corner.x + (after.x - corner.x) * cut, corner.y + (after.y - corner.y) * cut}, 4);
  }
}

void shapePath(ImDrawList& list, map::MarkerShape shape, float x, float y, float size) {
  const float half = size / 2;
  if (shape == map::MarkerShape::diamond)
    diamondPath(list, x, y, half * 1.16f, size * 0.13f);
  else if (shape == map::MarkerShape::square)
    list.PathRect({x - half, y - half}, {x + half, y + half}, size * 0.2f);
  else
    list.PathArcTo({x, y}, half, 0, 2 * kPi * 39 / 40, 39);
}

void filledShape(ImDrawList& list, map::MarkerShape shape, float x, float y, float size, Colour colour) {
  shapePath(list, shape, x, y, size);
  list.PathFillConvex(packed(colour));
}

float numberSize(int number) {
  return number < 100 ? 11.0f : number < 1000 ? 9.0f : 7.0f;
}

}  // namespace

void Pen::mark(map::MarkerShape shape, Colour colour, int number, float x, float y, float size,
               bool hollow) const {
  const float cx = snap(x);
  const float cy = snap(y);
  if (hollow) {
    shapePath(list_, shape, cx, cy, size - 1.6f);
    list_.PathStroke(packed(colour), ImDrawFlags_Closed, 1.6f);
  } else {
    filledShape(list_, shape, cx, cy, size, colour);
    // An institution is a disc as well: a ring sets it apart from a meeting.
    if (shape == map::MarkerShape::disc)
      list_.AddCircle({cx, cy}, size / 2 - 1.9f, packed(withAlpha(tones_.pinInk, 0.85f)), 40, 1.0f);
  }
  text::TextStyle style = type::kNumber;
  style.sizePx = numberSize(number) * (size / 20.0f) * (shape == map::MarkerShape::disc ? 0.94f : 1.0f);
  const text::LayoutPtr digits = set(std::to_string(number), style);
  draw(*digits, cx - digits->width() / 2, cy - digits->height() / 2, hollow ? colour : tones_.pinInk);
}

void Pen::icon(Icon icon, float x, float y, float size, Colour colour) const {
  const float h = size / 2;
  const float stroke = std::max(1.4f, size / 9);
  const auto path = [&](std::initializer_list<ImVec2> points, bool closed = false) {
    ImVec2 placed[12];
    std::size_t count = 0;
    for (const ImVec2& p : points) placed[count++] = {x + p.x * h, y + p.y * h};
    line({placed, count}, colour, stroke, closed);
  };
  const float bar = std::max(devicePixel(), snap(stroke));
  switch (icon) {
    case Icon::plus:
      fill({x - bar / 2, y - h, bar, size}, colour);
      [[fallthrough]];
    case Icon::minus:
      fill({x - h, y - bar / 2, size, bar}, colour);
      break;
    case Icon::home:
      path({{-1.1f, 0.0f}, {0, -1}, {1.1f, 0.0f}});
      path({{-0.75f, -0.2f}, {-0.75f, 0.95f}, {0.75f, 0.95f}, {0.75f, -0.2f}});
      break;
    case Icon::chevronLeft:
      path({{0.35f, -0.8f}, {-0.4f, 0}, {0.35f, 0.8f}});
      break;
    case Icon::chevronRight:
      path({{-0.35f, -0.8f}, {0.4f, 0}, {-0.35f, 0.8f}});
      break;
    case Icon::chevronUp:
      path({{-0.8f, 0.35f}, {0, -0.4f}, {0.8f, 0.35f}});
      break;
    case Icon::chevronDown:
      path({{-0.8f, -0.35f}, {0, 0.4f}, {0.8f, -0.35f}});
      break;
    case Icon::cross:
      path({{-0.75f, -0.75f}, {0.75f, 0.75f}});
      path({{-0.75f, 0.75f}, {0.75f, -0.75f}});
      break;
    case Icon::check:
      path({{-0.8f, 0.05f}, {-0.25f, 0.6f}, {0.85f, -0.6f}});
      break;
    case Icon::eye:
    case Icon::eyeClosed: {
      list_.PathLineTo({x - h, y});
      list_.PathBezierQuadraticCurveTo({x, y - h * 1.35f}, {x + h, y}, 14);
      list_.PathBezierQuadraticCurveTo({x, y + h * 1.35f}, {x - h, y}, 14);
      list_.PathStroke(packed(colour), 0, stroke);
      disc(x, y, h * 0.34f, colour);
      if (icon == Icon::eyeClosed) path({{-0.85f, 0.85f}, {0.85f, -0.85f}});
      break;
    }
    case Icon::folder:
      path({{-1, 0.8f}, {-1, -0.75f}, {-0.3f, -0.75f}, {0, -0.4f}, {1, -0.4f}, {1, 0.8f}}, true);
      break;
    case Icon::page:
      path({{-0.7f, 1}, {-0.7f, -1}, {0.25f, -1}, {0.75f, -0.5f}, {0.75f, 1}}, true);
      path({{-0.3f, 0}, {0.35f, 0}});
      path({{-0.3f, 0.45f}, {0.35f, 0.45f}});
      break;
    case Icon::search:
      list_.AddCircle({x - h * 0.15f, y - h * 0.15f}, h * 0.68f, packed(colour), 24, stroke);
      path({{0.36f, 0.36f}, {0.95f, 0.95f}});
      break;
  }
}

}  // namespace dateline::ui
