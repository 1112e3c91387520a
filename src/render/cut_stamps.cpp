#include "render/cut_stamps.h"

#include <algorithm>

#include "render/snapped.h"

namespace dateline::render {
namespace {

constexpr std::size_t kMostKept = 512;
constexpr double kFarthestPx = 16000;  // there 1/256 px still has its place in 32 bits

bool sameCuts(const std::vector<CutStamps::Cut>& all, const map::SceneLayer& layer) {
  return std::ranges::all_of(layer.tiles, [&](const map::PlacedTile& tile) {
    return !tile.cut || std::ranges::find(all, tile.cut) != all.end();
  });
}

}  // namespace

void CutStamps::begin(const std::vector<Cut>& cuts) {
  ++frame_;
  stamped_.clear();
  frameCuts_ = cuts;
  any_ = false;
  if (kept_.size() > kMostKept)
    std::erase_if(kept_, [&](const auto& k) { return k.second.lastFrame + 2 < frame_; });
}

void CutStamps::require(const map::SceneLayer& layer, const Frame& frame, const Program& fill) {
  if (any_ && sameCuts(stamped_, layer)) return;
  if (sameCuts(frameCuts_, layer)) {
    stamped_ = frameCuts_;
  } else {
    stamped_.clear();
    for (const map::PlacedTile& tile : layer.tiles)
      if (tile.cut && std::ranges::find(stamped_, tile.cut) == stamped_.end()) stamped_.push_back(tile.cut);
  }
  stamp(stamped_, layer.tiles.front().origin, frame, fill);
  any_ = true;
}

CutStamps::Kept& CutStamps::meshOf(const Cut& cut, float scale) {
  Kept& kept = kept_[cut->id];
  kept.lastFrame = frame_;
  if (kept.cut && kept.scale == scale) return kept;
  kept.cut = cut;
  kept.scale = scale;
  kept.middle = {snapped(cut->middle.x * scale), snapped(cut->middle.y * scale)};
  std::vector<FillVertex> vertices;
  vertices.reserve(cut->corners.size());
  const auto near = [](double px) { return static_cast<float>(std::clamp(px, -kFarthestPx, kFarthestPx)); };
  for (const map::ScreenPoint& corner : cut->corners)
    vertices.push_back(
        {{near(snapped(corner.x * scale) - kept.middle.x), near(snapped(corner.y * scale) - kept.middle.y)},
         {}});
  kept.mesh.upload<FillVertex>(vertices, cut->triangles, GL_STATIC_DRAW);
  kept.mesh.measure<FillVertex>(vertices, cut->triangles);
  return kept;
}

void CutStamps::stamp(const std::vector<Cut>& cuts, map::ScreenPoint anchor, const Frame& frame,
                      const Program& fill) {
  const map::ScreenPoint at{snapped(anchor.x * frame.scale), snapped(anchor.y * frame.scale)};
  frame.scissor(frame.band);
  glStencilMask(0xFF);
  glClearStencil(0);
  glClear(GL_STENCIL_BUFFER_BIT);
  glEnable(GL_STENCIL_TEST);
  glStencilOp(GL_KEEP, GL_KEEP, GL_REPLACE);
  glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
  fill.begin(frame);
  for (const Cut& cut : cuts) {
    const Kept& kept = meshOf(cut, frame.scale);
    glStencilFunc(GL_ALWAYS, cut->mark, 0xFF);
    fill.place(frame, at.x + kept.middle.x, at.y + kept.middle.y, 1);
    constexpr float kRoomPx = 2;
    const double x = at.x + kept.middle.x - frame.left, y = at.y + kept.middle.y - frame.top;
    kept.mesh.drawNear(
        {static_cast<float>(frame.band.x0 - x) - kRoomPx, static_cast<float>(frame.band.y0 - y) - kRoomPx},
        {static_cast<float>(frame.band.x1 - x) + kRoomPx, static_cast<float>(frame.band.y1 - y) + kRoomPx});
  }
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glStencilOp(GL_KEEP, GL_KEEP, GL_KEEP);
  glDisable(GL_STENCIL_TEST);
}

void CutStamps::only(const map::TileCut& cut) {
  glEnable(GL_STENCIL_TEST);
  glStencilFunc(GL_EQUAL, cut.mark, 0xFF);
}

void CutStamps::off() {
  glDisable(GL_STENCIL_TEST);
}

}  // namespace dateline::render
