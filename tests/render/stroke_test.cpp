#include "render/stroke.h"

#include <numbers>

#include "render/fixture.h"

namespace dateline::render {
namespace {

using Stroke = RenderTest;
constexpr double kPi = std::numbers::pi;

map::Scene lineScene(const std::vector<map::Vec2f>& points, map::ClassPaint::Line line, bool closed = false) {
  map::Scene scene = whiteScene(256, 256);
  scene.ground.emplace_back(lineLayer(points, line, closed));
  return scene;
}

/// A straight line through the middle, 200 px long.
std::vector<map::Vec2f> diameter(double angle) {
  const auto dx = static_cast<float>(100 * std::cos(angle));
  const auto dy = static_cast<float>(100 * std::sin(angle));
  return {{128.3F - dx, 127.8F - dy}, {128.3F + dx, 127.8F + dy}};
}

TEST_F(Stroke, coversItsWidthTimesItsLengthAtAnyAngle) {
  for (const float width : {0.5F, 0.7F, 1.0F, 1.6F, 4.0F}) {
    for (int degrees = 0; degrees < 180; degrees += 11) {
      const Image image = imageOf(lineScene(diameter(degrees * kPi / 180), {kBlack, width}));
      // The two round caps make a disc beside the 200 px.
      const double expected = 200.0 * width + kPi * width * width / 4;
      EXPECT_NEAR(inkIn(image, 0, 0, 256, 256) / expected, 1, 0.03) << "width " << width << " at " << degrees;
    }
  }
}

TEST_F(Stroke, aThinnerLineIsFainter) {  // the control of the test above
  const double thin = inkIn(imageOf(lineScene(diameter(0.3), {kBlack, 0.7F})), 0, 0, 256, 256);
  const double wide = inkIn(imageOf(lineScene(diameter(0.3), {kBlack, 1.0F})), 0, 0, 256, 256);
  EXPECT_NEAR(thin / wide, 0.7, 0.02);
}

TEST_F(Stroke, sharpTurnsHaveNoSpikes) {
  for (const float width : {0.7F, 2.0F, 6.0F}) {
    for (int degrees = 5; degrees <= 180; degrees += 5) {
      const double turn = degrees * kPi / 180;
      const map::Vec2f tip{128, 128};
      const std::vector<map::Vec2f> points = {{28, 128},
                                              tip,
                                              {tip.x + static_cast<float>(100 * std::cos(turn)),
                                               tip.y + static_cast<float>(100 * std::sin(turn))}};
      const Image image = imageOf(lineScene(points, {kBlack, width}));
      for (int y = 0; y < 256; ++y) {
        for (int x = 0; x < 256; ++x) {
          if (inkAt(image, x, y) < 0.02) continue;
          const map::Vec2f p{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
          const auto away = [&](map::Vec2f a, map::Vec2f b) {
            const double dx = b.x - a.x, dy = b.y - a.y;
            const double t =
                std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
            return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
          };
          const double distance = std::min(away(points[0], points[1]), away(points[1], points[2]));
          ASSERT_LE(distance, width / 2 + 0.51) << "a turn of " << degrees << " degrees, width " << width;
        }
      }
    }
  }
}

TEST_F(Stroke, jointsOfAHalfTransparentLineAreNotDarker) {
  std::vector<map::Vec2f> arc;
  for (int i = 0; i <= 60; ++i) {
    const double angle = i * kPi / 60;
    arc.push_back(
        {static_cast<float>(128 + 90 * std::cos(angle)), static_cast<float>(128 + 90 * std::sin(angle))});
  }
  const Image image = imageOf(lineScene(arc, {map::rgb(0x000000, 128), 5}));
  double darkest = 0;
  for (int y = 0; y < 256; ++y)
    for (int x = 0; x < 256; ++x) darkest = std::max(darkest, inkAt(image, x, y));
  EXPECT_NEAR(darkest, 128 / 255.0, 0.005);
}

TEST_F(Stroke, manyShortSegmentsLookLikeOneLine) {
  std::vector<map::Vec2f> points;
  for (int i = 0; i <= 400; ++i) points.push_back({28.0F + static_cast<float>(i) * 0.5F, 100.25F});
  const Image many = imageOf(lineScene(points, {kBlack, 1.6F}));
  const Image one = imageOf(lineScene({points.front(), points.back()}, {kBlack, 1.6F}));
  EXPECT_LE(compare(many, one).worst, 1) << compare(many, one);
}

TEST_F(Stroke, aClosedRingHasNoSeam) {
  const std::vector<map::Vec2f> square = {{60, 60}, {190, 60}, {190, 190}, {60, 190}};
  const Image image = imageOf(lineScene(square, {kBlack, 3}, true));
  for (const auto& [x, y] : {std::pair{60, 60}, {189, 60}, {189, 189}, {60, 189}, {60, 120}, {120, 60}})
    EXPECT_GT(inkAt(image, x, y), 0.95) << x << ", " << y;
  // Its first corner looks like the others.
  for (int dy = -4; dy < 4; ++dy)
    for (int dx = -4; dx < 4; ++dx)
      EXPECT_NEAR(inkAt(image, 60 + dx, 60 + dy), inkAt(image, 189 - dx, 189 - dy), 0.02) << dx << ", " << dy;
}

TEST_F(Stroke, dashesRepeatAtTheirPeriod) {
  const Image image = imageOf(lineScene({{10, 100.5F}, {250, 100.5F}}, {kBlack, 1, 6, 4}));
  for (int x = 20; x < 230; ++x) EXPECT_NEAR(inkAt(image, x, 100), inkAt(image, x + 10, 100), 0.02) << x;
  // A dash of 6 with round caps covers a little less than 6 x 1 of each 10.
  EXPECT_NEAR(inkIn(image, 20, 95, 220, 106) / 200, 0.58, 0.03);
}

TEST_F(Stroke, dashesGoRoundCorners) {
  const Image bent = imageOf(lineScene({{10, 50.5F}, {103, 50.5F}, {103, 197.5F}}, {kBlack, 1, 6, 4}));
  EXPECT_NEAR(inkIn(bent, 0, 0, 256, 256) / 240, 0.58, 0.03);
}

TEST(StrokeMesh, gentleTurnsShareTheirCorners) {
  StrokeMesh mesh;
  const std::vector<map::Vec2f> points = {{0, 0}, {10, 0}, {20, 3}, {30, 3}};
  appendStroke(mesh, points, false, {.widthPx = 1});
  EXPECT_EQ(mesh.vertices.size(), 8U);
  EXPECT_EQ(mesh.indices.size(), 18U);
}

TEST(StrokeMesh, nothingIsMadeOfNothing) {
  StrokeMesh mesh;
  appendStroke(mesh, {}, false, {.widthPx = 1});
  EXPECT_TRUE(mesh.vertices.empty());
  const std::vector<map::Vec2f> same = {{5, 5}, {5, 5}, {5, 5}};
  appendStroke(mesh, same, true, {.widthPx = 1, .dashPx = 3, .gapPx = 3});
  EXPECT_EQ(mesh.indices.size(), 6U) << "a place of no extent is a dot";
  for (const StrokeVertex& vertex : mesh.vertices)
    EXPECT_TRUE(std::isfinite(vertex.corner.x + vertex.corner.y));
}

TEST(StrokeMesh, aRingNoLargerThanAPixelIsOneSegmentAsLargeAsItself) {
  constexpr float kWidth = 1.5F;
  const std::vector<map::Vec2f> ring = {{10, 20}, {10.9F, 20.1F}, {10.8F, 20.5F}, {10.2F, 20.4F}};
  StrokeMesh mesh;
  appendStroke(mesh, ring, true, {.widthPx = kWidth});
  ASSERT_EQ(mesh.indices.size(), 6U);
  const StrokeVertex& last = mesh.vertices.back();
  EXPECT_NEAR(last.anchor.x - last.halfWidth, 10 - kWidth / 2, 1e-4);
  EXPECT_NEAR(last.anchor.x + last.length + last.halfWidth, 10.9 + kWidth / 2, 1e-4);
  EXPECT_NEAR(last.anchor.y - last.halfWidth, 20 - kWidth / 2, 1e-4);
  EXPECT_NEAR(last.anchor.y + last.halfWidth, 20.5 + kWidth / 2, 1e-4);

  std::vector<map::Vec2f> larger = ring;
  for (map::Vec2f& p : larger) p = {p.x * 2, p.y * 2};
  StrokeMesh whole, fine;
  appendStroke(whole, larger, true, {.widthPx = kWidth});
  EXPECT_GT(whole.indices.size(), 12U);
  appendStroke(fine, ring, true, {.widthPx = 0.25F});
  EXPECT_GT(fine.indices.size(), 12U) << "such a line leaves a hole";
}

TEST(StrokeMesh, droppedBendsStayWithinATwentiethOfAPixel) {
  std::vector<map::Vec2f> arc;
  for (int i = 0; i <= 1000; ++i) {
    const double angle = i * kPi / 1000;
    arc.push_back({static_cast<float>(100 * std::cos(angle)), static_cast<float>(100 * std::sin(angle))});
  }
  StrokeMesh mesh;
  appendStroke(mesh, arc, false, {.widthPx = 1});
  EXPECT_LT(mesh.vertices.size(), 400U);
  for (const StrokeVertex& vertex : mesh.vertices) {
    const map::Vec2f middle{vertex.anchor.x + vertex.direction.x * vertex.length / 2,
                            vertex.anchor.y + vertex.direction.y * vertex.length / 2};
    if (vertex.length > 0) {
      EXPECT_NEAR(std::hypot(middle.x, middle.y), 100, 0.06);
    }
  }
}

}  // namespace
}  // namespace dateline::render
