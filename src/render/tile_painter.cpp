#include "render/tile_painter.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>

#include "map/tile.h"
#include "render/bent_tiles.h"
#include "render/paint_hash.h"
#include "render/painted_batches.h"

namespace dateline::render {
namespace {

using map::ClassPaint;
using map::Colour;
using map::SceneLayer;
using map::TileMesh;
using map::Vec2f;

/// So many tiles are made ready at once, each on a thread of its own where it has more points than this.
constexpr std::size_t kTogether = 2, kWorthThread = 4000;
constexpr std::uint32_t kIndicesOfDisc = 6;

/// Fill colours are in the vertices, so that a tile is one draw; a vertex that two classes share is doubled.
bool uploadFills(const TileMesh& mesh, const SceneLayer& layer, const map::TileBend* bend, GpuMesh& gpu) {
  std::vector<FillVertex> vertices;
  std::vector<std::uint32_t> indices;
  bool opaque = true;
  forEachPainted(mesh.fills, layer, &ClassPaint::fill, [&](const TileMesh::FillBatch& batch, auto ofClass) {
    const Colour colour = faded(*layer.classes[ofClass].fill, layer.opacity);
    if (colour.a == 0) return;
    opaque &= colour.a == 255;
    const auto begin = mesh.fillIndices.begin() + batch.firstIndex;
    const auto [low, high] = std::minmax_element(begin, begin + batch.indexCount);
    if (batch.indexCount == 0) return;
    const auto shift = static_cast<std::uint32_t>(vertices.size()) - *low;
    for (std::uint32_t i = *low; i <= *high; ++i) vertices.push_back({mesh.fillVertices[i], colour});
    for (auto index = begin; index != begin + batch.indexCount; ++index) indices.push_back(*index + shift);
  });
  if (bend != nullptr) refineFills(vertices, indices, bend->tile.address().z);
  gpu.upload<FillVertex>(vertices, indices, GL_STATIC_DRAW);
  gpu.measure<FillVertex>(vertices, indices);
  return opaque;
}

/// Gives where they lie: in tile units, or in device px from the middle of a bent tile.
PointCells uploadPoints(const TileMesh& mesh, const SceneLayer& layer, const map::TileBend* bend, float scale,
                        GpuMesh& gpu) {
  ShapeMesh shapes;
  std::vector<Vec2f> places;
  float reachPx = 0;
  const auto bent = bend != nullptr ? std::optional<BentPlace>(std::in_place, *bend, scale) : std::nullopt;
  forEachPainted(mesh.pointBatches, layer, &ClassPaint::point,
                 [&](const TileMesh::PointBatch& batch, auto ofClass) {
                   const ClassPaint::Point& point = *layer.classes[ofClass].point;
                   reachPx = std::max(reachPx, point.radiusPx + point.rimPx);
                   for (std::uint32_t i = 0; i < batch.count; ++i) {
                     Vec2f at = mesh.points[batch.first + i];
                     if (bent) {
                       const BentPlace::Place place = bent->at(at);
                       if (!place.drawn) continue;
                       at = place.px;
                     }
                     places.push_back(at);
                     appendDisc(shapes, at, point.radiusPx * scale, point.rimPx * scale,
                                faded(point.colour, layer.opacity), faded(point.rim, layer.opacity));
                   }
                 });
  constexpr float kRoomPx = 2;  // for antialiasing and rounding
  const float reach = reachPx * scale + kRoomPx;
  // A tile is drawn no smaller than half its own size, where it stands in for its parent.
  PointCells cells(places, bent ? reach : 2 * reach / static_cast<float>(map::kTileSizePx * scale));
  std::vector<std::uint32_t> indices;
  indices.reserve(cells.discs().size() * kIndicesOfDisc);
  for (const std::uint32_t disc : cells.discs())
    indices.insert(indices.end(), shapes.indices.begin() + disc * kIndicesOfDisc,
                   shapes.indices.begin() + (disc + 1) * kIndicesOfDisc);
  gpu.upload<ShapeVertex>(shapes.vertices, indices, GL_STATIC_DRAW);
  return cells;
}

/// Draws what of a tile's mesh reaches into its clip; `unitPx` device px are one of the mesh's units.
void drawInClip(const GpuMesh& mesh, const PixelBox& clip, const Frame& frame, const map::PlacedTile& tile,
                double unitPx) {
  const PixelBox seen = clip.shared(frame.band);
  const auto unit = [unitPx](int px, double origin) { return static_cast<float>((px - origin) / unitPx); };
  const double x = tile.origin.x * frame.scale - frame.left, y = tile.origin.y * frame.scale - frame.top;
  constexpr int kRoomPx = 2;  // for the rounding to parts of a pixel
  mesh.drawNear({unit(seen.x0 - kRoomPx, x), unit(seen.y0 - kRoomPx, y)},
                {unit(seen.x1 + kRoomPx, x), unit(seen.y1 + kRoomPx, y)});
}

/// The same on a bent plane, where the stretches lie in device px from the tile's middle.
void drawBentInClip(const GpuMesh& mesh, const std::vector<GpuMesh::Stretch>& stretches, const PixelBox& clip,
                    const Frame& frame, const map::PlacedTile& tile) {
  const PixelBox seen = clip.shared(frame.band);
  const map::ScreenPoint middle = middleOf(tile, frame.scale);
  const auto from = [](int px, int begin, double origin) { return static_cast<float>(px + begin - origin); };
  constexpr int kRoomPx = 2;
  mesh.drawNear(
      stretches,
      {from(seen.x0 - kRoomPx, frame.left, middle.x), from(seen.y0 - kRoomPx, frame.top, middle.y)},
      {from(seen.x1 + kRoomPx, frame.left, middle.x), from(seen.y1 + kRoomPx, frame.top, middle.y)});
}

}  // namespace

/// All but the strokes.
void TilePainter::uploadRest(Entry& entry, const map::PlacedTile& tile, const SceneLayer& layer,
                             float scale) {
  const map::TileBend* bend = tile.bend.get();
  const bool isNew = entry.strokeSize < 0;
  if (isNew && !tile.mesh->fills.empty())
    entry.opaqueFills = uploadFills(*tile.mesh, layer, bend, entry.fills);
  // Points on a flat plane are in tile units and hold at every size.
  if ((isNew || bend != nullptr) && !tile.mesh->pointBatches.empty())
    entry.pointCells = uploadPoints(*tile.mesh, layer, bend, scale, entry.points);
  if (bend != nullptr) entry.bentFills = BentPlace(*bend, scale).placed(entry.fills.stretches());
}

void TilePainter::beginStrokes(Entry& entry, const map::PlacedTile& tile, const SceneLayer& layer,
                               float scale) {
  if (entry.coming && entry.coming->suits(tile, scale)) return;
  StrokeMesh spare;
  if (!spares_.empty()) {
    spare = std::move(spares_.back());
    spares_.pop_back();
  }
  entry.coming = std::make_unique<TileStrokes>(tile, layer, scale, std::move(spare));
}

/// Once its strokes are expanded.
void TilePainter::finish(Entry& entry, const map::PlacedTile& tile, const SceneLayer& layer, float scale) {
  bytes_ -= entry.bytes();
  uploadRest(entry, tile, layer, scale);
  StrokeMesh strokes = entry.coming->take();
  entry.coming.reset();
  if (!tile.mesh->lines.empty()) {
    entry.strokes.upload<StrokeVertex>(strokes.vertices, strokes.indices, GL_STATIC_DRAW);
    entry.strokes.measure<StrokeVertex>(strokes.vertices, strokes.indices);
  }
  if (spares_.size() < kTogether) spares_.push_back(std::move(strokes));
  entry.strokeSize = tile.sizePx * scale;
  entry.bendId = tile.bend ? tile.bend->id : 0;
  bytes_ += entry.bytes();
}

/// The strokes of each on a thread of its own. False when `enough` said so before all was there; the next
/// call goes on.
bool TilePainter::makeTogether(std::span<const Pending> tiles, const SceneLayer& layer, float scale,
                               const Enough& enough) {
  for (const Pending& tile : tiles) beginStrokes(*tile.entry, *tile.tile, layer, scale);
  std::vector<std::future<bool>> others;
  for (const Pending& tile : tiles.subspan(1)) {
    const bool worth = tile.tile->mesh->linePoints.size() > kWorthThread;
    others.push_back(std::async(worth ? std::launch::async : std::launch::deferred,
                                [&] { return tile.entry->coming->expand(enough); }));
  }
  bool all = tiles.front().entry->coming->expand(enough);
  for (std::future<bool>& other : others) all &= other.get();
  if (!all) return false;
  for (const Pending& tile : tiles) finish(*tile.entry, *tile.tile, layer, scale);
  return true;
}

/// Bent meshes are finer; and copies of the world to the left and right bend in their own ways.
TilePainter::Key TilePainter::keyOf(const map::PlacedTile& tile, std::uint64_t paint) {
  if (tile.bend) {
    const geo::BentTile::Address& at = tile.bend->tile.address();
    paint ^= 0x5851F42D4C957F2DULL * static_cast<std::uint64_t>((at.x >> at.z) + 9);
  }
  return {tile.mesh->id, paint};
}

bool TilePainter::Entry::isReadyFor(const map::PlacedTile& tile, double scale) const {
  return bendId == (tile.bend ? tile.bend->id : 0) && strokeSize == tile.sizePx * scale;
}

TilePainter::Entry& TilePainter::entryFor(const map::PlacedTile& tile, const SceneLayer& layer,
                                          std::uint64_t paint, double scale) {
  Entry& entry = entries_[keyOf(tile, paint)];
  entry.lastFrame = frame_;
  if (entry.isReadyFor(tile, scale)) return entry;
  beginStrokes(entry, tile, layer, static_cast<float>(scale));
  entry.coming->expand([] { return false; });
  finish(entry, tile, layer, static_cast<float>(scale));
  return entry;
}

/// Those in the frame that are not ready, the largest first: it is then that two take about as long.
std::vector<TilePainter::Pending> TilePainter::pendingOf(const SceneLayer& layer, const Frame& frame) {
  std::vector<Pending> pending;
  const std::uint64_t paint = hashPaint(layer, frame.scale);
  for (const map::PlacedTile& tile : layer.tiles) {
    if (!tile.mesh || tile.mesh->empty() || frame.pixels(tile.clip).shared(frame.band).empty()) continue;
    Entry& entry = entries_[keyOf(tile, paint)];
    // Or it would be dropped while others are made ready, and then the others while it is.
    entry.lastFrame = frame_;
    const auto isIt = [&entry](const Pending& p) { return p.entry == &entry; };
    if (!entry.isReadyFor(tile, frame.scale) && std::ranges::none_of(pending, isIt))
      pending.push_back({&entry, &tile});
  }
  std::ranges::stable_sort(pending, std::greater{},
                           [](const Pending& p) { return p.tile->mesh->linePoints.size(); });
  return pending;
}

bool TilePainter::prepare(const SceneLayer& layer, const Frame& frame, const Enough& enough) {
  const std::vector<Pending> pending = pendingOf(layer, frame);
  for (std::span<const Pending> left = pending; !left.empty();) {
    const std::span<const Pending> now = left.first(std::min(left.size(), kTogether));
    if (enough() || !makeTogether(now, layer, frame.scale, enough)) return false;
    left = left.subspan(now.size());
  }
  return true;
}

void TilePainter::begin(const map::Scene& scene) {
  stamps_.begin(scene.cuts);
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
  if (placed_.empty()) return;
  const bool bent = placed_.front().tile->bend != nullptr;
  if (bent) stamps_.require(layer, frame, programs.fill);
  drawFills(frame, programs);
  drawStrokes(frame, programs.stroke);
  drawPoints(frame, programs.shape);
  if (bent) CutStamps::off();
}

void TilePainter::drawFills(const Frame& frame, const Programs& programs) const {
  if (placed_.empty()) return;
  const bool bent = placed_.front().tile->bend != nullptr;
  const Program& program = bent ? programs.bentFill : programs.fill;
  program.begin(frame);
  for (const GLenum clip : {GL_CLIP_DISTANCE0, GL_CLIP_DISTANCE1, GL_CLIP_DISTANCE2})
    if (bent) glEnable(clip);
  for (const Placed& placed : placed_) {
    if (placed.entry->fills.empty()) continue;
    frame.scissor(placed.clip);
    const map::PlacedTile& tile = *placed.tile;
    if (bent) {
      CutStamps::only(*tile.cut);
      placeBentFill(program, frame, tile, placed.entry->opaqueFills);
    } else {
      program.place(frame, tile.origin.x * frame.scale, tile.origin.y * frame.scale,
                    tile.sizePx * frame.scale);
    }
    // Opaque pixels need not be read back to be blended, which counts on a software rasteriser.
    if (placed.entry->opaqueFills) glDisable(GL_BLEND);
    if (bent)
      drawBentInClip(placed.entry->fills, placed.entry->bentFills, placed.clip, frame, tile);
    else
      drawInClip(placed.entry->fills, placed.clip, frame, tile, tile.sizePx * frame.scale);
    if (placed.entry->opaqueFills) glEnable(GL_BLEND);
  }
  for (const GLenum clip : {GL_CLIP_DISTANCE0, GL_CLIP_DISTANCE1, GL_CLIP_DISTANCE2})
    if (bent) glDisable(clip);
}

/// Scissors, and what else a tile of the layer is drawn with; true when its coordinates are pixels already.
bool TilePainter::placeLines(const Placed& placed, const Frame& frame, const Program& program) {
  frame.scissor(placed.clip);
  const map::PlacedTile& tile = *placed.tile;
  if (!tile.bend) return false;
  CutStamps::only(*tile.cut);
  const map::ScreenPoint middle = middleOf(tile, frame.scale);
  program.place(frame, middle.x, middle.y, 1);
  return true;
}

void TilePainter::drawStrokes(const Frame& frame, const Program& program) const {
  program.begin(frame);
  for (const Placed& placed : placed_) {
    if (placed.entry->strokes.empty()) continue;
    if (placeLines(placed, frame, program)) {
      drawBentInClip(placed.entry->strokes, placed.entry->strokes.stretches(), placed.clip, frame,
                     *placed.tile);
      continue;
    }
    program.place(frame, placed.tile->origin.x * frame.scale, placed.tile->origin.y * frame.scale, 1);
    drawInClip(placed.entry->strokes, placed.clip, frame, *placed.tile, 1);
  }
}

void TilePainter::drawPoints(const Frame& frame, const Program& program) const {
  program.begin(frame);
  for (const Placed& placed : placed_) {
    if (placed.entry->points.empty()) continue;
    const map::PlacedTile& tile = *placed.tile;
    const bool bent = placeLines(placed, frame, program);
    if (!bent)
      program.place(frame, tile.origin.x * frame.scale, tile.origin.y * frame.scale,
                    tile.sizePx * frame.scale);
    const map::ScreenPoint origin =
        bent ? middleOf(tile, frame.scale)
             : map::ScreenPoint{tile.origin.x * frame.scale, tile.origin.y * frame.scale};
    const double unitPx = bent ? 1 : tile.sizePx * frame.scale;
    const auto px = [unitPx](double from, float unit, int begin) {
      return static_cast<int>(std::lround(std::clamp(from + unit * unitPx, -1e8, 1e8))) - begin;
    };
    for (const PointCells::Cell& cell : placed.entry->pointCells.cells()) {
      const PixelBox box{px(origin.x, cell.low.x, frame.left), px(origin.y, cell.low.y, frame.top),
                         px(origin.x, cell.high.x, frame.left), px(origin.y, cell.high.y, frame.top)};
      if (frame.scissor(box.shared(placed.clip)))
        placed.entry->points.draw(cell.first * kIndicesOfDisc, cell.count * kIndicesOfDisc);
    }
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
