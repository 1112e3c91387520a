#include <fmt/format.h>

#include <algorithm>

#include "map/ground.h"

namespace dateline::map {
namespace {
// Ways of classing one set that are remembered: two border policies and a few choices of focus.
constexpr std::size_t kMostClassings = 8;
// Tiles of fewer points are cut as fast as they are found again.
constexpr std::size_t kWorthKeeping = 50'000;
}  // namespace

SourceStore::Entry& SourceStore::entryOf(const Set& set) {
  const auto entry =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.set == set; });
  if (entry != entries_.end()) return *entry;
  const std::string junctions = shelf(set, "junctions");
  entries_.push_back(
      {set, std::make_shared<LazyProjectedSet>(set, plane_, reprojected_, kept_, junctions), {}});
  return entries_.back();
}

bool SourceStore::hasAreas(const Set& set) {
  Entry& entry = entryOf(set);
  if (!entry.areas)
    entry.areas = std::ranges::any_of(
        set->features, [](const geo::Feature& f) { return f.kind == geo::GeometryKind::polygon; });
  return *entry.areas;
}

TileSourcePtr SourceStore::source(const Set& set, const Classing& classing, PolygonParts parts, int detail) {
  if (!set) return nullptr;
  Entry& entry = entryOf(set);
  std::vector<Made>& made = entry.made;
  const auto found = std::find_if(made.begin(), made.end(), [&](const Made& m) {
    return m.classing == classing.name && m.detail == detail;
  });
  if (found != made.end()) return found->source;
  if (made.size() >= kMostClassings) made.erase(made.begin());
  const bool outlines = parts != PolygonParts::fill;
  const std::string way = fmt::format("{}{}{}", classing.name, outlines ? "|outlines|" : "|", detail);
  made.push_back({classing.name, detail,
                  std::make_shared<TileSource>(entry.projected, classing.classify, parts, detail, kept_,
                                               shelf(set, way))});
  return made.back().source;
}

/// Empty for what is not worth keeping, or has no name that would find it again.
std::string SourceStore::shelf(const Set& set, const std::string& made) const {
  if (kept_ == nullptr || set->origin.empty() || set->coords.size() < kWorthKeeping) return {};
  return fmt::format("{}\n{}\n{}", set->origin, plane_ ? geo::identity(plane_->crs()) : "Mercator", made);
}

void SourceStore::keepOnly(std::span<const Set> sets) {
  std::erase_if(entries_,
                [&](const Entry& e) { return std::find(sets.begin(), sets.end(), e.set) == sets.end(); });
}

}  // namespace dateline::map
