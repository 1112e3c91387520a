#include "gdal/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace dateline::gdal {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLongestEntity = 10;

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kEntities{{{"amp", "&"},
                                                                                   {"lt", "<"},
                                                                                   {"gt", ">"},
                                                                                   {"quot", "\""},
                                                                                   {"apos", "'"},
                                                                                   {"nbsp", " "},
                                                                                   {"ndash", "–"},
                                                                                   {"mdash", "—"},
                                                                                   {"laquo", "«"},
                                                                                   {"raquo", "»"},
                                                                                   {"deg", "°"},
                                                                                   {"copy", "©"},
                                                                                   {"hellip", "…"}}};
/// After which the text goes on in another line.
constexpr std::array<std::string_view, 14> kBlocks{"br", "p",  "div", "tr", "li", "ul", "ol",
                                                   "h1", "h2", "h3",  "h4", "h5", "h6", "table"};
constexpr std::array<std::string_view, 2> kCells{"td", "th"};
/// What stands in them is not shown.
constexpr std::array<std::string_view, 3> kHidden{"style", "script", "head"};

template <typename Words>
bool isOneOf(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "br" of "<br/>" and of "</br>"; empty where no tag begins.
std::string tagAt(std::string_view html) {
  html.remove_prefix(html.starts_with("</") ? 2 : 1);
  const auto end = std::ranges::find_if(html, [](char c) { return !isLetter(c) && (c < '0' || c > '9'); });
  if (html.empty() || !isLetter(html.front())) return {};
  return lowerAscii(html.substr(0, static_cast<std::size_t>(end - html.begin())));
}

/// The character that stands for "#233", "#xe9" or "amp"; empty: none.
std::string entity(std::string_view name) {
  if (!name.starts_with('#')) {
    const auto* found = std::ranges::find(kEntities, name, [](const auto& entry) { return entry.first; });
    return found == kEntities.end() ? "" : std::string(found->second);
  }
  const bool hex = name.starts_with("#x") || name.starts_with("#X");
  name.remove_prefix(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
  const bool character = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (error != std::errc{} || end != name.data() + name.size() || !character) return {};
  return utf8Of(code);
}

/// Puts blanks and breaks where something else follows only, and never two.
class Lines {
 public:
  void blank() { blank_ = true; }
  void line() { line_ = true; }
  void add(std::string_view text) {
    if (!text_.empty() && (line_ || blank_)) text_ += line_ ? '\n' : ' ';
    line_ = blank_ = false;
    text_ += text;
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool blank_ = false, line_ = false;
};

/// Where what a tag hides ends, or the tag itself.
std::size_t endOfTag(std::string_view html, std::size_t at, const std::string& tag) {
  const std::size_t end = html.find('>', at);
  if (end == kNone) return html.size();
  if (!isOneOf(kHidden, tag) || html[at + 1] == '/') return end + 1;
  const std::size_t close = html.find("</" + tag, end);
  return close == kNone ? end + 1 : std::min(html.find('>', close), html.size() - 1) + 1;
}

bool isHtml(std::string_view text) {
  for (std::size_t at = text.find('<'); at != kNone; at = text.find('<', at + 1))
    if (!tagAt(text.substr(at)).empty() && text.find('>', at) != kNone) return true;
  return false;
}

}  // namespace

std::string textOfHtml(std::string_view html) {
  if (!isHtml(html)) return std::string(html);
  Lines lines;
  for (std::size_t at = 0; at < html.size();) {
    const char c = html[at];
    if (c == '<') {
      if (html.substr(at).starts_with("<!--")) {
        const std::size_t end = html.find("-->", at);
        at = end == kNone ? html.size() : end + 3;
        continue;
      }
      if (const std::string tag = tagAt(html.substr(at)); !tag.empty()) {
        if (isOneOf(kBlocks, tag)) lines.line();
        if (isOneOf(kCells, tag)) lines.blank();
        at = endOfTag(html, at, tag);
        continue;
      }
    }
    if (c == '&') {
      const std::size_t end = html.substr(at, kLongestEntity).find(';');
      const std::string sign = end == kNone ? "" : entity(html.substr(at + 1, end - 1));
      if (!sign.empty()) {
        sign == " " ? lines.blank() : lines.add(sign);
        at += end + 1;
        continue;
      }
    }
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
      lines.blank();
    else
      lines.add(html.substr(at, 1));
    ++at;
  }
  return lines.take();
}

}  // namespace dateline::gdal
