#include "figure/read_image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>

#include "figure/png.h"
#include "figure/png_chunks.h"
#include "figure/test_images.h"

namespace dateline::figure {
namespace {

using testing::HasSubstr;

/// A PNG that says it is so large, grey, 8 bits; whatever its data are.
std::string pngSaying(std::uint32_t width, std::uint32_t height, const std::string& data) {
  std::string header;
  appendBigEndian(header, width);
  appendBigEndian(header, height);
  header += std::string("\x08\0\0\0\0", 5);
  return "\x89PNG\r\n\x1A\n" + pngChunk("IHDR", header) + pngChunk("IDAT", data) + pngChunk("IEND", "");
}

/// Zlib data that unpack to so many zeros: runs of 258 in two bits each, under fixed Huffman codes, with a
/// checksum that nobody looks at.
std::string zerosPacked(std::size_t bytes) {
  std::string packed("\x78\x01", 2);
  std::string bits =
      "110"
      "00110000";  // last block, fixed codes; literal 0
  std::string stream;
  for (std::size_t made = 1; made < bytes; made += 258)
    bits +=
        "11000101"
        "00000";  // length 258, distance 1
  bits +=
      "0000000"
      "00000000";  // the end of the block, and the rest of a byte
  for (std::size_t i = 0; i + 8 <= bits.size(); i += 8) {
    int byte = 0;
    for (std::size_t k = 0; k < 8; ++k) byte |= (bits[i + k] - '0') << k;
    stream.push_back(static_cast<char>(byte));
  }
  return packed + stream + std::string(4, '\0');
}

TEST(ReadImage, NamesAFileThatIsMissingAFolderOrEmpty) {
  const TemporaryFolder folder;
  std::ofstream(folder / "empty.png");
  const auto missing = readImage(folder / "missing.png");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::notFound);
  EXPECT_THAT(missing.error().text(), HasSubstr("missing.png"));
  ASSERT_FALSE(readImage(folder.path()));
  EXPECT_EQ(readImage(folder.path()).error().kind, ErrorKind::unreadable);
  const auto empty = readImage(folder / "empty.png");
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::invalid);
  EXPECT_THAT(empty.error().text(), HasSubstr("empty.png"));
}

TEST(ReadImage, RefusesAPngCutAnywhereBeforeItsLastPixel) {
  const std::string whole = encodePng(noise(40, 30, 4)).value();
  ASSERT_TRUE(decodeImage(whole));
  for (std::size_t length = 0; length < whole.size() - 40; length += 37)
    EXPECT_FALSE(decodeImage(whole.substr(0, length))) << "cut to " << length;
}

TEST(ReadImage, SurvivesNoiseAndFlippedBytes) {
  const Image image = noise(256, 256, 1);
  const std::string bytes(image.pixels.begin(), image.pixels.end());
  EXPECT_FALSE(decodeImage(bytes));
  EXPECT_FALSE(decodeImage("\xFF\xD8\xFF\xE0" + bytes));
  EXPECT_FALSE(decodeImage("\x89PNG\r\n\x1A\n" + bytes));
  const std::string whole = encodePng(coast(40, 30)).value();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    // Damaged pixels may decode; the shape must hold all the same.
    const auto decoded = decodeImage(damaged);
    if (!decoded) continue;
    EXPECT_EQ(decoded->pixels.size(), decoded->rowBytes() * static_cast<std::size_t>(decoded->height));
  }
}

TEST(ReadImage, RefusesSizesBeyondTheLimitsWithoutUnpacking) {
  for (const auto& [width, height] :
       {std::pair{32769U, 1U}, {1U, 40000U}, {0x7FFFFFFFU, 0x7FFFFFFFU}, {32768U, 32768U}}) {
    const auto decoded = decodeImage(pngSaying(width, height, "x"), "bomb.png");
    ASSERT_FALSE(decoded);
    EXPECT_THAT(decoded.error().text(), HasSubstr("bomb.png"));
    EXPECT_THAT(decoded.error().text(), HasSubstr("32768"));
  }
}

TEST(ReadImage, RefusesDataThatUnpackToMoreThanTheHeaderSays) {
  const std::string bomb = pngSaying(1, 1, zerosPacked(std::size_t{512} << 20));
  rusage before{}, after{};
  ::getrusage(RUSAGE_SELF, &before);
  EXPECT_FALSE(decodeImage(bomb));
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 64 << 10);  // KiB
}

TEST(ReadImage, ReadsDataPackedAsTheBombIs) {
  const auto decoded = decodeImage(pngSaying(99, 99, zerosPacked(100 * 99 + 600)));
  ASSERT_TRUE(decoded) << decoded.error().text();
  EXPECT_EQ(decoded->pixels, std::vector<std::uint8_t>(99 * 99));
}

}  // namespace
}  // namespace dateline::figure
