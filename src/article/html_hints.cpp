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
    "upnext"sv,      "nextarticle"sv, "readingtime"sv,  "readtime"sv,       "timetoread"sv, "lesezeit"sv};
constexpr std::array kArticleParts = {
    "articlebody"sv, "articlecontent"sv, "articletext"sv, "storybody"sv, "storycontent"sv,
    "storytext"sv,   "postbody"sv,       "postcontent"sv, "posttext"sv,  "entrycontent"sv,
    "entrybody"sv,   "newsbody"sv,       "newstext"sv,    "bodytext"sv,  "bodycopy"sv,
    "maincontent"sv, "contentbody"sv,    "fulltext"sv,    "textbody"sv,  "mwparseroutput"sv};
constexpr std::array kTitleWords = {"headline"sv, "title"sv};
constexpr std::array kDekWords = {"dek"sv,      "deck"sv,      "standfirst"sv,  "subtitle"sv, "subheadline"sv,
                                  "lede"sv,     "lead"sv,      "leadin"sv,      "summary"sv,  "intro"sv,
                                  "abstract"sv, "strapline"sv, "chapo"sv,       "sapo"sv,     "anons"sv,
                                  "vorspann"sv, "subhead"sv,   "description"sv, "desc"sv};
constexpr std::array kBylineWords = {"byline"sv,      "author"sv,      "authors"sv, "writer"sv,
                                     "reporter"sv,    "autor"sv,       "auteur"sv,  "signature"sv,
                                     "contributor"sv, "contributors"sv};
constexpr std::array kDateWords = {"date"sv,        "dateline"sv, "published"sv, "pubdate"sv, "timestamp"sv,
                                   "datetime"sv,    "posted"sv,   "updated"sv,   "datum"sv,   "fecha"sv,
                                   "publishdate"sv, "postdate"sv, "time"sv,      "pubtime"sv};
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

/// "/author/ana-lind", "https://site/autor/…": the page of who wrote it.
bool leadsToAuthor(std::string_view href) {
  constexpr std::array kPaths = {"/author/"sv,      "/authors/"sv,     "/autor/"sv,     "/autores/"sv,
                                 "/autoren/"sv,     "/auteur/"sv,      "/auteurs/"sv,   "/autore/"sv,
                                 "/autori/"sv,      "/by/"sv,          "/profile/"sv,   "/profil/"sv,
                                 "/people/"sv,      "/staff/"sv,       "/writer/"sv,    "/contributors/"sv,
                                 "/contributor/"sv, "/reporter/"sv,    "/reporters/"sv, "/journalist/"sv,
                                 "/journalists/"sv, "/signataires/"sv, "/firmas/"sv};
  return std::ranges::any_of(kPaths, [path = href.substr(0, 300)](std::string_view part) {
    return path.find(part) != std::string_view::npos;
  });
}

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
  if (node.tag == Tag::a && leadsToAuthor(tree.get(node, Attribute::href))) return Hint::byline;
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

}  // namespace dateline::article
