#include "story/approximate.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "story/code_points.h"

namespace dateline::story {
namespace {

constexpr std::size_t kWordBits = 64;

/// For each code point of the pattern, the positions where it stands, as bits.
class PositionBits {
 public:
  explicit PositionBits(const std::u32string& pattern)
      : words_((pattern.size() + kWordBits - 1) / kWordBits), none_(words_, 0), low_(kLow * words_, 0) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const char32_t c = pattern[i];
      if (c >= kLow) high_.try_emplace(c, none_);
      std::uint64_t* bits = c < kLow ? &low_[c * words_] : high_[c].data();
      bits[i / kWordBits] |= 1ull << (i % kWordBits);
    }
  }
  [[nodiscard]] const std::uint64_t* of(char32_t c) const {
    if (c < kLow) return &low_[c * words_];
    if (high_.empty()) return none_.data();
    const auto found = high_.find(c);
    return found == high_.end() ? none_.data() : found->second.data();
  }
  [[nodiscard]] std::size_t words() const { return words_; }

 private:
  static constexpr std::size_t kLow = 128;
  std::size_t words_;
  std::vector<std::uint64_t> none_;
  std::vector<std::uint64_t> low_;
  std::unordered_map<char32_t, std::vector<std::uint64_t>> high_;
};

struct End {
  std::size_t position = 0;  ///< code points of the text up to the end of the match
  std::size_t distance = 0;
};

/// Where the match of least distance ends. `free`: it may begin anywhere, else at the beginning of the text.
End nearestEnd(const std::u32string& pattern, const std::u32string& text, bool free) {
  const PositionBits positions(pattern);
  const std::size_t words = positions.words();
  std::vector<std::uint64_t> plus(words, ~0ull);
  std::vector<std::uint64_t> minus(words, 0);
  const std::uint64_t lastBit = 1ull << ((pattern.size() - 1) % kWordBits);
  std::size_t score = pattern.size();
  End best{0, score};
  for (std::size_t j = 0; j < text.size(); ++j) {
    const std::uint64_t* equal = positions.of(text[j]);
    // What comes in at the top of the column: nothing where a match may begin anywhere, else one more edit.
    std::uint64_t carryPlus = free ? 0 : 1;
    std::uint64_t carryMinus = 0;
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint64_t p = plus[w];
      const std::uint64_t m = minus[w];
      const std::uint64_t e = equal[w] | carryMinus;
      const std::uint64_t vertical = equal[w] | m;
      const std::uint64_t horizontal = (((e & p) + p) ^ p) | e;
      std::uint64_t up = m | ~(horizontal | p);
      std::uint64_t down = p & horizontal;
      if (w + 1 == words) {
        if (up & lastBit) ++score;
        if (down & lastBit) --score;
      }
      const std::uint64_t nextPlus = up >> 63;
      const std::uint64_t nextMinus = down >> 63;
      up = (up << 1) | carryPlus;
      down = (down << 1) | carryMinus;
      plus[w] = down | ~(vertical | up);
      minus[w] = up & vertical;
      carryPlus = nextPlus;
      carryMinus = nextMinus;
    }
    if (score < best.distance) best = {j + 1, score};
  }
  return best;
}

std::size_t bytesOf(const std::u32string& points, std::size_t from, std::size_t to) {
  std::size_t bytes = 0;
  for (std::size_t i = from; i < to; ++i)
    bytes += points[i] < 0x80 ? 1 : points[i] < 0x800 ? 2 : points[i] < 0x10000 ? 3 : 4;
  return bytes;
}

/// Two unrelated texts of one language agree by about this much.
constexpr double kChance = 0.45;
constexpr std::size_t kMostContext = 48;
constexpr std::size_t kMostInserted = 16;
constexpr std::size_t kMostIndented = 48;  ///< bytes of white space that may have come in

/// White space is how a text is set, not what it says: a run of it counts as one blank.
std::u32string squeezed(std::u32string points) {
  bool blank = false;
  std::erase_if(points, [&](char32_t& c) {
    const bool before = std::exchange(blank, isBlank(c));
    if (blank) c = U' ';
    return blank && before;
  });
  return points;
}

/// Both run away from the passage.
double agreement(std::u32string context, std::u32string text) {
  // Nothing but a blank would stand everywhere.
  if (std::u32string words = squeezed(context); words.size() > 1) {
    context = std::move(words);
    text = squeezed(std::move(text));
  }
  context.resize(std::min(context.size(), kMostContext));
  text.resize(std::min(text.size(), context.size() + kMostInserted));
  if (context.empty()) return 0;
  const std::size_t shorter = std::min(context.size(), text.size());
  std::size_t same = 0;
  while (same < shorter && context[same] == text[same]) ++same;
  const double verbatim = static_cast<double>(same) / static_cast<double>(context.size());
  if (verbatim == 1 || context.size() < 8) return verbatim;
  const End end = nearestEnd(context, text, false);
  const double alike = 1 - static_cast<double>(end.distance) / static_cast<double>(context.size());
  return std::max(verbatim, std::clamp((alike - kChance) / (1 - kChance), 0.0, 1.0));
}

}  // namespace

Match nearestPart(std::string_view pattern, std::string_view window) {
  std::u32string wanted = codePointsOf(pattern);
  std::u32string text = codePointsOf(window);
  if (wanted.empty()) return {};
  const End end = nearestEnd(wanted, text, true);
  if (end.position == 0) return {{0, 0}, end.distance};
  // Backwards from the end of the match: there the same distance is reached where it begins.
  std::u32string head = text.substr(0, end.position);
  std::reverse(head.begin(), head.end());
  std::reverse(wanted.begin(), wanted.end());
  head.resize(std::min(head.size(), wanted.size() + end.distance));
  const End begin = nearestEnd(wanted, head, false);
  const std::size_t start = end.position - begin.position;
  const std::size_t startByte = bytesOf(text, 0, start);
  return {{startByte, startByte + bytesOf(text, start, end.position)}, end.distance};
}

double agreementBefore(std::string_view context, std::string_view text, std::size_t at) {
  const std::size_t reach =
      std::min(at, std::min(context.size(), 4 * kMostContext) + kMostInserted + kMostIndented);
  if (context.empty()) return 0;
  if (text.substr(0, at).ends_with(context)) return 1;
  std::size_t from = at - reach;
  while (from < at && continuesCodePoint(text[from])) ++from;
  std::u32string wanted = codePointsOf(context);
  std::u32string near = codePointsOf(text.substr(from, at - from));
  std::reverse(wanted.begin(), wanted.end());
  std::reverse(near.begin(), near.end());
  return agreement(std::move(wanted), std::move(near));
}

double agreementBehind(std::string_view context, std::string_view text, std::size_t at) {
  if (context.empty()) return 0;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with(context)) return 1;
  std::size_t to =
      std::min(rest.size(), std::min(context.size(), 4 * kMostContext) + kMostInserted + kMostIndented);
  while (to < rest.size() && continuesCodePoint(rest[to])) ++to;
  return agreement(codePointsOf(context), codePointsOf(rest.substr(0, to)));
}

}  // namespace dateline::story
