#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace dateline::map {

/// JSON whose values know where in the text they stand, so that what is wrong with one of them can be told
/// with its line.
struct PlacedJson {
  enum class Kind : std::uint8_t { null, boolean, number, text, list, object };
  struct Member;

  Kind kind = Kind::null;
  std::size_t byte = 0;  ///< where it begins
  bool flag = false;
  double number = 0;
  std::string text;
  std::vector<PlacedJson> items;  ///< of a list
  std::vector<Member> members;    ///< of an object, in the order of the text
};

struct PlacedJson::Member {
  std::string name;
  std::size_t byte = 0;  ///< where the name begins
  PlacedJson value;
  bool again = false;  ///< one before it has the same name
};

/// "FILE:LINE:COLUMN" of a byte of a text, both counted from 1, columns in code points.
std::string placeIn(std::string_view text, std::size_t byte, const std::string& file);

/// Refuses what is not UTF-8 or not JSON, and what is nested more than 16 deep; the error names the place.
Result<PlacedJson> parsePlacedJson(std::string_view text, const std::string& file);

}  // namespace dateline::map
