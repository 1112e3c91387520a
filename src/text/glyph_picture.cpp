#include "text/glyph_picture.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "text/bitmap_glyph.h"
#include "text/free_type.h"
#include FT_OUTLINE_H

namespace dateline::text {
namespace {

struct Point {
  float x = 0;
  float y = 0;
};

/// Closed polygons in device px, y up from the baseline.
struct Outline {
  float unit = 1;  ///< device px per unit of the font
  float slant = 0;
  float shiftX = 0;
  std::vector<Point> points;
  std::vector<std::size_t> ends;  ///< one past the last point of each polygon

  [[nodiscard]] Point place(float x, float y) const { return {(x + slant * y) * unit + shiftX, y * unit}; }
};

/// How far a chord may stray from its curve, in device px: less than one grey level of an edge.
constexpr float kFlatness = 0.02F;
constexpr int kMostChords = 64;

int chordsFor(float bend) {
  return std::clamp(static_cast<int>(std::ceil(std::sqrt(bend / kFlatness))), 1, kMostChords);
}

/// The second difference, which bounds how far a Bezier segment bends away from its chord.
float bendOf(Point a, Point b, Point c) {
  return std::hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y);
}

Outline& outlineFrom(void* data) {
  return *static_cast<Outline*>(data);
}

void moveTo(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  Outline& outline = outlineFrom(data);
  outline.points.push_back(outline.place(x, y));
}

void lineTo(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  Outline& outline = outlineFrom(data);
  outline.points.push_back(outline.place(x, y));
}

void quadraticTo(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float cx, float cy, float x, float y,
                 void*) {
  Outline& outline = outlineFrom(data);
  const Point from = outline.points.back();
  const Point control = outline.place(cx, cy);
  const Point to = outline.place(x, y);
  const int chords = chordsFor(bendOf(from, control, to) / 4);
  for (int i = 1; i <= chords; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(chords);
    const float s = 1 - t;
    outline.points.push_back({s * s * from.x + 2 * s * t * control.x + t * t * to.x,
                              s * s * from.y + 2 * s * t * control.y + t * t * to.y});
  }
}

void cubicTo(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float ax, float ay, float bx, float by, float x,
             float y, void*) {
  Outline& outline = outlineFrom(data);
  const Point from = outline.points.back();
  const Point a = outline.place(ax, ay);
  const Point b = outline.place(bx, by);
  const Point to = outline.place(x, y);
  const int chords = chordsFor(0.75F * std::max(bendOf(from, a, b), bendOf(a, b, to)));
  for (int i = 1; i <= chords; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(chords);
    const float s = 1 - t;
    const float wFrom = s * s * s, wA = 3 * s * s * t, wB = 3 * s * t * t, wTo = t * t * t;
    outline.points.push_back({wFrom * from.x + wA * a.x + wB * b.x + wTo * to.x,
                              wFrom * from.y + wA * a.y + wB * b.y + wTo * to.y});
  }
}

void closePath(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
  Outline& outline = outlineFrom(data);
  outline.ends.push_back(outline.points.size());
}

hb_draw_funcs_t* outlineCollector() {
  static hb_draw_funcs_t* const functions = [] {
    hb_draw_funcs_t* made = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(made, moveTo, nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(made, lineTo, nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(made, quadraticTo, nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(made, cubicTo, nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(made, closePath, nullptr, nullptr);
    hb_draw_funcs_make_immutable(made);
    return made;
  }();
  return functions;
}

Outline outlineOf(const Font& font, std::uint32_t index, float scale, float shiftX) {
  Outline outline{
      .unit = scale / PANGO_SCALE, .slant = font.slant, .shiftX = shiftX, .points = {}, .ends = {}};
#if HB_VERSION_ATLEAST(7, 0, 0)
  hb_font_draw_glyph(font.outlines, index, outlineCollector(), &outline);
#else
  hb_font_get_glyph_shape(font.outlines, index, outlineCollector(), &outline);
#endif
  return outline;
}

/// The smallest box of whole pixels around the outline grown by `grow`; false when there is nothing to draw.
bool frame(const Outline& outline, float grow, Coverage& picture) {
  if (outline.points.empty()) return false;
  const auto [minX, maxX] = std::minmax_element(outline.points.begin(), outline.points.end(),
                                                [](Point a, Point b) { return a.x < b.x; });
  const auto [minY, maxY] = std::minmax_element(outline.points.begin(), outline.points.end(),
                                                [](Point a, Point b) { return a.y < b.y; });
  const float left = std::floor(minX->x - grow), right = std::ceil(maxX->x + grow);
  const float top = std::floor(-maxY->y - grow), bottom = std::ceil(-minY->y + grow);
  if (!(right - left <= kLargestPicture && bottom - top <= kLargestPicture)) return false;
  picture.left = static_cast<int>(left);
  picture.top = static_cast<int>(top);
  picture.width = static_cast<int>(right - left);
  picture.height = static_cast<int>(bottom - top);
  picture.pixels.assign(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height),
                        0);
  return picture.width > 0 && picture.height > 0;
}

/// Exact area coverage of the polygons (non-zero winding, so that overlapping contours do not cancel out).
void fillOutline(const Outline& outline, Coverage& picture) {
  FT_Outline polygons{};
  const auto count = outline.points.size();
  if (count > FT_OUTLINE_POINTS_MAX ||
      FT_Outline_New(freeType(), static_cast<FT_UInt>(count), static_cast<FT_Int>(outline.ends.size()),
                     &polygons) != 0)
    return;
  for (std::size_t i = 0; i < count; ++i) {
    polygons.points[i].x = std::lround((outline.points[i].x - static_cast<float>(picture.left)) * 64);
    polygons.points[i].y =
        std::lround((outline.points[i].y + static_cast<float>(picture.top + picture.height)) * 64);
    polygons.tags[i] = FT_CURVE_TAG_ON;
  }
  for (std::size_t i = 0; i < outline.ends.size(); ++i)
    polygons.contours[i] =
        static_cast<std::remove_reference_t<decltype(polygons.contours[i])>>(outline.ends[i] - 1);
  FT_Bitmap bitmap{};
  bitmap.rows = static_cast<unsigned>(picture.height);
  bitmap.width = static_cast<unsigned>(picture.width);
  bitmap.pitch = picture.width;
  bitmap.buffer = picture.pixels.data();
  bitmap.num_grays = 256;
  bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
  FT_Outline_Get_Bitmap(freeType(), &polygons, &bitmap);
  FT_Outline_Done(freeType(), &polygons);
}

/// Lays a soft-edged band of half width `grow` along the edge from a to b (picture coordinates, y down).
/// Distances make a grown shape without the loops and pinholes that offset curves have inside small counters.
void growAlong(Point a, Point b, float grow, Coverage& picture) {
  const float reach = grow + 0.5F;
  const int x0 = std::max(0, static_cast<int>(std::floor(std::min(a.x, b.x) - reach)));
  const int x1 = std::min(picture.width, static_cast<int>(std::ceil(std::max(a.x, b.x) + reach)));
  const int y0 = std::max(0, static_cast<int>(std::floor(std::min(a.y, b.y) - reach)));
  const int y1 = std::min(picture.height, static_cast<int>(std::ceil(std::max(a.y, b.y) + reach)));
  const Point along{b.x - a.x, b.y - a.y};
  const float lengthSquared = along.x * along.x + along.y * along.y;
  for (int y = y0; y < y1; ++y) {
    std::uint8_t* row =
        picture.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
    for (int x = x0; x < x1; ++x) {
      if (row[x] == 255) continue;
      const Point p{static_cast<float>(x) + 0.5F - a.x, static_cast<float>(y) + 0.5F - a.y};
      const float t =
          lengthSquared > 0 ? std::clamp((p.x * along.x + p.y * along.y) / lengthSquared, 0.0F, 1.0F) : 0.0F;
      const float dx = p.x - t * along.x, dy = p.y - t * along.y;
      const float distanceSquared = dx * dx + dy * dy;
      if (distanceSquared >= reach * reach) continue;
      const float coverage = std::min(1.0F, reach - std::sqrt(distanceSquared));
      row[x] = std::max(row[x], static_cast<std::uint8_t>(std::lround(coverage * 255)));
    }
  }
}

void growOutline(const Outline& outline, float grow, Coverage& picture) {
  const auto local = [&](Point p) {
    return Point{p.x - static_cast<float>(picture.left), -p.y - static_cast<float>(picture.top)};
  };
  std::size_t first = 0;
  for (const std::size_t end : outline.ends) {
    for (std::size_t i = first; i < end; ++i)
      growAlong(local(outline.points[i]), local(outline.points[i + 1 < end ? i + 1 : first]), grow, picture);
    first = end;
  }
}

}  // namespace

FT_Library freeType() {
  static const std::unique_ptr<FT_LibraryRec_, decltype(&FT_Done_FreeType)> library(
      [] {
        FT_Library made = nullptr;
        FT_Init_FreeType(&made);
        return made;
      }(),
      FT_Done_FreeType);
  return library.get();
}

Coverage drawGlyph(const Font& font, std::uint32_t index, float scale, float shiftX, float growPx) {
  Coverage picture;
  const Outline outline = outlineOf(font, index, scale, shiftX);
  if (outline.points.empty()) return growPx > 0 ? Coverage{} : drawBitmapGlyph(font, index, scale, shiftX);
  const float grow = growPx + font.emboldenPx * scale;
  if (!frame(outline, grow > 0 ? grow + 0.5F : 0.0F, picture)) return {};
  fillOutline(outline, picture);
  if (grow > 0) growOutline(outline, grow, picture);
  return picture;
}

}  // namespace dateline::text
