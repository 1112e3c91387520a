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

/// Folded, with one space between words: the same name is written with hyphens, full stops or neither.
std::string wordsOfName(std::string_view name) {
  std::string words;
  for (const char c : article::fold(name)) {
    const bool parts = c == ' ' || c == '-' || c == '.';
    if (!parts)
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace

NameIndex::NameIndex(std::vector<PlaceName> names) : names_(std::move(names)) {
  folded_.reserve(names_.size());
  for (const PlaceName& name : names_) folded_.push_back(wordsOfName(name.name));
}

std::vector<const PlaceName*> NameIndex::search(const std::vector<Place>& places, std::string_view query,
                                                std::size_t limit) const {
  struct Hit {
    int answer;
    const PlaceName* name;
  };
  std::vector<Hit> hits;
  const std::string wanted = wordsOfName(query);
  if (wanted.empty()) return {};
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (const int how = answer(folded_[i], wanted); how >= 0 && names_[i].place < places.size())
      hits.push_back({how, &names_[i]});
  std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
    if (a.answer != b.answer) return a.answer < b.answer;
    const Place& left = places[a.name->place];
    const Place& right = places[b.name->place];
    return left.rank != right.rank ? left.rank < right.rank : moreImportant(left, right);
  });
  std::vector<const PlaceName*> best;
  for (const Hit& hit : hits) {
    if (best.size() == limit) break;
    if (std::ranges::none_of(best, [&](const PlaceName* name) { return name->place == hit.name->place; }))
      best.push_back(hit.name);
  }
  return best;
}

}  // namespace dateline::gazetteer
