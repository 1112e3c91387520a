#include "story/text_search.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <numeric>

#include "base/sha256.h"
#include "story/code_points.h"

namespace dateline::story {
namespace {

using article::TextRange;

constexpr std::size_t kKeyBytes = 8;
constexpr unsigned kFilterBits = 16;
constexpr std::size_t kSentencesLimitBytes = 4u << 20;

std::uint64_t keyAt(const char* bytes) {
  std::uint64_t key = 0;
  std::memcpy(&key, bytes, kKeyBytes);
  return key;
}

/// Fibonacci hashing: the top bits of a product with 2^64 / golden ratio.
std::size_t filterSlot(std::uint64_t key) {
  return (key * 0x9E3779B97F4A7C15ull) >> (64 - kFilterBits);
}

void findShort(std::string_view text, std::string_view pattern, std::size_t limit,
               std::vector<std::size_t>& found) {
  for (std::size_t at = text.find(pattern); at != std::string_view::npos && found.size() < limit;
       at = text.find(pattern, at + 1))
    found.push_back(at);
}

/// The patterns that are shorter than a key: each by itself where they are few, else all of a length
/// together.
void findShortOnes(std::string_view text, const std::vector<std::string_view>& patterns, std::size_t limit,
                   std::vector<std::vector<std::size_t>>& found) {
  constexpr std::size_t kFew = 24;
  std::array<std::unordered_map<std::string_view, std::size_t>, kKeyBytes> ofLength;
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (!patterns[i].empty() && patterns[i].size() < kKeyBytes) ofLength[patterns[i].size()][patterns[i]] = i;
  for (std::size_t length = 1; length < kKeyBytes; ++length) {
    const auto& same = ofLength[length];
    if (same.size() <= kFew) {
      for (const auto& [pattern, i] : same) findShort(text, pattern, limit, found[i]);
      continue;
    }
    for (std::size_t at = 0; at + length <= text.size(); ++at) {
      const auto here = same.find(text.substr(at, length));
      if (here != same.end() && found[here->second].size() < limit) found[here->second].push_back(at);
    }
  }
}

/// Patterns, no two equal, in the order of their bytes: those that begin a text are found by halving, however
/// many begin alike.
class SortedPatterns {
 public:
  explicit SortedPatterns(const std::vector<std::string_view>& patterns) {
    for (std::size_t i = 0; i < patterns.size(); ++i)
      if (patterns[i].size() >= kKeyBytes) nodes_.push_back({patterns[i], kNoParent, i});
    if (!nodes_.empty()) filter_.assign(std::size_t{1} << kFilterBits, false);
    std::sort(nodes_.begin(), nodes_.end(),
              [](const Node& a, const Node& b) { return a.pattern < b.pattern; });
    std::vector<std::size_t> open;  // each begins the next
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      const std::string_view pattern = nodes_[n].pattern;
      while (!open.empty() && !pattern.starts_with(nodes_[open.back()].pattern)) open.pop_back();
      if (!open.empty()) nodes_[n].parent = open.back();
      open.push_back(n);
      const std::uint64_t key = keyAt(pattern.data());
      auto& range = byKey_.try_emplace(key, n, n).first->second;
      range.second = n + 1;
      filter_[filterSlot(key)] = true;
    }
  }

  [[nodiscard]] bool empty() const { return nodes_.empty(); }

  /// Visits the index of each pattern that `text` begins with. At least kKeyBytes of text.
  template <typename Visit>
  void visitBeginnings(std::string_view text, const Visit& visit) const {
    const std::uint64_t key = keyAt(text.data());
    if (!filter_[filterSlot(key)]) return;
    const auto same = byKey_.find(key);
    if (same == byKey_.end()) return;
    // Whatever begins the text is the last pattern that is not behind it, or begins that one.
    const auto from = nodes_.begin() + static_cast<std::ptrdiff_t>(same->second.first);
    const auto to = nodes_.begin() + static_cast<std::ptrdiff_t>(same->second.second);
    const auto behind =
        std::upper_bound(from, to, text, [](std::string_view t, const Node& n) { return t < n.pattern; });
    if (behind == from) return;
    for (auto n = static_cast<std::size_t>(behind - nodes_.begin()) - 1; n != kNoParent;
         n = nodes_[n].parent) {
      const Node& node = nodes_[n];
      if (!text.starts_with(node.pattern)) continue;
      visit(node.index);
    }
  }

 private:
  static constexpr std::size_t kNoParent = ~std::size_t{0};
  struct Node {
    std::string_view pattern;
    std::size_t parent;  ///< the longest other one that begins it
    std::size_t index;
  };
  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, std::pair<std::size_t, std::size_t>> byKey_;  ///< by the first bytes
  std::vector<bool> filter_;
};

}  // namespace

std::size_t PatternPlaces::held() const {
  return std::accumulate(lists_.begin(), lists_.end(), std::size_t{0},
                         [](std::size_t sum, const auto& list) { return sum + list.size(); });
}

PatternPlaces findAll(std::string_view text, const std::vector<std::string_view>& patterns,
                      std::size_t limit) {
  std::unordered_map<std::string_view, std::uint32_t> known;
  std::vector<std::uint32_t> listOf;
  std::vector<std::string_view> different;
  for (const std::string_view pattern : patterns) {
    const auto [one, isNew] = known.try_emplace(pattern, static_cast<std::uint32_t>(different.size()));
    if (isNew) different.push_back(pattern);
    listOf.push_back(one->second);
  }
  std::vector<std::vector<std::size_t>> found(different.size());
  findShortOnes(text, different, limit, found);
  const SortedPatterns sorted(different);
  for (std::size_t at = 0; !sorted.empty() && at + kKeyBytes <= text.size(); ++at)
    sorted.visitBeginnings(text.substr(at), [&](std::size_t i) {
      if (found[i].size() < limit) found[i].push_back(at);
    });
  return {std::move(listOf), std::move(found)};
}

bool DigestSearch::spend(std::size_t bytes) {
  // Each digest costs about as much as 256 bytes beside the bytes themselves.
  bytes += 256;
  if (bytes > bytesLeft_) return false;
  bytesLeft_ -= bytes;
  return true;
}

const DigestSearch::Places& DigestSearch::paragraphs() {
  if (!paragraphs_.empty()) return paragraphs_;
  const auto add = [this](TextRange range) {
    const std::string_view text = article_.slice(range);
    auto& places = paragraphs_[sha256(text)];
    if (std::find(places.begin(), places.end(), range) == places.end()) places.push_back(range);
  };
  for (const article::Block& block : article_.blocks) {
    add(block.range);
    const std::string_view text = article_.slice(block.range);
    if (text.find('\n') == std::string_view::npos) continue;
    for (std::size_t from = 0, point = block.range.start; from < text.size();) {
      const std::string_view line = text.substr(from, text.find('\n', from) - from);
      const std::size_t points = countCodePoints(line);
      if (points > 0) add({point, point + points});
      from += line.size() + 1;
      point += points + 1;
    }
  }
  return paragraphs_;
}

const std::vector<std::size_t>& DigestSearch::sentenceStarts() {
  if (!sentenceStarts_.empty()) return sentenceStarts_;
  for (const article::Block& block : article_.blocks)
    for (const TextRange& sentence : article::sentences(article_, block))
      sentenceStarts_.push_back(sentence.start);
  return sentenceStarts_;
}

const DigestSearch::Places& DigestSearch::windowsOf(std::size_t length) {
  static const Places kNone;
  if (const auto known = windows_.find(length); known != windows_.end()) return known->second;
  // Finding the sentences of a book costs seconds.
  if (article_.text.size() > kSentencesLimitBytes || !spend(sentenceStarts().size() * (length + 256)))
    return kNone;
  Places& places = windows_[length];
  for (const std::size_t start : sentenceStarts_) {
    const TextRange range{start, start + length};
    if (range.end <= article_.offsets.codePoints()) places[sha256(article_.slice(range))].push_back(range);
  }
  return places;
}

void DigestSearch::findInside(TextRange range, std::string_view digest, std::size_t length, Found& found) {
  if (range.length() < length) return;
  const std::size_t windows = range.length() - length + 1;
  // A code point of news text takes one byte, seldom two: an estimate is enough for a budget.
  if (!spend(windows * (length + 256))) {
    found.complete = false;
    return;
  }
  const std::string_view text = article_.text;
  std::size_t from = article_.offsets.byteOf(text, range.start);
  std::size_t to = article_.offsets.byteOf(text, range.start + length);
  for (std::size_t i = 0; i < windows; ++i) {
    if (sha256(text.substr(from, to - from)) == digest)
      found.ranges.push_back({range.start + i, range.start + i + length});
    takeCodePoint(text, from);
    takeCodePoint(text, to);
  }
}

/// Where something other than a letter stands on one side; bytes of other scripts count as letters.
bool DigestSearch::isWordEdge(std::size_t byte) const {
  const std::string_view text = article_.text;
  const auto isLetter = [&](std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    return c >= 0x80 || !isMark(c) ? c > ' ' : false;
  };
  return byte == 0 || byte >= text.size() || !isLetter(byte - 1) || !isLetter(byte);
}

void DigestSearch::findAtWords(std::string_view digest, std::size_t length, Found& found) {
  const std::string_view text = article_.text;
  const std::size_t end = article_.offsets.codePoints();
  std::size_t from = 0;
  std::size_t to = article_.offsets.byteOf(text, length);
  if (!spend(text.size() / 8)) found.complete = false;
  for (std::size_t point = 0; point + length <= end && found.complete; ++point) {
    if (isWordEdge(from) && isWordEdge(to)) {
      if (!spend(to - from)) found.complete = false;
      if (sha256(text.substr(from, to - from)) == digest) found.ranges.push_back({point, point + length});
    }
    takeCodePoint(text, from);
    if (to < text.size()) takeCodePoint(text, to);
  }
}

DigestSearch::Found DigestSearch::find(std::string_view digest, std::string_view paragraph,
                                       std::size_t length) {
  Found found;
  if (length == 0 || length > article_.offsets.codePoints()) return found;
  const auto same = paragraphs().find(std::string(digest));
  if (same != paragraphs().end()) found.ranges = same->second;
  const auto home = paragraphs().find(std::string(paragraph));
  if (found.ranges.empty() && home != paragraphs().end())
    for (const TextRange& range : home->second) findInside(range, digest, length, found);
  if (found.ranges.empty()) {
    const Places& windows = windowsOf(length);
    if (const auto window = windows.find(std::string(digest)); window != windows.end())
      found.ranges = window->second;
  }
  if (found.ranges.empty()) findAtWords(digest, length, found);
  if (found.ranges.empty() && found.complete)
    findInside({0, article_.offsets.codePoints()}, digest, length, found);
  const auto before = [](const TextRange& a, const TextRange& b) { return a.start < b.start; };
  std::sort(found.ranges.begin(), found.ranges.end(), before);
  found.ranges.erase(std::unique(found.ranges.begin(), found.ranges.end()), found.ranges.end());
  return found;
}

}  // namespace dateline::story
