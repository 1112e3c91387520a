#include "atlas/blob_store.h"

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "atlas/layer_fixture.h"
#include "atlas/sqlite.h"

namespace dateline::atlas {
namespace {

namespace fs = std::filesystem;

class BlobStoreTest : public LayerTest {
 protected:
  [[nodiscard]] fs::path file() const { return folder_ / "cache" / "tiles.sqlite"; }

  void keepOne(const std::string& bytes = "some bytes") const {
    BlobStore store(file());
    store.keep("shelf", 7, bytes);
  }
  [[nodiscard]] std::optional<std::string> found() const { return BlobStore(file()).find("shelf", 7); }

  /// What every store must do whatever its file was: give nothing wrong, and keep again.
  void worksAgain() const {
    {
      BlobStore store(file());
      EXPECT_EQ(store.find("shelf", 7), std::nullopt);
      store.keep("shelf", 7, "new");
      store.finish();
    }
    keepOne("newer");
    EXPECT_EQ(found(), "newer");
  }
};

TEST_F(BlobStoreTest, BytesAreFoundInAnotherRun) {
  const std::string bytes = std::string(100'000, 'x') + std::string(1, '\0') + "end";
  keepOne(bytes);
  EXPECT_EQ(found(), bytes);
  BlobStore store(file());
  EXPECT_EQ(store.find("shelf", 8), std::nullopt);
  EXPECT_EQ(store.find("another", 7), std::nullopt);
}

TEST_F(BlobStoreTest, TheHighestNumberAndNoBytesAtAllAreKept) {
  {
    BlobStore store(file());
    store.keep("shelf", ~std::uint64_t{0}, "");
  }
  EXPECT_EQ(BlobStore(file()).find("shelf", ~std::uint64_t{0}), "");
}

TEST_F(BlobStoreTest, LookingMakesNoFile) {
  EXPECT_EQ(found(), std::nullopt);
  EXPECT_FALSE(fs::exists(file()));
}

TEST_F(BlobStoreTest, AFileOfSomethingElseIsBegunAnew) {
  fs::create_directories(file().parent_path());
  std::ofstream(file()) << std::string(100'000, 'n');
  worksAgain();
}

/// Runs statements on the store's file, which another program has opened.
SqliteHandle anotherProgram(const fs::path& file, const char* sql) {
  fs::create_directories(file.parent_path());
  sqlite3* opened = nullptr;
  EXPECT_EQ(sqlite3_open(file.c_str(), &opened), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(opened, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  return SqliteHandle(opened);
}

TEST_F(BlobStoreTest, ADataBaseOfOtherTablesIsBegunAnew) {
  anotherProgram(file(), "CREATE TABLE shelf(x)");
  worksAgain();
}

TEST_F(BlobStoreTest, AFileThatAnotherProgramHasLockedIsLeftAlone) {
  keepOne();
  {
    const SqliteHandle other = anotherProgram(file(), "BEGIN EXCLUSIVE");
    EXPECT_EQ(found(), std::nullopt);
    keepOne("not kept");
  }
  EXPECT_EQ(found(), "some bytes");
}

TEST_F(BlobStoreTest, AnEmptyFileThatCannotBeWrittenIsNoObstacle) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everything";
  fs::create_directories(file().parent_path());
  std::ofstream(file()).close();
  fs::permissions(file(), fs::perms::owner_read);
  fs::permissions(file().parent_path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(found(), std::nullopt);
  fs::permissions(file().parent_path(), fs::perms::owner_all);
}

/// A file system of so many bytes, as long as it lives; not there where one may not make one.
class SmallDisk {
 public:
  SmallDisk(fs::path at, int bytes) : at_(std::move(at)) {
    fs::create_directories(at_);
    mounted_ = mount("none", at_.c_str(), "tmpfs", 0, ("size=" + std::to_string(bytes)).c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount(at_.c_str());
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  explicit operator bool() const { return mounted_; }

 private:
  fs::path at_;
  bool mounted_;
};

TEST_F(BlobStoreTest, ADiskThatIsFullIsNoObstacle) {
  for (const int kilobytes : {4, 16, 32, 64, 128}) {
    const SmallDisk disk(file().parent_path(), kilobytes << 10);
    if (!disk) GTEST_SKIP() << "no file system may be mounted here";
    for (int run = 0; run < 2; ++run) {
      BlobStore store(file());
      for (std::uint64_t i = 0; i < 4; ++i) store.keep("shelf", i, std::string(20'000, 'x'));
      store.finish();
      for (std::uint64_t i = 0; i < 4; ++i)
        EXPECT_EQ(store.find("shelf", i).value_or(std::string(20'000, 'x')), std::string(20'000, 'x'));
    }
  }
}

TEST_F(BlobStoreTest, ATruncatedFileIsBegunAnew) {
  keepOne(std::string(500'000, 'x'));
  fs::resize_file(file(), fs::file_size(file()) / 2);
  worksAgain();
}

TEST_F(BlobStoreTest, ChangedBytesAreNotGiven) {
  keepOne(std::string(500'000, 'x'));
  std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(fs::file_size(file()) / 2));
  bytes.write("y", 1);
  bytes.close();
  EXPECT_EQ(found(), std::nullopt);
  keepOne();
  EXPECT_EQ(found(), "some bytes");
}

TEST_F(BlobStoreTest, AFolderThatCannotBeMadeIsNoObstacle) {
  std::ofstream(folder_ / "cache") << "a file where the folder should be";
  keepOne();
  EXPECT_EQ(found(), std::nullopt);
}

TEST_F(BlobStoreTest, BeyondTheLimitTheLongestUnusedShelfGoes) {
  const std::string bytes(300'000, 'x');
  const auto keep = [&](const std::string& shelf) {
    BlobStore store(file(), 1'000'000);
    store.keep(shelf, 1, bytes);
    store.finish();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // the order of use is told by the clock
  };
  keep("a");
  keep("b");
  {
    BlobStore store(file(), 1'000'000);
    EXPECT_TRUE(store.find("a", 1));  // and thereby used
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  keep("c");
  BlobStore store(file(), 1'000'000);
  EXPECT_TRUE(store.find("a", 1));
  EXPECT_FALSE(store.find("b", 1));
  EXPECT_TRUE(store.find("c", 1));
}

TEST_F(BlobStoreTest, ClearingForgetsAndCanBeFollowedByKeeping) {
  BlobStore store(file());
  store.keep("shelf", 7, std::string(100'000, 'x'));
  EXPECT_GT(store.clear(), 100'000u);
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_EQ(store.find("shelf", 7), std::nullopt);
  store.keep("shelf", 7, "again");
  store.finish();
  EXPECT_EQ(store.find("shelf", 7), "again");
}

TEST_F(BlobStoreTest, ThreadsAndStoresShareOneFile) {
  BlobStore one(file()), two(file());
  const auto work = [](BlobStore& store, std::uint64_t from) {
    for (std::uint64_t i = from; i < from + 100; ++i) {
      store.keep("shelf", i, std::to_string(i));
      store.find("shelf", i / 2);
    }
  };
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < 4; ++i) threads.emplace_back(work, std::ref(i % 2 == 0 ? one : two), i * 100);
  for (std::thread& thread : threads) thread.join();
  one.finish();
  two.finish();
  // A store that had to wait for the other's file may have kept nothing, but never anything wrong.
  std::size_t kept = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    const auto bytes = one.find("shelf", i);
    EXPECT_EQ(bytes.value_or(std::to_string(i)), std::to_string(i));
    kept += bytes.has_value();
  }
  EXPECT_GE(kept, 200u);
}

}  // namespace
}  // namespace dateline::atlas
