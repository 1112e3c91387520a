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

/// Which points may have been seen more than once: in one of four places a point two bits tell whether it was
/// seen, and seen again. Some that were seen once look the same, for want of a place of their own.
class Junctions::Seen {
 public:
  explicit Seen(std::size_t points) : words_(std::bit_ceil(points * kPlacesAPoint / kPlacesAWord + 1)) {}

  void prefetch(std::uint64_t point) const { __builtin_prefetch(&words_[index(point)], 1); }
  /// How many points more of them may have to be told apart.
  std::size_t add(std::uint64_t point) {
    std::atomic<std::uint64_t>& word = words_[index(point)];
    const std::uint64_t once = place(point), again = once << 1;
    std::uint64_t before = word.load(std::memory_order_relaxed);
    if ((before & once) == 0) before = word.fetch_or(once, std::memory_order_relaxed);
    if ((before & once) == 0) return 0;
    if ((before & again) == 0) before = word.fetch_or(again, std::memory_order_relaxed);
    return (before & again) == 0 ? 2 : 1;
  }
  [[nodiscard]] bool again(std::uint64_t point) const {
    return (words_[index(point)].load(std::memory_order_relaxed) & place(point) << 1) != 0;
  }

 private:
  static constexpr std::size_t kPlacesAPoint = 4, kPlacesAWord = 32;
  [[nodiscard]] std::size_t index(std::uint64_t point) const { return (point >> 5) & (words_.size() - 1); }
  static std::uint64_t place(std::uint64_t point) { return std::uint64_t{1} << (2 * (point & 31)); }

  std::vector<std::atomic<std::uint64_t>> words_;
};

/// An open hash table that many threads fill at once. A slot: 32 bits that tell points apart, 31 bits of what
/// stands beside the point, 1 bit once two lines disagree on that. 0 is free.
class Junctions::Table {
 public:
  explicit Table(std::size_t mostPoints) : slots_(std::bit_ceil(mostPoints * 5 / 4 + 16)) {}

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
    : seen_(std::make_unique<Seen>(set.coords.size())) {
  std::vector<char> rings(set.paths.size(), 2);  // 2: points, which have no beside
  for (const geo::Feature& feature : set.features)
    for (std::uint32_t i = 0; feature.kind != geo::GeometryKind::point && i < feature.pathCount; ++i)
      rings[feature.firstPath + i] = feature.kind == geo::GeometryKind::polygon;
  const auto forEachPath = [&](const auto& use) {
    std::atomic<std::uint32_t> next{0};
    const auto work = [&] {
      std::vector<std::uint64_t> hashes;
      for (std::uint32_t begin = next.fetch_add(kPathsAtOnce); begin < set.paths.size();
           begin = next.fetch_add(kPathsAtOnce)) {
        const auto end = std::min<std::size_t>(begin + kPathsAtOnce, set.paths.size());
        for (std::size_t path = begin; path < end; ++path) {
          if (rings[path] == 2) continue;
          hashAll(set.points(set.paths[path]), hashes);
          use(hashes, rings[path] == 1);
        }
      }
    };
    std::vector<std::thread> helpers;
    for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
  };
  std::atomic<std::size_t> most{0};
  forEachPath([&](const std::vector<std::uint64_t>& hashes, bool) {
    std::size_t more = 0;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      if (i + kAhead < hashes.size()) seen_->prefetch(hashes[i + kAhead]);
      more += seen_->add(hashes[i]);
    }
    most.fetch_add(more, std::memory_order_relaxed);
  });
  table_ = std::make_unique<Table>(most);
  forEachPath([&](const std::vector<std::uint64_t>& hashes, bool ring) {
    const std::size_t n = hashes.size();
    for (std::size_t i = 0; i < n; ++i) {
      if (i + kAhead < n) seen_->prefetch(hashes[i + kAhead]);
      if (!seen_->again(hashes[i])) continue;
      const std::uint64_t before = i == 0 && !ring ? 0 : hashes[i == 0 ? n - 1 : i - 1];
      const std::uint64_t after = i + 1 == n && !ring ? 0 : hashes[i + 1 == n ? 0 : i + 1];
      table_->add(hashes[i], mixed(before + after));
    }
  });
}

Junctions::~Junctions() = default;

void Junctions::of(std::span<const geo::LngLat> path, bool ring, std::vector<char>& out) const {
  static thread_local std::vector<std::uint64_t> hashes;
  hashAll(path, hashes);
  out.resize(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i + kAhead < path.size()) seen_->prefetch(hashes[i + kAhead]);
    out[i] = seen_->again(hashes[i]) && table_->isJunction(hashes[i]);
  }
  if (!ring && !path.empty()) out.front() = out.back() = 1;
}

}  // namespace dateline::map
