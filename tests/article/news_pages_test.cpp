// What an article says stands in the plain text, however news sites mark up its dates, bylines and reports.
#include <gmock/gmock.h>

#include "article/article.h"

namespace dateline::article {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A page in the manner of a kind of site. In its body "{" and "}" stand around what must be in the text.
struct Site {
  std::string name;
  std::string head;
  std::string body;
  friend void PrintTo(const Site& site, std::ostream* out) { *out << site.name; }
};

std::vector<Site> sites() {
  return {
      {"agency_dateline", "<meta property='article:published_time' content='2024-03-02T08:00Z'>",
       "<main><article><h1>Power cut to half of Lindre</h1><p class='byline'>By Hanna Lis</p>"
       "<div class='RichTextStoryBody'><p><span class='dateline'>{KARSK, Vesse</span> — A strike has cut the "
       "power "
       "to half of the port.}</p><p>{Crews from Harn were on their way.} {Hospitals ran on generators all "
       "night "
       "long, as the mayor told the council.}</p><p>{Two ships left.}</p></div></article></main>"},
      {"agency_in_divs", "",
       "<article data-testid='Article'><header><h1>Grain prices rise in Vesse</h1><div class='info'>"
       "<time datetime='2024-03-02'>March 2, 2024</time><time>7:10 AM UTC</time></div></header>"
       "<div class='article-body__content'><div data-testid='paragraph-0' class='text__text'>"
       "<span class='date'>{KARSK, March 2</span> (Agency) - Prices for grain rose for a third week.}</div>"
       "<div data-testid='paragraph-1' class='text__text'>{Traders in Lindre said that the harvest had been "
       "poor.}</div><div data-testid='paragraph-2' class='text__text'>{It rained.}</div>"
       "<div class='text__text sign-off'>{Reporting by Ana Lind in Karsk; editing by Bo Ek.}</div></div>"
       "</article>"},
      {"broadcaster", "",
       "<main id='main-content'><article><h1>Ferry returns to Osel</h1>"
       "<div data-component='byline-block'><time datetime='2024-01-22T18:05Z'>2 hours ago</time>"
       "<span class='contributor'>Mira Holt</span><span class='role'>Coast correspondent</span></div>"
       "<div data-component='text-block'><p><b>{The ferry to Osel has sailed again after a winter of "
       "repairs, the "
       "harbour said.}</b></p><p><time datetime='2024-01-22'>{On Monday</time> it carried a hundred "
       "people.}</p>"
       "<p><span class='author'>{Mira Holt</span> was on board and saw the ice break.}</p></div>"
       "<div data-component='text-block'><p>{The next one leaves at noon.}</p></div></article></main>"},
      {"live_blog_of_blocks", "",
       "<article class='liveblog'><h1>Floods in the valley – live</h1>"
       "<div class='meta'><span>By Ann Hall (now) and Tom Reed (earlier)</span> "
       "<time datetime='2024-04-09T18:22Z'>Tue 9 Apr 2024 18.22 BST</time></div>"
       "<section class='block'><p class='block-time'><a href='#b1'><time datetime='2024-04-09T18:05Z'>"
       "<span>{18.05}</span></time></a></p><h2 class='block-title'><a href='#b1'>{Dam breached "
       "again}</a></h2>"
       "<p>{The dam has been breached for the second time in a week.}</p></section>"
       "<section class='block'><p class='block-time'><a href='#b2'><time datetime='2024-04-09T16:40Z'>"
       "<span>{16.40}</span></time></a></p><p>{Soldiers were sent to Harn.}</p></section>"
       "<section class='block'><p class='block-time'><a href='#b3'><time datetime='2024-04-09T12:00Z'>"
       "<span>{12.00}</span></time></a></p><p>{Good afternoon, and welcome to our coverage of the floods in "
       "the valley of the Rill, from its springs to the coast.}</p></section></article>"},
      {"live_blog_of_posts", "",
       "<main><h1>Election night: results</h1><p class='byline'><span>By</span> <span>Nora Lind</span></p>"
       "<div class='post'><div class='post-header'><span class='timestamp'>{10:42 p.m. ET}</span>"
       "<h2><a href='/live/results#post-1'>{Polls close in Karsk}</a></h2></div>"
       "<p>{Polls have closed in Karsk, and the first districts are reporting their counts.} {It was "
       "calm.}</p></div>"
       "<div class='post'><div class='post-header'><span class='timestamp'>{9:15 p.m. ET}</span>"
       "<h2><a href='/live/results#post-2'>{Long lines in Lindre}</a></h2></div>"
       "<p>{Voters in Lindre waited for two hours after a failure of power at a school.}</p></div>"
       "<div class='post'><div class='post-header'><span class='timestamp'>{8:01 p.m. ET}</span></div>"
       "<p>{Turnout in Harn is higher than in any year since the war, officials said.}</p></div>"
       "<div class='post'><div class='post-header'><span class='timestamp'>{7:30 p.m. ET}</span></div>"
       "<p>{Welcome.}</p></div></main>"},
      {"live_lines", "",
       "<article><h1>Storm on the coast: live</h1><p>{Follow the storm as it crosses the coast tonight, with "
       "reports from our readers.}</p><p><time datetime='2024-01-22T21:10'>{21:10</time> A ferry has run "
       "aground "
       "off Osel.}</p><p><time datetime='2024-01-22T20:45'>{20:45</time> The bridge is closed}</p>"
       "<p><strong>{19:30}</strong> {Trains stand still.}</p></article>"},
      {"french_daily", "",
       "<main><article><section class='article__header'><h1>Le bac reprend la mer</h1>"
       "<p class='article__desc'>L’île est de nouveau reliée au continent.</p>"
       "<p class='meta__authors'><span class='meta__author'>Par Léa Morin</span> <span "
       "class='meta__date'>Publié le "
       "3 mars 2020 à 8h15, modifié à 9h02</span></p></section><section class='article__content'>"
       "<p class='article__paragraph'><span class='lieu date'>{Karsk, le 3 mars.</span> Le bac est parti à "
       "l’aube "
       "avec cent passagers.}</p><h2 class='article__sub-title'>{Un hiver de travaux}</h2>"
       "<p class='article__paragraph'>{Les ouvriers ont travaillé tout l’hiver, a dit le maire de la "
       "ville.}</p>"
       "</section></article></main>"},
      {"german_weekly", "<meta property='og:title' content='Fähre nach Ösel: Wieder auf See'>",
       "<main><article><header><h2><span>Fähre nach Ösel</span> <span>Wieder auf See</span></h2>"
       "<div class='leadtext'>{Nach einem Winter der Reparaturen fährt die Fähre wieder.}</div>"
       "<div class='autor'>Von <a href='/a'>Jörg Holt</a>, Karsk</div>"
       "<time class='timeformat' datetime='2024-03-03 18:14'>03.03.2024, 18.14 Uhr</time></header>"
       "<section class='article-body'><div class='RichText'><p>{Karsk – Die Fähre ist am Sonntag "
       "ausgelaufen, mit "
       "hundert Gästen.}</p><p>{Am <time>4. März</time> folgt die zweite Fahrt.}</p></div>"
       "<div class='RichText'><p>{Der Hafen <a class='related-topic' href='/t'>von Lindre</a> bleibt "
       "gesperrt.}</p>"
       "</div></section></article></main>"},
      {"russian_agency", "",
       "<div class='news'><div class='news-header'><div class='news-header__date'>3 марта, 18:14</div>"
       "<h1>В Карске открыли мост</h1><div class='news-header__lead'>{Движение открыли в субботу "
       "утром.}</div></div>"
       "<div class='text-content'><div class='text-block'><p>{КАРСК, 3 марта. /Агентство/. Мост через реку "
       "открыли "
       "в субботу, сообщили в мэрии.}</p><p>{Работы длились два года, уточнил мэр города на встрече с "
       "журналистами.}</p><p><span class='author'>{Мэр</span> поблагодарил рабочих.}</p></div></div></div>"},
      {"chinese_agency", "",
       "<div class='main'><div class='header'><span class='year'>2024</span><h1>大桥正式通车</h1>"
       "<span class='time'>2024-03-01 10:00:00</span><span class='source'>来源：河谷网</span></div>"
       "<div "
       "id='detail'><p>　　{河谷社卡尔斯克3月1日电（记者王芳）星期三上午，第一批列车驶过新建的大桥。}</p>"
       "<p>　　{工人们工作了两年，现在进城只需要四十分钟。}</p><p>　　<span "
       "class='date'>{3月1日</span>，市长向工人们表示感谢。}"
       "</p></div></div>"},
      {"arabic_broadcaster", "",
       "<main><header class='article-header'><h1>افتتاح الجسر الجديد</h1></header>"
       "<div class='article-info-block'><div class='article-dates'><div class='date-simple'><span>1 Mar "
       "2024</span>"
       "</div></div></div><div class='wysiwyg'><p>{عبرت القطارات الأولى الجسر الجديد صباح يوم الأربعاء.}</p>"
       "<p><span class='date'>{في 1 مارس</span> شكر رئيس البلدية العمال على عملهم.}</p>"
       "<p>{انتهت الأعمال بعد عامين كاملين كما قالت البلدية في بيان لها.}</p></div></main>"},
      {"lead_apart", "",
       "<div class='page'><article><div class='top'><h1>Mill burns down</h1></div><div class='story'>"
       "<div class='chapter'><p>{The old mill on the Rill burned down in the night, and forty firemen could "
       "not save "
       "its roof.} {The water in the pond was too low for their pumps, and the road to the river had not "
       "been cleared "
       "of snow.} {Nobody was hurt when the roof fell in, a little after four in the morning.}</p></div>"
       "<div class='chapter'><p>{It had stood empty.}</p></div></div></article></div>"},
      {"short_posts", "",
       "<article><h1>Storm on the coast: live</h1><section class='block'><p "
       "class='block-time'><time>{10:05}</time>"
       "</p><div>{It rained.}</div></section><section class='block'><p "
       "class='block-time'><time>{11:05}</time></p>"
       "<p><span class='share'>{Update</span> – It snowed.}</p></section><section class='block'>"
       "<p class='block-time'><time>{12:05}</time></p><p><b class='byline'>{By Ann Lee</b> Nobody was "
       "hurt.}</p>"
       "</section><section class='block'><p class='block-time'><time>{12:15}</time></p><p>{Trains stand "
       "still between "
       "Karsk and Harn, and the harbour stays closed until the wind falls.}</p></section></article>"},
      {"words_named_like_clutter", "",
       "<article><h1>Pond freezes over</h1><p>{The <span class='comment'>pond</span> at <a "
       "class='share-place' "
       "href='/h'>Harn</a> froze <span aria-hidden='true'>over</span> in the night to Sunday.}</p>"
       "<p>{The ice is thick enough for skaters, and for the market that the town holds on it.} "
       "<a class='share' href='/s'>Share</a></p></article>"},
  };
}

/// The parts of the body between braces, without tags, and the body without the braces.
std::vector<std::string> saidIn(const std::string& body) {
  std::vector<std::string> said;
  bool open = false, tag = false;
  for (const char c : body) {
    if (c == '{') said.emplace_back();
    if (c == '{' || c == '}') open = c == '{';
    if (c == '<') tag = true;
    if (open && !tag && c != '{') said.back() += c;
    if (c == '>') tag = false;
  }
  return said;
}

ArticlePtr pageOf(const Site& site) {
  std::string body = site.body;
  std::erase_if(body, [](char c) { return c == '{' || c == '}'; });
  return parseArticle("<!DOCTYPE html><html><head><meta charset='utf-8'>" + site.head + "</head><body>" +
                          body + "</body></html>",
                      "a.html")
      .value();
}

class NewsPages : public testing::TestWithParam<Site> {};

TEST_P(NewsPages, KeepAllThatTheArticleSays) {
  const ArticlePtr article = pageOf(GetParam());
  std::size_t at = 0;
  for (const std::string& said : saidIn(GetParam().body)) {
    EXPECT_THAT(article->text, HasSubstr(said));
    const std::size_t found = article->text.find(said, at);
    if (found == std::string::npos)
      ADD_FAILURE() << "not behind what it follows: " << said << "\n" << article->text;
    else
      at = found + said.size();
  }
}

INSTANTIATE_TEST_SUITE_P(Sites, NewsPages, testing::ValuesIn(sites()),
                         [](const auto& test) { return test.param.name; });

ArticlePtr siteNamed(const std::string& name) {
  for (const Site& site : sites())
    if (site.name == name) return pageOf(site);
  return nullptr;
}

TEST(NewsPages, StillGiveTheirHeads) {
  const ArticlePtr agency = siteNamed("agency_dateline");
  EXPECT_EQ(agency->head.byline, "Hanna Lis");
  EXPECT_EQ(agency->head.dateline, "KARSK, Vesse");
  EXPECT_THAT(agency->text, Not(HasSubstr("By Hanna")));
  const ArticlePtr live = siteNamed("live_blog_of_blocks");
  EXPECT_EQ(live->head.byline, "Ann Hall (now) and Tom Reed (earlier)");
  EXPECT_EQ(live->head.published, "2024-04-09");
  EXPECT_THAT(live->text, AllOf(Not(HasSubstr("Tue 9 Apr")), Not(HasSubstr("Ann Hall"))));
  const ArticlePtr daily = siteNamed("french_daily");
  EXPECT_EQ(daily->head.byline, "Léa Morin");
  EXPECT_EQ(daily->head.published, "2020-03-03");
  EXPECT_THAT(daily->text, Not(HasSubstr("Publié")));
  EXPECT_EQ(siteNamed("broadcaster")->head.byline, "Mira Holt");
  EXPECT_EQ(siteNamed("live_lines")->head.published, "2024-01-22");
  EXPECT_THAT(siteNamed("words_named_like_clutter")->text, Not(HasSubstr("Share")));
}

TEST(NewsPages, SetTheTimeOfAReportApart) {
  const ArticlePtr live = siteNamed("live_blog_of_blocks");
  using enum BlockKind;
  std::vector<BlockKind> kinds;
  for (const Block& block : live->blocks) kinds.push_back(block.kind);
  EXPECT_EQ(kinds, (std::vector{title, byline, heading, paragraph, byline, paragraph, byline, paragraph}));
}

TEST(NewsPages, WhoseTextIsNamedADescriptionKeepIt) {
  const ArticlePtr article =
      parseArticle(
          "<article><h1>Mill burns down</h1><div class='story-desc'><p>The old mill on the Rill burned "
          "down in the night.</p><p>Nobody was hurt when the roof fell in.</p><p>It had stood empty "
          "for years, the mayor said.</p><p>The cause is not known yet.</p></div></article>",
          "a.html")
          .value();
  for (std::size_t i = 1; i < article->blocks.size(); ++i)
    EXPECT_EQ(article->blocks[i].kind, BlockKind::paragraph) << i;
  EXPECT_EQ(article->blocks.size(), 5u);
}

TEST(NewsPages, HaveNoDatelineInTheirDek) {
  const ArticlePtr article =
      parseArticle(
          "<article><header><p class='article__desc'>REPORT - Three days on, the crews have come no "
          "nearer to the village.</p><h1>Mill burns down</h1></header><div class='body'><p>KARSK, Vesse "
          "(AG) — The old mill on the Rill burned down in the night, and forty firemen could not save "
          "its roof.</p><p>Nobody was hurt when it fell in.</p></div></article>",
          "a.html")
          .value();
  EXPECT_EQ(article->blocks[1].kind, BlockKind::dek);
  EXPECT_EQ(article->head.dateline, "KARSK, Vesse");
}

TEST(NewsPages, NameAllTheirAuthorsOnce) {
  const auto headOf = [](const std::string& lines) {
    return parseArticle(
               "<article><h1>Mill burns down</h1>" + lines +
                   "<div class='body'><p>The old mill on the Rill burned down in the night, and forty "
                   "firemen could not save its roof.</p><p>Nobody was hurt when it fell in.</p></div>"
                   "</article>",
               "a.html")
        .value()
        ->head;
  };
  EXPECT_EQ(headOf("<div><a href='/author/ana'>Ana Lind</a><a href='/author/bo'>Bo Ek</a></div>").byline,
            "Ana Lind, Bo Ek");
  EXPECT_EQ(headOf("<p><span class='writer'>di <a href='/autori/ana'>Ana Lind</a></span></p>").byline,
            "Ana Lind");
  const Head head = headOf(
      "<div><div><time datetime='2023-09-12'>12 September 2023</time></div><div><span>Ana Lind</span>"
      "<span>The News, Karsk</span></div></div>");
  EXPECT_EQ(head.byline, "Ana Lind, The News, Karsk");
  EXPECT_EQ(head.published, "2023-09-12");
}

}  // namespace
}  // namespace dateline::article
