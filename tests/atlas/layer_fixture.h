// What the tests of atlas share: the fixtures' folder, a scratch folder, and questions about what was read.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "atlas/layer.h"

namespace dateline::atlas {

inline std::filesystem::path fixture(const std::string& name) {
  return std::filesystem::path(DATELINE_TEST_DATA) / "layers" / name;
}

inline std::set<std::string> filesIn(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

/// A folder of its own for each test.
class LayerTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        std::filesystem::path(testing::TempDir()) /
        ("dateline-" + std::string(info->test_suite_name()) + "-" + info->name() + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }
  std::filesystem::path copy(const std::string& fixtureName) {
    const auto target = folder_ / fixtureName;
    std::filesystem::copy_file(fixture(fixtureName), target,
                               std::filesystem::copy_options::overwrite_existing);
    return target;
  }

  std::filesystem::path folder_;
};

inline LayerData mustOpen(const std::filesystem::path& path, const OpenOptions& options = {}) {
  auto layer = openLayer(path, options);
  if (!layer) {
    ADD_FAILURE() << layer.error().text();
    return {
        .name = {}, .source = {}, .crs = {}, .features = std::make_shared<geo::FeatureSet>(), .warnings = {}};
  }
  return std::move(*layer);
}

inline bool warns(const LayerData& layer, const std::string& part, int count = -1) {
  for (const Warning& warning : layer.warnings) {
    if (warning.message.find(part) != std::string::npos && (count < 0 || warning.count == count)) return true;
  }
  return false;
}

/// The error is of this kind, is a sentence, and names the file.
inline void expectError(const std::filesystem::path& path, ErrorKind kind, const OpenOptions& options = {}) {
  const auto layer = openLayer(path, options);
  ASSERT_FALSE(layer.has_value()) << path;
  EXPECT_EQ(layer.error().kind, kind) << layer.error().text();
  EXPECT_NE(layer.error().text().find(path.filename().string()), std::string::npos) << layer.error().text();
  EXPECT_GT(layer.error().message.size(), 15u);
}

/// Signed sum of the areas in square degrees: rings less holes.
inline double areaOf(const geo::FeatureSet& set, const geo::Feature& feature) {
  double area = 0;
  for (const geo::Path& path : set.pathsOf(feature)) {
    const auto points = set.points(path);
    double twice = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto &a = points[i], &b = points[(i + 1) % points.size()];
      twice += a.lng * b.lat - b.lng * a.lat;
    }
    area += (path.hole ? -1 : 1) * std::abs(twice / 2);
  }
  return area;
}

/// What FeatureSet promises of every path.
inline void expectSound(const geo::FeatureSet& set) {
  for (const geo::Feature& feature : set.features) {
    EXPECT_GT(feature.pathCount, 0u);
    bool first = true;
    for (const geo::Path& path : set.pathsOf(feature)) {
      const auto points = set.points(path);
      ASSERT_FALSE(points.empty());
      if (feature.kind == geo::GeometryKind::polygon) {
        EXPECT_GE(points.size(), 3u);
        EXPECT_FALSE(points.front() == points.back());
      }
      EXPECT_FALSE(first && path.hole);
      first = false;
      for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_TRUE(std::isfinite(points[i].lng) && std::abs(points[i].lat) <= 90.0);
        EXPECT_TRUE(path.bounds.contains(points[i]) && feature.bounds.contains(points[i]) &&
                    set.bounds.contains(points[i]));
        if (i > 0 && feature.kind != geo::GeometryKind::point) {
          EXPECT_LE(std::abs(points[i].lng - points[i - 1].lng), 180.0);
        }
      }
    }
  }
}

}  // namespace dateline::atlas
