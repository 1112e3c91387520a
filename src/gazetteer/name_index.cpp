#include "gazetteer/name_index.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>

#include "article/folding.h"
#include "gazetteer/aliases.h"

namespace dateline::gazetteer {
namespace {

bool isWordCharacter(UChar32 c) {
  return u_isalnum(c) || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0;
}

bool isAsciiWord(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Names are written in capitals in headlines; U+00DF and the like have no one capital and are left out by
/// length.
std::string inCapitals(std::string_view name) {
  std::u16string wide(name.size() + 8, u'\0');
  std::u16string upper(name.size() * 3 + 8, u'\0');
  std::string out(name.size() * 9 + 8, '\0');
  std::int32_t wideLength = 0;
  std::int32_t outLength = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(wide.data(), static_cast<std::int32_t>(wide.size()), &wideLength, name.data(),
                static_cast<std::int32_t>(name.size()), &status);
  const std::int32_t upperLength = u_strToUpper(upper.data(), static_cast<std::int32_t>(upper.size()),
                                                wide.data(), wideLength, "", &status);
  u_strToUTF8(out.data(), static_cast<std::int32_t>(out.size()), &outLength, upper.data(), upperLength,
              &status);
  if (U_FAILURE(status)) return std::string(name);
  out.resize(static_cast<std::size_t>(outLength));
  return out;
}

bool isOrdinaryWord(const Place& place) {
  constexpr double kBigCity = 1e6;
  return place.kind != PlaceKind::country && place.population < kBigCity &&
         std::find(kOrdinaryWords.begin(), kOrdinaryWords.end(), place.name) != kOrdinaryWords.end();
}

int importance(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::country:
      return 0;
    case PlaceKind::capital:
      return 1;
    case PlaceKind::city:
      return 2;
    case PlaceKind::water:
      return 3;
  }
  return 3;
}

bool moreImportant(const Place& a, const Place& b) {
  if (a.kind != b.kind) return importance(a.kind) < importance(b.kind);
  if (a.rank != b.rank) return a.rank < b.rank;
  return a.population > b.population;
}

/// One white space character of the text stands for a space of the name, and a typographic apostrophe for a
/// plain one.
std::optional<std::size_t> matchName(std::string_view text, std::string_view name) {
  constexpr std::string_view kApostrophe = "\xE2\x80\x99";
  std::size_t at = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (at >= text.size()) return std::nullopt;
    if (name[i] == '\'' && text.substr(at).starts_with(kApostrophe)) {
      at += kApostrophe.size();
    } else if (name[i] == text[at] || (name[i] == ' ' && text[at] == '\n')) {
      ++at;
    } else if (name[i] == ' ' && text.substr(at).starts_with("\xC2\xA0")) {
      at += 2;
    } else {
      return std::nullopt;
    }
  }
  return wordLength(text.substr(at)) == 0 ? std::optional(at) : std::nullopt;
}

/// How well a folded name answers a folded query: 0 the same, 1 begins with it, 2 a later word begins with
/// it, -1 not at all.
int answer(std::string_view name, std::string_view query) {
  if (name == query) return 0;
  if (name.starts_with(query)) return 1;
  for (std::size_t at = name.find(query, 1); at != std::string_view::npos; at = name.find(query, at + 1)) {
    const auto before = static_cast<unsigned char>(name[at - 1]);
    if (before < 0x80 && !isAsciiWord(before)) return 2;
  }
  return -1;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::size_t wordLength(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const auto byte = static_cast<unsigned char>(text[end]);
    if (byte < 0x80) {
      if (!isAsciiWord(byte)) return end;
      ++end;
      continue;
    }
    std::size_t next = end;
    UChar32 c = 0;
    U8_NEXT(text.data(), next, text.size(), c);
    if (c < 0 || !isWordCharacter(c)) return end;
    end = next;
  }
  return end;
}

bool isWellKnown(const Place& place, int maxRank) {
  return place.kind == PlaceKind::country || place.kind == PlaceKind::capital ||
         (place.kind == PlaceKind::city && place.rank <= maxRank);
}

NameIndex::NameIndex(const std::vector<Place>& places) {
  folded_.reserve(places.size());
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    folded_.push_back(article::fold(places[i].name));
    if (places[i].kind == PlaceKind::water || isOrdinaryWord(places[i])) continue;
    addName(places[i].name, i);
    if (std::string capitals = inCapitals(places[i].name); capitals != places[i].name) addName(capitals, i);
  }
  addAliases(places);
  const auto longerOrMoreImportant = [&](const Name& a, const Name& b) {
    if (a.text.size() != b.text.size()) return a.text.size() > b.text.size();
    return moreImportant(places[a.place], places[b.place]);
  };
  for (auto& [word, names] : byFirstWord_)
    std::stable_sort(names.begin(), names.end(), longerOrMoreImportant);
}

void NameIndex::addName(std::string_view text, std::uint32_t place) {
  const std::size_t length = wordLength(text);
  if (length > 0) byFirstWord_[std::string(text.substr(0, length))].push_back({std::string(text), place});
}

void NameIndex::addAliases(const std::vector<Place>& places) {
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (places[i].kind == PlaceKind::country) {
      for (const Alias& alias : kCountryAliases)
        if (alias.code == places[i].countryCode && alias.name != places[i].name) addName(alias.name, i);
    } else if (places[i].kind != PlaceKind::water) {
      for (const CityAlias& alias : kCityAliases)
        if (alias.city == places[i].name) addName(alias.name, i);
    }
  }
}

const NameIndex::Name* NameIndex::longestAt(std::string_view text, std::string_view firstWord,
                                            const std::vector<Place>& places, int maxRank,
                                            std::size_t& matched) const {
  const auto found = byFirstWord_.find(firstWord);
  if (found == byFirstWord_.end()) return nullptr;
  for (const Name& name : found->second) {
    if (!isWellKnown(places[name.place], maxRank)) continue;
    if (const auto length = matchName(text, name.text)) {
      matched = *length;
      return &name;
    }
  }
  return nullptr;
}

std::vector<std::uint32_t> NameIndex::search(const std::vector<Place>& places, std::string_view query,
                                             std::size_t limit) const {
  struct Hit {
    int answer;
    std::uint32_t place;
  };
  std::vector<Hit> hits;
  const std::string folded = article::fold(query);
  const std::string_view wanted = trim(folded);
  if (wanted.empty()) return {};
  for (std::uint32_t i = 0; i < places.size(); ++i)
    if (const int how = answer(folded_[i], wanted); how >= 0) hits.push_back({how, i});
  std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
    if (a.answer != b.answer) return a.answer < b.answer;
    const Place& left = places[a.place];
    const Place& right = places[b.place];
    return left.rank != right.rank ? left.rank < right.rank : moreImportant(left, right);
  });
  std::vector<std::uint32_t> indices;
  for (std::size_t i = 0; i < std::min(limit, hits.size()); ++i) indices.push_back(hits[i].place);
  return indices;
}

}  // namespace dateline::gazetteer
