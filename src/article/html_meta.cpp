#include "article/html_meta.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "article/dates.h"
#include "article/head_matter.h"

namespace dateline::article {
namespace {

using Json = nlohmann::json;
using namespace std::string_view_literals;

constexpr std::size_t kLargestJson = 2 << 20;
constexpr int kDeepestJson = 40;
constexpr std::size_t kMostAuthors = 12;

/// White space of any kind as single spaces: titles are compared with each other and with names of sites.
std::string collapsed(std::string_view text) {
  std::string out;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0, start = 0; i < size; start = i) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    const bool blank = c >= 0 && u_isUWhiteSpace(c) != 0;
    if (!blank) out += text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start));
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// The first value of the first name that has one.
class Metas {
 public:
  explicit Metas(const HtmlTree& tree) {
    for (const Node& node : tree.nodes) {
      if (node.tag != Tag::meta) continue;
      std::string name(tree.get(node, Attribute::property));
      if (name.empty()) name = tree.get(node, Attribute::name);
      if (name.empty()) name = tree.get(node, Attribute::itemprop);
      std::transform(name.begin(), name.end(), name.begin(),
                     [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
      if (!name.empty()) values_.emplace_back(std::move(name), collapsed(tree.get(node, Attribute::content)));
      if (values_.size() > 400) break;
    }
  }

  [[nodiscard]] std::string first(const auto& names) const {
    for (const std::string_view name : names)
      for (const auto& [key, value] : values_)
        if (key == name && !value.empty()) return value;
    return {};
  }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

std::string textOf(const Json& value) {
  return value.is_string() ? collapsed(value.get_ref<const std::string&>()) : std::string();
}

/// "author" is a name, a person or organisation with a name, or a list of these.
std::string authorsOf(const Json& author) {
  if (author.is_string()) return textOf(author);
  if (author.is_object()) return author.contains("name") ? textOf(author["name"]) : std::string();
  std::string names;
  if (!author.is_array()) return names;
  for (std::size_t i = 0; i < author.size() && i < kMostAuthors; ++i) {
    const std::string name = author[i].is_array() ? std::string() : authorsOf(author[i]);
    if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

bool isArticleType(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto fits = [](const Json& name) {
    if (!name.is_string()) return false;
    const std::string_view text = name.get_ref<const std::string&>();
    return text.ends_with("Article") || text.ends_with("Posting") || text == "Report";
  };
  if (!type->is_array()) return fits(*type);
  return std::any_of(type->begin(), type->end(), fits);
}

void takeFrom(const Json& value, PageFacts& facts, int depth) {
  if (depth > kDeepestJson) return;
  if (value.is_array())
    for (const Json& item : value) takeFrom(item, facts, depth + 1);
  if (!value.is_object()) return;
  for (const char* holder : {"@graph", "mainEntity", "mainEntityOfPage"})
    if (value.contains(holder)) takeFrom(value[holder], facts, depth + 1);
  if (!isArticleType(value)) return;
  const auto text = [&](const char* name) {
    return value.contains(name) ? textOf(value[name]) : std::string();
  };
  if (facts.headline.empty()) facts.headline = text("headline");
  if (facts.description.empty()) facts.description = text("description");
  if (facts.published.empty()) facts.published = isoDateIn(text("datePublished"));
  if (facts.byline.empty() && value.contains("author"))
    facts.byline = bylineIn(authorsOf(value["author"]), true);
}

void readJsonLd(const HtmlTree& tree, PageFacts& facts) {
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::script) continue;
    if (tree.get(tree.nodes[i], Attribute::type).find("ld+json") == std::string_view::npos) continue;
    std::string source;
    for (std::uint32_t below = i + 1; below < tree.nodes[i].end; ++below)
      source += tree.textOf(tree.nodes[below]);
    if (source.size() > kLargestJson) continue;
    // Some pages wrap it for parsers of another age.
    const std::size_t begin = source.find_first_of("{[");
    const std::size_t end = source.find_last_of("}]");
    if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
    const Json parsed = Json::parse(source.substr(begin, end - begin + 1), nullptr, false, true);
    if (!parsed.is_discarded()) takeFrom(parsed, facts, 0);
  }
}

std::size_t wordsIn(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

/// Chinese, Japanese and Korean sites put their name behind a hyphen without spaces.
bool isNameOfSite(std::string_view text) {
  constexpr std::array kEndings = {"网"sv,   "網"sv,   "报"sv,       "報"sv,   "社"sv,   "台"sv,
                                   "新闻"sv, "新聞"sv, "ニュース"sv, "뉴스"sv, "일보"sv, "신문"sv};
  constexpr std::size_t kLongestName = 36;  // bytes
  return text.size() <= kLongestName &&
         std::ranges::any_of(kEndings, [text](std::string_view end) { return text.ends_with(end); });
}

/// "Bridge reopens after floods | The Site" -> "Bridge reopens after floods".
std::string withoutSite(const std::string& title, const std::string& site) {
  for (const std::string_view sign :
       {" | "sv, " \xE2\x80\x94 "sv, " \xE2\x80\x93 "sv, " - "sv, " \xC2\xB7 "sv, " \xC2\xBB "sv, " :: "sv,
        " / "sv, "\xEF\xBD\x9C"sv, "_"sv}) {
    const std::size_t at = title.rfind(sign);
    if (at == std::string::npos || at == 0) continue;
    const std::string_view before = std::string_view(title).substr(0, at);
    const std::string_view behind = std::string_view(title).substr(at + sign.size());
    if (!site.empty() && behind == site) return std::string(before);
    if (!site.empty() && before == site) return std::string(behind);
    if (wordsIn(behind) <= 4 && before.size() > behind.size()) return withoutSite(std::string(before), site);
  }
  const std::size_t hyphen = title.rfind('-');
  if (hyphen != std::string::npos && hyphen > 0 && isNameOfSite(std::string_view(title).substr(hyphen + 1)))
    return withoutSite(title.substr(0, hyphen), site);
  return title;
}

}  // namespace

PageFacts factsOf(const HtmlTree& tree) {
  PageFacts facts;
  readJsonLd(tree, facts);
  const Metas metas(tree);
  if (facts.headline.empty())
    facts.headline = metas.first(std::array{"og:title"sv, "twitter:title"sv, "headline"sv, "dc.title"sv,
                                            "parsely-title"sv, "sailthru.title"sv});
  const std::string site = metas.first(std::array{"og:site_name"sv, "application-name"sv});
  facts.headline = withoutSite(facts.headline, site);
  if (facts.description.empty())
    facts.description = metas.first(std::array{"og:description"sv, "description"sv, "twitter:description"sv});
  if (facts.byline.empty()) {
    const std::string author = metas.first(std::array{"author"sv, "article:author"sv, "byl"sv,
                                                      "parsely-author"sv, "sailthru.author"sv, "dc.creator"sv,
                                                      "dcterms.creator"sv, "twitter:creator"sv});
    if (!author.starts_with("http") && !author.starts_with('@')) facts.byline = bylineIn(author, true);
  }
  if (facts.published.empty())
    facts.published = isoDateIn(metas.first(std::array{
        "article:published_time"sv, "datepublished"sv, "pubdate"sv, "publish-date"sv, "publishdate"sv,
        "parsely-pub-date"sv, "sailthru.date"sv, "dc.date"sv, "dc.date.issued"sv, "dcterms.created"sv,
        "dcterms.date"sv, "date"sv, "article.published"sv, "og:published_time"sv}));
  facts.address = tree.savedFrom;
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.tag == Tag::title && facts.windowTitle.empty() && tree.nodes[node.parent].tag != Tag::svg)
      facts.windowTitle = withoutSite(collapsed(tree.textBelow(i, 400)), site);
    if (node.tag == Tag::link && tree.get(node, Attribute::rel) == "canonical" && facts.address.empty())
      facts.address = tree.get(node, Attribute::href);
    if (node.tag == Tag::base && !tree.get(node, Attribute::href).empty())
      facts.address = tree.get(node, Attribute::href);
  }
  if (facts.address.empty()) facts.address = metas.first(std::array{"og:url"sv});
  if (!facts.address.starts_with("http")) facts.address.clear();
  return facts;
}

}  // namespace dateline::article
