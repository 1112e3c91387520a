// What is not quite text, or not text at all.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "article/article.h"

namespace dateline::article {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("dateline-article-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] fs::path write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string noise(std::size_t size) {
  std::mt19937_64 random(7);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

std::string utf16(std::u16string_view text, bool bigEndian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += bigEndian ? high : low;
    bytes += bigEndian ? low : high;
  }
  return bytes;
}

Error errorOf(std::string_view bytes) {
  const auto article = parseArticle(bytes, "bad.txt");
  EXPECT_FALSE(article);
  return article ? Error{ErrorKind::io, ""} : article.error();
}

ArticlePtr parsedBytes(std::string_view bytes) {
  auto article = parseArticle(bytes, "odd.txt");
  EXPECT_TRUE(article) << (article ? "" : article.error().text());
  return article ? *article : std::make_shared<Article>();
}

TEST(BadArticle, AMissingFileAFolderAndAnEmptyFileAreNamedAndExplained) {
  const Folder folder;
  const auto missing = readArticle(folder.path() / "none.txt");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::notFound);
  EXPECT_THAT(missing.error().text(), HasSubstr("none.txt"));
  const auto directory = readArticle(folder.path());
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().kind, ErrorKind::unreadable);
  const auto empty = readArticle(folder.write("empty.txt", ""));
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::invalid);
  EXPECT_THAT(empty.error().text(), HasSubstr("empty.txt: is empty"));
}

TEST(BadArticle, TextOfNothingButWhiteSpaceIsEmpty) {
  EXPECT_THAT(errorOf(" \n\t\n  \n").message, HasSubstr("is empty"));
  EXPECT_THAT(errorOf("\xEF\xBB\xBF").message, HasSubstr("is empty"));
  EXPECT_THAT(errorOf("\xFF\xFE").message, HasSubstr("is empty"));
  const auto comment = parseArticle("<!-- nothing -->\n", "a.md");
  ASSERT_FALSE(comment);
  EXPECT_THAT(comment.error().message, HasSubstr("is empty"));
}

TEST(BadArticle, NoiseIsNotText) {
  EXPECT_THAT(errorOf(noise(100'000)).message, HasSubstr("is not text"));
  EXPECT_THAT(errorOf(noise(37)).message, HasSubstr("is not text"));
  EXPECT_THAT(errorOf("\xFF\xFE" + noise(10'000)).message, HasSubstr("is not text"));
  EXPECT_THAT(errorOf("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\b\2\0\0\0"sv).message,
              HasSubstr("is not text"));
  EXPECT_THAT(errorOf(std::string(5000, '\0')).message, HasSubstr("is not text"));
}

TEST(BadArticle, TwoHundredMegabytesOfNoiseAreRefused) {
  const Folder folder;
  const fs::path path = folder.write("noise.txt", noise(1 << 16));
  fs::resize_file(path, 200u << 20);
  const Result<ArticlePtr> article = readArticle(path);
  ASSERT_FALSE(article);
  EXPECT_EQ(article.error().kind, ErrorKind::tooLarge);
  EXPECT_THAT(article.error().message, HasSubstr("200 MB"));
  EXPECT_EQ(parseArticle("12345", "a.txt", {.limitBytes = 4}).error().kind, ErrorKind::tooLarge);
}

TEST(OddArticle, Utf16IsReadWithAndWithoutByteOrderMark) {
  const std::u16string_view text = u"Über Zürich\n\nund 😀 weiter.\n";
  for (const bool big : {false, true}) {
    const std::string_view mark = big ? "\xFE\xFF"sv : "\xFF\xFE"sv;
    for (const bool marked : {false, true}) {
      const ArticlePtr article = parsedBytes((marked ? std::string(mark) : "") + utf16(text, big));
      EXPECT_EQ(article->text, "Über Zürich\n\nund 😀 weiter.\n");
      EXPECT_EQ(article->encoding, big ? "UTF-16BE" : "UTF-16LE");
      EXPECT_THAT(article->warnings, IsEmpty());
    }
  }
}

TEST(OddArticle, Utf16OfAnotherAlphabetIsGuessedByItsSpaces) {
  const ArticlePtr article = parsedBytes(utf16(u"В Москве идёт снег, а в Астане ветер и мороз.\n", false));
  EXPECT_EQ(article->text, "В Москве идёт снег, а в Астане ветер и мороз.\n");
}

TEST(OddArticle, BrokenUtf16IsRepairedWithAWarning) {
  std::string bytes =
      "\xFF\xFE" + utf16(u"a", false) + std::string("\x00\xD8", 2) + utf16(u"b long enough", false);
  const ArticlePtr article = parsedBytes(bytes + "x");
  EXPECT_EQ(article->text, "a\uFFFDb long enough");
  ASSERT_THAT(article->warnings, SizeIs(1));
  EXPECT_EQ(article->warnings[0].count, 2);
}

TEST(OddArticle, AByteOrderMarkIsNoText) {
  const ArticlePtr article = parsedBytes("\xEF\xBB\xBFTitle\n");
  EXPECT_EQ(article->text, "Title\n");
  EXPECT_EQ(article->encoding, "UTF-8");
}

TEST(OddArticle, Utf32IsRefusedByName) {
  EXPECT_EQ(errorOf("\xFF\xFE\0\0a\0\0\0"sv).kind, ErrorKind::unsupported);
}

TEST(OddArticle, EightBitTextOfTheWestIsWindows1252) {
  const ArticlePtr article = parsedBytes("Z\xFCrich \x96 \x93ja\x94 \x80 5");
  EXPECT_EQ(article->text, "Zürich – “ja” € 5");
  EXPECT_EQ(article->encoding, "windows-1252");
}

TEST(OddArticle, AFewBadBytesInUtf8AreRepairedWithACountedWarning) {
  const ArticlePtr article = parsedBytes("é é é é é é é é é é\xFFx\xC3 é é é");
  EXPECT_EQ(article->encoding, "UTF-8");
  EXPECT_EQ(article->text, "é é é é é é é é é é\uFFFDx\uFFFD é é é");
  ASSERT_THAT(article->warnings, SizeIs(1));
  EXPECT_EQ(article->warnings[0].count, 2);
}

TEST(OddArticle, AFewNulsAreReplacedWithAWarning) {
  const std::string words(2000, 'w');
  const ArticlePtr article = parsedBytes(words + std::string(1, '\0') + words + ".");
  EXPECT_EQ(article->text, words + "\uFFFD" + words + ".");
  ASSERT_THAT(article->warnings, SizeIs(1));
}

TEST(OddArticle, TenMegabytesInOneLineAreOneBlock) {
  std::string line;
  while (line.size() < 10'000'000) line += "The quick brown fox jumps over the lazy dog and goes home. ";
  for (const char* name : {"line.txt", "line.md"}) {
    const Result<ArticlePtr> article = parseArticle(line, name);
    ASSERT_TRUE(article);
    EXPECT_EQ((*article)->blocks.size(), 1u);
  }
}

TEST(OddArticle, EveryPrefixOfAFileIsReadOrRefusedButNeverCrashes) {
  std::ifstream file(fs::path(DATELINE_TEST_DATA) / "articles" / "report.md", std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(whole.empty());
  for (std::size_t size = 0; size <= whole.size(); ++size)
    for (const char* name : {"a.md", "a.txt"})
      if (const auto article = parseArticle(std::string_view(whole).substr(0, size), name)) {
        EXPECT_TRUE(isValidUtf8((*article)->text));
      }
}

}  // namespace
}  // namespace dateline::article
