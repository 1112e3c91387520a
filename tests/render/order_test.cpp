// What lies above what, in a layer whose features have their own batches.
#include "render/fixture.h"

namespace dateline::render {
namespace {

using Order = RenderTest;

constexpr map::Colour kRed = map::rgb(0xc02020), kBlue = map::rgb(0x2020c0);

/// Rows 0, 1, 2 of the classes 1, 0, 1, each kind in a class of its own; areas of paint `fill`, lines `line`,
/// points `point`.
map::SceneLayer coloured(const std::shared_ptr<map::TileMesh>& mesh) {
  auto lookup = std::make_shared<map::ClassLookup>();
  lookup->id = mesh->id;
  lookup->count = 2;
  lookup->ofRow = {1, 0, 1};
  map::SceneLayer layer;
  layer.lookup = lookup;
  for (std::uint32_t kind = 0; kind < map::ClassLookup::kKinds; ++kind)
    for (const map::Colour colour : {kRed, kBlue}) {
      map::ClassPaint paint;
      if (kind == 0) paint.fill = colour;
      if (kind == 0) paint.point = map::ClassPaint::Point{colour, colour, 8, 1};
      if (kind == 1) paint.line = map::ClassPaint::Line{.colour = colour, .widthPx = 8};
      layer.classes.push_back(paint);
    }
  layer.tiles = {placed(mesh, 0, 0, 32)};
  return layer;
}

constexpr std::uint32_t keyOf(std::uint32_t row, std::uint32_t kind) {
  return map::ClassLookup::kKinds * row + kind;
}

TEST_F(Order, AreasLieInTheOrderOfTheirRowsWhateverTheirClasses) {
  auto mesh = newMesh();
  // The whole tile, its left half, the upper half of that.
  mesh->fillVertices = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {.5F, 0}, {.5F, 1}, {.5F, .5F}, {0, .5F}};
  mesh->fillIndices = {0, 1, 2, 0, 2, 3, 0, 4, 5, 0, 5, 3, 0, 4, 6, 0, 6, 7};
  mesh->fills = {{keyOf(0, 0), 0, 6}, {keyOf(1, 0), 6, 6}, {keyOf(2, 0), 12, 6}};
  map::Scene scene = whiteScene(32, 32);
  scene.ground.emplace_back(coloured(mesh));
  const Image image = imageOf(scene);
  EXPECT_EQ(pixelAt(image, 24, 16), kBlue);
  EXPECT_EQ(pixelAt(image, 8, 24), kRed);
  EXPECT_EQ(pixelAt(image, 8, 8), kBlue);
}

TEST_F(Order, LinesAndPointsToo) {
  auto lines = newMesh();
  lines->linePoints = {{0, .5F}, {1, .5F}, {.5F, 0}, {.5F, 1}};
  lines->polyLines = {{0, 2, false}, {2, 2, false}};
  lines->lines = {{keyOf(0, 1), 0, 1}, {keyOf(1, 1), 1, 1}};
  map::Scene scene = whiteScene(32, 32);
  scene.ground.emplace_back(coloured(lines));
  EXPECT_EQ(pixelAt(imageOf(scene), 16, 16), kRed);
  auto points = newMesh();
  points->points = {{.5F, .5F}, {.5F, .5F}};
  points->pointBatches = {{keyOf(0, 0), 0, 1}, {keyOf(1, 0), 1, 1}};
  scene.ground = {coloured(points)};
  EXPECT_EQ(pixelAt(imageOf(scene), 16, 16), kRed);
}

}  // namespace
}  // namespace dateline::render
