#include "article/front_matter.h"

#include <algorithm>

#include "article/dates.h"
#include "article/head_matter.h"

namespace dateline::article {
namespace {

/// A "key: value" line of front matter, its value without quotes; empty for another key.
std::string_view valueIn(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ':') return {};
  std::string_view value = line.substr(key.size() + 1);
  const auto drop = [&value](std::string_view what) {
    value.remove_prefix(std::min(value.find_first_not_of(what), value.size()));
    const std::size_t last = value.find_last_not_of(what);
    value = value.substr(0, last == std::string_view::npos ? 0 : last + 1);
  };
  drop(" \t");
  drop("\"'");
  return value;
}

void takeFrontMatter(std::string_view line, Article& article) {
  if (const auto title = valueIn(line, "title"); !title.empty()) article.title = title;
  for (const std::string_view key : {"author", "byline"})
    if (const auto author = valueIn(line, key); !author.empty() && article.head.byline.empty())
      article.head.byline = bylineIn(author, true);
  if (const auto date = valueIn(line, "date"); !date.empty()) article.head.published = isoDateIn(date);
}

}  // namespace

std::string_view withoutFrontMatter(std::string_view text, Article& article) {
  if (!text.starts_with("---\n")) return text;
  Article found;
  for (std::size_t line = 4; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::string_view content = text.substr(line, end - line);
    if (content == "---" || content == "...") {
      article.title = std::move(found.title);
      article.head = std::move(found.head);
      return text.substr(std::min(end + 1, text.size()));
    }
    takeFrontMatter(content, found);
    line = end + 1;
  }
  return text;
}

}  // namespace dateline::article
