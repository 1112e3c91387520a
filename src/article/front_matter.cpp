#include "article/front_matter.h"

#include <algorithm>
#include <initializer_list>

#include "article/dates.h"
#include "article/head_matter.h"
#include "article/yaml.h"

namespace dateline::article {
namespace {

std::string textOfMember(const YamlValue& front, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const YamlValue* value = front.member(name); value != nullptr && !value->text.empty())
      return value->text;
  return {};
}

/// A name may stand in parts, as Quarto has it: "given" and "family".
std::string nameOfAuthor(const YamlValue& author) {
  if (!author.text.empty()) return author.text.substr(0, author.text.find(" <"));  // an address of mail
  if (const YamlValue* name = author.member("name"); name != nullptr) return nameOfAuthor(*name);
  if (std::string whole = textOfMember(author, {"literal", "display_name", "full_name"}); !whole.empty())
    return whole;
  const std::string given = textOfMember(author, {"given", "first_name", "first"});
  const std::string family = textOfMember(author, {"family", "last_name", "last"});
  return given + (given.empty() || family.empty() ? "" : " ") + family;
}

std::string namesOfAuthors(const YamlValue& authors) {
  if (authors.items.empty()) return nameOfAuthor(authors);
  std::string names;
  for (const YamlValue& author : authors.items)
    if (const std::string name = nameOfAuthor(author); !name.empty())
      names += (names.empty() ? "" : ", ") + name;
  return names;
}

void takeFrontMatter(const YamlValue& front, Article& article) {
  article.title = article.head.title = textOfMember(front, {"title"});
  for (const std::string_view key : {"author", "authors", "byline"})
    if (const YamlValue* value = front.member(key); value != nullptr && article.head.byline.empty())
      article.head.byline = bylineIn(namesOfAuthors(*value), true);
  article.head.dek = textOfMember(front, {"dek", "standfirst", "subtitle", "description"});
  article.head.published = isoDateIn(textOfMember(front, {"date", "published"}));
}

}  // namespace

std::string_view withoutFrontMatter(std::string_view text, Article& article) {
  constexpr std::string_view kFence = "---\n";
  if (!text.starts_with(kFence)) return text;
  for (std::size_t at = kFence.size(); at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line == "---" || line == "...") {
      takeFrontMatter(readYaml(text.substr(kFence.size(), at - kFence.size())), article);
      return text.substr(std::min(end + 1, text.size()));
    }
    at = end + 1;
  }
  return text;
}

}  // namespace dateline::article
