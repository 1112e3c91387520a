// Where texts and digests of texts stand in an article.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "article/article.h"

namespace dateline::story {

/// Where each of many patterns stands: byte offsets, in order. Equal patterns share one list.
class PatternPlaces {
 public:
  PatternPlaces() = default;
  PatternPlaces(std::vector<std::uint32_t> listOf, std::vector<std::vector<std::size_t>> lists)
      : listOf_(std::move(listOf)), lists_(std::move(lists)) {}
  const std::vector<std::size_t>& operator[](std::size_t pattern) const { return lists_[listOf_[pattern]]; }
  /// Offsets that are held in memory.
  [[nodiscard]] std::size_t held() const;

 private:
  std::vector<std::uint32_t> listOf_;  ///< [pattern]
  std::vector<std::vector<std::size_t>> lists_;
};

/// All patterns in one pass whatever their number; at most `limit` places of each.
PatternPlaces findAll(std::string_view text, const std::vector<std::string_view>& patterns,
                      std::size_t limit);

/// Finds passages by the SHA-256 of their text, anywhere in the article. Everything is computed on demand and
/// shared by the anchors of a story.
class DigestSearch {
 public:
  explicit DigestSearch(const article::Article& article) : article_(article) {}

  struct Found {
    std::vector<article::TextRange> ranges;  ///< in order, different from each other
    bool complete = true;                    ///< false: given up, the search would have taken too long
  };
  /// Whole paragraphs (blocks and lines); windows of a paragraph that has the digest `paragraph`; else
  /// windows of `length` code points that begin and end where words do; else all others. Of several equal
  /// texts those in the paragraph that is asked for.
  Found find(std::string_view digest, std::string_view paragraph, std::size_t length);

 private:
  using Places = std::unordered_map<std::string, std::vector<article::TextRange>>;

  [[nodiscard]] bool spend(std::size_t bytes);
  const Places& paragraphs();
  const std::vector<std::size_t>& sentenceStarts();
  const Places& windowsOf(std::size_t length);
  void findInside(article::TextRange range, std::string_view digest, std::size_t length, Found& found);
  void findAtWords(std::string_view digest, std::size_t length, Found& found);
  [[nodiscard]] bool isWordEdge(std::size_t byte) const;

  const article::Article& article_;
  Places paragraphs_;
  std::vector<std::size_t> sentenceStarts_;
  std::unordered_map<std::size_t, Places> windows_;  ///< by length, those that begin where a sentence does
  std::size_t bytesLeft_ = 256u << 20;               // about a second of hashing
};

}  // namespace dateline::story
