#include "gazetteer/place_book.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "base/file.h"
#include "book_fixture.h"
#include "gazetteer/words.h"

namespace dateline::gazetteer {
namespace {

namespace fs = std::filesystem;

class BookFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::temp_directory_path() / ("book-" + std::to_string(::getpid()) + ".bin");
    bytes_ = readFile(fs::path(DATELINE_ROOT) / "geodata/gazetteer.bin", 100'000'000).value();
    ASSERT_GT(bytes_.size(), 1000u);
  }
  void TearDown() override { fs::remove(path_); }
  void write(std::string_view bytes) const {
    std::ofstream(path_, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  fs::path path_;
  std::string bytes_;
};

TEST_F(BookFile, IsSmallAndOpensAtOnce) {
  EXPECT_LE(bytes_.size(), 25'000'000u);
  const auto book = PlaceBook::open(fs::path(DATELINE_ROOT) / "geodata/gazetteer.bin");
  ASSERT_TRUE(book);
  EXPECT_GT((*book)->size(), 200'000u);
}

TEST_F(BookFile, KnowsTheNamesOfAstana) {
  const auto book = PlaceBook::open(fs::path(DATELINE_ROOT) / "geodata/gazetteer.bin").value();
  for (const char* name : {"Astana", "Nur-Sultan", "NUR-SULTAN", "Нұр-Сұлтан", "Астана"}) {
    const auto step = book->follow(sequenceOf(name));
    ASSERT_TRUE(step.found) << name;
    std::vector<Claim> claims;
    book->claims(step.claims, claims);
    EXPECT_TRUE(std::any_of(claims.begin(), claims.end(), [&](const Claim& c) {
      return book->place(c.place).kind == Kind::capital;
    })) << name;
  }
}

TEST_F(BookFile, OfTheWrongSizeOrKindIsRefused) {
  write(bytes_.substr(0, bytes_.size() / 2));
  EXPECT_FALSE(PlaceBook::open(path_));
  write("");
  EXPECT_FALSE(PlaceBook::open(path_));
  write("this is a text, and not a gazetteer; this is a text, and not a gazetteer; this is a text");
  EXPECT_FALSE(PlaceBook::open(path_));
  std::string other = bytes_;
  other[16] = static_cast<char>(other[16] + 1);
  write(other);
  const auto book = PlaceBook::open(path_);
  ASSERT_FALSE(book);
  EXPECT_THAT(book.error().text(), testing::HasSubstr("damaged"));
  EXPECT_FALSE(PlaceBook::open(fs::temp_directory_path()));
  EXPECT_FALSE(PlaceBook::open("/no/such/file"));
}

TEST_F(BookFile, DamagedInsideStillAnswersWithoutReachingOutOfIt) {
  std::string damaged = bytes_;
  std::uint32_t state = 5;
  for (std::size_t i = 200; i < damaged.size(); i += 97)
    damaged[i] = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  const auto book = PlaceBook::fromBytes(damaged, "damaged").value();
  const Finder finder({book}, plainWeights());
  const std::string text = "In Paris, Texas, the US and Kazakhstan met Mr. Smith of New York in Nur-Sultan.";
  for (const Found& one : finder.find(text, {})) EXPECT_LE(finder.place(one.ref).name.size(), 255u);
  for (std::uint32_t i = 0; i < book->size(); i += 31) EXPECT_LE(book->place(i).name.size(), 255u);
}

TEST(Words, AreRunsOfLettersOrSingleIdeographs) {
  const auto words = wordsOf("St. Louis’s 東京 U.S");
  ASSERT_EQ(words.size(), 7u);
  EXPECT_EQ(words[1].gap, Gap::dotSpace);
  EXPECT_EQ(words[2].gap, Gap::apostrophe);
  EXPECT_EQ(words[4].gap, Gap::none);
  EXPECT_EQ(hashWord("Ørsted"), hashWord("orsted"));
  EXPECT_NE(hashWord("Texas"), hashWord("Texan"));
}

}  // namespace
}  // namespace dateline::gazetteer
