#include "render/tile_strokes.h"

#include <span>
#include <utility>

#include "render/painted_batches.h"

namespace dateline::render {
namespace {
// Between two looks at the clock; some tenths of a millisecond.
constexpr std::size_t kPointsAtOnce = 2000;
}  // namespace

TileStrokes::TileStrokes(const map::PlacedTile& tile, const map::SceneLayer& layer, float scale,
                         StrokeMesh mesh)
    : mesh_(tile.mesh),
      bend_(tile.bend),
      sizePx_(static_cast<float>(tile.sizePx * scale)),
      strokes_(std::move(mesh)) {
  strokes_.vertices.clear();
  strokes_.indices.clear();
  if (bend_) place_.emplace(*bend_, scale);
  for (const map::ClassPaint& paint : layer.classes) {
    const map::ClassPaint::Line line = paint.line.value_or(map::ClassPaint::Line{});
    styles_.push_back({.widthPx = line.widthPx * scale,
                       .colour = faded(line.colour, layer.opacity),
                       .dashPx = line.dashPx * scale,
                       .gapPx = line.gapPx * scale});
  }
  forEachPainted(mesh_->lines, layer, &map::ClassPaint::line,
                 [&](const map::TileMesh::LineBatch& batch, std::uint32_t ofClass) {
                   for (std::uint32_t i = 0; i < batch.lineCount; ++i)
                     lines_.push_back({batch.firstLine + i, ofClass});
                 });
  reserve();
}

/// What most lines take: where they grow into it step by step, twice as much memory is touched for the first
/// time.
void TileStrokes::reserve() {
  std::size_t points = 0;
  for (const Line& line : lines_) points += mesh_->polyLines[line.index].count;
  strokes_.vertices.reserve(2 * points);
  strokes_.indices.reserve(6 * points);
}

bool TileStrokes::suits(const map::PlacedTile& tile, float scale) const {
  return tile.mesh == mesh_ && tile.bend == bend_ && static_cast<float>(tile.sizePx * scale) == sizePx_;
}

bool TileStrokes::expand(const std::function<bool()>& enough) {
  std::size_t points = 0;
  while (next_ < lines_.size()) {
    points += mesh_->polyLines[lines_[next_].index].count;
    append(lines_[next_++]);
    if (points < kPointsAtOnce) continue;
    points = 0;
    if (next_ < lines_.size() && enough()) return false;
  }
  return true;
}

void TileStrokes::append(const Line& line) {
  const map::TileMesh::PolyLine& polyLine = mesh_->polyLines[line.index];
  const std::span<const map::Vec2f> units =
      std::span(mesh_->linePoints).subspan(polyLine.first, polyLine.count);
  const StrokeStyle& style = styles_[line.style];
  if (place_) {
    place_->forEachRun(units, polyLine.closed, [&](std::span<const map::Vec2f> run, bool closed) {
      appendStroke(strokes_, run, closed, style);
    });
    return;
  }
  points_.clear();
  for (const map::Vec2f& unit : units) points_.push_back({unit.x * sizePx_, unit.y * sizePx_});
  appendStroke(strokes_, points_, polyLine.closed, style);
}

}  // namespace dateline::render
