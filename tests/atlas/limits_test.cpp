#include <new>

#include "atlas/layer_fixture.h"
#include "atlas/sqlite.h"

namespace dateline::atlas {
namespace {

class Limits : public LayerTest {
 protected:
  /// A GeoPackage with a view that never ends.
  std::filesystem::path withView(const std::string& geometry) {
    const auto path = copy("two_lands.gpkg");
    sqlite3* opened = nullptr;
    EXPECT_EQ(sqlite3_open(path.c_str(), &opened), SQLITE_OK);
    const SqliteHandle file(opened);
    const std::string sql =
        "CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS "
        "fid, " +
        geometry +
        " AS geom, 'a text that is longer than fits into a string' AS t FROM c;"
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('endless', "
        "'features', "
        "'endless', 4326);"
        "INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'GEOMETRY', 4326, 0, 0);";
    EXPECT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(opened);
    return path;
  }
};

TEST_F(Limits, AViewWithoutEndEnds) {
  const OpenOptions few{.maxFeatures = 2000};
  const auto full = withView("(SELECT geom FROM two_lands LIMIT 1)");
  expectError(full, ErrorKind::tooLarge, few);
  EXPECT_NE(openLayer(full, few).error().message.find("features"), std::string::npos);
  expectError(withView("CAST(NULL AS BLOB)"), ErrorKind::tooLarge, few);
}

TEST_F(Limits, AttributesEndToo) {
  std::string csv = "lon,lat,text\n";
  for (int i = 0; i < 3000; ++i) csv += "70,45," + std::string(1000, 'x') + "\n";
  const auto path = write("long.csv", csv);
  mustOpen(path);
  expectError(path, ErrorKind::tooLarge, {.maxAttributeBytes = 1'000'000});
  EXPECT_NE(openLayer(path, {.maxAttributeBytes = 1'000'000}).error().message.find("attributes"),
            std::string::npos);
}

TEST_F(Limits, ALargeFileMayHaveAsManyFeaturesAsItsBytesHold) {
  std::string csv = "lon,lat\n";
  for (int i = 0; i < 3000; ++i) csv += "70,45\n";
  EXPECT_EQ(mustOpen(write("many.csv", csv), {.maxFeatures = 10}).features->features.size(), 3000u);
}

TEST_F(Limits, ThatThereIsNotEnoughMemoryIsAnErrorOfTheLayer) {
  std::string csv = "lon,lat\n";
  for (int i = 0; i < 100'000; ++i) csv += "70,45\n";
  OpenOptions options;
  options.previews = {.window = {}, .show = [](const LayerData&) { throw std::bad_alloc(); }, .after = {}};
  expectError(write("many.csv", csv), ErrorKind::tooLarge, options);
}

}  // namespace
}  // namespace dateline::atlas
