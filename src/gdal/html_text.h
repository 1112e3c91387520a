// HTML in attributes as people read it. Inside gdal only.
#pragma once

#include <string>
#include <string_view>

namespace dateline::gdal {

/// What a KML's description shows: its text without tags, a line for each paragraph, row and break. What is
/// no HTML stays as it is.
std::string textOfHtml(std::string_view html);

}  // namespace dateline::gdal
