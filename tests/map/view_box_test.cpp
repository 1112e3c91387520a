#include "map/view_box.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace dateline::map
