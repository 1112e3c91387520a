#include <atomic>
#include <bit>
#include <functional>
#include <thread>

#include "base/byte_lists.h"
#include "map/vertex_levels.h"

namespace dateline::map {
namespace {

constexpr std::size_t kAhead = 16;  // slots asked of the memory before they are looked at
constexpr std::size_t kPathsAtOnce = 256, kWordsAtOnce = 256;

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

/// Which points may have been seen more than once: in one of four places a point two bits tell whether it was
/// seen, and seen again. Some that were seen once look the same, for want of a place of their own.
class Seen {
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
class Table {
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

  void prefetch(std::uint64_t point) const { __builtin_prefetch(&slots_[index(point)], 1); }
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

void onThreads(unsigned threads, const std::function<void()>& work) {
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

/// A few hundred paths, most of which have few points: only together are there enough to look ahead.
struct Block {
  std::size_t firstPath = 0, endPath = 0;
  std::vector<std::uint64_t> hashes;  ///< of all points of its lines and rings
};

template <typename Use>
void forEachBlock(const geo::FeatureSet& set, const std::vector<geo::GeometryKind>& kinds, unsigned threads,
                  const Use& use) {
  std::atomic<std::size_t> next{0};
  onThreads(threads, [&] {
    Block block;
    for (std::size_t begin = next.fetch_add(kPathsAtOnce); begin < set.paths.size();
         begin = next.fetch_add(kPathsAtOnce)) {
      block.firstPath = begin;
      block.endPath = std::min(begin + kPathsAtOnce, set.paths.size());
      block.hashes.clear();
      for (std::size_t path = begin; path < block.endPath; ++path) {
        if (kinds[path] == geo::GeometryKind::point) continue;  // points have no beside
        for (const geo::LngLat& p : set.points(set.paths[path])) block.hashes.push_back(hashOf(p));
      }
      use(block);
    }
  });
}

/// Bits that several threads set, each word at once.
class Marks {
 public:
  explicit Marks(std::vector<std::uint64_t>& words) : words_(words) {}
  Marks(const Marks&) = delete;
  Marks& operator=(const Marks&) = delete;
  ~Marks() { flush(); }
  void set(std::size_t i) {
    if (i / 64 != word_) flush();
    word_ = i / 64;
    bits_ |= std::uint64_t{1} << (i % 64);
  }

 private:
  void flush() {
    if (bits_ != 0) std::atomic_ref(words_[word_]).fetch_or(bits_, std::memory_order_relaxed);
    bits_ = 0;
  }
  std::vector<std::uint64_t>& words_;
  std::size_t word_ = 0;
  std::uint64_t bits_ = 0;
};

/// Gives the number of points that may have to be told apart.
std::size_t addAll(const std::vector<std::uint64_t>& hashes, Seen& seen) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + kAhead < hashes.size()) seen.prefetch(hashes[i + kAhead]);
    most += seen.add(hashes[i]);
  }
  return most;
}

/// A point that was seen again, and what stands beside it.
struct Meeting {
  std::uint64_t point, beside;
};

/// Those of one path; marks them.
void findMeetings(std::span<const std::uint64_t> hashes, std::span<const char> again, bool ring,
                  std::size_t firstPoint, Marks& marks, std::vector<Meeting>& out) {
  const std::size_t n = hashes.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (again[i] == 0) continue;
    const std::uint64_t before = i == 0 && !ring ? 0 : hashes[i == 0 ? n - 1 : i - 1];
    const std::uint64_t after = i + 1 == n && !ring ? 0 : hashes[i + 1 == n ? 0 : i + 1];
    out.push_back({hashes[i], mixed(before + after)});
    marks.set(firstPoint + i);
  }
}

void addMeetings(const Block& block, const geo::FeatureSet& set, const std::vector<geo::GeometryKind>& kinds,
                 const Seen& seen, Table& table, std::vector<std::uint64_t>& words) {
  static thread_local std::vector<char> again;
  static thread_local std::vector<Meeting> meetings;
  again.resize(block.hashes.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    if (i + kAhead < again.size()) seen.prefetch(block.hashes[i + kAhead]);
    again[i] = seen.again(block.hashes[i]);
  }
  meetings.clear();
  Marks marks(words);
  std::size_t at = 0;
  for (std::size_t path = block.firstPath; path < block.endPath; ++path) {
    if (kinds[path] == geo::GeometryKind::point) continue;
    const geo::Path& points = set.paths[path];
    findMeetings(std::span(block.hashes).subspan(at, points.count),
                 std::span(std::as_const(again)).subspan(at, points.count),
                 kinds[path] == geo::GeometryKind::polygon, points.first, marks, meetings);
    at += points.count;
  }
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    if (i + kAhead < meetings.size()) table.prefetch(meetings[i + kAhead].point);
    table.add(meetings[i].point, meetings[i].beside);
  }
}

/// Of the marked points the junctions stay marked. `firstPoint`: that of the first bit.
void keepJunctions(const geo::FeatureSet& set, const Table& table, std::span<std::uint64_t> words,
                   std::size_t firstPoint) {
  static thread_local std::vector<std::pair<std::size_t, std::uint64_t>> marked;
  marked.clear();
  for (std::size_t w = 0; w < words.size(); ++w)
    for (std::uint64_t left = words[w]; left != 0; left &= left - 1) {
      const std::size_t bit = w * 64 + static_cast<std::size_t>(std::countr_zero(left));
      marked.emplace_back(bit, hashOf(set.coords[firstPoint + bit]));
    }
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (i + kAhead < marked.size()) table.prefetch(marked[i + kAhead].second);
    const auto [bit, hash] = marked[i];
    if (!table.isJunction(hash)) words[bit / 64] &= ~(std::uint64_t{1} << (bit % 64));
  }
}

}  // namespace

Junctions::Junctions(const geo::FeatureSet& set, unsigned threads) : words_((set.coords.size() + 63) / 64) {
  const std::vector<geo::GeometryKind> kinds = geo::kindsOfPaths(set);
  Seen seen(set.coords.size());
  std::atomic<std::size_t> most{0};
  forEachBlock(set, kinds, threads, [&](const Block& block) { most.fetch_add(addAll(block.hashes, seen)); });
  if (most == 0) return;
  Table table(most);
  forEachBlock(set, kinds, threads,
               [&](const Block& block) { addMeetings(block, set, kinds, seen, table, words_); });
  std::atomic<std::size_t> next{0};
  onThreads(threads, [&] {
    for (std::size_t word = next.fetch_add(kWordsAtOnce); word < words_.size();
         word = next.fetch_add(kWordsAtOnce))
      keepJunctions(set, table,
                    std::span(words_).subspan(word).first(std::min(kWordsAtOnce, words_.size() - word)),
                    word * 64);
  });
}

std::optional<Junctions> Junctions::of(std::string_view bytes, std::size_t points) {
  Junctions junctions;
  ByteListReader reader(bytes);
  reader.read(junctions.words_);
  if (!reader.finished() || junctions.words_.size() != (points + 63) / 64) return std::nullopt;
  return junctions;
}

std::string Junctions::bytes() const {
  ByteListWriter writer;
  writer.add(words_);
  return writer.finish();
}

void Junctions::along(const geo::Path& path, bool ring, std::vector<char>& out) const {
  out.resize(path.count);
  for (std::uint32_t i = 0; i < path.count; ++i) {
    const std::size_t point = std::size_t{path.first} + i;
    out[i] = static_cast<char>(words_[point / 64] >> (point % 64) & 1);
  }
  if (!ring && path.count > 0) out.front() = out.back() = 1;
}

}  // namespace dateline::map
