#include "article/front_matter.h"

#include <algorithm>

#include "article/dates.h"
#include "article/head_matter.h"

namespace dateline::article {
namespace {

/// A line with the indented ones below it, which go on with its value; of YAML's signs for a value of several
/// lines (">", "|-") nothing stays. `next` is where the line after it begins.
std::string wholeLine(std::string_view text, std::size_t& next) {
  const auto take = [&] {
    const std::size_t end = std::min(text.find('\n', next), text.size());
    const std::string_view line = text.substr(next, end - next);
    next = end + 1;
    return line;
  };
  std::string whole(take());
  const std::size_t last = whole.find_last_not_of(" \t");
  if (last == std::string::npos || whole[last] == ':') return whole;  // what is below are keys of its own
  if (const std::size_t sign = whole.find_last_of("|>"); sign != std::string::npos)
    if (whole.find_first_not_of("|>+- \t", sign) == std::string::npos &&
        whole.substr(0, sign).find_last_not_of(" \t") == whole.find(':'))
      whole.resize(sign);
  while (next < text.size() && (text[next] == ' ' || text[next] == '\t')) {
    const std::string_view line = take();
    whole += ' ';
    whole += line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
  }
  return whole;
}

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
  if (const auto title = valueIn(line, "title"); !title.empty()) article.title = article.head.title = title;
  for (const std::string_view key : {"author", "byline"})
    if (const auto author = valueIn(line, key); !author.empty() && article.head.byline.empty())
      article.head.byline = bylineIn(author, true);
  for (const std::string_view key : {"dek", "standfirst", "subtitle"})
    if (const auto dek = valueIn(line, key); !dek.empty()) article.head.dek = dek;
  if (const auto description = valueIn(line, "description"); article.head.dek.empty())
    article.head.dek = description;
  if (const auto date = valueIn(line, "date"); !date.empty()) article.head.published = isoDateIn(date);
}

}  // namespace

std::string_view withoutFrontMatter(std::string_view text, Article& article) {
  if (!text.starts_with("---\n")) return text;
  Article found;
  for (std::size_t next = 4; next < text.size();) {
    const std::string line = wholeLine(text, next);
    if (line == "---" || line == "...") {
      article.title = std::move(found.title);
      article.head = std::move(found.head);
      return text.substr(std::min(next, text.size()));
    }
    takeFrontMatter(line, found);
  }
  return text;
}

}  // namespace dateline::article
