#include "article/plain_links.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

struct Address {
  std::size_t begin = 0, end = 0;  ///< bytes
  std::string target;
};

bool isAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// No address goes on behind white space, quotation marks and the stops of East Asian scripts.
std::size_t endOfAddress(std::string_view text, std::size_t from) {
  constexpr std::array kEnds = {"\u00A0"sv, "«"sv,  "»"sv,  "“"sv,  "”"sv,  "„"sv,     "、"sv,
                                "。"sv,     "，"sv, "）"sv, "」"sv, "】"sv, "\u3000"sv};
  std::size_t end = std::min(text.find_first_of(" \t\n\r\f<>\"", from), text.size());
  for (const std::string_view sign : kEnds) end = std::min(end, text.substr(0, end).find(sign, from));
  return std::min(end, text.size());
}

/// Signs at its end are the sentence's, and a bracket that closes one before it.
std::size_t withoutSentenceSigns(std::string_view text, std::size_t from, std::size_t end) {
  const std::string_view address = text.substr(from, end - from);
  const auto unopened = [&](char open, char close) {
    return std::ranges::count(address, close) - std::ranges::count(address, open);
  };
  std::ptrdiff_t round = unopened('(', ')'), square = unopened('[', ']');
  for (; end > from; --end) {
    const char last = text[end - 1];
    if (last == ')' ? round-- > 0 : last == ']' ? square-- > 0 : false) continue;
    if ("?!.,:;*_~'"sv.find(last) == std::string_view::npos) break;
  }
  return end;
}

/// "example.org" and what stands behind it.
bool beginsWithDomain(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of("/?#:"), text.size());
  const std::string_view domain = text.substr(0, end);
  return !domain.empty() && (isAsciiWord(domain.front()) || (domain.front() & 0x80) != 0) &&
         (domain.find('.') != std::string_view::npos || domain == "localhost");
}

std::optional<Address> pageAt(std::string_view text, std::size_t begin, std::string_view start) {
  if (begin > 0 && isAsciiWord(text[begin - 1])) return std::nullopt;
  const std::size_t end = withoutSentenceSigns(text, begin, endOfAddress(text, begin));
  const bool scheme = start.ends_with("://");
  const std::size_t domain = scheme ? begin + start.size() : begin;
  if (end <= domain || !beginsWithDomain(text.substr(domain, end - domain))) return std::nullopt;
  return Address{begin, end, (scheme ? "" : "http://") + std::string(text.substr(begin, end - begin))};
}

/// Around the "@".
std::optional<Address> mailAround(std::string_view text, std::size_t at) {
  const auto isOfName = [](char c) { return isAsciiWord(c) || "._+-"sv.find(c) != std::string_view::npos; };
  std::size_t begin = at, end = at + 1;
  while (begin > 0 && isOfName(text[begin - 1])) --begin;
  while (end < text.size() && isOfName(text[end]) && text[end] != '+') ++end;
  while (end > at + 1 && !isAsciiWord(text[end - 1])) --end;
  const std::string_view domain = text.substr(at + 1, end - at - 1);
  if (begin == at || domain.find('.') == std::string_view::npos || domain.front() == '.') return std::nullopt;
  return Address{begin, end, "mailto:" + std::string(text.substr(begin, end - begin))};
}

}  // namespace

bool mayHoldAddress(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos ||
         text.find("www.") != std::string_view::npos;
}

std::vector<Inline> addressesIn(std::string_view text) {
  std::vector<Inline> links;
  if (!mayHoldAddress(text)) return links;
  std::size_t behind = 0;  // the address before
  std::size_t counted = 0, points = 0;
  const auto pointsTo = [&](std::size_t byte) {
    points += countCodePoints(text.substr(counted, byte - counted));
    counted = byte;
    return points;
  };
  const auto take = [&](std::optional<Address> found) {
    if (!found || found->begin < behind) return false;
    const std::size_t start = pointsTo(found->begin);
    links.push_back({.kind = Inline::Kind::link,
                     .range = {start, pointsTo(found->end)},
                     .target = std::move(found->target)});
    behind = found->end;
    return true;
  };
  for (std::size_t at = text.find_first_of("hw@"); at != std::string_view::npos;
       at = text.find_first_of("hw@", at)) {
    bool taken = text[at] == '@' && take(mailAround(text, at));
    for (const std::string_view start : {"https://"sv, "http://"sv, "www."sv})
      if (!taken && text.substr(at).starts_with(start)) taken = take(pageAt(text, at, start));
    at = taken ? behind : at + 1;
  }
  return links;
}

}  // namespace dateline::article
