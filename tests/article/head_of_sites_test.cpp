// What stands around the text of sites: teasers, captions, kickers, footnotes, reports as they happen.
#include <gmock/gmock.h>

#include "article/article.h"
#include "article/page_around.h"

namespace dateline::article {
namespace {

std::vector<std::string> textsOfKind(const Article& article, BlockKind kind) {
  std::vector<std::string> found;
  for (const Block& block : article.blocks)
    if (block.kind == kind)
      found.push_back((block.mark.number ? std::to_string(*block.mark.number) + " " : "") +
                      std::string(article.slice(block.range)));
  return found;
}

const std::string kProseOfSite =
    "<p>The minister visited the town and then flew on to the next, where he was met at the airport by "
    "officials, "
    "and he said that this was good.</p>";

TEST(PageNotes, InNoListHaveTheirNumbersAndTheirMarksAreRaised) {
  const std::string page =
      "<html><body><article><h1>Title</h1><div class=available-content>" + kProseOfSite +
      "<p>The water is wide.<a class=footnote-anchor href=\"#footnote-1\" id=\"footnote-anchor-1\">1</a> It "
      "is "
      "deep as well, they say.</p>" +
      kProseOfSite +
      "</div><div class=footnote><a id=\"footnote-1\" href=\"#footnote-anchor-1\" "
      "class=footnote-number>1</a><div "
      "class=footnote-content><p>Some maps say less.</p></div></div></article></body></html>";
  const ArticlePtr article = parseArticle(page, "a.html").value();
  EXPECT_THAT(textsOfKind(*article, BlockKind::note), testing::ElementsAre("1 Some maps say less."));
  EXPECT_THAT(article->text, testing::HasSubstr("The water is wide.¹ It is deep"));
}

TEST(Captions, BetweenTheHeadAndTheTextStay) {
  const std::string page =
      "<html><body><main><article><header><h1>Title of it</h1></header><figure><img "
      "src=a.jpg><figcaption>The "
      "ruined bridge, seen in November.</figcaption></figure><div class=entry-content>" +
      kProseOfSite + kProseOfSite + kProseOfSite + "</div></article></main></body></html>";
  EXPECT_THAT(textsOfKind(*parseArticle(page, "a.html").value(), BlockKind::caption),
              testing::ElementsAre("The ruined bridge, seen in November."));
}

TEST(Teasers, AreToldByTheirWordsInCapitalsToo) {
  const ArticlePtr article =
      pageAround("<p><strong>LEE TAMBIÉN | <a href=\"/y\">Sismo sacude la costa</a></strong></p>");
  EXPECT_THAT(article->text, testing::Not(testing::HasSubstr("Sismo")));
}

TEST(Kickers, StandApartFromTheirHeadline) {
  const ArticlePtr article = parseArticle(
                                 "<html><head><title>Karsk: no "
                                 "trains</title></head><body><article><header><h2><span>Railways</span><span "
                                 "class=\"visually-hidden\">: </span><span>Nine months without trains to "
                                 "Karsk</span></h2></header>" +
                                     kProseOfSite + kProseOfSite + "</article></body></html>",
                                 "a.html")
                                 .value();
  EXPECT_THAT(article->text, testing::HasSubstr("Railways Nine months"));
}

TEST(Reports, InAListAreNoItems) {
  const ArticlePtr article = pageAround(
      "<ol><li><article><h3>18:20 It ends</h3><p>The storm is now moving towards the sea.</p></article>"
      "</li><li><article><h3>11:02 It begins</h3><p>All trains have been stopped for the day.</p>"
      "</article></li></ol>");
  EXPECT_THAT(textsOfKind(*article, BlockKind::listItem), testing::IsEmpty());
  EXPECT_THAT(article->text, testing::HasSubstr("The storm is now moving"));
}

TEST(HeadLines, OfPlainTextsMayBeANameAboveTheDay) {
  const ArticlePtr article = parseArticle(
                                 "The river bursts its banks\n\nANA LIND / BO EK\nKarsk - 30 OCT 2024 - "
                                 "13:47 CET\n\nThe river has burst its "
                                 "banks in the night. Nobody was hurt.\n\nIt rains on.\n",
                                 "a.txt")
                                 .value();
  EXPECT_THAT(textsOfKind(*article, BlockKind::dek), testing::IsEmpty());
  EXPECT_EQ(article->head.byline, "ANA LIND / BO EK");
  EXPECT_EQ(article->head.published, "2024-10-30");
}

TEST(HeadLines, MayTellTwoDays) {
  const ArticlePtr article =
      parseArticle(
          "La rivière déborde\n\nPar Anne Dupont\n\nPublié le 17 décembre 2024 à 06h30, mis à jour le 18 "
          "décembre 2024 "
          "à 11h02\n\nLa rivière a débordé dans la nuit. Personne n'est blessé.\n\nIl pleut.\n",
          "a.txt")
          .value();
  EXPECT_EQ(article->head.published, "2024-12-17");
}

}  // namespace
}  // namespace dateline::article
