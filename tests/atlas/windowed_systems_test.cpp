#include <ogr_spatialref.h>

#include <memory>

#include "atlas/window_fixture.h"

// Layers in other coordinate systems, or in none, read by the window.

namespace dateline::atlas {
namespace {

class WindowedSystems : public LayerTest {
 protected:
  std::filesystem::path file(const std::string& name) { return folder_ / name; }
};

TEST_F(WindowedSystems, GeocentricCoordinatesAreRefused) {
  // Without their third they would all lie about the equator.
  for (const std::string ending : {".fgb", ".gpkg"}) {
    const Written how{.driver = ending == ".fgb" ? "FlatGeobuf" : "GPKG", .epsg = 4978};
    const auto path = writeShapes(file("a" + ending), {square(1'500'000, 4'200'000, 1000)}, how);
    const auto source = WindowedSource::open(path);
    ASSERT_FALSE(source);
    EXPECT_NE(source.error().message.find("cannot be turned into longitude and latitude"), std::string::npos);
    expectError(path, ErrorKind::unsupported);
  }
}

}  // namespace
}  // namespace dateline::atlas
