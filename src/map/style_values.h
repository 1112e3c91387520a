#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/error.h"
#include "map/placed_json.h"
#include "map/style.h"

namespace dateline::map {

/// A text of a style file as messages quote it: short, on one line.
std::string quotedStyleText(std::string_view text);

constexpr std::size_t kMostColours = 32;  ///< in a list

/// What stands in the file may be this: `least` to `most`.
struct NumberRange {
  double least, most;
};

/// Reads the values of a style file, each with its own limits; errors name file, line and column.
class StyleValues {
 public:
  StyleValues(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Status colour(const PlacedJson& json, Colour& value) const;
  /// A list of so many colours at least; at most kMostColours.
  Status colours(const PlacedJson& json, std::size_t least, std::vector<Colour>& value) const;
  Status number(const PlacedJson& json, const NumberRange& range, double& value) const;
  Status text(const PlacedJson& json, std::string& value) const;
  Status flag(const PlacedJson& json, bool& value) const;
  /// A number, or stops: [[zoom, number], ...] with zooms that do not fall.
  Status byZoom(const PlacedJson& json, const NumberRange& range, ByZoom& value) const;
  /// [dash, gap], each within the range.
  Status dash(const PlacedJson& json, const NumberRange& range, Dash& value) const;
  /// A zoom, or one for each rank.
  Status fromZoom(const PlacedJson& json, FromZoom& value) const;

  /// One of these names; gives its index.
  template <std::size_t N>
  Status choice(const PlacedJson& json, const std::array<std::string_view, N>& names,
                std::size_t& index) const {
    return choice(json, names.data(), N, index);
  }

  [[nodiscard]] tl::unexpected<Error> fault(std::string message, std::size_t byte) const {
    return fail(ErrorKind::invalid, std::move(message), placeIn(text_, byte, file_));
  }
  [[nodiscard]] Status needs(const PlacedJson& json, PlacedJson::Kind kind, std::string_view what) const;

 private:
  Status choice(const PlacedJson& json, const std::string_view* names, std::size_t count,
                std::size_t& index) const;
  Status stop(const PlacedJson& json, const NumberRange& range, double last, ByZoom::Stop& value) const;

  std::string_view text_;
  const std::string& file_;
};

}  // namespace dateline::map
