#include "story/near_search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "story/code_points.h"

namespace dateline::story {
namespace {

constexpr std::size_t kPiece = 8;
constexpr std::size_t kMostPieces = 32;  // of a quote
constexpr std::size_t kMostHits = 32;    // of a piece: beyond that it tells nothing
constexpr std::size_t kMostVotes = 6u << 20;
constexpr unsigned kMostFilterBits = 20;
constexpr std::uint32_t kNoUse = ~0u;

std::uint64_t pieceAt(const char* bytes) {
  std::uint64_t piece = 0;
  std::memcpy(&piece, bytes, kPiece);
  return piece;
}

std::uint64_t hashed(std::uint64_t piece) {
  return piece * 0x9E3779B97F4A7C15ull;  // Fibonacci hashing
}

/// The pieces of all quotes, each with the quotes that have it.
class Pieces {
 public:
  explicit Pieces(std::size_t expected) {
    std::size_t slots = 16;
    while (slots < 2 * expected) slots *= 2;
    while (filterBits_ < kMostFilterBits && std::size_t{1} << filterBits_ < 16 * expected) ++filterBits_;
    filter_.assign(std::size_t{1} << filterBits_, false);
    slots_.assign(slots, {});
    uses_.reserve(expected);
  }

  void add(std::uint64_t piece, std::uint32_t quote, std::uint32_t offset) {
    filter_[filterSlotOf(piece)] = true;
    Slot& slot = slotOf(piece);
    slot.piece = piece;
    uses_.push_back({quote, offset, slot.first});
    slot.first = static_cast<std::uint32_t>(uses_.size() - 1);
  }

  /// Calls `use(quote, offset)` for each quote that has the piece.
  template <typename Use>
  void at(std::uint64_t piece, Use use) {
    if (!filter_[filterSlotOf(piece)]) return;
    Slot& slot = slotOf(piece);
    if (slot.first == kNoUse || ++slot.hits > kMostHits) return;
    for (std::uint32_t i = slot.first; i != kNoUse; i = uses_[i].next) use(uses_[i].quote, uses_[i].offset);
  }

 private:
  struct Slot {
    std::uint64_t piece = 0;
    std::uint32_t first = kNoUse;
    std::uint32_t hits = 0;
  };
  struct PieceUse {
    std::uint32_t quote, offset, next;
  };

  [[nodiscard]] std::size_t filterSlotOf(std::uint64_t piece) const {
    return hashed(piece) >> (64 - filterBits_);
  }

  Slot& slotOf(std::uint64_t piece) {
    std::size_t i = (hashed(piece) >> 20) & (slots_.size() - 1);
    while (slots_[i].first != kNoUse && slots_[i].piece != piece) i = (i + 1) & (slots_.size() - 1);
    return slots_[i];
  }

  unsigned filterBits_ = 10;
  std::vector<bool> filter_;
  std::vector<Slot> slots_;
  std::vector<PieceUse> uses_;
};

std::size_t pieceCount(std::string_view quote) {
  return quote.size() < kPiece ? 0 : std::min(quote.size() - kPiece + 1, kMostPieces);
}

/// Where a quote would begin, by each of its pieces that was found.
using Votes = std::vector<std::int64_t>;

/// The densest stretch of the sorted votes, at most `width` wide.
std::pair<std::size_t, std::size_t> densest(const Votes& votes, std::int64_t width) {
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (std::size_t from = 0, to = 0; to < votes.size(); ++to) {
    while (votes[to] - votes[from] > width) ++from;
    if (to + 1 - from > best.second - best.first) best = {from, to + 1};
  }
  return best;
}

std::vector<ByteSpan> windowsOf(Votes votes, std::string_view quote, std::string_view text,
                                std::size_t most) {
  std::vector<ByteSpan> windows;
  std::sort(votes.begin(), votes.end());
  const auto size = static_cast<std::int64_t>(quote.size());
  const std::int64_t slack = 12 + std::min<std::int64_t>(size / 4, 400);
  const std::size_t least = std::max<std::size_t>(3, pieceCount(quote) / 10);
  std::size_t strongest = 0;
  while (windows.size() < most) {
    const auto [from, to] = densest(votes, slack);
    strongest = std::max(strongest, to - from);
    // A window with much less in common than the best one cannot be the passage, nor a rival of it.
    if (to - from < std::min(least, pieceCount(quote)) || 2 * (to - from) < strongest) break;
    const auto clamped = [&](std::int64_t at) {
      return static_cast<std::size_t>(
          std::clamp<std::int64_t>(at, 0, static_cast<std::int64_t>(text.size())));
    };
    ByteSpan window{clamped(votes[from] - slack), clamped(votes[to - 1] + size + slack)};
    while (window.start > 0 && continuesCodePoint(text[window.start])) --window.start;
    while (window.end < text.size() && continuesCodePoint(text[window.end])) ++window.end;
    windows.push_back(window);
    votes.erase(votes.begin() + static_cast<std::ptrdiff_t>(from),
                votes.begin() + static_cast<std::ptrdiff_t>(to));
  }
  return windows;
}

}  // namespace

std::vector<std::vector<ByteSpan>> likelyWindows(std::string_view text,
                                                 const std::vector<std::string_view>& quotes,
                                                 std::size_t most) {
  std::vector<std::vector<ByteSpan>> windows(quotes.size());
  std::size_t expected = 0;
  for (const std::string_view quote : quotes) expected += pieceCount(quote);
  if (expected == 0 || text.size() < kPiece) return windows;
  Pieces pieces(expected);
  for (std::size_t q = 0; q < quotes.size(); ++q) {
    const std::size_t count = pieceCount(quotes[q]);
    const std::size_t last = count == 0 ? 0 : quotes[q].size() - kPiece;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t offset = count == 1 ? 0 : i * last / (count - 1);
      pieces.add(pieceAt(quotes[q].data() + offset), static_cast<std::uint32_t>(q),
                 static_cast<std::uint32_t>(offset));
    }
  }
  std::vector<Votes> votes(quotes.size());
  std::size_t left = kMostVotes;
  for (std::size_t at = 0; at + kPiece <= text.size() && left > 0; ++at)
    pieces.at(pieceAt(text.data() + at), [&](std::uint32_t quote, std::uint32_t offset) {
      if (left == 0) return;
      --left;
      votes[quote].push_back(static_cast<std::int64_t>(at) - offset);
    });
  for (std::size_t q = 0; q < quotes.size(); ++q)
    if (!votes[q].empty()) windows[q] = windowsOf(std::move(votes[q]), quotes[q], text, most);
  return windows;
}

}  // namespace dateline::story
