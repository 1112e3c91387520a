#pragma once

#include <string>
#include <vector>

#include "text/typesetter.h"

namespace dateline::map {

/// The rows of a legend as they are set: on one line, or two. What is longer is cut at its end or, where
/// others begin alike, before what tells it from them.
std::vector<text::LayoutPtr> legendRows(const std::vector<std::string>& labels, text::Typesetter& typesetter,
                                        const text::TextStyle& style, float widestPx);

}  // namespace dateline::map
