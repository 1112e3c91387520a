#include "render/relief_painter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "render/snapped.h"

namespace dateline::render {
namespace {

using Corner = map::SceneRelief::Corner;

struct GridMesh {
  std::vector<ReliefVertex> vertices;
  std::vector<std::uint32_t> indices;
};

/// One triangle with the affine map from pixels to the texture that its three corners fix.
void appendTriangle(GridMesh& mesh, const Corner* corners[3], float scale) {
  map::Vec2f at[3];
  for (int i = 0; i < 3; ++i)
    at[i] = {static_cast<float>(snapped(corners[i]->at.x * scale)),
             static_cast<float>(snapped(corners[i]->at.y * scale))};
  const float ax = at[1].x - at[0].x, ay = at[1].y - at[0].y;
  const float bx = at[2].x - at[0].x, by = at[2].y - at[0].y;
  const float det = ax * by - ay * bx;
  if (!(std::abs(det) >= 1e-6F)) return;  // nor one with a corner that is no number
  const float au = corners[1]->u - corners[0]->u, av = corners[1]->v - corners[0]->v;
  const float bu = corners[2]->u - corners[0]->u, bv = corners[2]->v - corners[0]->v;
  const float ux = (au * by - bu * ay) / det, uy = (bu * ax - au * bx) / det;
  const float vx = (av * by - bv * ay) / det, vy = (bv * ax - av * bx) / det;
  for (int i = 0; i < 3; ++i) {
    mesh.indices.push_back(static_cast<std::uint32_t>(mesh.vertices.size()));
    mesh.vertices.push_back({at[i], {at[0].x, at[0].y, corners[0]->u, corners[0]->v}, {ux, uy, vx, vy}});
  }
}

GridMesh gridMesh(const map::SceneRelief& relief, float scale) {
  GridMesh mesh;
  const auto columns = static_cast<std::size_t>(relief.columns);
  const std::size_t rows = relief.corners.size() / columns;
  for (std::size_t row = 0; row + 1 < rows; ++row) {
    for (std::size_t column = 0; column + 1 < columns; ++column) {
      const Corner* topLeft = &relief.corners[row * columns + column];
      const Corner* bottomLeft = topLeft + columns;
      const Corner* upper[3] = {topLeft, topLeft + 1, bottomLeft};
      const Corner* lower[3] = {topLeft + 1, bottomLeft + 1, bottomLeft};
      appendTriangle(mesh, upper, scale);
      appendTriangle(mesh, lower, scale);
    }
  }
  return mesh;
}

/// The next coarser level: the mean of each two by two pixels, of the first channel. A software rasteriser
/// takes ten times as long to make it by glGenerateMipmap.
Image halved(const Image& image) {
  Image half{std::max(1, image.width / 2), std::max(1, image.height / 2), 1, {}};
  half.pixels.resize(half.rowBytes() * static_cast<std::size_t>(half.height));
  const auto step = static_cast<std::size_t>(image.channels);
  const std::size_t right = image.width > 1 ? step : 0, below = image.height > 1 ? image.rowBytes() : 0;
  std::uint8_t* out = half.pixels.data();
  for (int y = 0; y < half.height; ++y) {
    const std::uint8_t* row = image.pixels.data() + 2 * static_cast<std::size_t>(y) * image.rowBytes();
    for (int x = 0; x < half.width; ++x, row += 2 * step)
      *out++ = static_cast<std::uint8_t>((row[0] + row[right] + row[below] + row[below + right] + 2) / 4);
  }
  return half;
}

GLsizei levelsOf(const Image& image) {
  return static_cast<GLsizei>(std::bit_width(static_cast<unsigned>(std::max(image.width, image.height))));
}

/// Where a plane bends, the level of its true scale: it stays while the map is moved.
float levelOfPlane(const map::SceneRelief& relief, float scale) {
  const double texels = relief.image->width / 360.0 * relief.degreesPerPx / static_cast<double>(scale);
  return static_cast<float>(std::round(std::log2(std::max(texels, 1.0))));
}

/// One level of the texture for the whole grid: reading two of them costs a software rasteriser as much
/// again. Measured along the first cell's edge, which is the same wherever the map was moved to.
float levelOf(const map::SceneRelief& relief, float scale) {
  // Away from the equator a pixel shows less of the picture: the root of the cosine of 45 degrees.
  constexpr double kMiddleLatitudes = 0.84;
  const Corner &a = relief.corners[0], &b = relief.corners[1];
  const double px = std::hypot(b.at.x - a.at.x, b.at.y - a.at.y) * scale;
  const double texels = std::abs(b.u - a.u) * relief.image->width * kMiddleLatitudes;
  return px > 0 && texels > px ? static_cast<float>(std::round(std::log2(texels / px))) : 0.0F;
}

bool isDrawable(const map::SceneRelief& relief) {
  if (!relief.image || relief.columns < 2 || relief.strength <= 0) return false;
  const Image& image = *relief.image;
  return image.width > 0 && image.height > 0 && (image.channels == 1 || image.channels == 4) &&
         image.pixels.size() >= image.rowBytes() * static_cast<std::size_t>(image.height);
}

}  // namespace

bool ReliefPainter::upload(const std::shared_ptr<const Image>& image) {
  if (image == image_) return true;
  GLint limit = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
  if (image->width > limit || image->height > limit) return false;
  texture_ = GlTexture::create();
  glBindTexture(GL_TEXTURE_2D, texture_.id());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  // With storage for all levels at once Mesa copies none of them when the next one comes.
  const bool stored = epoxy_gl_version() >= 42 || epoxy_has_gl_extension("GL_ARB_texture_storage");
  if (stored) glTexStorage2D(GL_TEXTURE_2D, levelsOf(*image), GL_R8, image->width, image->height);
  GLint level = 0;
  const auto addLevel = [&level, stored](const Image& pixels) {
    const GLenum format = pixels.channels == 1 ? GL_RED : GL_RGBA;
    const void* data = pixels.pixels.data();
    if (stored)
      glTexSubImage2D(GL_TEXTURE_2D, level++, 0, 0, pixels.width, pixels.height, format, GL_UNSIGNED_BYTE,
                      data);
    else
      glTexImage2D(GL_TEXTURE_2D, level++, GL_R8, pixels.width, pixels.height, 0, format, GL_UNSIGNED_BYTE,
                   data);
  };
  addLevel(*image);
  Image coarser;
  for (const Image* finer = image.get(); finer->width > 1 || finer->height > 1; finer = &coarser) {
    coarser = halved(*finer);
    addLevel(coarser);
  }
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_REPEAT);  // the world repeats
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  image_ = image;
  return true;
}

void ReliefPainter::prepare(const map::SceneRelief& relief) {
  if (isDrawable(relief)) upload(relief.image);
}

void ReliefPainter::draw(const map::SceneRelief& relief, const Frame& frame, const Program& program) {
  if (!isDrawable(relief) || !upload(relief.image)) return;
  if (!made_) {
    const GridMesh mesh = gridMesh(relief, frame.scale);
    mesh_.upload<ReliefVertex>(mesh.vertices, mesh.indices, GL_STREAM_DRAW);
    mesh_.measure<ReliefVertex>(mesh.vertices, mesh.indices);
    made_ = true;
  }
  program.begin(frame);
  frame.scissor(frame.band);
  glBindTexture(GL_TEXTURE_2D, texture_.id());
  glUniform1f(program.uniform("strength"), relief.strength);
  glUniform1f(program.uniform("level"),
              relief.lay != 0 ? levelOfPlane(relief, frame.scale) : levelOf(relief, frame.scale));
  // Light falls only on what is there: white is weighed by the alpha below, which stays as it is.
  glBlendFuncSeparate(GL_DST_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
  const auto px = [](int value) { return static_cast<float>(value); };
  mesh_.drawNear({px(frame.left + frame.band.x0 - 1), px(frame.top + frame.band.y0 - 1)},
                 {px(frame.left + frame.band.x1 + 1), px(frame.top + frame.band.y1 + 1)});
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

}  // namespace dateline::render
