#include "figure/screenshot_name.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/utf8.h"
#include "figure/test_images.h"

namespace dateline::figure {
namespace {

TEST(ScreenshotName, CountsPastTheFilesThatExist) {
  const TemporaryFolder folder;
  EXPECT_EQ(offeredName(folder.path(), "briefing"), folder / "briefing_1.png");
  std::ofstream(folder / "briefing_1.png");
  std::filesystem::create_symlink("nowhere", folder / "briefing_2.png");
  EXPECT_EQ(offeredName(folder.path(), "briefing"), folder / "briefing_3.png");
  EXPECT_EQ(offeredName(folder.path(), "briefing", ".pdf"), folder / "briefing_1.pdf");
}

TEST(ScreenshotName, StaysInTheFolderWhateverTheArticleIsCalled) {
  const TemporaryFolder folder;
  for (const char* name :
       {"../../etc/passwd", "/root/x", "a\nb", ".hidden", "..", "", "   ", "C:\\x", "\xFF\xFE"}) {
    const auto offered = offeredName(folder.path(), name);
    EXPECT_EQ(offered.parent_path(), folder.path()) << name;
    EXPECT_NE(offered.filename().string().front(), '.') << name;
    EXPECT_EQ(offered.filename().string().find('\n'), std::string::npos);
    EXPECT_TRUE(std::ofstream(offered).good()) << offered;
  }
}

TEST(ScreenshotName, IsShortEnoughForAFileSystemAndCutBetweenLetters) {
  const TemporaryFolder folder;
  std::string name;
  for (int i = 0; i < 400; ++i) name += "ә";
  const auto offered = offeredName(folder.path(), name);
  EXPECT_LT(offered.filename().string().size(), 140U);
  EXPECT_TRUE(isValidUtf8(offered.filename().string()));
}

}  // namespace
}  // namespace dateline::figure
