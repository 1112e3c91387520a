#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace dateline {

/// With the letters A to Z in small ones: extensions and codes are taken in capitals too.
inline std::string lowerAscii(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small;
}

/// With the letters a to z in capitals.
inline std::string upperAscii(std::string_view text) {
  std::string capitals(text);
  std::ranges::transform(capitals, capitals.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return capitals;
}

/// A path with one would be the file whose name ends there, whatever was looked at behind it.
inline bool holdsNul(std::string_view text) {
  return text.find('\0') != std::string_view::npos;
}

}  // namespace dateline
