#include "gazetteer/name_index.h"

#include <algorithm>

#include "article/folding.h"

namespace dateline::gazetteer {
namespace {

bool isAsciiWord(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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

NameIndex::NameIndex(const std::vector<Place>& places) {
  folded_.reserve(places.size());
  for (const Place& place : places) folded_.push_back(article::fold(place.name));
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
