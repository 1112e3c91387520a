// What is said of files that cannot be read, or of which nothing is left, is true and helps.
#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

namespace fs = std::filesystem;

class Messages : public LayerTest {
 protected:
  static void expectSays(const fs::path& path, ErrorKind kind, const std::string& words) {
    expectError(path, kind);
    const auto layer = openLayer(path);
    if (!layer) {
      EXPECT_NE(layer.error().message.find(words), std::string::npos) << layer.error().message;
    }
  }
};

TEST_F(Messages, WhatCannotBeLookedAtIsToldByItsReason) {
  fs::create_symlink(folder_ / "b.geojson", folder_ / "a.geojson");
  fs::create_symlink(folder_ / "a.geojson", folder_ / "b.geojson");
  expectSays(folder_ / "a.geojson", ErrorKind::unreadable, "leads back to itself");
  expectSays(folder_ / (std::string(300, 'n') + ".geojson"), ErrorKind::unreadable, "so long a name");
}

TEST_F(Messages, AFolderThatMayNotBeEnteredIsTold) {
  if (geteuid() == 0) GTEST_SKIP() << "root may enter everything";
  fs::create_directory(folder_ / "closed");
  fs::permissions(folder_ / "closed", fs::perms::none);
  expectSays(folder_ / "closed" / "a.geojson", ErrorKind::unreadable, "may not be entered");
  fs::permissions(folder_ / "closed", fs::perms::owner_all);
}

TEST_F(Messages, AnArchiveIsToBeUnpacked) {
  expectSays(write("a.zip", std::string("PK\3\4\24\0\0\0", 8) + std::string(200, '\1')),
             ErrorKind::unsupported, "unpack it");
  expectSays(write("a.geojson.gz", "\x1f\x8b\x08" + std::string(200, '\1')), ErrorKind::unsupported,
             "unpack it");
}

TEST_F(Messages, WhereNothingIsLeftTheReasonsAreTold) {
  const auto path = write("a.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{},"geometry":null},
    {"type":"Feature","properties":{},"geometry":null},
    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1],[1,1]]]}}]})");
  expectSays(path, ErrorKind::invalid, "without a geometry were left out (2)");
  expectSays(path, ErrorKind::invalid, "three different points");
  expectSays(write("b.geojson", R"({"type":"FeatureCollection","features":[]})"), ErrorKind::invalid,
             "no features");
}

TEST_F(Messages, AnEmptyPointAmongOthersIsNoMistake) {
  const LayerData layer = mustOpen(write("a.csv", "WKT,n\n\"MULTIPOINT((78 43),EMPTY)\",1\n"));
  EXPECT_EQ(layer.features->coords.size(), 1u);
  EXPECT_FALSE(warns(layer, "not numbers"));
}

}  // namespace
}  // namespace dateline::atlas
