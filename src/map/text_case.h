#pragma once

#include <string>
#include <string_view>

namespace dateline::map {

/// Capitals of Latin (with Latin-1 and Extended-A) and Cyrillic letters, which is what names on our maps are
/// written in; other bytes stay.
std::string upperCase(std::string_view utf8);

}  // namespace dateline::map
