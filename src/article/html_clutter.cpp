#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>

#include "article/html_hints.h"

// The words that stand above what is not the article, and lines of them.

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

std::string inSmallAscii(std::string_view text) {
  while (!text.empty() && (text.back() == ':' || text.back() == ' ' || text.back() == '.'))
    text.remove_suffix(1);
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

/// The same for letters of all scripts: "LEE TAMBIÉN".
std::string inSmallOfAnyScript(std::string_view text) {
  const std::string ascii = inSmallAscii(text);
  std::string out;
  icu::UnicodeString::fromUTF8(ascii).toLower(icu::Locale::getRoot()).toUTF8String(out);
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
                                         "our standards"sv,
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
                                      "article réservé aux abonnés"sv,
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

bool isAmong(const std::string& line, const auto& lines) {
  return std::ranges::find(lines, line) != lines.end();
}

/// "Temps de lecture 3 min.", "4 min read".
bool isReadingTime(std::string_view text) {
  constexpr std::size_t kLongest = 50;  // bytes
  constexpr std::array kReading = {"read"sv,    "lecture"sv, "lesezeit"sv, "lesedauer"sv,
                                   "lectura"sv, "leitura"sv, "lettura"sv,  "leestijd"sv,
                                   "чтени"sv,   "okuma"sv,   "czytani"sv};
  const std::size_t number = text.find_first_of("123456789");
  if (text.size() > kLongest || number == std::string_view::npos) return false;
  const std::string small = inSmallAscii(text);
  const std::size_t unit = small.find_first_not_of("0123456789 -\xC2\xA0", number);
  if (unit == std::string::npos) return false;
  const std::string_view behind = std::string_view(small).substr(unit);
  return (behind.starts_with("min") || behind.starts_with("мин")) &&
         std::ranges::any_of(kReading, [&](auto word) { return small.find(word) != std::string::npos; });
}

}  // namespace

bool isClutterHeading(std::string_view text) {
  if (text.size() >= 100) return false;
  return isAmong(inSmallAscii(text), kClutterHeadings) || isAmong(inSmallOfAnyScript(text), kClutterHeadings);
}

bool isClutterLine(std::string_view text) {
  if (isReadingTime(text)) return true;
  return text.size() < 100 && (isAmong(inSmallAscii(text), kClutterLines) || isClutterHeading(text));
}

}  // namespace dateline::article
