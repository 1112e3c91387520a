#include "map/view_box.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace dateline::map {
namespace {

bool holds(const LngLatBox& box, LngLat place) {
  const double lng = box.centre().lng + std::remainder(place.lng - box.centre().lng, 360.0);
  return box.contains(LngLat{lng, place.lat});
}

TEST(BoxInView, HoldsAllThatIsSeen) {
  for (const ProjectionKind kind :
       {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe})
    for (const LngLat middle : {LngLat{0, 0}, LngLat{179, -30}, LngLat{70, 88}, LngLat{-100, 60}})
      for (const double zoom : {1.0, 3.0, 6.0, 12.0}) {
        const Camera camera(viewOf(kind, middle, Zoom{zoom}), 900, 600);
        const LngLatBox box = boxInView(camera, 0);
        for (int x = 0; x <= 900; x += 7)
          for (int y = 0; y <= 600; y += 7)
            ASSERT_TRUE(holds(box, camera.toLngLat({static_cast<double>(x), static_cast<double>(y)})))
                << middle.lng << " " << middle.lat << " zoom " << zoom << " at " << x << "," << y;
      }
}

TEST(BoxInView, IsNotMuchMoreThanWhatIsSeen) {
  const Camera camera(viewOf(ProjectionKind::mercator, {10, 50}, Zoom{8}), 900, 600);
  const LngLatBox box = boxInView(camera, 0);
  EXPECT_LT(box.width(), 900 / geo::worldSizePx(Zoom{8}) * 360 * 1.1);
  EXPECT_NEAR(boxInView(camera, 450).width() / box.width(), 2, 0.05);
}

TEST(CapInView, HoldsAllThatIsSeenAndLittleMore) {
  for (const ProjectionKind kind :
       {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe})
    for (const LngLat middle : {LngLat{0, 0}, LngLat{179, -30}, LngLat{70, 88}, LngLat{-100, 60}})
      for (const double zoom : {1.0, 3.0, 6.0, 12.0, 18.0}) {
        const Camera camera(viewOf(kind, middle, Zoom{zoom}), 900, 600);
        const std::optional<GroundCap> cap = capInView(camera, 50);
        EXPECT_TRUE(cap || zoom < 6) << "of a part of the Earth there is one";
        if (!cap) continue;
        double farthest = 0;
        for (int x = -50; x <= 950; x += 10)
          for (int y = -50; y <= 650; y += 10) {
            const LngLat place = camera.toLngLat({static_cast<double>(x), static_cast<double>(y)});
            const Direction d = directionOf(place), m = cap->middle;
            farthest = std::max(farthest, std::hypot(d.x - m.x, d.y - m.y, d.z - m.z));
            ASSERT_TRUE(cap->holds(d))
                << middle.lng << " " << middle.lat << " zoom " << zoom << " at " << x << "," << y;
          }
        EXPECT_LT(cap->chord, farthest * 1.15);
      }
}

TEST(CapInView, IsNoneOfAllTheEarth) {
  for (const ProjectionKind kind :
       {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe})
    EXPECT_FALSE(capInView(Camera(viewOf(kind, {70, 45}, Zoom{1}), 900, 600), 0));
}

}  // namespace
}  // namespace dateline::map
