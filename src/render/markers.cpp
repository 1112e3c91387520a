#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "render/overlay.h"

namespace dateline::render {
namespace {

using map::Colour;
using map::MarkerShape;
using map::SceneMarker;
using map::ScreenBox;
using map::ScreenPoint;
using map::Vec2f;

// In units of a logical pixel at size 1; the outlines are those of shaders/pin.frag.
constexpr float kDropCentre = 22;
constexpr float kDiamondCentre = 19.5F;
constexpr float kSquareCentre = 20;
constexpr float kHalfWidth = 12;
constexpr float kLegPx = 1.4F;
constexpr float kRimPx = 1.6F;
constexpr float kStackPx = 4;  // to the right and up
constexpr float kDashedRimPx = 1.7F;
constexpr float kDashPx = 3.4F;
constexpr float kDashGapPx = 2.0F;
constexpr float kHollowOpacity = 0.85F;

bool isRound(const SceneMarker& marker) {
  return marker.shape == MarkerShape::disc || marker.shape == MarkerShape::cluster;
}

Vec2f deviceTip(const SceneMarker& marker, float scale) {
  const ScreenPoint at = marker.body.value_or(marker.tip);
  return {static_cast<float>(at.x * scale), static_cast<float>(at.y * scale)};
}

Vec2f placeOf(const SceneMarker& marker, float scale) {
  return {static_cast<float>(marker.tip.x * scale), static_cast<float>(marker.tip.y * scale)};
}

/// How far above the tip the number stands.
float centreAbove(MarkerShape shape) {
  switch (shape) {
    case MarkerShape::drop:
      return kDropCentre;
    case MarkerShape::diamond:
      return kDiamondCentre;
    case MarkerShape::square:
      return kSquareCentre;
    default:
      return 0;
  }
}

ShapeKind pinKind(MarkerShape shape) {
  if (shape == MarkerShape::diamond) return ShapeKind::diamond;
  return shape == MarkerShape::square ? ShapeKind::square : ShapeKind::drop;
}

void appendArc(std::vector<Vec2f>& outline, Vec2f centre, float radius, float from, float to) {
  constexpr int kSteps = 32;
  for (int i = 0; i <= kSteps; ++i) {
    const float angle = from + (to - from) * static_cast<float>(i) / kSteps;
    outline.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
}

/// The outline on which a hollow pin's dashes run, half a rim inside its body, in units, y up, from the tip.
std::vector<Vec2f> outlineOf(MarkerShape shape) {
  constexpr float kPi = std::numbers::pi_v<float>;
  constexpr float inset = kDashedRimPx / 2;
  constexpr float radius = kHalfWidth - inset;
  std::vector<Vec2f> outline;
  if (shape == MarkerShape::diamond) return {{0, 1.4F}, {10.9F, 19}, {0, 30.9F}, {-10.9F, 19}};
  if (shape == MarkerShape::square) {
    outline = {{0, 1.3F}, {5.4F, 8 + inset}};
    const float corner = radius - 2.5F;
    appendArc(outline, {corner, kSquareCentre - corner}, 2.5F, -kPi / 2, 0);
    appendArc(outline, {corner, kSquareCentre + corner}, 2.5F, 0, kPi / 2);
    appendArc(outline, {-corner, kSquareCentre + corner}, 2.5F, kPi / 2, kPi);
    appendArc(outline, {-corner, kSquareCentre - corner}, 2.5F, kPi, kPi * 1.5F);
    outline.push_back({-5.4F, 8 + inset});
    return outline;
  }
  if (shape == MarkerShape::drop) {
    const float below = std::acos(kHalfWidth / kDropCentre);  // of the tangent point, from straight down
    outline.push_back({0, 1.5F});
    appendArc(outline, {0, kDropCentre}, radius, -kPi / 2 + below, kPi * 1.5F - below);
    return outline;
  }
  appendArc(outline, {0, 0}, radius, 0, 2 * kPi);
  return outline;
}

/// Dashes around a hollow body, stretched so that a whole number of them goes round.
void appendDashedRim(StrokeMesh& mesh, const SceneMarker& marker, Vec2f tip, float unit) {
  std::vector<Vec2f> outline = outlineOf(marker.shape);
  for (Vec2f& p : outline) p = {tip.x + p.x * unit, tip.y - p.y * unit};
  float around = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Vec2f& next = outline[(i + 1) % outline.size()];
    around += std::hypot(next.x - outline[i].x, next.y - outline[i].y);
  }
  const float period = (kDashPx + kDashGapPx) * unit;
  const float stretch = around / period / std::round(around / period);
  appendStroke(mesh, outline, true,
               {.widthPx = kDashedRimPx * unit,
                .colour = marker.colour,
                .dashPx = kDashPx * unit * stretch,
                .gapPx = kDashGapPx * unit * stretch,
                .dashOffsetPx = kDashPx * unit * stretch / 2});  // the tip is the middle of a dash
}

/// A cluster looks like what it is, a stack: another disc shows behind its own.
void appendRoundBody(ShapeMesh& mesh, const SceneMarker& marker, Vec2f centre, float unit) {
  appendSoftEllipse(mesh, {centre.x, centre.y + 1.6F * unit},
                    {kHalfWidth * unit * 1.35F, kHalfWidth * unit * 1.35F}, {0, 0, 0, 70});
  const float radius = (kHalfWidth - kRimPx / 2) * unit;
  if (marker.shape == MarkerShape::cluster)
    appendDisc(mesh, {centre.x + kStackPx * unit, centre.y - kStackPx * unit}, radius - unit, kRimPx * unit,
               marker.colour, marker.rim);
  appendDisc(mesh, centre, radius, kRimPx * unit, marker.colour, marker.rim);
}

void appendBody(Overlay& overlay, const SceneMarker& marker, float scale) {
  const Vec2f tip = deviceTip(marker, scale);
  const float unit = scale * marker.size;
  if (marker.hollow) {
    const Colour inside = faded(marker.rim, kHollowOpacity);
    if (isRound(marker)) {
      appendDisc(overlay.shapes(), tip, (kHalfWidth - kDashedRimPx / 2) * unit, 0, inside, {});
    } else {
      appendPin(overlay.pins(), tip, pinKind(marker.shape), unit, true, inside, {});
    }
    appendDashedRim(overlay.strokes(), marker, tip, unit);
  } else if (isRound(marker)) {
    appendRoundBody(overlay.shapes(), marker, tip, unit);
  } else {
    appendPin(overlay.pins(), tip, pinKind(marker.shape), unit, false, marker.colour, marker.rim);
  }
}

/// What the glyphs' pictures cover when the layout's top left is at (0,0), device px.
ScreenBox inkBox(const text::Layout& layout, float scale, text::Typesetter& typesetter) {
  ScreenBox box;
  for (const text::Glyph& glyph : layout.glyphs()) {
    const text::GlyphPicture picture = typesetter.glyph(glyph.font, glyph.index, scale, 0, 0);
    if (picture.width <= 0) continue;
    const double left = glyph.x * scale + picture.offsetX;
    const double top = glyph.y * scale + picture.offsetY;
    box.add(ScreenPoint{left, top});
    box.add(ScreenPoint{left + picture.width, top + picture.height});
  }
  return box;
}

/// Centres the ink, not the box of the line: digits have no descenders.
void appendNumber(Overlay& overlay, const SceneMarker& marker, float scale, text::Typesetter& typesetter) {
  if (!marker.number) return;
  const Vec2f tip = deviceTip(marker, scale);
  const float unit = scale * marker.size;
  const ScreenBox ink = inkBox(*marker.number, unit, typesetter);
  if (ink.empty()) return;
  const ScreenPoint origin{tip.x - ink.centre().x, tip.y - centreAbove(marker.shape) * unit - ink.centre().y};
  appendGlyphs(overlay.glyphs(), *marker.number, origin, unit, 0, marker.hollow ? marker.colour : marker.ink,
               typesetter);
}

void appendLeg(Overlay& overlay, const SceneMarker& marker, float scale) {
  if (!marker.body) return;
  const Vec2f leg[2] = {placeOf(marker, scale), deviceTip(marker, scale)};
  appendStroke(overlay.strokes(), leg, false, {.widthPx = kLegPx * scale, .colour = marker.colour});
}

struct Extent {
  float left, top, right, bottom;
  [[nodiscard]] bool overlaps(const Extent& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Extent extentOf(const SceneMarker& marker, float scale) {
  const Vec2f tip = deviceTip(marker, scale);
  const float unit = scale * marker.size;
  return {tip.x - 18 * unit, tip.y - 40 * unit, tip.x + 18 * unit, tip.y + 18 * unit};
}

}  // namespace

void appendMarkerDiscs(ShapeMesh& mesh, std::span<const SceneMarker> markers, float scale) {
  for (const SceneMarker& marker : markers) {
    if (!marker.disc) continue;
    const Vec2f place = placeOf(marker, scale);
    appendSoftEllipse(mesh, place, {30 * scale, 30 * scale}, faded(marker.colour, 0.2F));
    appendDisc(mesh, place, 28 * scale, 0, faded(marker.colour, 0.12F), {});
    appendSoftEllipse(mesh, place, {17 * scale, 6 * scale}, faded(marker.colour, 0.5F));
  }
}

void appendMarkers(Overlay& overlay, std::span<const SceneMarker> markers, text::Typesetter& typesetter,
                   float scale) {
  for (const SceneMarker& marker : markers) appendLeg(overlay, marker, scale);
  // A number belongs above its own body and below the next one's; markers that lie apart are drawn together
  // all the same.
  std::vector<Extent> group;
  std::size_t first = 0;
  const auto numbers = [&](std::size_t end) {
    for (; first < end; ++first) appendNumber(overlay, markers[first], scale, typesetter);
    group.clear();
  };
  for (std::size_t i = 0; i < markers.size(); ++i) {
    const Extent extent = extentOf(markers[i], scale);
    if (std::ranges::any_of(group, [&](const Extent& other) { return other.overlaps(extent); })) numbers(i);
    group.push_back(extent);
    appendBody(overlay, markers[i], scale);
  }
  numbers(markers.size());
}

}  // namespace dateline::render
