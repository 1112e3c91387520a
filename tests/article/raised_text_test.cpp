#include "article/raised_text.h"

#include <gmock/gmock.h>

#include "article/article.h"
#include "article/page_around.h"

namespace dateline::article {
namespace {

std::string raised(std::string_view text, std::string_view before = "", bool noteMark = false) {
  return scriptText(text, Script::raised, {.before = before, .noteMark = noteMark});
}

std::string lowered(std::string_view text, std::string_view before = "") {
  return scriptText(text, Script::lowered, {.before = before});
}

TEST(RaisedText, IsNoPartOfTheNumberBeforeIt) {
  EXPECT_EQ(raised("6", "10"), "⁶");
  EXPECT_EQ(raised("-3", "10"), "⁻³");
  EXPECT_EQ(raised("2", "km"), "²");
  EXPECT_EQ(raised("n", "2"), "ⁿ");
  EXPECT_EQ(raised("2/3", "10"), "^(2/3)");
  EXPECT_EQ(raised("1,5", "10"), "^(1,5)");
  EXPECT_EQ(raised("1,2", "word"), "¹,²");
  EXPECT_EQ(raised("*", "12"), "*");
  EXPECT_EQ(raised("[1]", "12"), "[1]");
}

TEST(RaisedText, EndsWordsAndOrdinals) {
  EXPECT_EQ(raised("st", "1"), "st");
  EXPECT_EQ(raised("me", "M"), "me");
  EXPECT_EQ(raised("o", "n"), "º");
  EXPECT_EQ(raised("TM", "Brand"), "™");
}

TEST(RaisedText, OfANoteIsToldFromAPower) {
  EXPECT_EQ(raised("1", "foot", true), "¹");
  EXPECT_EQ(raised("1", "end.", true), "¹");
  EXPECT_EQ(raised("1", "2023", true), "[1]");
  EXPECT_EQ(raised("2", "2023[1]", true), "[2]");
  EXPECT_EQ(raised("2", "foot¹", true), ",²");
}

TEST(LoweredText, IsNoPartOfWhatStandsBeforeIt) {
  EXPECT_EQ(lowered("2", "H"), "₂");
  EXPECT_EQ(lowered("x", "NO"), "ₓ");
  EXPECT_EQ(lowered("2.5", "PM"), "2.5");
  EXPECT_EQ(lowered("2.5", "10"), "_(2.5)");
  EXPECT_EQ(lowered("C", "T"), "_C");
  EXPECT_EQ(lowered("fine print"), "fine print");
}

TEST(RaisedText, OfPagesAndMarkdownReadsTheSame) {
  const std::string html =
      "In 2023<sup><a href=\"#n1\">1</a></sup> they burnt 10<sup>6</sup> tonnes of H<sub>2</sub>O and "
      "coal<a href=\"#n2\"><sup>2</sup></a><sup><a href=\"#n3\">3</a></sup>, on the 1<sup>st</sup> of May, "
      "on 5 km<sup> 2 </sup> of land.";
  const std::string plain = "In 2023[1] they burnt 10⁶ tonnes of H₂O and coal²,³, on the 1st of May, ";
  EXPECT_THAT(pageAround("<p>" + html + "</p>")->text, testing::HasSubstr(plain + "on 5 km ² of land."));
  const std::string text = parseArticle(html, "a.md").value()->text;
  EXPECT_EQ(text.substr(0, plain.size()), plain);
}

TEST(RaisedText, StaysWhereItIsLongOrNothingStandsBefore) {
  const std::string longText(60, '7');
  EXPECT_EQ(raised(longText, "10"), longText);
  EXPECT_EQ(raised("Photo"), "Photo");
  EXPECT_EQ(raised("", "10"), "");
  EXPECT_EQ(raised("\xF0\x9F", "10"), "\xF0\x9F") << "broken UTF-8";
}

}  // namespace
}  // namespace dateline::article
