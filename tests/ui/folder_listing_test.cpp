#include "ui/folder_listing.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>

namespace dateline::ui {
namespace {

namespace fs = std::filesystem;

class FolderListingTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("dateline-folder-" + std::to_string(getpid()) +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_ / "beta");
    fs::create_directories(folder_ / ".hidden");
    for (const char* name : {"Zulu.txt", "alpha.TXT", "map.gpkg", ".secret.txt"})
      std::ofstream(folder_ / name) << "x";
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(FolderListingTest, FoldersComeFirstAndNamesInOrderWithoutCase) {
  const FolderListing listing = listFolder(folder_, {});
  std::vector<std::string> names;
  for (const FolderEntry& entry : listing.entries) names.push_back(entry.name);
  EXPECT_EQ(names, (std::vector<std::string>{"beta", "alpha.TXT", "map.gpkg", "Zulu.txt"}));
  EXPECT_TRUE(listing.entries.front().folder);
}

TEST_F(FolderListingTest, ExtensionsChooseFilesButNeverFolders) {
  constexpr std::array<std::string_view, 1> kText = {".txt"};
  const FolderListing listing = listFolder(folder_, kText);
  ASSERT_EQ(listing.entries.size(), 3u);
  EXPECT_EQ(listing.entries[1].name, "alpha.TXT");
}

TEST_F(FolderListingTest, AFolderThatIsNotThereIsASentence) {
  const FolderListing listing = listFolder(folder_ / "gone", {});
  EXPECT_TRUE(listing.entries.empty());
  EXPECT_FALSE(listing.problem.empty());
}

}  // namespace
}  // namespace dateline::ui
