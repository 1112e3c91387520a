#include "render/tile_painter.h"

#include <algorithm>

#include "render/paint_hash.h"

namespace dateline::render {
namespace {

using map::ClassPaint;
using map::Colour;
using map::SceneLayer;
using map::TileMesh;
using map::Vec2f;

/// The batches of a kind in the order of their classes, with their paint; those without paint left out.
template <typename Batch, typename Member, typename Use>
void forEachPainted(const std::vector<Batch>& batches, const SceneLayer& layer, Member member, Use use) {
  for (std::size_t styleClass = 0; styleClass < layer.classes.size(); ++styleClass) {
    const auto& paint = layer.classes[styleClass].*member;
    if (!paint) continue;
    for (const Batch& batch : batches)
      if (batch.styleClass == styleClass) use(batch, *paint);
  }
}

/// Fill colours are in the vertices, so that a tile is one draw; a vertex that two classes share is doubled.
bool uploadFills(const TileMesh& mesh, const SceneLayer& layer, GpuMesh& gpu) {
  std::vector<FillVertex> vertices;
  std::vector<std::uint32_t> indices;
  bool opaque = true;
  forEachPainted(mesh.fills, layer, &ClassPaint::fill, [&](const TileMesh::FillBatch& batch, Colour fill) {
    const Colour colour = faded(fill, layer.opacity);
    if (colour.a == 0) return;
    opaque &= colour.a == 255;
    const auto begin = mesh.fillIndices.begin() + batch.firstIndex;
    const auto [low, high] = std::minmax_element(begin, begin + batch.indexCount);
    if (batch.indexCount == 0) return;
    const auto shift = static_cast<std::uint32_t>(vertices.size()) - *low;
    for (std::uint32_t i = *low; i <= *high; ++i) vertices.push_back({mesh.fillVertices[i], colour});
    for (auto index = begin; index != begin + batch.indexCount; ++index) indices.push_back(*index + shift);
  });
  gpu.upload<FillVertex>(vertices, indices, GL_STATIC_DRAW);
  gpu.measure<FillVertex>(vertices, indices);
  return opaque;
}

void uploadStrokes(const TileMesh& mesh, const SceneLayer& layer, double tilePx, float scale, GpuMesh& gpu) {
  static thread_local StrokeMesh strokes;  // its capacity is what a tile needs, again and again
  static thread_local std::vector<Vec2f> points;
  strokes.vertices.clear();
  strokes.indices.clear();
  const auto size = static_cast<float>(tilePx);
  forEachPainted(mesh.lines, layer, &ClassPaint::line,
                 [&](const TileMesh::LineBatch& batch, const ClassPaint::Line& line) {
                   const StrokeStyle style{.widthPx = line.widthPx * scale,
                                           .colour = faded(line.colour, layer.opacity),
                                           .dashPx = line.dashPx * scale,
                                           .gapPx = line.gapPx * scale};
                   for (std::uint32_t i = 0; i < batch.lineCount; ++i) {
                     const TileMesh::PolyLine& polyLine = mesh.polyLines[batch.firstLine + i];
                     points.clear();
                     for (std::uint32_t k = 0; k < polyLine.count; ++k) {
                       const Vec2f unit = mesh.linePoints[polyLine.first + k];
                       points.push_back({unit.x * size, unit.y * size});
                     }
                     appendStroke(strokes, points, polyLine.closed, style);
                   }
                 });
  gpu.upload<StrokeVertex>(strokes.vertices, strokes.indices, GL_STATIC_DRAW);
  gpu.measure<StrokeVertex>(strokes.vertices, strokes.indices);
}

void uploadPoints(const TileMesh& mesh, const SceneLayer& layer, float scale, GpuMesh& gpu) {
  ShapeMesh shapes;
  forEachPainted(mesh.pointBatches, layer, &ClassPaint::point,
                 [&](const TileMesh::PointBatch& batch, const ClassPaint::Point& point) {
                   for (std::uint32_t i = 0; i < batch.count; ++i)
                     appendDisc(shapes, mesh.points[batch.first + i], point.radiusPx * scale,
                                point.rimPx * scale, faded(point.colour, layer.opacity),
                                faded(point.rim, layer.opacity));
                 });
  gpu.upload<ShapeVertex>(shapes.vertices, shapes.indices, GL_STATIC_DRAW);
}

/// Draws what of a tile's mesh reaches into its clip; `unitPx` device px are one of the mesh's units.
void drawInClip(const GpuMesh& mesh, const PixelBox& clip, const Frame& frame, const map::PlacedTile& tile,
                double unitPx) {
  const PixelBox seen = clip.shared(frame.band);
  const auto unit = [unitPx](int px, double origin) { return static_cast<float>((px - origin) / unitPx); };
  const double x = tile.origin.x * frame.scale, y = tile.origin.y * frame.scale;
  constexpr int kRoomPx = 2;  // for the rounding to parts of a pixel
  mesh.drawNear({unit(seen.x0 - kRoomPx, x), unit(seen.y0 - kRoomPx, y)},
                {unit(seen.x1 + kRoomPx, x), unit(seen.y1 + kRoomPx, y)});
}

}  // namespace

TilePainter::Entry& TilePainter::entryFor(const map::PlacedTile& tile, const SceneLayer& layer,
                                          std::uint64_t paint, double scale) {
  const auto [found, isNew] = entries_.try_emplace({tile.mesh->id, paint});
  Entry& entry = found->second;
  entry.lastFrame = frame_;
  const double tilePx = tile.sizePx * scale;
  if (!isNew && entry.strokeSize == tilePx) return entry;
  bytes_ -= entry.bytes();
  if (isNew) {
    if (!tile.mesh->fills.empty()) entry.opaqueFills = uploadFills(*tile.mesh, layer, entry.fills);
    if (!tile.mesh->pointBatches.empty())
      uploadPoints(*tile.mesh, layer, static_cast<float>(scale), entry.points);
  }
  if (!tile.mesh->lines.empty())
    uploadStrokes(*tile.mesh, layer, tilePx, static_cast<float>(scale), entry.strokes);
  entry.strokeSize = tilePx;
  bytes_ += entry.bytes();
  return entry;
}

void TilePainter::draw(const SceneLayer& layer, const Frame& frame, const Programs& programs) {
  placed_.clear();
  const std::uint64_t paint = hashPaint(layer, frame.scale);
  for (const map::PlacedTile& tile : layer.tiles) {
    if (!tile.mesh || tile.mesh->empty()) continue;
    const PixelBox clip = frame.pixels(tile.clip);
    if (!frame.scissor(clip)) continue;
    placed_.push_back({&entryFor(tile, layer, paint, frame.scale), &tile, clip});
  }
  drawFills(frame, programs.fill);
  drawStrokes(frame, programs.stroke);
  drawPoints(frame, programs.shape);
}

void TilePainter::drawFills(const Frame& frame, const Program& program) const {
  program.begin(frame);
  for (const Placed& placed : placed_) {
    if (placed.entry->fills.empty()) continue;
    frame.scissor(placed.clip);
    const map::PlacedTile& tile = *placed.tile;
    program.place(tile.origin.x * frame.scale, tile.origin.y * frame.scale, tile.sizePx * frame.scale);
    // Opaque pixels need not be read back to be blended, which counts on a software rasteriser.
    if (placed.entry->opaqueFills) glDisable(GL_BLEND);
    drawInClip(placed.entry->fills, placed.clip, frame, tile, tile.sizePx * frame.scale);
    if (placed.entry->opaqueFills) glEnable(GL_BLEND);
  }
}

void TilePainter::drawStrokes(const Frame& frame, const Program& program) const {
  program.begin(frame);
  for (const Placed& placed : placed_) {
    if (placed.entry->strokes.empty()) continue;
    frame.scissor(placed.clip);
    program.place(placed.tile->origin.x * frame.scale, placed.tile->origin.y * frame.scale, 1);
    drawInClip(placed.entry->strokes, placed.clip, frame, *placed.tile, 1);
  }
}

void TilePainter::drawPoints(const Frame& frame, const Program& program) const {
  program.begin(frame);
  for (const Placed& placed : placed_) {
    if (placed.entry->points.empty()) continue;
    frame.scissor(placed.clip);
    const map::PlacedTile& tile = *placed.tile;
    program.place(tile.origin.x * frame.scale, tile.origin.y * frame.scale, tile.sizePx * frame.scale);
    placed.entry->points.draw();
  }
}

void TilePainter::endFrame() {
  ++frame_;
  if (bytes_ <= limit_) return;
  std::vector<std::pair<std::uint64_t, Key>> ages;
  for (const auto& [key, entry] : entries_) ages.emplace_back(entry.lastFrame, key);
  std::ranges::sort(ages, {}, [](const auto& age) { return age.first; });
  for (const auto& [lastFrame, key] : ages) {
    if (bytes_ <= limit_ / 4 * 3 || lastFrame + 1 == frame_) return;
    const auto found = entries_.find(key);
    bytes_ -= found->second.bytes();
    entries_.erase(found);
  }
}

}  // namespace dateline::render
