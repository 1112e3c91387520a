#include "figure/png.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "figure/png_chunks.h"
#include "figure/read_image.h"
#include "figure/test_images.h"

namespace dateline::figure {
namespace {

using testing::HasSubstr;

std::string fileBytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t filesIn(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

/// The data of each chunk of a type; fails the test on a CRC or length that is wrong.
std::vector<std::string> chunksOf(const std::string& png, std::string_view type) {
  std::vector<std::string> found;
  for (std::size_t at = 8; at < png.size();) {
    const std::size_t length = bigEndianAt(png, at);
    const std::string_view data = std::string_view(png).substr(at + 8, length);
    const std::string_view whole = std::string_view(png).substr(at, length + 12);
    EXPECT_EQ(pngChunk(whole.substr(4, 4), data), whole);
    if (whole.substr(4, 4) == type) found.emplace_back(data);
    at += length + 12;
  }
  return found;
}

TEST(Png, GivesBackEveryPixelWithItsAlpha) {
  const Image image = noise(61, 47, 4);
  const auto png = encodePng(image);
  ASSERT_TRUE(png) << png.error().text();
  const auto back = decodeImage(*png);
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(back->width, 61);
  EXPECT_EQ(back->height, 47);
  EXPECT_EQ(back->pixels, image.pixels);
}

TEST(Png, GivesBackGreyAsOneChannel) {
  const Image image = noise(17, 5, 1);
  const auto back = decodeImage(encodePng(image).value());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->channels, 1);
  EXPECT_EQ(back->pixels, image.pixels);
}

TEST(Png, LeavesTheAlphaChannelOutOfAnOpaqueImageOnly) {
  Image image = coast(64, 64);
  constexpr char kRgb = 2, kRgba = 6;
  const std::size_t colourType = 25;
  EXPECT_EQ(encodePng(image).value()[colourType], kRgb);
  EXPECT_EQ(decodeImage(encodePng(image).value())->pixels, image.pixels);
  image.pixels[4 * 1000 + 3] = 254;
  EXPECT_EQ(encodePng(image).value()[colourType], kRgba);
  EXPECT_EQ(decodeImage(encodePng(image).value())->pixels, image.pixels);
}

TEST(Png, IsTheSameBytesForTheSameImage) {
  EXPECT_EQ(encodePng(coast(300, 200)).value(), encodePng(coast(300, 200)).value());
}

TEST(Png, SaysItsResolutionInMetres) {
  const auto chunks = chunksOf(encodePng(coast(8, 8), {.dpi = 300}).value(), "pHYs");
  ASSERT_EQ(chunks.size(), 1U);
  EXPECT_EQ(bigEndianAt(chunks[0], 0), 11811U);  // 300 / 0.0254
  EXPECT_EQ(bigEndianAt(chunks[0], 4), 11811U);
  EXPECT_EQ(chunks[0][8], 1);
  EXPECT_TRUE(chunksOf(encodePng(coast(8, 8)).value(), "pHYs").empty());
}

TEST(Png, CarriesTextsInAnyScript) {
  const auto png =
      encodePng(coast(8, 8), {.texts = {{"Title", "A map"}, {"Author", "Әсел"}, {"Bad\nkey", "x\xFFy"}}})
          .value();
  EXPECT_THAT(chunksOf(png, "tEXt"), testing::ElementsAre(std::string("Title\0A map", 11)));
  const auto international = chunksOf(png, "iTXt");
  ASSERT_EQ(international.size(), 2U);
  EXPECT_EQ(international[0], std::string("Author\0\0\0\0\0", 11) + "Әсел");
  EXPECT_THAT(international[1], testing::StartsWith("Bad_key"));
  EXPECT_THAT(international[1], HasSubstr("x\uFFFDy"));
  EXPECT_TRUE(decodeImage(png));
}

TEST(Png, RefusesShapesThatAreNone) {
  EXPECT_EQ(encodePng(Image{}).error().kind, ErrorKind::usage);
  EXPECT_EQ(encodePng(Image{.width = 3, .height = 3, .channels = 4, .pixels = std::vector<std::uint8_t>(35)})
                .error()
                .kind,
            ErrorKind::usage);
  EXPECT_EQ(
      encodePng(Image{.width = -1, .height = -36, .channels = 1, .pixels = std::vector<std::uint8_t>(36)})
          .error()
          .kind,
      ErrorKind::usage);
}

TEST(Png, StopsWhenItIsCancelledAndReportsProgressTillThen) {
  PngOptions options;
  std::vector<double> seen;
  options.progress = [&](double done) {
    seen.push_back(done);
    if (done > 0.2) options.cancel.cancel();
  };
  const auto png = encodePng(coast(64, 64), options);
  ASSERT_FALSE(png);
  EXPECT_EQ(png.error().kind, ErrorKind::cancelled);
  EXPECT_LT(seen.front(), seen.back());
  EXPECT_LT(seen.back(), 1.0);
}

TEST(Png, IsWrittenAndReadFromAFile) {
  const TemporaryFolder folder;
  const Image image = coast(320, 200);
  ASSERT_TRUE(writePng(folder / "map.png", image));
  EXPECT_EQ(filesIn(folder.path()), 1U);
  const auto back = readImage(folder / "map.png");
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(back->pixels, image.pixels);
}

TEST(Png, NamesTheFolderThatDoesNotExist) {
  const TemporaryFolder folder;
  const Status written = writePng(folder / "no such folder/map.png", coast(8, 8));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::io);
  EXPECT_THAT(written.error().text(), HasSubstr("no such folder"));
}

TEST(Png, LeavesTheOldFileWhereTheFolderMayNotBeWritten) {
  if (::geteuid() == 0)
    GTEST_SKIP() << "root may write everywhere; the test of the full disk covers the rest";
  const TemporaryFolder folder;
  std::ofstream(folder / "map.png") << "old";
  std::filesystem::permissions(folder.path(),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const Status written = writePng(folder / "map.png", coast(8, 8));
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::io);
  EXPECT_EQ(fileBytes(folder / "map.png"), "old");
}

/// While it lives, no file of this process may grow beyond a size: writes end early as they do on a full
/// disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit small{bytes, limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit limit_{};
  void (*before_)(int);
};

TEST(Png, LeavesTheOldFileAndNothingElseWhereTheDiskIsFull) {
  const TemporaryFolder folder;
  std::ofstream(folder / "map.png") << "old";
  Status written;
  {
    const FullDisk full(1000);
    written = writePng(folder / "map.png", noise(100, 100, 4));
  }
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::io);
  EXPECT_THAT(written.error().text(), HasSubstr("map.png"));
  EXPECT_EQ(fileBytes(folder / "map.png"), "old");
  EXPECT_EQ(filesIn(folder.path()), 1U);
}

}  // namespace
}  // namespace dateline::figure
