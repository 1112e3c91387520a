#include "map/style_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/hex.h"

namespace dateline::map {
namespace {

constexpr std::size_t kLongestQuote = 60;
constexpr std::size_t kMostStops = 32;
constexpr std::size_t kLongestText = 200;
constexpr NumberRange kZooms{-5, 24};

std::string_view nameOf(PlacedJson::Kind kind) {
  switch (kind) {
    case PlacedJson::Kind::null:
      return "null";
    case PlacedJson::Kind::boolean:
      return "true or false";
    case PlacedJson::Kind::number:
      return "a number";
    case PlacedJson::Kind::text:
      return "a text";
    case PlacedJson::Kind::list:
      return "a list";
    case PlacedJson::Kind::object:
      return "an object";
  }
  return {};
}

/// "#rrggbb" or "#rrggbbaa".
std::optional<Colour> parseColour(std::string_view text) {
  if ((text.size() != 7 && text.size() != 9) || text.front() != '#') return std::nullopt;
  std::array<std::uint8_t, 4> channels{0, 0, 0, 255};
  for (std::size_t i = 1; i < text.size(); i += 2) {
    const auto high = hexDigit(text[i]), low = hexDigit(text[i + 1]);
    if (!high || !low) return std::nullopt;
    channels[i / 2] = static_cast<std::uint8_t>(*high * 16 + *low);
  }
  return Colour{channels[0], channels[1], channels[2], channels[3]};
}

}  // namespace

std::string quotedStyleText(std::string_view text) {
  const bool cut = text.size() > kLongestQuote;
  std::size_t end = std::min(text.size(), kLongestQuote);
  while (cut && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  std::string shown(text.substr(0, end));
  std::replace_if(
      shown.begin(), shown.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return "\"" + shown + (cut ? "…\"" : "\"");
}

Status StyleValues::needs(const PlacedJson& json, PlacedJson::Kind kind, std::string_view what) const {
  if (json.kind == kind) return {};
  return fault(fmt::format("is {}; {}", nameOf(json.kind), what), json.byte);
}

Status StyleValues::colour(const PlacedJson& json, Colour& value) const {
  constexpr std::string_view kWanted = "write a colour as \"#rrggbb\", or \"#rrggbbaa\" with its opacity";
  if (Status is = needs(json, PlacedJson::Kind::text, kWanted); !is) return is;
  const std::optional<Colour> colour = parseColour(json.text);
  if (!colour)
    return fault(fmt::format("{} is no colour; {}", quotedStyleText(json.text), kWanted), json.byte);
  value = *colour;
  return {};
}

Status StyleValues::colours(const PlacedJson& json, std::size_t least, std::vector<Colour>& value) const {
  if (Status is = needs(json, PlacedJson::Kind::list, "write a list of colours as \"#rrggbb\""); !is)
    return is;
  if (json.items.size() < least || json.items.size() > kMostColours)
    return fault(fmt::format("has {} colours; write {} to {}", json.items.size(), least, kMostColours),
                 json.byte);
  std::vector<Colour> read(json.items.size());
  for (std::size_t i = 0; i < read.size(); ++i)
    if (Status is = colour(json.items[i], read[i]); !is) return is;
  value = std::move(read);
  return {};
}

Status StyleValues::number(const PlacedJson& json, const NumberRange& range, double& value) const {
  const std::string wanted = fmt::format("write a number from {} to {}", range.least, range.most);
  if (Status is = needs(json, PlacedJson::Kind::number, wanted); !is) return is;
  if (!(json.number >= range.least && json.number <= range.most))
    return fault(fmt::format("{} is out of range; {}", json.number, wanted), json.byte);
  value = json.number;
  return {};
}

Status StyleValues::text(const PlacedJson& json, std::string& value) const {
  if (Status is = needs(json, PlacedJson::Kind::text, "write a text in quotation marks"); !is) return is;
  const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  if (json.text.empty() || json.text.size() > kLongestText ||
      std::any_of(json.text.begin(), json.text.end(), control))
    return fault(fmt::format("{} is no name; write 1 to {} characters on one line",
                             quotedStyleText(json.text), kLongestText),
                 json.byte);
  value = json.text;
  return {};
}

Status StyleValues::flag(const PlacedJson& json, bool& value) const {
  if (Status is = needs(json, PlacedJson::Kind::boolean, "write true or false"); !is) return is;
  value = json.flag;
  return {};
}

Status StyleValues::choice(const PlacedJson& json, const std::string_view* names, std::size_t count,
                           std::size_t& index) const {
  const std::string wanted = fmt::format("use {}", fmt::join(names, names + count, ", "));
  if (Status is = needs(json, PlacedJson::Kind::text, wanted); !is) return is;
  const auto found = std::find(names, names + count, json.text);
  if (found == names + count)
    return fault(fmt::format("{} is not known here; {}", quotedStyleText(json.text), wanted), json.byte);
  index = static_cast<std::size_t>(found - names);
  return {};
}

Status StyleValues::stop(const PlacedJson& json, const NumberRange& range, double last,
                         ByZoom::Stop& value) const {
  constexpr std::string_view kWanted = "write each stop as [zoom, number]";
  if (Status is = needs(json, PlacedJson::Kind::list, kWanted); !is) return is;
  if (json.items.size() != 2)
    return fault(fmt::format("is a list of {}; {}", json.items.size(), kWanted), json.byte);
  if (Status zoom = number(json.items[0], kZooms, value.zoom); !zoom) return zoom;
  if (value.zoom < last)
    return fault(fmt::format("zoom {} comes after zoom {}; sort the stops by their zoom", value.zoom, last),
                 json.items[0].byte);
  return number(json.items[1], range, value.value);
}

Status StyleValues::byZoom(const PlacedJson& json, const NumberRange& range, ByZoom& value) const {
  if (json.kind != PlacedJson::Kind::list) {
    double always = 0;
    if (json.kind != PlacedJson::Kind::number)
      return needs(json, PlacedJson::Kind::number,
                   fmt::format("write a number from {} to {}, or stops: [[zoom, number], ...]", range.least,
                               range.most));
    if (Status read = number(json, range, always); !read) return read;
    value = always;
    return {};
  }
  if (json.items.empty() || json.items.size() > kMostStops)
    return fault(fmt::format("has {} stops; write 1 to {}", json.items.size(), kMostStops), json.byte);
  std::vector<ByZoom::Stop> stops;
  double last = kZooms.least;
  for (const PlacedJson& item : json.items) {
    if (Status read = stop(item, range, last, stops.emplace_back()); !read) return read;
    last = stops.back().zoom;
  }
  value = ByZoom(std::move(stops));
  return {};
}

Status StyleValues::dash(const PlacedJson& json, const NumberRange& range, Dash& value) const {
  constexpr std::string_view kWanted = "write the lengths as [dash, gap]";
  if (Status is = needs(json, PlacedJson::Kind::list, kWanted); !is) return is;
  if (json.items.size() != 2)
    return fault(fmt::format("is a list of {}; {}", json.items.size(), kWanted), json.byte);
  double dash = 0, gap = 0;
  if (Status read = number(json.items[0], range, dash); !read) return read;
  if (Status read = number(json.items[1], range, gap); !read) return read;
  value = {static_cast<float>(dash), static_cast<float>(gap)};
  return {};
}

Status StyleValues::fromZoom(const PlacedJson& json, FromZoom& value) const {
  std::vector<double> zooms(1);
  if (json.kind != PlacedJson::Kind::list) {
    if (Status read = number(json, kZooms, zooms.front()); !read) return read;
  } else {
    if (json.items.empty() || json.items.size() > kMostStops)
      return fault(
          fmt::format("has {} zooms; write one for each rank, 1 to {}", json.items.size(), kMostStops),
          json.byte);
    zooms.resize(json.items.size());
    for (std::size_t i = 0; i < zooms.size(); ++i)
      if (Status read = number(json.items[i], kZooms, zooms[i]); !read) return read;
  }
  value = FromZoom(std::move(zooms));
  return {};
}

}  // namespace dateline::map
