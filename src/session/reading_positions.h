#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace dateline::session {

/// Where articles were left, by the hash of their text: the code point at the top of the page. The newest
/// kMost are kept.
class ReadingPositions {
 public:
  static constexpr std::size_t kMost = 500;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view sha256) const;
  /// `seconds` since 1970. The beginning of an article is no position: it is forgotten.
  void note(std::string_view sha256, std::size_t offset, std::int64_t seconds);
  /// Takes in what another window has noted since; of two positions the newer one stays.
  void merge(const ReadingPositions& other);

  [[nodiscard]] std::size_t size() const { return left_.size(); }
  [[nodiscard]] std::string write() const;  ///< as JSON
  static Result<ReadingPositions> parse(std::string_view json);
  friend bool operator==(const ReadingPositions&, const ReadingPositions&) = default;

 private:
  struct Left {
    std::string sha256;
    std::size_t offset = 0;
    std::int64_t seconds = 0;
    friend bool operator==(const Left&, const Left&) = default;
  };
  void place(Left left);

  std::vector<Left> left_;  // the newest first
};

}  // namespace dateline::session
