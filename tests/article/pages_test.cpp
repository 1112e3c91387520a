// Pages in the manner of real ones, with the text that is to be found beside each: tests/data/pages/NAME.html
// and NAME.txt.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "article/article.h"
#include "article/page_around.h"

namespace dateline::article {
namespace {

namespace fs = std::filesystem;

const fs::path kPages = fs::path(DATELINE_TEST_DATA) / "pages";

std::string contentOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> pageNames() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kPages))
    if (entry.path().extension() == ".html") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// The head in four lines, an empty line, the text: as the expectations are written.
std::string described(const Article& article) {
  return "title: " + article.title + "\nbyline: " + article.head.byline +
         "\npublished: " + article.head.published + "\ndateline: " + article.head.dateline + "\n\n" +
         article.text + "\n";
}

class Pages : public testing::TestWithParam<std::string> {};

TEST_P(Pages, GiveTheArticleAndNothingElse) {
  const auto article = readArticle(kPages / (GetParam() + ".html"));
  ASSERT_TRUE(article) << article.error().text();
  EXPECT_EQ(described(**article), contentOf(kPages / (GetParam() + ".txt")));
  EXPECT_THAT((*article)->warnings, testing::IsEmpty());
}

TEST_P(Pages, HaveBlocksAndInlinesThatFitTheText) {
  const ArticlePtr article = readArticle(kPages / (GetParam() + ".html")).value();
  std::size_t end = 0;
  for (const Block& block : article->blocks) {
    ASSERT_LT(block.range.start, block.range.end);
    EXPECT_EQ(article->slice({end, block.range.start}), end == 0 ? "" : "\n\n");
    end = block.range.end;
    for (const Inline& span : block.inlines) {
      EXPECT_LT(span.range.start, span.range.end);
      EXPECT_GE(span.range.start, block.range.start);
      EXPECT_LE(span.range.end, block.range.end);
    }
  }
  EXPECT_EQ(end, article->offsets.codePoints());
}

INSTANTIATE_TEST_SUITE_P(Corpus, Pages, testing::ValuesIn(pageNames()),
                         [](const auto& test) { return test.param; });

TEST(PageCorpus, IsWhole) {
  EXPECT_GE(pageNames().size(), 30u);
}

TEST(Quotes, OfPagesKeepTheirSpeakers) {
  const ArticlePtr page = pageAround(
      "<blockquote><p>We agree on everything.</p><footer>The mayor of Karsk</footer></blockquote>"
      "<figure><blockquote><p>We do not.</p></blockquote>"
      "<figcaption class=\"blockquote-footer\">The mayor of Lindre</figcaption></figure>"
      "<details><summary>How it came about</summary><p>It is a long story that was never told in full.</p>"
      "</details><footer><p>All rights reserved by the paper and its owners.</p></footer>");
  EXPECT_THAT(page->text,
              testing::HasSubstr("everything.\n\nThe mayor of Karsk\n\nWe do not.\n\n"
                                 "The mayor of Lindre\n\nHow it came about\n\nIt is a long story"));
  EXPECT_THAT(page->text, testing::Not(testing::HasSubstr("rights")));
}

TEST(Titles, AreTheSameWhateverTheirSpaces) {
  for (const std::string space : {"&nbsp;", "&#8239;", "&#12288;", "&thinsp;"}) {
    const ArticlePtr article =
        parseArticle(
            "<html><head><title>Flood hits Karsk: hundreds flee</title></head><body><section><header>"
            "<h1>Flood" +
                space + "hits Karsk" + space + ": hundreds" + space +
                "flee</h1></header>"
                "<section class='content'><p>The road to Lindre runs along the river, and all the houses of "
                "the valley are under water.</p><h1>Like last time</h1><p>In the year of the war the water "
                "stood as high, and nobody could say when it would fall.</p></section></section>",
            "a.html")
            .value();
    EXPECT_THAT(article->title, testing::StartsWith("Flood")) << space;
    EXPECT_THAT(article->text, testing::HasSubstr("Like last time")) << space;
  }
}

TEST(Quotes, InALineHaveTheSignsOfTheirLanguage) {
  const auto textIn = [](const std::string& language) {
    return parseArticle("<html lang='" + language +
                            "'><body><article><p>So it was: <q>all is <q>lost</q> here</q>, he said, and he "
                            "went down to the river to see.</p></article>",
                        "a.html")
        .value()
        ->text.substr(11, 40);
  };
  EXPECT_THAT(textIn("en-GB"), testing::StartsWith("“all is ‘lost’ here”, he"));
  EXPECT_THAT(textIn("fr"), testing::StartsWith("«\u00A0all is «\u00A0lost\u00A0» here\u00A0», "));
  EXPECT_THAT(textIn("de-AT"), testing::StartsWith("„all is ‚lost‘ here“, he"));
  EXPECT_THAT(textIn("ja"), testing::StartsWith("「all is 『lost』 here」, he"));
  EXPECT_THAT(textIn(""), testing::StartsWith("“all is ‘lost’ here”, he"));
  EXPECT_THAT(textIn("x-klingon-and-much-more-than-any-tag-may-have"), testing::StartsWith("“all is"));
}

}  // namespace
}  // namespace dateline::article
