#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "text/text_fixture.h"

namespace dateline::text {
namespace {

namespace fs = std::filesystem;
using FontsTest = TextTest;

constexpr Face kFaces[] = {Face::interface, Face::reading};

/// The picture of the first glyph at a size at which faces are told apart.
double inkOfLetter(Typesetter& typesetter, const TextStyle& style) {
  const LayoutPtr layout = typesetter.layout("n", style);
  const Glyph& glyph = layout->glyphs()[0];
  return inkOf(typesetter, typesetter.glyph(glyph.font, glyph.index, 4, 0, 0));
}

TEST_F(FontsTest, HeavierWeightsHaveMoreInk) {
  std::vector<int> interfaceWeights{400, 500, 600, 700}, readingWeights{400, 600, 700};
  for (const Face face : kFaces) {
    double last = 0;
    for (const int weight : face == Face::interface ? interfaceWeights : readingWeights) {
      const double ink = inkOfLetter(*typesetter(), {.face = face, .weight = weight, .sizePx = 30});
      EXPECT_GT(ink, last * 1.02) << weight;
      last = ink;
    }
  }
}

TEST_F(FontsTest, EachStyleIsTheShippedFileItself) {
  // Advances in the files' own units, which neither another face nor one leaned or thickened by the program
  // would give.
  EXPECT_NE(widthOf("national", {.weight = 600}), widthOf("national", {.weight = 700}));
  EXPECT_NE(widthOf("national", {.weight = 600}), widthOf("national", {.weight = 500}));
  EXPECT_NE(widthOf("national"), widthOf("national", {.italic = true}));
  EXPECT_NE(widthOf("national"), widthOf("national", {.face = Face::reading}));
}

TEST_F(FontsTest, AFamilyGoesBeforeTheFaceWhereThereIsOne) {
  const FontFamily serif("Dateline SourceSerif4-Regular"), missing("No Such Family");
  EXPECT_EQ(widthOf("national", {.family = serif}), widthOf("national", {.face = Face::reading}));
  EXPECT_EQ(widthOf("national", {.family = missing}), widthOf("national"));
  EXPECT_EQ(FontFamily("No Such Family"), missing);
  EXPECT_NE(serif, missing);
  EXPECT_TRUE(FontFamily("").empty());
  EXPECT_TRUE(typesetter()->has(serif));
  EXPECT_FALSE(typesetter()->has(missing));
  EXPECT_TRUE(typesetter()->has(FontFamily("monospace")));
}

TEST_F(FontsTest, HaveTheLettersOfCentralAsia) {
  const std::string letters =
      "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё"             // Kazakh, Kyrgyz
      "ҒғӢӣҚқӮӯҲҳҶҷЪъ"                   // Tajik
      "ÄäÇçŇňÖöŞşÜüÝýŽž"                 // Turkmen
      "OʻoʻGʻgʻʼŞşÇç"                    // Uzbek
      "ĞğİıŁłŐőȘșßÆæØøÅå°–—‘’“”„«»…€№";  // names of the wider region, and the marks of newspapers
  for (const Face face : kFaces) {
    for (const int weight : {400, 500, 600, 700}) {
      const LayoutPtr layout = set(letters, {.face = face, .weight = weight});
      const FontId shipped = set("n", {.face = face, .weight = weight})->glyphs()[0].font;
      for (const Glyph& glyph : layout->glyphs()) {
        EXPECT_NE(glyph.index, 0U) << letters.substr(glyph.byte, 2);
        EXPECT_EQ(glyph.font, shipped) << letters.substr(glyph.byte, 2) << " comes from another font";
      }
    }
  }
}

TEST_F(FontsTest, LeanAndThickenWhatHasNoSuchFace) {
  const TextStyle italic{.italic = true, .sizePx = 30},
      boldItalic{.weight = 700, .italic = true, .sizePx = 30};
  EXPECT_GT(inkOfLetter(*typesetter(), boldItalic), inkOfLetter(*typesetter(), italic) * 1.05);
}

/// A folder with links to the shipped fonts, one of them replaced.
class FontFolder {
 public:
  FontFolder() {
    std::string name = (fs::temp_directory_path() / "dateline-fonts-XXXXXX").string();
    path = ::mkdtemp(name.data());
    for (const auto& entry : fs::directory_iterator(DATELINE_ROOT "/assets/fonts"))
      fs::create_symlink(entry.path(), path / entry.path().filename());
  }
  ~FontFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  FontFolder(const FontFolder&) = delete;
  FontFolder& operator=(const FontFolder&) = delete;
  fs::path path;
};

TEST(FontFiles, ThatAreMissingAreNamed) {
  const auto nowhere = Typesetter::create("/no/such/folder");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ErrorKind::notFound);
  EXPECT_THAT(nowhere.error().text(), testing::HasSubstr("/no/such/folder/Inter-Regular.ttf"));
  const FontFolder folder;
  ASSERT_TRUE(Typesetter::create(folder.path));
  fs::remove(folder.path / "SourceSerif4-Bold.ttf");
  const auto one = Typesetter::create(folder.path);
  ASSERT_FALSE(one);
  EXPECT_THAT(one.error().text(), testing::HasSubstr("SourceSerif4-Bold.ttf"));
}

TEST(FontFiles, ThatAreNoFontsAreNamed) {
  const FontFolder folder;
  fs::remove(folder.path / "Inter-Medium.ttf");
  std::ofstream(folder.path / "Inter-Medium.ttf") << "not a font";
  const auto made = Typesetter::create(folder.path);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::invalid);
  EXPECT_THAT(made.error().text(), testing::HasSubstr("Inter-Medium.ttf"));
}

}  // namespace
}  // namespace dateline::text
