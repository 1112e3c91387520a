#include "atlas/raster.h"

#include <algorithm>
#include <fstream>

#include "atlas/layer_fixture.h"
#include "base/file.h"
#include "base/paths.h"

namespace dateline::atlas {
namespace {

class Raster : public LayerTest {
 protected:
  std::filesystem::path relief_ = *shippedFile("geodata/relief.jpg");
};

TEST_F(Raster, ReadsTheReliefOfTheWorld) {
  const Result<Image> image = readRaster(relief_);
  ASSERT_TRUE(image) << image.error().text();
  EXPECT_EQ(image->width, 2 * image->height);
  EXPECT_EQ(image->channels, 1);
  ASSERT_EQ(image->pixels.size(), static_cast<std::size_t>(image->width) * image->height);
  const auto [low, high] = std::ranges::minmax(image->pixels);
  EXPECT_LT(low, 100);
  EXPECT_GT(high, 150);
}

TEST_F(Raster, SaysWhatIsWrong) {
  const auto kindOf = [](const Result<Image>& image) { return image ? ErrorKind{} : image.error().kind; };
  EXPECT_EQ(kindOf(readRaster(folder_ / "missing.jpg")), ErrorKind::notFound);
  EXPECT_EQ(kindOf(readRaster(write("noise.jpg", "this is no picture"))), ErrorKind::invalid);
  const std::string whole = *readFile(relief_, 1 << 24);
  EXPECT_EQ(kindOf(readRaster(write("short.jpg", whole.substr(0, whole.size() / 2)))), ErrorKind::invalid);
  EXPECT_EQ(kindOf(readRaster(write("head.jpg", whole.substr(0, 300)))), ErrorKind::invalid);
}

}  // namespace
}  // namespace dateline::atlas
