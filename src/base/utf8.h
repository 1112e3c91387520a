#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

bool isValidUtf8(std::string_view text);
/// Number of Unicode code points of valid UTF-8.
std::size_t countCodePoints(std::string_view utf8);
/// Of what is no code point, as half of a surrogate pair: U+FFFD.
std::string utf8Of(char32_t codePoint);
/// Replaces each invalid byte sequence by U+FFFD; `replaced` counts them.
std::string repairUtf8(std::string_view text, std::size_t* replaced = nullptr);

/// Converts between code point offsets and byte offsets of one text in O(1) amortised (a checkpoint every 64
/// code points). The text must outlive the index and be valid UTF-8. Offsets past the end are clamped.
class OffsetIndex {
 public:
  OffsetIndex() = default;
  explicit OffsetIndex(std::string_view utf8);
  [[nodiscard]] std::size_t byteOf(std::string_view utf8, std::size_t codePoint) const;
  [[nodiscard]] std::size_t codePointOf(std::string_view utf8, std::size_t byte) const;
  [[nodiscard]] std::size_t codePoints() const { return codePoints_; }

 private:
  std::vector<std::size_t> checkpoints_;  // byte offset of code point 64 * i
  std::size_t codePoints_ = 0;
};

}  // namespace dateline
