#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "map/style.h"

namespace dateline::map {

/// The styles that ship with the program, in assets/styles/NAME.json.
struct ShippedStyle {
  std::string_view name, title;
};
inline constexpr std::array<ShippedStyle, 4> kShippedStyles = {
    {{"paper", "Paper"}, {"night", "Night"}, {"print", "Print"}, {"colour-blind", "Colour-blind safe"}}};

/// Gives the style that a file extends, by what the file says.
using BaseStyle = std::function<Result<Style>(const std::string& extended)>;

/// Reads a style as assets/styles/README.md describes it. `file` names it in the error, which says of each
/// fault line and column, what is wrong and what is allowed there: on a line each, at most eight, and how
/// many more.
Result<Style> parseStyle(std::string_view text, const std::string& file, const BaseStyle& base);

/// True for what is a path, and not the name of a shipped style: it has a slash or ends in .json.
bool isStylePath(std::string_view fileOrName);

/// Reads a file, or the shipped style of that name, with what it extends. `files` are told, its own first,
/// also where one of them is at fault: they can be watched until it is mended.
Result<StylePtr> readStyle(const std::string& fileOrName,
                           std::vector<std::filesystem::path>* files = nullptr);

}  // namespace dateline::map
