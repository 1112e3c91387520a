#include "session/document.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>

#include "base/file.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

TEST(Document, AnArticleIsFoundByAFileNameAndByAnAddress) {
  const fs::path folder = fs::temp_directory_path() / ("dateline-href-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const std::string article = (folder / "my article.txt").string();
  ASSERT_TRUE(writeFileAtomically(article, "The ferry came at one.\n"));
  ASSERT_TRUE(writeFileAtomically(folder / "100%25.txt", "As it is written.\n"));
  const std::string encoded = (folder / "my%20article.txt").string();
  for (const auto& [href, found] : {std::pair{std::string("my article.txt"), article},
                                    {"my%20article.txt", article},
                                    {"file://" + encoded, article},
                                    {"file://localhost" + encoded, article},
                                    {"100%25.txt", (folder / "100%25.txt").string()},
                                    {"none%20%zz%", std::string()}}) {
    const std::string story = (folder / "a.story.geojson").string();
    ASSERT_TRUE(
        writeFileAtomically(story, R"({"type":"FeatureCollection","story":{"version":1,"article":{"href":")" +
                                       href + R"("}},"features":[]})"));
    const auto document = openDocument({.story = story});
    ASSERT_TRUE(document) << href;
    EXPECT_EQ(document->warnings.empty(), !found.empty()) << href;
    if (!found.empty()) {
      EXPECT_TRUE(fs::equivalent(document->article->path, found)) << href;
    }
  }
  fs::remove_all(folder);
}

TEST(Document, AStoryBesideAnArticleIsFoundWhateverTheCaseOfItsEnding) {
  const fs::path folder = fs::temp_directory_path() / ("dateline-case-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const std::string article = (folder / "Tour.MD").string();
  ASSERT_TRUE(writeFileAtomically(article, "# A tour\n\nThe ferry came at one.\n"));
  const auto put = [&](const char* name) {
    ASSERT_TRUE(writeFileAtomically(folder / name,
                                    std::string(R"({"type":"FeatureCollection","features":[],"story":)") +
                                        R"({"version":1,"title":")" + name + R"("}})"));
  };
  const auto opened = [&] { return openDocument({.article = article, .builtinStories = false}).value(); };
  put("tour.story.geojson");  // another article's
  put("Tour-2.story.geojson");
  EXPECT_EQ(opened().story->title, "A tour");
  put("Tour.STORY.GEOJSON");
  EXPECT_EQ(opened().story->title, "Tour.STORY.GEOJSON");
  EXPECT_TRUE(opened().warnings.empty());
  put("Tour.Story.GeoJSON");
  const Document ambiguous = opened();
  EXPECT_TRUE(ambiguous.story->path.empty());
  ASSERT_EQ(ambiguous.warnings.size(), 1u);
  EXPECT_EQ(ambiguous.warnings[0].where, article);
  EXPECT_EQ(
      ambiguous.warnings[0].message,
      "Tour.STORY.GEOJSON and Tour.Story.GeoJSON could both be its story, so neither is taken; name one of "
      "them Tour.story.geojson, or give it with --story");
  put("Tour.story.geojson");
  EXPECT_EQ(opened().story->title, "Tour.story.geojson");
  EXPECT_TRUE(opened().warnings.empty());
  fs::remove_all(folder);
}

}  // namespace
}  // namespace dateline::session
