#include "atlas/kept_windows.h"

#include "atlas/window_fixture.h"

namespace dateline::atlas {
namespace {

using std::chrono::milliseconds;

/// Counts what is read of the source behind it.
class Counting final : public WindowedSource {
 public:
  Counting(std::unique_ptr<WindowedSource> source, int& reads) : source_(std::move(source)), reads_(reads) {}
  [[nodiscard]] const std::string& name() const override { return source_->name(); }
  [[nodiscard]] const geo::LngLatBox& extent() const override { return source_->extent(); }
  Result<WindowData> read(const Window& window, const WindowLimits& limits) override {
    ++reads_;
    return source_->read(window, limits);
  }
  Result<AttributeValues> valuesOf(const std::string& attribute, const CancelToken& cancel) override {
    return source_->valuesOf(attribute, cancel);
  }
  Status ping() override { return source_->ping(); }

 private:
  std::unique_ptr<WindowedSource> source_;
  int& reads_;
};

class KeptWindowsTest : public LayerTest {
 protected:
  void SetUp() override {
    LayerTest::SetUp();
    file_ = writeShapes(folder_ / "squares.fgb", squares());
  }

  WindowData read(const Window& window, const WindowLimits& limits = {}, milliseconds worthKeeping = {}) {
    KeptWindows source(std::make_unique<Counting>(mustOpenSource(file_), reads_), file_, folder_ / "cache",
                       worthKeeping);
    WindowData data = mustRead(source, window, limits);
    LayerCache::finish();
    return data;
  }

  std::filesystem::path file_;
  int reads_ = 0;
  const Window window_{.box = {10, 10, 60, 40}, .tolerance = 0.5};
};

TEST_F(KeptWindowsTest, AWindowIsReadOnceHoweverOftenTheFileIsOpened) {
  const WindowData first = read(window_);
  const WindowData again = read(window_);
  EXPECT_EQ(reads_, 1);
  EXPECT_EQ(numbersIn(again), numbersIn(first));
  EXPECT_TRUE(std::ranges::equal(again.layer.features->coords, first.layer.features->coords));
  EXPECT_EQ(again.layer.name, first.layer.name);
  EXPECT_EQ(again.layer.source, first.layer.source);
  EXPECT_EQ(again.simplified, first.simplified);
  EXPECT_EQ(again.layer.features->origin, first.layer.features->origin)
      << "so that its tiles are found again";
  EXPECT_FALSE(first.layer.features->origin.empty());
}

TEST_F(KeptWindowsTest, WhatIsSimplifiedStaysSo) {
  const WindowLimits limits{.bytes = 60'000};
  const WindowData first = read({.box = {-180, -85, 180, 85}, .tolerance = 3}, limits);
  ASSERT_TRUE(first.simplified);
  ASSERT_FALSE(first.cut);
  const WindowData again = read({.box = {-180, -85, 180, 85}, .tolerance = 3}, limits);
  EXPECT_EQ(reads_, 1);
  EXPECT_TRUE(again.simplified);
  EXPECT_EQ(again.coarse, first.coarse);
}

TEST_F(KeptWindowsTest, AnotherWindowOrLimitIsAnotherReading) {
  read(window_);
  Window other = window_;
  other.tolerance /= 2;
  read(other);
  other = window_;
  other.box.maxX += 1;
  read(other);
  other = window_;
  other.mercator = true;
  read(other);
  read(window_, {.bytes = 1 << 20});
  EXPECT_EQ(reads_, 5);
}

TEST_F(KeptWindowsTest, AFileThatChangedIsReadAnew) {
  read(window_);
  std::vector<Shape> fewer = squares();
  fewer.resize(fewer.size() / 2);
  std::filesystem::remove(file_);
  writeShapes(file_, fewer);
  std::filesystem::last_write_time(file_, std::filesystem::last_write_time(file_) + std::chrono::seconds(2));
  const WindowData now = read(window_);
  EXPECT_EQ(reads_, 2);
  EXPECT_EQ(numbersIn(now), numbersIn(mustRead(*mustOpenSource(file_), window_)));
}

TEST_F(KeptWindowsTest, WhatIsReadInNoTimeOrCutIsNotKept) {
  read(window_, {}, std::chrono::hours(1));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "cache"));
  const WindowData cut = read({.box = {-180, -85, 180, 85}}, {.bytes = 5'000});
  ASSERT_TRUE(cut.cut);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "cache"));
}

TEST_F(KeptWindowsTest, WhatIsDamagedIsReadAnew) {
  read(window_);
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "cache"))
    std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
  const WindowData now = read(window_);
  EXPECT_EQ(reads_, 2);
  EXPECT_EQ(numbersIn(now), numbersIn(mustRead(*mustOpenSource(file_), window_)));
}

}  // namespace
}  // namespace dateline::atlas
