#include "article/html_hints.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

bool isOneOf(std::string_view word, const auto& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Whole words of a class or id.
constexpr std::array kClutterWords = {
    "ad"sv,      "ads"sv,      "adv"sv,        "adbox"sv,   "adslot"sv,  "adunit"sv,   "dfp"sv,
    "gpt"sv,     "promo"sv,    "promos"sv,     "nav"sv,     "navbar"sv,  "menu"sv,     "foot"sv,
    "footer"sv,  "sidebar"sv,  "rail"sv,       "share"sv,   "sharing"sv, "shares"sv,   "social"sv,
    "tags"sv,    "tagcloud"sv, "toolbar"sv,    "tools"sv,   "print"sv,   "login"sv,    "signin"sv,
    "signup"sv,  "search"sv,   "popup"sv,      "modal"sv,   "overlay"sv, "lightbox"sv, "paywall"sv,
    "regwall"sv, "pager"sv,    "pagination"sv, "rss"sv,     "toc"sv,     "banner"sv,   "ticker"sv,
    "skip"sv,    "widget"sv,   "teaser"sv,     "teasers"sv, "more"sv,    "donate"sv,   "reactions"sv,
    "replies"sv, "respond"sv,  "discussion"sv, "hidden"sv,  "noprint"sv, "taboola"sv,  "outbrain"sv,
    "poll"sv,    "quiz"sv,     "masthead"sv,   "topbar"sv,  "recirc"sv,  "trending"sv, "popular"sv,
    "infobar"sv, "biobox"sv};
// Parts of words, long enough not to stand in others by chance.
constexpr std::array kClutterParts = {
    "advert"sv,      "sponsor"sv,     "cookie"sv,       "consent"sv,        "gdpr"sv,       "comment"sv,
    "disqus"sv,      "related"sv,     "newsletter"sv,   "subscri"sv,        "breadcrumb"sv, "recommend"sv,
    "mostread"sv,    "mostpopular"sv, "readmore"sv,     "readnext"sv,       "alsoread"sv,   "outbrain"sv,
    "taboola"sv,     "navigation"sv,  "sidebar"sv,      "socialmedia"sv,    "sharebar"sv,   "sharetools"sv,
    "socialshare"sv, "shareicons"sv,  "screenreader"sv, "visuallyhidden"sv, "sronly"sv,     "noprint"sv,
    "authorbio"sv,   "aboutauthor"sv, "promobox"sv,     "loginform"sv,      "tagslist"sv,   "adcontainer"sv,
    "adwrapper"sv,   "editsection"sv, "navbox"sv,       "catlinks"sv,       "popunder"sv,   "interstitial"sv,
    "upnext"sv,      "nextarticle"sv};
constexpr std::array kArticleParts = {
    "articlebody"sv, "articlecontent"sv, "articletext"sv, "storybody"sv, "storycontent"sv,
    "storytext"sv,   "postbody"sv,       "postcontent"sv, "posttext"sv,  "entrycontent"sv,
    "entrybody"sv,   "newsbody"sv,       "newstext"sv,    "bodytext"sv,  "bodycopy"sv,
    "maincontent"sv, "contentbody"sv,    "fulltext"sv,    "textbody"sv,  "mwparseroutput"sv};
constexpr std::array kTitleWords = {"headline"sv, "title"sv};
constexpr std::array kDekWords = {"dek"sv,      "deck"sv,      "standfirst"sv, "subtitle"sv, "subheadline"sv,
                                  "lede"sv,     "lead"sv,      "leadin"sv,     "summary"sv,  "intro"sv,
                                  "abstract"sv, "strapline"sv, "chapo"sv,      "sapo"sv,     "anons"sv,
                                  "vorspann"sv, "subhead"sv,   "description"sv};
constexpr std::array kBylineWords = {"byline"sv,      "author"sv,      "authors"sv, "writer"sv,
                                     "reporter"sv,    "autor"sv,       "auteur"sv,  "signature"sv,
                                     "contributor"sv, "contributors"sv};
constexpr std::array kDateWords = {"date"sv,      "dateline"sv, "published"sv,   "pubdate"sv,
                                   "timestamp"sv, "datetime"sv, "posted"sv,      "updated"sv,
                                   "datum"sv,     "fecha"sv,    "publishdate"sv, "postdate"sv};
constexpr std::array kSubheadingWords = {"subhead"sv,    "subheading"sv,    "crosshead"sv,
                                         "intertitle"sv, "zwischentitel"sv, "intertitre"sv};
// A word behind one of these says what the page has or does, not what the element is.
constexpr std::array kSaying = {"no"sv,       "has"sv,   "with"sv, "without"sv, "not"sv,     "is"sv,
                                "js"sv,       "show"sv,  "hide"sv, "enable"sv,  "enabled"sv, "disable"sv,
                                "disabled"sv, "allow"sv, "open"sv, "support"sv};
constexpr std::array kClutterRoles = {
    "navigation"sv, "banner"sv,  "complementary"sv, "contentinfo"sv, "dialog"sv,  "alertdialog"sv, "search"sv,
    "menu"sv,       "menubar"sv, "toolbar"sv,       "alert"sv,       "tablist"sv, "form"sv};

/// Words of names, small: parted at signs and where a capital follows a small letter.
std::vector<std::string> wordsOf(std::string_view names) {
  std::vector<std::string> words;
  bool joined = false;
  char before = ' ';
  for (const char c : names.substr(0, 600)) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool small = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (!capital && !small) {
      joined = false;
      if (c == ' ') words.emplace_back();  // an empty word parts one name from the next
    } else {
      if (!joined || (capital && before >= 'a' && before <= 'z')) words.emplace_back();
      words.back() += capital ? static_cast<char>(c + 32) : c;
      joined = true;
    }
    before = c;
  }
  return words;
}

/// The words that say what the element is; `joined` are all letters of each name in one.
struct Names {
  std::vector<std::string> words;
  std::vector<std::string> joined;
};

Names namesOf(std::string_view names) {
  Names out;
  bool saying = false;
  bool begins = true;
  for (std::string& word : wordsOf(names)) {
    if (word.empty()) {
      begins = true;
      saying = false;
      continue;
    }
    if (begins || out.joined.empty()) out.joined.emplace_back();
    begins = false;
    if (saying) {
      saying = false;
      continue;
    }
    saying = isOneOf(word, kSaying);
    if (saying) continue;
    out.joined.back() += word;
    out.words.push_back(std::move(word));
  }
  return out;
}

bool holdsAny(const std::vector<std::string>& joined, const auto& parts) {
  return std::any_of(joined.begin(), joined.end(), [&](const std::string& name) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return name.find(part) != std::string::npos; });
  });
}

bool namesAny(const Names& names, const auto& words) {
  return std::any_of(names.words.begin(), names.words.end(),
                     [&](const std::string& word) { return isOneOf(word, words); });
}

Hint hintOfNames(const Names& names) {
  if (holdsAny(names.joined, kClutterParts)) return Hint::surelyClutter;
  if (holdsAny(names.joined, kArticleParts)) return Hint::article;
  if (namesAny(names, kBylineWords)) return Hint::byline;
  if (namesAny(names, kDateWords)) return Hint::date;
  if (namesAny(names, kSubheadingWords)) return Hint::subheading;
  if (namesAny(names, kDekWords)) return Hint::dek;
  if (namesAny(names, kClutterWords)) return Hint::clutter;
  if (namesAny(names, kTitleWords)) return Hint::title;
  return Hint::none;
}

Hint hintOfMicrodata(std::string_view property) {
  if (property.find("articleBody") != std::string_view::npos) return Hint::article;
  if (property == "author" || property == "creator") return Hint::byline;
  if (property == "datePublished" || property == "dateModified") return Hint::date;
  if (property == "headline") return Hint::title;
  if (property == "description" || property == "alternativeHeadline") return Hint::dek;
  return Hint::none;
}

std::string foldAscii(std::string_view text) {
  while (!text.empty() && (text.back() == ':' || text.back() == ' ' || text.back() == '.'))
    text.remove_suffix(1);
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

constexpr std::array kClutterHeadings = {"related"sv,
                                         "related stories"sv,
                                         "related articles"sv,
                                         "related content"sv,
                                         "related news"sv,
                                         "related topics"sv,
                                         "related coverage"sv,
                                         "related posts"sv,
                                         "more on this story"sv,
                                         "more from"sv,
                                         "more stories"sv,
                                         "more news"sv,
                                         "more like this"sv,
                                         "read more"sv,
                                         "read next"sv,
                                         "read also"sv,
                                         "also read"sv,
                                         "see also"sv,
                                         "you may also like"sv,
                                         "you might also like"sv,
                                         "recommended"sv,
                                         "recommended for you"sv,
                                         "most read"sv,
                                         "most popular"sv,
                                         "trending"sv,
                                         "trending now"sv,
                                         "latest news"sv,
                                         "latest stories"sv,
                                         "top stories"sv,
                                         "editor's picks"sv,
                                         "editors' picks"sv,
                                         "comments"sv,
                                         "leave a comment"sv,
                                         "leave a reply"sv,
                                         "join the conversation"sv,
                                         "share this"sv,
                                         "share this article"sv,
                                         "share this story"sv,
                                         "newsletter"sv,
                                         "sign up for our newsletter"sv,
                                         "subscribe"sv,
                                         "about the author"sv,
                                         "tags"sv,
                                         "topics"sv,
                                         "advertisement"sv,
                                         "sponsored"sv,
                                         "sponsored content"sv,
                                         "up next"sv,
                                         "around the web"sv,
                                         "from the web"sv,
                                         "popular posts"sv,
                                         "mehr zum thema"sv,
                                         "lesen sie auch"sv,
                                         "auch interessant"sv,
                                         "das könnte sie auch interessieren"sv,
                                         "meistgelesen"sv,
                                         "kommentare"sv,
                                         "weitere artikel"sv,
                                         "à lire aussi"sv,
                                         "À lire aussi"sv,
                                         "À LIRE AUSSI"sv,
                                         "lire aussi"sv,
                                         "a lire aussi"sv,
                                         "sur le même sujet"sv,
                                         "les plus lus"sv,
                                         "commentaires"sv,
                                         "lee también"sv,
                                         "te puede interesar"sv,
                                         "más noticias"sv,
                                         "noticias relacionadas"sv,
                                         "lo más leído"sv,
                                         "comentarios"sv,
                                         "leia também"sv,
                                         "leia mais"sv,
                                         "notícias relacionadas"sv,
                                         "comentários"sv,
                                         "leggi anche"sv,
                                         "i più letti"sv,
                                         "commenti"sv,
                                         "potrebbe interessarti"sv,
                                         "lees ook"sv,
                                         "reacties"sv,
                                         "czytaj także"sv,
                                         "zobacz także"sv,
                                         "komentarze"sv,
                                         "ilgili haberler"sv,
                                         "yorumlar"sv,
                                         "Читайте также"sv,
                                         "ЧИТАЙТЕ ТАКЖЕ"sv,
                                         "По теме"sv,
                                         "Материалы по теме"sv,
                                         "Похожие новости"sv,
                                         "Популярное"sv,
                                         "Самое читаемое"sv,
                                         "Комментарии"sv,
                                         "Другие новости"sv,
                                         "Новости по теме"sv,
                                         "Читайте також"sv,
                                         "Коментарі"sv,
                                         "За темою"sv,
                                         "اقرأ أيضا"sv,
                                         "اقرأ أيضاً"sv,
                                         "إقرأ أيضا"sv,
                                         "مواضيع ذات صلة"sv,
                                         "الأكثر قراءة"sv,
                                         "التعليقات"sv,
                                         "تعليقات"sv,
                                         "קראו גם"sv,
                                         "כתבות נוספות"sv,
                                         "תגובות"sv,
                                         "مطالب مرتبط"sv,
                                         "相关阅读"sv,
                                         "相关新闻"sv,
                                         "相關新聞"sv,
                                         "延伸阅读"sv,
                                         "延伸閱讀"sv,
                                         "热门文章"sv,
                                         "评论"sv,
                                         "留言"sv,
                                         "関連記事"sv,
                                         "関連ニュース"sv,
                                         "おすすめ記事"sv,
                                         "コメント"sv,
                                         "あわせて読みたい"sv,
                                         "관련기사"sv,
                                         "관련 기사"sv,
                                         "댓글"sv};

constexpr std::array kClutterLines = {"advertisement"sv,
                                      "advertising"sv,
                                      "ad"sv,
                                      "sponsored"sv,
                                      "sponsored content"sv,
                                      "story continues below"sv,
                                      "article continues below"sv,
                                      "story continues below advertisement"sv,
                                      "continue reading"sv,
                                      "continue reading below"sv,
                                      "article continues after advertisement"sv,
                                      "share"sv,
                                      "share this"sv,
                                      "share this article"sv,
                                      "print"sv,
                                      "email"sv,
                                      "print this page"sv,
                                      "back to top"sv,
                                      "skip to content"sv,
                                      "skip advertisement"sv,
                                      "skip to main content"sv,
                                      "listen to this article"sv,
                                      "click to enlarge"sv,
                                      "loading"sv,
                                      "anzeige"sv,
                                      "werbung"sv,
                                      "publicité"sv,
                                      "publicidad"sv,
                                      "publicidade"sv,
                                      "pubblicità"sv,
                                      "advertentie"sv,
                                      "reklama"sv,
                                      "reklam"sv,
                                      "Реклама"sv,
                                      "РЕКЛАМА"sv,
                                      "Поделиться"sv,
                                      "إعلان"sv,
                                      "פרסומת"sv,
                                      "תגובות"sv,
                                      "広告"sv,
                                      "廣告"sv,
                                      "广告"sv,
                                      "스크랩"sv,
                                      "광고"sv};

/// In a quote, or named its foot where it stands beside the quote.
bool tellsSpeaker(const HtmlTree& tree, const Node& node) {
  constexpr int kMostWraps = 8;
  const Node* above = &node;
  for (int up = 0; up < kMostWraps && node.tag == Tag::footer && above->parent != 0; ++up) {
    above = &tree.nodes[above->parent];
    if (above->tag == Tag::blockquote) return true;
  }
  return tree.get(node, Attribute::class_).find("blockquote-footer") != std::string_view::npos;
}

}  // namespace

Hint hintOf(const HtmlTree& tree, const Node& node) {
  // Below the words of a quote stands who said them.
  if ((node.tag == Tag::footer || node.tag == Tag::figcaption) && tellsSpeaker(tree, node)) return Hint::none;
  if (node.tag == Tag::nav || node.tag == Tag::footer || node.tag == Tag::aside) return Hint::surelyClutter;
  if (node.firstValue == node.valueEnd) return Hint::none;
  if (isOneOf(tree.get(node, Attribute::role), kClutterRoles)) return Hint::surelyClutter;
  if (tree.get(node, Attribute::ariaHidden) == "true") return Hint::clutter;
  if (const Hint hint = hintOfMicrodata(tree.get(node, Attribute::itemprop)); hint != Hint::none) return hint;
  if (tree.get(node, Attribute::rel) == "author") return Hint::byline;
  const std::string_view classes = tree.get(node, Attribute::class_);
  const std::string_view id = tree.get(node, Attribute::id);
  if (classes.empty() && id.empty()) return Hint::none;
  return hintOfNames(namesOf(std::string(classes) + " " + std::string(id)));
}

bool isNamedInvisible(const HtmlTree& tree, const Node& node) {
  constexpr std::array kInvisible = {"screenreader"sv, "visuallyhidden"sv, "sronly"sv,
                                     "noprint"sv,      "editsection"sv,    "hidden"sv};
  const Names names = namesOf(tree.get(node, Attribute::class_));
  return holdsAny(names.joined, kInvisible);
}

bool isClutterHeading(std::string_view text) {
  return text.size() < 100 && isOneOf(foldAscii(text), kClutterHeadings);
}

bool isClutterLine(std::string_view text) {
  return text.size() < 100 && (isOneOf(foldAscii(text), kClutterLines) || isClutterHeading(text));
}

}  // namespace dateline::article
