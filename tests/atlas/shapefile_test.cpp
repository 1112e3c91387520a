#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

namespace fs = std::filesystem;

class Shapefile : public LayerTest {
 protected:
  void SetUp() override {
    LayerTest::SetUp();
    for (const char* ending : {".shp", ".shx", ".dbf", ".prj"}) copy(std::string("two_lands_utm") + ending);
  }
  [[nodiscard]] fs::path file(const std::string& ending) const {
    return folder_ / ("two_lands_utm" + ending);
  }
  [[nodiscard]] std::string errorOf(const fs::path& path) const {
    const auto layer = openLayer(path);
    return layer ? "" : layer.error().message;
  }
};

void expectWhole(const LayerData& layer) {
  EXPECT_EQ(layer.features->features.size(), 2u);
  EXPECT_EQ(layer.features->attributes.value("name", 0), "Westland");
  EXPECT_NEAR(layer.features->bounds.minX, 60, 0.1) << "its system is known";
}

TEST_F(Shapefile, TheLettersOfItsEndingsMayBeCapitals) {
  const auto shp = folder_ / "Two Lands.Shp";
  fs::rename(file(".shp"), shp);
  fs::rename(file(".shx"), folder_ / "Two Lands.SHX");
  fs::rename(file(".dbf"), folder_ / "Two Lands.Dbf");
  fs::rename(file(".prj"), folder_ / "Two Lands.PRJ");
  const LayerData layer = mustOpen(shp);
  expectWhole(layer);
  EXPECT_TRUE(layer.warnings.empty());
  EXPECT_EQ(layer.name, "Two Lands");
}

TEST_F(Shapefile, AnIndexThatIsNotWholeIsMadeAgain) {
  fs::resize_file(file(".shx"), 100);
  const auto before = filesIn(folder_);
  const LayerData cut = mustOpen(file(".shp"));
  expectWhole(cut);
  EXPECT_TRUE(warns(cut, "the .shx file beside the .shp is damaged"));
  write("two_lands_utm.shx", "noise");
  expectWhole(mustOpen(file(".shp")));
  EXPECT_EQ(filesIn(folder_), before) << "nothing is written";
}

TEST_F(Shapefile, WhatIsWrongWithItsSystemIsTold) {
  write("two_lands_utm.prj", R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],)"
                             R"(PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])");
  const std::string wrong = errorOf(file(".shp"));
  EXPECT_NE(wrong.find("its .prj file says that its coordinates are in WGS 84"), std::string::npos) << wrong;
  write("two_lands_utm.prj", "garbage\n");
  const std::string garbage = errorOf(file(".shp"));
  EXPECT_NE(garbage.find("its .prj file names no coordinate system that is known"), std::string::npos)
      << garbage;
  write("two_lands_utm.prj", "");
  const std::string empty = errorOf(file(".shp"));
  EXPECT_NE(empty.find("its .prj file is empty"), std::string::npos) << empty;
  fs::remove(file(".prj"));
  const std::string none = errorOf(file(".shp"));
  EXPECT_NE(none.find("it has no .prj file"), std::string::npos) << none;
}

}  // namespace
}  // namespace dateline::atlas
