#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "gazetteer/words.h"

namespace dateline::gazetteer {

/// A few words, told from nearly every other by a bit of the hash.
class WordSet {
 public:
  WordSet(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
      hashes_.push_back(hashWord(word));
      bits_[bucket(hashes_.back())] |= bit(hashes_.back());
    }
  }
  [[nodiscard]] bool has(const Word& word) const {
    return (bits_[bucket(word.hash)] & bit(word.hash)) != 0 &&
           std::find(hashes_.begin(), hashes_.end(), word.hash) != hashes_.end();
  }

 private:
  static constexpr std::size_t kBuckets = 32;
  static std::size_t bucket(std::uint64_t hash) { return (hash >> 6) % kBuckets; }
  static std::uint64_t bit(std::uint64_t hash) { return std::uint64_t{1} << (hash % 64); }
  std::vector<std::uint64_t> hashes_;
  std::array<std::uint64_t, kBuckets> bits_{};
};

}  // namespace dateline::gazetteer
