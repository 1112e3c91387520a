// Words that a page lays beside each other without white space between.
#include <gmock/gmock.h>

#include "article/page_around.h"

namespace dateline::article {
namespace {

using testing::HasSubstr;

std::string textAround(const std::string& body) {
  return pageAround(body)->text;
}

TEST(Seams, PartWhatAStyleSheetLaysApart) {
  EXPECT_THAT(textAround("<div class='live'><span>10:32</span><span>Rescue teams reach Karsk, officials "
                         "say.</span></div>"),
              HasSubstr("10:32 Rescue"));
  EXPECT_THAT(textAround("<ul><li><span>5,300</span><span>dead</span></li><li><b>7</b><span>missing</span>"
                         "</li></ul>"),
              HasSubstr("5,300 dead\n\n7 missing"));
  EXPECT_THAT(textAround("<ul><li><span>karsk</span><span>open</span></li>"
                         "<li><span>lindre</span><span>closed</span></li></ul>"),
              HasSubstr("karsk open\n\nlindre closed"));
  EXPECT_THAT(textAround("<p class='d-flex'>snow<span>deep</span></p>"), HasSubstr("snow deep"));
  EXPECT_THAT(textAround("<p>So said <span class='author'>Ann Lee</span><span>Reporter</span>.</p>"),
              HasSubstr("Ann Lee Reporter."));
  EXPECT_THAT(textAround("<p>They are <a href='/a'>Ann Lee</a><a href='/b'>Bo Ek</a>.</p>"),
              HasSubstr("Ann Lee Bo Ek."));
  EXPECT_THAT(textAround("<ul><li><span class='first'>Ann</span><span class='last'>Lee</span></li></ul>"),
              HasSubstr("Ann Lee"));
  EXPECT_THAT(textAround("<ul><li><span class='k'>المدينة</span><span class='v'>دمشق</span></li></ul>"),
              HasSubstr("المدينة دمشق"));
}

TEST(Seams, LeaveTogetherWhatMayBeOneWord) {
  for (const char* word :
       {"<span class='dropcap'>T</span>here", "<span class='initial'>T</span><span>here it is.</span>",
        "H<sub>2</sub>O", "the 3<sup>rd</sup>", "<b>Date</b><i>line</i>",
        "<span class='red'>Date</span><span class='blue'>line</span>", "<b>You</b><i>Tube</i>",
        "<abbr>U.S.</abbr><span>-led</span>", "Kar<wbr>sk", "<a href='/k'>Karsk</a>’s", "<i>re</i>open",
        "<span>New York</span><span>ers say so.</span>", "<code><b>int</b><i>X</i></code>",
        "<span>21</span><span>st</span>", "<span class='date'>1990</span>s", "<b>Ann Lee</b>, 40"}) {
    std::string plain;
    bool tag = false;
    for (const char* at = word; *at != '\0'; ++at) {
      tag = tag || *at == '<';
      if (!tag) plain += *at;
      if (*at == '>') tag = false;
    }
    if (plain == "H2O" || plain == "the 3rd") continue;  // become Unicode's own signs
    EXPECT_THAT(textAround("<p>So " + std::string(word) + " it was in Karsk.</p>"), HasSubstr("So " + plain))
        << word;
  }
  EXPECT_THAT(textAround("<p>So H<sub>2</sub>O and the 3<sup>rd</sup> were.</p>"), HasSubstr("H₂O"));
}

TEST(Seams, BetweenBlocksOfAHeadlineAndACellAreSpaces) {
  const ArticlePtr article =
      parseArticle(
          "<title>Flood on the Rill: Lindre under water</title><article><h1><span>Flood on the Rill"
          "</span><span>Lindre under water</span></h1><p>The dam broke in the night, and all who "
          "could fled to the hills above the town.</p></article>",
          "a.html")
          .value();
  EXPECT_EQ(article->title, "Flood on the Rill: Lindre under water");
}

}  // namespace
}  // namespace dateline::article
