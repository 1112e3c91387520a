#include <atomic>
#include <bit>
#include <thread>

#include "map/vertex_levels.h"

namespace dateline::map {
namespace {

constexpr std::size_t kAhead = 16;  // slots asked of the memory before they are looked at
constexpr std::uint32_t kPathsAtOnce = 256;

std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
  return x ^ (x >> 32);
}

/// Equal for equal places, whichever copy of the world they lie on.
std::uint64_t hashOf(geo::LngLat p) {
  if (p.lng >= 180) p.lng -= 360;
  if (p.lng < -180) p.lng += 360;
  const auto x = std::bit_cast<std::uint64_t>(p.lng + 0.0), y = std::bit_cast<std::uint64_t>(p.lat + 0.0);
  return mixed(x * 0x9e3779b97f4a7c15ull + std::rotl(y, 31));
}

}  // namespace

/// An open hash table that many threads fill at once. A slot: 32 bits that tell points apart, 31 bits of what
/// stands beside the point, 1 bit once two lines disagree on that. 0 is free.
class Junctions::Table {
 public:
  explicit Table(std::size_t points) : slots_(std::bit_ceil(points * 3 / 2 + 16)) {}

  void prefetch(std::uint64_t point) const { __builtin_prefetch(&slots_[index(point)], 1); }

  void add(std::uint64_t point, std::uint64_t beside) {
    const std::uint64_t entry = tag(point) | (beside & kBeside);
    for (std::size_t i = index(point);; i = (i + 1) & (slots_.size() - 1)) {
      std::uint64_t there = slots_[i].load(std::memory_order_relaxed);
      if (there == 0 && slots_[i].compare_exchange_strong(there, entry, std::memory_order_relaxed)) return;
      if ((there & kTag) != (entry & kTag)) continue;
      if ((there & kBeside) != (entry & kBeside)) slots_[i].fetch_or(kJunction, std::memory_order_relaxed);
      return;
    }
  }

  [[nodiscard]] bool isJunction(std::uint64_t point) const {
    for (std::size_t i = index(point);; i = (i + 1) & (slots_.size() - 1)) {
      const std::uint64_t there = slots_[i].load(std::memory_order_relaxed);
      if (there == 0) return true;  // never added: its place is not known to be anything else
      if ((there & kTag) == tag(point)) return (there & kJunction) != 0;
    }
  }

 private:
  static constexpr std::uint64_t kJunction = 1, kBeside = 0xfffffffeull, kTag = ~0xffffffffull;
  static std::uint64_t tag(std::uint64_t point) { return (point & kTag) | (1ull << 63); }
  [[nodiscard]] std::size_t index(std::uint64_t point) const { return mixed(point) & (slots_.size() - 1); }

  std::vector<std::atomic<std::uint64_t>> slots_;
};

namespace {

void hashAll(std::span<const geo::LngLat> path, std::vector<std::uint64_t>& out) {
  out.clear();
  for (const geo::LngLat& p : path) out.push_back(hashOf(p));
}

}  // namespace

Junctions::Junctions(const geo::FeatureSet& set, unsigned threads)
    : table_(std::make_unique<Table>(set.coords.size())) {
  std::vector<char> rings(set.paths.size(), 2);  // 2: points, which have no beside
  for (const geo::Feature& feature : set.features)
    for (std::uint32_t i = 0; feature.kind != geo::GeometryKind::point && i < feature.pathCount; ++i)
      rings[feature.firstPath + i] = feature.kind == geo::GeometryKind::polygon;
  std::atomic<std::uint32_t> next{0};
  const auto work = [&] {
    std::vector<std::uint64_t> hashes;
    for (std::uint32_t begin = next.fetch_add(kPathsAtOnce); begin < set.paths.size();
         begin = next.fetch_add(kPathsAtOnce)) {
      const auto end = std::min<std::size_t>(begin + kPathsAtOnce, set.paths.size());
      for (std::size_t path = begin; path < end; ++path) {
        if (rings[path] == 2) continue;
        hashAll(set.points(set.paths[path]), hashes);
        const std::size_t n = hashes.size();
        for (std::size_t i = 0; i < n; ++i) {
          if (i + kAhead < n) table_->prefetch(hashes[i + kAhead]);
          const bool end1 = i == 0 && rings[path] == 0, end2 = i + 1 == n && rings[path] == 0;
          const std::uint64_t before = end1 ? 0 : hashes[i == 0 ? n - 1 : i - 1];
          const std::uint64_t after = end2 ? 0 : hashes[i + 1 == n ? 0 : i + 1];
          table_->add(hashes[i], mixed(before + after));
        }
      }
    }
  };
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

Junctions::~Junctions() = default;

void Junctions::of(std::span<const geo::LngLat> path, bool ring, std::vector<char>& out) const {
  static thread_local std::vector<std::uint64_t> hashes;
  hashAll(path, hashes);
  out.resize(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i + kAhead < path.size()) table_->prefetch(hashes[i + kAhead]);
    out[i] = table_->isJunction(hashes[i]);
  }
  if (!ring && !path.empty()) out.front() = out.back() = 1;
}

}  // namespace dateline::map
