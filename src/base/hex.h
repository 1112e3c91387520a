#pragma once

#include <optional>

namespace dateline {

/// 0 to 15, of either case; nothing for what is no hexadecimal digit.
constexpr std::optional<int> hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

}  // namespace dateline
