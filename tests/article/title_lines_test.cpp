// Pages that set headline, day, byline and text in one element, with <br> between them.
#include <gmock/gmock.h>

#include "article/article.h"
#include "article/head_matter.h"

namespace dateline::article {
namespace {

const std::string kText =
    "Rescuers took another 700 people from the old town overnight. The water is still rising, they "
    "said.<br><br>Schools in the next town are being made ready for those who come.<br><br>The damage is "
    "large, the governor said.";

ArticlePtr pageWith(const std::string& head, const std::string& body) {
  return parseArticle("<html><head>" + head + "</head><body>" + body + "</body></html>", "a.html").value();
}

std::vector<std::string> blocksOf(const Article& article) {
  std::vector<std::string> blocks;
  for (const Block& block : article.blocks) blocks.emplace_back(article.slice(block.range));
  return blocks;
}

constexpr const char* kFirst =
    "Rescuers took another 700 people from the old town overnight. The water is still rising, they said.";
constexpr const char* kSecond = "Schools in the next town are being made ready for those who come.";
constexpr const char* kThird = "The damage is large, the governor said.";

TEST(TitleLines, LeaveTheTextOfTheirElement) {
  for (const std::string element : {"div", "p", "td"}) {
    const std::string open = element == "td" ? "<table><tr><td>" : "<" + element + ">";
    const auto article = pageWith("<title>Floods in Karsk, towns evacuated - News</title>",
                                  open +
                                      "<font size=1>06.04.2024 11:42</font><br><b>Floods in Karsk, towns "
                                      "evacuated</b><br><br>" +
                                      kText);
    EXPECT_THAT(blocksOf(*article),
                testing::ElementsAre("Floods in Karsk, towns evacuated", kFirst, kSecond, kThird))
        << element;
    EXPECT_EQ(article->title, "Floods in Karsk, towns evacuated");
    EXPECT_EQ(article->head.published, "2024-04-06");
  }
}

TEST(TitleLines, HaveTheirBylineBelow) {
  const auto article =
      pageWith("<title>Floods in Karsk, towns evacuated</title>",
               "<p><b>Floods in Karsk, towns evacuated</b><br>By Ana Lind<br><br>" + kText + "</p>");
  EXPECT_THAT(blocksOf(*article),
              testing::ElementsAre("Floods in Karsk, towns evacuated", kFirst, kSecond, kThird));
  EXPECT_EQ(article->head.byline, "Ana Lind");
}

TEST(TitleLines, MayHaveTheTextRightBelow) {
  const auto article = pageWith("<title>Floods in Karsk, towns evacuated</title>",
                                "<div><b>Floods in Karsk, towns evacuated</b><br>" + kText + "</div>");
  EXPECT_THAT(blocksOf(*article),
              testing::ElementsAre("Floods in Karsk, towns evacuated", kFirst, kSecond, kThird));
}

TEST(TitleLines, StandBesideAColumnOfLinksAndAboveANameAlone) {
  const auto article = pageWith(
      "<title>Floods in Karsk, towns evacuated</title>",
      "<table><tr><td><a href=/>Home</a><br><a href=/p>Politics</a><br><b>Popular</b><br><a href=1>Bathing "
      "is "
      "forbidden in Lerma</a><br><a href=2>A station opens in Tolm</a></td><td>06.04.2024 11:42<br><font "
      "size=5>Floods in Karsk, towns evacuated</font><br><i>Ana Lind, Karsk</i><br><br>" +
          kText + "</td></tr></table>");
  EXPECT_THAT(blocksOf(*article),
              testing::ElementsAre("Floods in Karsk, towns evacuated", kFirst, kSecond, kThird));
  EXPECT_EQ(article->head.byline, "Ana Lind, Karsk");
  EXPECT_EQ(article->head.published, "2024-04-06");
}

TEST(HeadLines, TellWhoAndWhenInTheirParts) {
  const WhoAndWhen told = whoAndWhenIn("Issue 44 · Thursday, 6 March 2025 · by Ana Lind");
  EXPECT_EQ(told.byline, "Ana Lind");
  EXPECT_EQ(told.published, "2025-03-06");
  EXPECT_EQ(whoAndWhenIn("The bridge – built in 1875 – is closed").published, "");
}

TEST(HeadLines, OfNewslettersStandAboveTheHeadline) {
  const auto article = pageWith(
      "<title>The Corridor, issue 44</title>",
      "<table><tr><td>Issue 44 &#183; Thursday, 6 March 2025 &#183; by Ana Lind</td></tr><tr><td><h1>The "
      "port is back</h1></td></tr><tr><td><p>" +
          kText + "</p></td></tr></table>");
  EXPECT_EQ(article->title, "The port is back");
  EXPECT_EQ(article->head.byline, "Ana Lind");
  EXPECT_EQ(article->head.published, "2025-03-06");
}

}  // namespace
}  // namespace dateline::article
