#include "map/bent_ground.h"
#include "render/fixture.h"

namespace dateline::render {
namespace {

using geo::LngLat;
using map::ProjectionKind;

struct Looked {
  ProjectionKind kind;
  LngLat centre;
  double zoom;
};

std::ostream& operator<<(std::ostream& out, const Looked& view) {
  return out << geo::nameOf(view.kind) << " around " << view.centre.lng << ", " << view.centre.lat
             << " at zoom " << view.zoom;
}

const Looked kViews[] = {
    {ProjectionKind::azimuthal, {68, 45}, 4.2}, {ProjectionKind::azimuthal, {179, 62}, 3.0},
    {ProjectionKind::azimuthal, {20, 89}, 3.3}, {ProjectionKind::azimuthal, {0, -90}, 2.4},
    {ProjectionKind::azimuthal, {10, 50}, 0.7}, {ProjectionKind::azimuthal, {71.4, 51.1}, 13.3},
    {ProjectionKind::globe, {68, 45}, 1.2},     {ProjectionKind::globe, {-179, 5}, 2.0},
    {ProjectionKind::globe, {30, 90}, 1.6},     {ProjectionKind::globe, {68, 45}, 6.4},
};

/// A tile that is filled all over, and as far beyond its edges as meshes reach.
std::shared_ptr<map::TileMesh> filledMesh() {
  const auto mesh = newMesh();
  constexpr float kReach = 1.0F / 32;
  mesh->fillVertices = {
      {-kReach, -kReach}, {1 + kReach, -kReach}, {1 + kReach, 1 + kReach}, {-kReach, 1 + kReach}};
  mesh->fillIndices = {0, 1, 2, 0, 2, 3};
  mesh->fills = {{0, 0, 6}};
  return mesh;
}

class Bent : public RenderTest {
 protected:
  static constexpr int kWidth = 700, kHeight = 500;

  static map::Camera cameraOf(const Looked& view) {
    return {map::viewOf(view.kind, view.centre, map::Zoom{view.zoom}), kWidth, kHeight};
  }

  /// A scene whose one layer gets for every tile of the cover the mesh that `make` gives.
  template <typename Make>
  map::Scene sceneOf(const map::Camera& camera, map::ClassPaint paint, const Make& make) {
    map::Scene scene = whiteScene(kWidth, kHeight);
    ground_.update(camera);
    const auto squares = ground_.cover(camera, 0);
    int finest = 0;
    for (const map::TileSquare& square : squares) finest = std::max(finest, square.z);
    map::SceneLayer layer;
    layer.classes.push_back(paint);
    for (const map::TileSquare& square : squares) {
      const auto cut = ground_.cut(square, finest);
      scene.cuts.push_back(cut);
      layer.tiles.push_back({make(square), ground_.anchor(camera), 512, ground_.boxOf(square, camera),
                             ground_.bend(square), cut});
    }
    scene.ground.emplace_back(layer);
    return scene;
  }

  map::BentGround ground_;
};

TEST_F(Bent, tilesFillTheEarthWithoutGapAndWithoutOverlap) {
  for (const Looked& view : kViews) {
    const map::Camera camera = cameraOf(view);
    // Half transparent: an overlap would be darker, a gap lighter.
    const map::Scene scene = sceneOf(camera, {.fill = map::rgb(0x000000, 128)},
                                     [](const map::TileSquare&) { return filledMesh(); });
    const Image image = imageOf(scene);
    int wrong = 0, seen = 0;
    std::string where;
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        const geo::ScreenPoint middle{x + 0.5, y + 0.5};
        // Where the map ends tiles run on beyond the edge, which is covered afterwards.
        if (!camera.onEarth(middle)) continue;
        // Along the rim of the azimuthal disc a degree is a fiftieth of a pixel, and triangles lie upon one
        // another.
        const double angle =
            geo::distanceMetres(view.centre, camera.toLngLat(middle)) / 6371008.8 * 180 / 3.14159265;
        if (view.kind == ProjectionKind::azimuthal && angle > 155) continue;
        ++seen;
        const int grey = pixelAt(image, x, y).r;
        if (std::abs(grey - 127) <= 1) continue;
        if (++wrong <= 5)
          where += std::to_string(x) + "," + std::to_string(y) + ": " + std::to_string(grey) + "; ";
      }
    }
    EXPECT_GT(seen, 20'000) << view;
    EXPECT_EQ(wrong, 0) << view << " at " << where;
  }
}

TEST_F(Bent, fillsEndWhereTheirPlacesLie) {
  // The land east of a meridian and north of a parallel, both of which are straight in no tile.
  for (const Looked& view : kViews) {
    const map::Camera camera = cameraOf(view);
    const double east = view.centre.lng + 40 / std::exp2(view.zoom);
    const geo::WorldPoint edge = geo::tallMercator().project(
        {east, std::clamp(view.centre.lat - 25 / std::exp2(view.zoom), -84.0, 84.0)});
    const LngLat corner = geo::tallMercator().unproject(edge);
    const map::Scene scene = sceneOf(camera, {.fill = kBlack}, [&](const map::TileSquare& square) {
      const double size = std::exp2(square.z);
      const auto mesh = newMesh();
      const auto local = [](double value) { return static_cast<float>(std::clamp(value, -0.03, 1.03)); };
      // Of the copies of the world that which begins at the meridian.
      for (const int copy : {-1, 0, 1}) {
        const float x0 = local((edge.x + copy) * size - square.x),
                    x1 = local((edge.x + copy + 0.5) * size - square.x);
        const float y0 = local(-1 * size - square.y), y1 = local(edge.y * size - square.y);
        if (x1 <= x0 || y1 <= y0) continue;
        const auto first = static_cast<std::uint32_t>(mesh->fillVertices.size());
        mesh->fillVertices.insert(mesh->fillVertices.end(), {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
        for (const std::uint32_t i : {0U, 1U, 2U, 0U, 2U, 3U}) mesh->fillIndices.push_back(first + i);
      }
      mesh->fills = {{0, 0, static_cast<std::uint32_t>(mesh->fillIndices.size())}};
      return mesh;
    });
    const Image image = imageOf(scene);
    int wrong = 0;
    std::string where;
    for (int y = 0; y < kHeight; y += 3) {
      for (int x = 0; x < kWidth; x += 3) {
        const auto inside = [&](double dx, double dy) {
          const geo::ScreenPoint at{x + 0.5 + dx, y + 0.5 + dy};
          if (!camera.onEarth(at)) return -1;
          const LngLat place = camera.toLngLat(at);
          const double away = place.lng - corner.lng;
          return static_cast<int>(place.lat > corner.lat && away - std::floor(away / 360) * 360 < 180);
        };
        // A quarter of a pixel to each side the answer is the same, so the pixel's own is certain.
        const int answer = inside(0, 0);
        if (answer < 0 || inside(-0.25, 0) != answer || inside(0.25, 0) != answer ||
            inside(0, -0.25) != answer || inside(0, 0.25) != answer)
          continue;
        if ((pixelAt(image, x, y).r < 128) == (answer == 1)) continue;
        const LngLat at = camera.toLngLat({x + 0.5, y + 0.5});
        if (++wrong <= 5)
          where += std::to_string(x) + "," + std::to_string(y) + " (" + std::to_string(at.lng) + " " +
                   std::to_string(at.lat) + "); ";
      }
    }
    EXPECT_EQ(wrong, 0) << view << " at " << where << " edge " << corner.lng << " " << corner.lat;
  }
}

TEST_F(Bent, aMapThatIsPannedByWholePixelsHasTheSamePixels) {
  const map::Camera before = cameraOf(kViews[0]);
  const auto make = [](const map::TileSquare& square) {
    const auto mesh = newMesh();
    for (int i = 0; i < 9; ++i)
      mesh->linePoints.push_back(
          {0.1F * static_cast<float>(i), 0.1F + 0.02F * static_cast<float>(i * square.x % 7)});
    mesh->polyLines = {{0, 9, false}};
    mesh->lines = {{0, 0, 1}};
    return mesh;
  };
  std::vector<std::shared_ptr<map::TileMesh>> meshes;
  std::vector<map::TileSquare> squares;
  const auto kept = [&](const map::TileSquare& square) {
    for (std::size_t i = 0; i < squares.size(); ++i)
      if (squares[i] == square) return meshes[i];
    squares.push_back(square);
    meshes.push_back(make(square));
    return meshes.back();
  };
  const map::ClassPaint paint{.line = map::ClassPaint::Line{kBlack, 1.6F}};
  const Image a = imageOf(sceneOf(before, paint, kept));
  const Image b = imageOf(sceneOf(before.panned(24, -10), paint, kept));
  int different = 0;
  for (int y = 20; y < kHeight - 20; ++y)
    for (int x = 40; x < kWidth - 40; ++x) different += pixelAt(a, x, y) != pixelAt(b, x + 24, y - 10);
  EXPECT_EQ(different, 0);
}

TEST_F(Bent, bandsOfAPictureAreTheWholePicture) {
  const map::Camera camera = cameraOf(kViews[6]);
  map::Scene scene = sceneOf(camera, {.fill = kBlack}, [](const map::TileSquare&) { return filledMesh(); });
  const geo::Disc disc = *camera.projection().disc();
  scene.disc =
      map::SceneDisc{camera.toScreen(disc.centre), disc.radius * geo::worldSizePx(camera.view().zoom),
                     map::rgb(0x804020), map::rgb(0x102030)};
  const Image whole = imageOf(scene);
  EXPECT_EQ(pixelAt(whole, 2, 2), map::rgb(0x804020));
  EXPECT_EQ(pixelAt(whole, kWidth / 2, kHeight / 2), kBlack);
  const Image banded = imageOf(scene, {.bandWidth = 130, .bandHeight = 77});
  EXPECT_EQ(compare(whole, banded).count, 0) << compare(whole, banded);
  ImageOptions transparent;
  transparent.transparent = true;
  scene.ground.clear();
  const Image clear = imageOf(scene, transparent);
  EXPECT_EQ(pixelAt(clear, 2, 2).a, 0) << "there is nothing beside the globe";
}

}  // namespace
}  // namespace dateline::render
