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

}  // namespace
}  // namespace dateline::session
