#include "story/text_search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

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
  if (pattern.empty()) return;
  for (std::size_t at = text.find(pattern); at != std::string_view::npos && found.size() < limit;
       at = text.find(pattern, at + 1))
    found.push_back(at);
}

}  // namespace

std::vector<std::vector<std::size_t>> findAll(std::string_view text,
                                              const std::vector<std::string_view>& patterns,
                                              std::size_t limit) {
  std::vector<std::vector<std::size_t>> found(patterns.size());
  std::unordered_map<std::uint64_t, std::vector<std::size_t>>
      byKey;  // the first bytes -> indices of patterns
  std::vector<bool> filter(std::size_t{1} << kFilterBits, false);
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (patterns[i].size() < kKeyBytes) {
      findShort(text, patterns[i], limit, found[i]);
      continue;
    }
    const std::uint64_t key = keyAt(patterns[i].data());
    byKey[key].push_back(i);
    filter[filterSlot(key)] = true;
  }
  if (byKey.empty() || text.size() < kKeyBytes) return found;
  for (std::size_t at = 0; at + kKeyBytes <= text.size(); ++at) {
    const std::uint64_t key = keyAt(text.data() + at);
    if (!filter[filterSlot(key)]) continue;
    const auto same = byKey.find(key);
    if (same == byKey.end()) continue;
    for (const std::size_t i : same->second)
      if (found[i].size() < limit && text.compare(at, patterns[i].size(), patterns[i]) == 0)
        found[i].push_back(at);
  }
  return found;
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
