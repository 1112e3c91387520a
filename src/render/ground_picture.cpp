#include "render/ground_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>

#include "render/ground_reuse.h"

namespace dateline::render {
namespace {

constexpr int kBlockSide = GroundPicture::kBlockPx;
constexpr int kBeyondPx = 1024;  // logical; tiles are no larger

int blockAt(int px) {
  return px >= 0 ? px / kBlockSide : -((kBlockSide - 1 - px) / kBlockSide);
}

int roundTorus(int value, int count) {
  return ((value % count) + count) % count;
}

PixelBox blockBox(GroundPicture::Block block) {
  return PixelBox{0, 0, kBlockSide, kBlockSide}.moved(block.i * kBlockSide, block.j * kBlockSide);
}

GroundKey groundKeyOf(const map::Scene& scene) {
  return {.width = static_cast<int>(std::lround(scene.width * scene.scale)),
          .height = static_cast<int>(std::lround(scene.height * scene.scale)),
          .scale = scene.scale,
          .background = scene.background,
          .ground = scene.ground};
}

}  // namespace

Status GroundPicture::fit(int columns, int rows) {
  if (texture_ && columns == textureColumns_ && rows == textureRows_) return {};
  GLint limit = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
  if (columns * kBlockSide > limit || rows * kBlockSide > limit)
    return fail(ErrorKind::graphics, "the map is larger than what the graphics driver can keep");
  texture_ = GlTexture::create();
  glBindTexture(GL_TEXTURE_2D, texture_.id());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, columns * kBlockSide, rows * kBlockSide, 0, GL_RGBA,
               GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  framebuffer_ = GlFramebuffer::create();
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.id());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.id(), 0);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    return fail(ErrorKind::graphics, "the graphics driver cannot keep a picture of the map");
  textureColumns_ = columns;
  textureRows_ = rows;
  return {};
}

void GroundPicture::setScene(map::BuiltGround ground, const map::Camera& camera) {
  static std::uint64_t last = 0;
  ground_ = std::move(ground);
  laid_ = layOf(camera, ground_.scene.scale);
  sceneId_ = ++last;
}

Status GroundPicture::begin(map::BuiltGround ground, const map::Camera& camera, std::uint64_t content,
                            int roomPx) {
  const float scale = ground.scene.scale;
  width_ = static_cast<int>(std::lround(ground.scene.width * scale));
  height_ = static_cast<int>(std::lround(ground.scene.height * scale));
  roomPx_ = roomPx;
  const auto blocks = [&](int px) { return (px + 2 * roomPx + kBlockSide - 1) / kBlockSide + 1; };
  columns_ = 0;
  if (Status fitted = fit(blocks(width_), blocks(height_)); !fitted) return fitted;
  columns_ = textureColumns_;
  rows_ = textureRows_;
  slots_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), {});
  content_ = content;
  setScene(std::move(ground), camera);
  return {};
}

bool GroundPicture::follow(map::BuiltGround ground, const map::Camera& camera) {
  if (!begun() || !(layOf(camera, ground.scene.scale).lay == laid_.lay)) return false;
  const auto changes = changedGround(groundKeyOf(ground_.scene), groundKeyOf(ground.scene));
  if (!changes) return false;
  setScene(std::move(ground), camera);
  for (const PixelBox& box : *changes) {
    const PixelBox onLay = box.moved(-laid_.offset.x, -laid_.offset.y);
    for (Slot& slot : slots_) {
      const PixelBox square = blockBox(slot.block);
      slot.stale |= slot.drawn && !square.shared(onLay).empty();
    }
  }
  return true;
}

bool GroundPicture::serves(const map::Camera& camera, float scale, std::uint64_t content) const {
  if (!begun() || content != content_) return false;
  const int width = static_cast<int>(std::lround(std::floor(camera.width()) * scale));
  const int height = static_cast<int>(std::lround(std::floor(camera.height()) * scale));
  return width == width_ && height == height_ && layOf(camera, scale).lay == laid_.lay;
}

bool GroundPicture::completeFor(const map::Camera& camera) const {
  if (ground_.complete) return true;
  const PixelOffset offset = layOf(camera, laid_.lay.scale).offset;
  return ground_.completeInView && offset.x == laid_.offset.x && offset.y == laid_.offset.y;
}

bool GroundPicture::lacks(const GroundPicture& other) const {
  return std::ranges::any_of(ground_.gaps, [&](const std::string& id) {
    const auto isIt = [&id](const auto& ground) {
      const auto* layer = std::get_if<map::SceneLayer>(&ground);
      return layer != nullptr && layer->id == id;
    };
    return std::ranges::any_of(other.scene().ground, isIt) &&
           std::ranges::find(other.ground_.gaps, id) == other.ground_.gaps.end();
  });
}

bool GroundPicture::reaches(const map::Camera& camera) const {
  const PixelOffset offset = layOf(camera, laid_.lay.scale).offset;
  return std::abs(offset.x - laid_.offset.x) <= kBlockSide &&
         std::abs(offset.y - laid_.offset.y) <= kBlockSide;
}

std::size_t GroundPicture::slotOf(Block block) const {
  return static_cast<std::size_t>(roundTorus(block.j, rows_)) * static_cast<std::size_t>(columns_) +
         static_cast<std::size_t>(roundTorus(block.i, columns_));
}

PixelBox GroundPicture::blocksAround(PixelOffset offset, int roomPx) const {
  return {blockAt(-roomPx - offset.x), blockAt(-roomPx - offset.y),
          blockAt(width_ + roomPx - 1 - offset.x) + 1, blockAt(height_ + roomPx - 1 - offset.y) + 1};
}

std::optional<PixelBox> GroundPicture::missing(const map::Camera& camera, int roomPx, int most) const {
  const PixelOffset offset = layOf(camera, laid_.lay.scale).offset;
  const PixelBox blocks = blocksAround(offset, std::min(roomPx, roomPx_));
  const double middleX = width_ / 2.0 - offset.x, middleY = height_ / 2.0 - offset.y;
  std::optional<Block> nearest;
  double least = 0;
  for (int j = blocks.y0; j < blocks.y1; ++j) {
    for (int i = blocks.x0; i < blocks.x1; ++i) {
      if (fresh({i, j})) continue;
      const double away = std::max(std::abs((i + 0.5) * kBlockSide - middleX) / width_,
                                   std::abs((j + 0.5) * kBlockSide - middleY) / height_);
      if (nearest && away >= least) continue;
      nearest = Block{i, j};
      least = away;
    }
  }
  if (!nearest) return std::nullopt;
  PixelBox box{nearest->i, nearest->j, nearest->i + 1, nearest->j + 1};
  const auto grow = [&](PixelBox larger) {
    const bool may = larger.width() <= most && larger.height() <= most;
    if (may && areMissing(larger, camera, roomPx)) box = larger;
  };
  for (int grown = 1; grown < most; ++grown) {
    grow({box.x0, box.y0, box.x1 + 1, box.y1});
    grow({box.x0 - 1, box.y0, box.x1, box.y1});
    grow({box.x0, box.y0, box.x1, box.y1 + 1});
    grow({box.x0, box.y0 - 1, box.x1, box.y1});
  }
  return box;
}

bool GroundPicture::areMissing(const PixelBox& blocks, const map::Camera& camera, int roomPx) const {
  const PixelOffset offset = layOf(camera, laid_.lay.scale).offset;
  if (!(blocks.shared(blocksAround(offset, std::min(roomPx, roomPx_))) == blocks)) return false;
  for (int j = blocks.y0; j < blocks.y1; ++j)
    for (int i = blocks.x0; i < blocks.x1; ++i)
      if (fresh({i, j})) return false;
  return true;
}

bool GroundPicture::fresh(Block block) const {
  const Slot& slot = slots_[slotOf(block)];
  return slot.drawn && !slot.stale && slot.block == block;
}

bool GroundPicture::drawn(Block block) const {
  const Slot& slot = slots_[slotOf(block)];
  return slot.drawn && slot.block == block;
}

bool GroundPicture::drawnAt(map::ScreenPoint layPx) const {
  constexpr double kFar = 1e9;
  if (!(std::abs(layPx.x) < kFar) || !(std::abs(layPx.y) < kFar)) return false;
  return drawn(
      {blockAt(static_cast<int>(std::floor(layPx.x))), blockAt(static_cast<int>(std::floor(layPx.y)))});
}

/// A window on a frame that reaches so far beyond the blocks that no tile is clipped at its edges: clipped
/// triangles are others by a part of a pixel.
Frame GroundPicture::frameOf(const PixelBox& blocks, int firstRow, int endRow) const {
  const int beyond = kBeyondPx * static_cast<int>(std::ceil(laid_.lay.scale));
  const int width = blocks.width() * kBlockSide, height = blocks.height() * kBlockSide;
  Frame frame;
  frame.width = width + 2 * beyond;
  frame.height = height + 2 * beyond;
  frame.scale = laid_.lay.scale;
  frame.left = blocks.x0 * kBlockSide + laid_.offset.x - beyond;
  frame.top = blocks.y0 * kBlockSide + laid_.offset.y - beyond;
  frame.band = {beyond, beyond + firstRow, beyond + width, beyond + endRow};
  frame.y = height - endRow;
  return frame;
}

/// Where its lower left corner lies in the texture, y up.
PixelOffset GroundPicture::texelOf(Block block) const {
  return {roundTorus(block.i, columns_) * kBlockSide, (rows_ - 1 - roundTorus(block.j, rows_)) * kBlockSide};
}

void GroundPicture::keep(const PixelBox& blocks, unsigned framebuffer) {
  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer_.id());
  for (int j = blocks.y0; j < blocks.y1; ++j) {
    for (int i = blocks.x0; i < blocks.x1; ++i) {
      const Block block{i, j};
      const int fromX = (i - blocks.x0) * kBlockSide, fromY = (blocks.y1 - 1 - j) * kBlockSide;
      const auto [x, y] = texelOf(block);
      glBlitFramebuffer(fromX, fromY, fromX + kBlockSide, fromY + kBlockSide, x, y, x + kBlockSide,
                        y + kBlockSide, GL_COLOR_BUFFER_BIT, GL_NEAREST);
      slots_[slotOf(block)] = {block, true, false};
    }
  }
}

/// Where another part of the map, or nothing yet, lies beside the block in the texture, half a texel is left
/// out.
GroundWarp::Source GroundPicture::sourceOf(const Slot& slot) const {
  const int column = roundTorus(slot.block.i, columns_), row = roundTorus(slot.block.j, rows_);
  const auto share = [](double part, int whole) { return static_cast<float>(part / whole); };
  const auto leftOut = [&](int right, int down) {
    constexpr double kHalfTexel = 0.5 / kBlockSide;
    const int toColumn = column + right, toRow = row + down;
    const bool beside = toColumn >= 0 && toColumn < columns_ && toRow >= 0 && toRow < rows_;
    return beside && drawn({slot.block.i + right, slot.block.j + down}) ? 0 : kHalfTexel;
  };
  return {blockBox(slot.block),
          {share(column, columns_), 1 - share(row, rows_)},
          {share(column + 1, columns_), 1 - share(row + 1, rows_)},
          {share(column + leftOut(-1, 0), columns_), 1 - share(row + 1 - leftOut(0, 1), rows_)},
          {share(column + 1 - leftOut(1, 0), columns_), 1 - share(row + leftOut(0, -1), rows_)}};
}

/// Mercator ends at 85 degrees: beyond, the outermost row of its picture has to do.
void GroundPicture::addPolarCaps(std::vector<GroundWarp::Source>& sources) const {
  const int worldPx = static_cast<int>(std::lround(laid_.lay.unitPx()));
  const std::size_t blocks = sources.size();
  for (std::size_t i = 0; i < blocks; ++i) {
    GroundWarp::Source cap = sources[i];
    const bool top = cap.box.y0 == 0, bottom = cap.box.y1 == worldPx;
    if (!top && !bottom) continue;
    cap.box.y0 = top ? -worldPx : worldPx;
    cap.box.y1 = top ? 0 : 2 * worldPx;
    (top ? cap.texelHigh : cap.texelLow).y = (top ? cap.texelLow : cap.texelHigh).y;
    sources.push_back(cap);
  }
}

bool GroundPicture::shows(const map::Camera& camera, const PixelBox& blocks) const {
  const LaidCamera laid = layOf(camera, laid_.lay.scale);
  if (!(laid.lay == laid_.lay)) return true;
  return !blocks.shared(blocksAround(laid.offset, 0)).empty();
}

void GroundPicture::copyTo(const Frame& frame, unsigned framebuffer, PixelOffset offset) const {
  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.id());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
  for (const Slot& slot : slots_) {
    if (!slot.drawn) continue;
    const PixelBox block = blockBox(slot.block).moved(offset.x, offset.y);
    const PixelBox part = block.shared(frame.band);
    if (part.empty()) continue;
    const PixelOffset texel = texelOf(slot.block);
    const int fromX = texel.x + part.x0 - block.x0, fromY = texel.y + block.y1 - part.y1;
    const int x = frame.x + part.x0 - frame.band.x0, y = frame.y + frame.band.y1 - part.y1;
    glBlitFramebuffer(fromX, fromY, fromX + part.width(), fromY + part.height(), x, y, x + part.width(),
                      y + part.height(), GL_COLOR_BUFFER_BIT, GL_NEAREST);
  }
  glEnable(GL_SCISSOR_TEST);
}

void GroundPicture::layWarped(const GroundWarp& warp, bool world, PictureMesh& mesh) const {
  struct Piece {
    GroundWarp::Source source;
    int copy;
    double away;
  };
  std::vector<GroundWarp::Source> sources;
  for (const Slot& slot : slots_)
    if (slot.drawn) sources.push_back(sourceOf(slot));
  if (world) addPolarCaps(sources);
  std::vector<Piece> pieces;
  for (const int copy : world ? warp.copies() : std::vector{0})
    for (const GroundWarp::Source& source : sources)
      pieces.push_back({source, copy, warp.turnsAway(source.box, copy)});
  std::ranges::stable_sort(pieces, std::greater{}, &Piece::away);
  using enum GroundWarp::Part;
  for (const GroundWarp::Part part :
       warp.torn() && world ? std::vector{below, middle, gap} : std::vector{middle})
    for (const Piece& piece : pieces) warp.append(piece.source, piece.copy, part, world, mesh);
}

}  // namespace dateline::render
