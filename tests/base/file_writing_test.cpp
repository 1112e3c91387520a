#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include "base/descriptor.h"
#include "base/file.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

class FileWriting : public ::testing::Test {
 protected:
  FileWriting() {
    std::string name = (fs::temp_directory_path() / "dateline-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~FileWriting() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path file(const std::string& name) const { return folder_ / name; }
  static void put(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }
  static std::string textOf(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static mode_t modeOf(const fs::path& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
  }
  [[nodiscard]] std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }

  fs::path folder_;
};

TEST_F(FileWriting, KeepsThePermissionsOfTheOldFile) {
  put(file("a"), "old");
  ASSERT_EQ(::chmod(file("a").c_str(), 0600), 0);
  ASSERT_TRUE(writeFileAtomically(file("a"), "new"));
  EXPECT_EQ(textOf(file("a")), "new");
  EXPECT_EQ(modeOf(file("a")), 0600U);
  const mode_t mask = ::umask(027);
  EXPECT_TRUE(writeFileAtomically(file("b"), "new"));
  ::umask(mask);
  EXPECT_EQ(modeOf(file("b")), 0640U);
  EXPECT_EQ(files(), 2);
}

TEST_F(FileWriting, ANameDoesNotEndAtANul) {
  put(file("a"), "old");
  const std::string name = file("a").string() + std::string("\0.png", 5);
  EXPECT_FALSE(writeFileAtomically(name, "new"));
  EXPECT_FALSE(readFile(name, 100));
  EXPECT_EQ(textOf(file("a")), "old");
}

TEST_F(FileWriting, KeepsAFileThatIsToBeKept) {
  ASSERT_TRUE(writeFileAtomically(file("a"), "first", Existing::keep));
  const Status again = writeFileAtomically(file("a"), "second", Existing::keep);
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().message.find("choose another name"), std::string::npos);
  EXPECT_EQ(textOf(file("a")), "first");
  EXPECT_EQ(files(), 1);
}

TEST_F(FileWriting, OfTwoThatWriteOneFileAtOnceOneIsRefused) {
  constexpr int kWriters = 8, kTimes = 20;
  for (int time = 0; time < kTimes; ++time) {
    const fs::path path = file(std::to_string(time));
    std::atomic<int> written = 0;
    std::vector<std::jthread> writers;
    for (int i = 0; i < kWriters; ++i)
      writers.emplace_back([&] { written += writeFileAtomically(path, "x", Existing::keep) ? 1 : 0; });
    writers.clear();
    EXPECT_EQ(written, 1);
  }
  EXPECT_EQ(files(), kTimes);
}

TEST_F(FileWriting, ReplacesWhatALinkLeadsToAndNotTheLink) {
  fs::create_directory(file("real"));
  put(file("real/a"), "old");
  fs::create_symlink("real/a", file("link"));
  fs::create_symlink("real/none", file("nowhere"));
  ASSERT_TRUE(writeFileAtomically(file("link"), "new"));
  ASSERT_TRUE(writeFileAtomically(file("nowhere"), "new"));
  EXPECT_TRUE(fs::is_symlink(file("link")));
  EXPECT_TRUE(fs::is_symlink(file("nowhere")));
  EXPECT_EQ(textOf(file("real/a")), "new");
  EXPECT_EQ(textOf(file("real/none")), "new");
}

TEST_F(FileWriting, ACircleOfLinksIsAnErrorAndStays) {
  fs::create_symlink(file("b"), file("a"));
  fs::create_symlink(file("a"), file("b"));
  EXPECT_FALSE(writeFileAtomically(file("a"), "new"));
  EXPECT_TRUE(fs::is_symlink(file("a")));
}

TEST_F(FileWriting, FollowsNoLinkThatAStrangerLeftInAFolderForAll) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can make somebody else's link";
  fs::create_directory(file("all"));
  ASSERT_EQ(::chmod(file("all").c_str(), 01777), 0);
  put(file("own"), "old");
  fs::create_symlink(file("own"), file("all") / "map.png");
  ASSERT_EQ(::lchown((file("all") / "map.png").c_str(), 65534, 65534), 0);
  EXPECT_FALSE(writeFileAtomically(file("all") / "map.png", "new"));
  EXPECT_EQ(textOf(file("own")), "old");
  ASSERT_EQ(::lchown((file("all") / "map.png").c_str(), 0, 0), 0);
  EXPECT_TRUE(writeFileAtomically(file("all") / "map.png", "new"));
  EXPECT_EQ(textOf(file("own")), "new");
}

TEST_F(FileWriting, WhatTakesBytesAsTheyComeIsWrittenToAndStays) {
  ASSERT_EQ(::mkfifo(file("fifo").c_str(), 0600), 0);
  const Descriptor reader(::open(file("fifo").c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  std::array<char, 8> got{};
  EXPECT_TRUE(takesBytesAsTheyCome(file("fifo")));
  ASSERT_TRUE(writeFileAtomically(file("fifo"), "bytes"));
  EXPECT_EQ(::read(reader.get(), got.data(), got.size()), 5);
  EXPECT_TRUE(fs::is_fifo(file("fifo")));

  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const Descriptor out(ends[0]), in(ends[1]);
  ASSERT_TRUE(writeFileAtomically("/dev/fd/" + std::to_string(in.get()), "more"));
  EXPECT_EQ(::read(out.get(), got.data(), got.size()), 4);

  ASSERT_TRUE(writeFileAtomically("/dev/null", "nothing"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_FALSE(writeFileAtomically("/dev/full", "too much"));
}

TEST_F(FileWriting, AFileThatIsAlreadyOpenGoesOnWhereItStands) {
  const Descriptor open(::open(file("a").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  ASSERT_EQ(::write(open.get(), "one ", 4), 4);
  ASSERT_TRUE(writeFileAtomically("/dev/fd/" + std::to_string(open.get()), "two "));
  ASSERT_EQ(::write(open.get(), "three", 5), 5);
  EXPECT_EQ(textOf(file("a")), "one two three");
}

TEST_F(FileWriting, TakesTheLongestNames) {
  const fs::path path = file(std::string(255, 'x'));
  ASSERT_TRUE(writeFileAtomically(path, "a"));
  ASSERT_TRUE(writeFileAtomically(path, "b"));
  EXPECT_EQ(textOf(path), "b");
}

TEST_F(FileWriting, AProgramThatIsStoppedInTheMiddleLeavesNothing) {
  if (!Descriptor(::open(folder_.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600)).open())
    GTEST_SKIP() << "SKIPPED: no files without a name in " << folder_;
  const auto stopped = [&] {
    const rlimit limit{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    static_cast<void>(writeFileAtomically(file("a"), std::string(100'000, 'x')));
  };
  EXPECT_EXIT(stopped(), ::testing::KilledBySignal(SIGXFSZ), "");
  EXPECT_EQ(files(), 0);
}

TEST_F(FileWriting, AFolderIsRefused) {
  const Status written = writeFileAtomically(folder_, "x");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("is a folder"), std::string::npos);
}

}  // namespace
}  // namespace dateline
