// Pages and Markdown made to break or to stall their readers.
#include <gmock/gmock.h>

#include "article/article.h"

namespace dateline::article {
namespace {

using testing::HasSubstr;

std::string repeated(std::string_view what, std::size_t times) {
  std::string out;
  out.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += what;
  return out;
}

constexpr std::string_view kProse = "<p>It rained all day, and the river rose to the second step.</p>";

Result<ArticlePtr> page(const std::string& html) {
  return parseArticle(html, "page.html");
}

TEST(HostilePage, TenThousandNestedElementsAreRead) {
  for (const char* tag : {"div", "table><tr><td", "ul><li", "b", "blockquote", "a href=x", "x-y"}) {
    const auto article = page(repeated("<" + std::string(tag) + ">", 10'000) + std::string(kProse));
    ASSERT_TRUE(article) << tag;
    EXPECT_THAT((*article)->text, HasSubstr("It rained all day"));
  }
}

TEST(HostilePage, AMillionEntitiesAreText) {
  const auto article = page("<p>" + repeated("&eacute;", 1'000'000) + ".</p>");
  ASSERT_TRUE(article);
  EXPECT_EQ((*article)->offsets.codePoints(), 1'000'001u);
  EXPECT_TRUE(page("<p>" + repeated("&nosuchthing;", 200'000) + "</p>"));
  EXPECT_TRUE(page("<p>" + repeated("&lpar;", 200'000) + "</p>"));
}

TEST(HostilePage, AnAttributeOfFiveMegabytesIsNotKept) {
  const auto article =
      page("<div class='" + repeated("comment ", 600'000) + "'>" + std::string(kProse) + "</div>");
  ASSERT_TRUE(article);
  EXPECT_EQ((*article)->text, "It rained all day, and the river rose to the second step.");
}

TEST(HostilePage, TagsThatWouldTakeTheParserForEverAreRefused) {
  std::string attributes = "<p";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "=1";
  const auto many = page(attributes + ">" + std::string(kProse));
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().kind, ErrorKind::tooLarge);
  EXPECT_THAT(many.error().text(), HasSubstr("page.html: has tags"));
  EXPECT_FALSE(page(repeated("<x>", 300'000) + repeated("</y>", 300'000) + std::string(kProse)));
}

TEST(HostilePage, EveryPrefixOfOddMarkupIsReadOrRefused) {
  const std::string odd =
      "<!DOCTYPE html><html><html lang=x><head><title>a</head><body onload=\"x\"><body class=y><script>if "
      "(a</b) "
      "</script><p>one<table><p>two<td>three</table></p></span><![CDATA[four]]><?php five ?><!-- six "
      "--><p>&#0;&#xD800;"
      "&#x110000;&amp&lt;&unknown;</p><select><option>seven<p>eight</select><svg><p>nine</svg><math><p>ten</"
      "math>"
      "<frameset><frame></frameset><noframes>eleven</noframes><plaintext>twelve";
  for (std::size_t size = 1; size <= odd.size(); ++size)
    if (const auto article = parseArticle(std::string_view(odd).substr(0, size), "a.html")) {
      EXPECT_TRUE(isValidUtf8((*article)->text)) << size;
    }
}

TEST(HostilePage, NulSurrogatesAndBidiControlsStayOnCodePointBorders) {
  using namespace std::string_literals;
  const auto article = page(
      repeated("<p>Größe für Öl: äöü ÄÖÜ é è ê, alle drei Jahre wieder.</p>", 4) +
      "<p>one\0two \xED\xA0\x80 three \u202Efour\u202C &#xDFFF; e\u0301 \U0001F468\u200D\U0001F469.</p>"s);
  ASSERT_TRUE(article);
  EXPECT_TRUE(isValidUtf8((*article)->text));
  EXPECT_THAT((*article)->text, HasSubstr("\u202Efour\u202C"));
  EXPECT_THAT((*article)->text, HasSubstr("\U0001F468\u200D\U0001F469"));
}

TEST(HostilePage, NothingRunsAndOnlyWebLinksAreLinks) {
  const auto article = page(
      "<!-- saved from url=(0022)https://example.org/a/ --><p onclick=x()>It rained <a "
      "href='javascript:x()'>here</a> and "
      "<a href='b'>there</a> and <a "
      "href='file:///etc/passwd'>everywhere</a>.<script>document.write('snow')</script></p>");
  ASSERT_TRUE(article);
  EXPECT_EQ((*article)->text, "It rained here and there and everywhere.");
  ASSERT_EQ((*article)->blocks[0].inlines.size(), 1u);
  EXPECT_EQ((*article)->blocks[0].inlines[0].target, "https://example.org/a/b");
}

TEST(HostilePage, OneWithoutTextIsEmpty) {
  for (const char* html : {"<html></html>", "<p></p>", "<script>x</script>", "<!-- x -->", "<img src=x>"}) {
    const auto article = page(html);
    ASSERT_FALSE(article) << html;
    EXPECT_THAT(article.error().text(), HasSubstr("is empty"));
  }
}

TEST(HostileMarkdown, AParagraphOfMegabytesWithLinksAndEmphasisIsOneBlock) {
  const std::string unit = "It *rained* all day and [the river](https://example.org/r) rose again. ";
  const auto article = parseArticle(repeated(unit, 30'000), "a.md");
  ASSERT_TRUE(article);
  EXPECT_EQ((*article)->blocks.size(), 1u);
  EXPECT_EQ((*article)->text.find("*"), std::string::npos);
  EXPECT_EQ((*article)->text.find("\uFDD0"), std::string::npos);
  EXPECT_EQ((*article)->blocks[0].inlines.size(), 60'000u);
  const std::string plain = "It rained all day and the river rose again. ";
  EXPECT_EQ((*article)->text.size(), plain.size() * 30'000 - 1);
}

TEST(HostileMarkdown, LongCodeAndLongWrappedParagraphsKeepTheirText) {
  const std::string line = "It rained all day and the river rose to the second step.\n";
  const auto wrapped = parseArticle(repeated(line, 2'000), "a.md");
  ASSERT_TRUE(wrapped);
  EXPECT_EQ((*wrapped)->blocks.size(), 1u);
  EXPECT_EQ((*wrapped)->text.size(), line.size() * 2'000 - 1);
  const auto code = parseArticle("```\n" + repeated(line, 2'000) + "```\n", "a.md");
  ASSERT_TRUE(code);
  EXPECT_EQ((*code)->text + "\n", repeated(line, 2'000));
}

}  // namespace
}  // namespace dateline::article
