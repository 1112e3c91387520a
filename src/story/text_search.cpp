#include "story/text_search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/sha256.h"

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

const DigestSearch::Places& DigestSearch::windowsOf(std::size_t length, bool& complete) {
  static const Places kNone;
  if (const auto known = windows_.find(length); known != windows_.end()) return known->second;
  // Finding the sentences of a book costs seconds. A code point of news text takes one byte, seldom two: an
  // estimate is enough for a budget.
  if (article_.text.size() > kSentencesLimitBytes || !spend(sentenceStarts().size() * (length + 256))) {
    complete = false;
    return kNone;
  }
  Places& places = windows_[length];
  for (const std::size_t start : sentenceStarts_) {
    const TextRange range{start, start + length};
    if (range.end <= article_.offsets.codePoints()) places[sha256(article_.slice(range))].push_back(range);
  }
  return places;
}

void DigestSearch::findInside(TextRange paragraph, std::string_view digest, std::size_t length,
                              Found& found) {
  if (paragraph.length() < length) return;
  const std::size_t windows = paragraph.length() - length + 1;
  if (windows > (1u << 20) || !spend(windows * (length + 256))) {
    found.complete = false;
    return;
  }
  for (std::size_t i = 0; i < windows; ++i) {
    const TextRange range{paragraph.start + i, paragraph.start + i + length};
    if (sha256(article_.slice(range)) == digest) found.ranges.push_back(range);
  }
}

DigestSearch::Found DigestSearch::find(std::string_view digest, std::string_view paragraph,
                                       std::size_t length) {
  Found found;
  if (length == 0 || length > article_.offsets.codePoints()) return found;
  const auto take = [&](const Places& places) {
    if (const auto same = places.find(std::string(digest)); same != places.end())
      found.ranges.insert(found.ranges.end(), same->second.begin(), same->second.end());
  };
  take(paragraphs());
  const auto home = paragraphs().find(std::string(paragraph));
  if (found.ranges.empty() && home != paragraphs().end())
    for (const TextRange& range : home->second) findInside(range, digest, length, found);
  if (found.ranges.empty()) take(windowsOf(length, found.complete));
  const auto before = [](const TextRange& a, const TextRange& b) { return a.start < b.start; };
  std::sort(found.ranges.begin(), found.ranges.end(), before);
  found.ranges.erase(std::unique(found.ranges.begin(), found.ranges.end()), found.ranges.end());
  return found;
}

}  // namespace dateline::story
