#include <algorithm>

#include "map/ground.h"

namespace dateline::map {
namespace {
// Ways of classing one set that are remembered: two border policies and a few choices of focus.
constexpr std::size_t kMostClassings = 8;
}  // namespace

TileSourcePtr SourceStore::source(const Set& set, const std::string& classing, const Classify& classify,
                                  PolygonParts parts, int detail) {
  if (!set) return nullptr;
  auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.set == set; });
  if (entry == entries_.end()) {
    entries_.push_back({set, std::make_shared<LazyProjectedSet>(set, plane_, store_), {}});
    entry = std::prev(entries_.end());
  }
  std::vector<Made>& made = entry->made;
  const auto found = std::find_if(
      made.begin(), made.end(), [&](const Made& m) { return m.classing == classing && m.detail == detail; });
  if (found != made.end()) return found->source;
  if (made.size() >= kMostClassings) made.erase(made.begin());
  made.push_back({classing, detail, std::make_shared<TileSource>(entry->projected, classify, parts, detail)});
  return made.back().source;
}

void SourceStore::keepOnly(std::span<const Set> sets) {
  std::erase_if(entries_,
                [&](const Entry& e) { return std::find(sets.begin(), sets.end(), e.set) == sets.end(); });
}

}  // namespace dateline::map
