#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "story/approximate.h"

namespace dateline::ui {

/// A passage as it is shown beside another one: on one line, with a little of what is around it, and without
/// the long stretches in which the two are the same.
struct MarkedText {
  std::string text;
  std::vector<story::ByteSpan> changed;  ///< of `text`
  std::vector<story::ByteSpan> around;   ///< what is not the passage itself
};

/// `changed`: parts of the passage, in order. `before` and `behind` are what is around it.
MarkedText markedText(std::string_view passage, const std::vector<story::ByteSpan>& changed,
                      std::string_view before, std::string_view behind);

}  // namespace dateline::ui
