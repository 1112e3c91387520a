#include "geo/crs_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dateline::geo {
namespace {

constexpr std::size_t kLongestText = 1000;

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// What is not a control character, at most so much of it, to be shown to the user.
std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 80;
  std::string result;
  for (const char c : text.substr(0, kMost)) result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return text.size() > kMost ? result + "…" : result;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
  return text;
}

tl::unexpected<Error> refuse(std::string_view text, const std::string& why) {
  return fail(ErrorKind::usage, fmt::format("\"{}\" {}", shown(text), why));
}

std::optional<Code> codeOf(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return std::nullopt;
  const std::string_view authority = text.substr(0, colon), number = text.substr(colon + 1);
  const auto word = [](char c) { return isLetter(c) || isDigit(c) || c == '_'; };
  if (authority.size() > 32 || number.size() > 32 || !isLetter(authority.front()) ||
      !std::all_of(authority.begin(), authority.end(), word) ||
      !std::all_of(number.begin(), number.end(), word))
    return std::nullopt;
  Code code{std::string(authority), std::string(number)};
  for (char& c : code.authority)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return code;
}

std::vector<Parameter> parametersOf(std::string_view text) {
  std::vector<Parameter> parameters;
  while (!(text = trimmed(text)).empty()) {
    std::string_view token = text.substr(0, text.find_first_of(" \t\r\n"));
    text.remove_prefix(token.size());
    if (token.front() == '+') token.remove_prefix(1);
    const std::size_t equals = token.find('=');
    parameters.push_back({token.substr(0, equals),
                          equals == std::string_view::npos ? std::string_view{} : token.substr(equals + 1)});
  }
  return parameters;
}

std::string_view valueOf(const std::vector<Parameter>& parameters, std::string_view key) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& parameter) { return parameter.key == key; });
  return found == parameters.end() ? std::string_view{} : found->value;
}

std::optional<double> numberOf(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

Status checkParameters(std::string_view text) {
  constexpr std::array<std::string_view, 11> kFiles = {"init",      "nadgrids", "geoidgrids", "grids",
                                                       "xy_grids",  "z_grids",  "file",       "catalog",
                                                       "xyz_model", "step",     "geoid_crs"};
  if (text.size() > kLongestText)
    return refuse(text, fmt::format("is longer than {} characters", kLongestText));
  const std::vector<Parameter> parameters = parametersOf(text);
  for (const Parameter& parameter : parameters) {
    const auto word = [](char c) { return isLetter(c) || isDigit(c) || c == '_'; };
    const auto plain = [&](char c) { return word(c) || c == '.' || c == ',' || c == '-' || c == '+'; };
    if (std::find(kFiles.begin(), kFiles.end(), parameter.key) != kFiles.end())
      return refuse(text, fmt::format("asks for a file or a chain of steps (+{}); give the projection alone",
                                      parameter.key));
    if (parameter.key == "lon_wrap")
      return refuse(text,
                    "asks for +lon_wrap, which moves nothing on a map; give +lon_0, the longitude of its "
                    "middle, as in +proj=eqc +lon_0=180");
    if (parameter.key.empty() || !std::all_of(parameter.key.begin(), parameter.key.end(), word) ||
        !std::all_of(parameter.value.begin(), parameter.value.end(), plain))
      return refuse(text, fmt::format("has a part that is none of a PROJ string: {}", shown(parameter.key)));
  }
  const std::string_view projection = valueOf(parameters, "proj");
  if (projection.empty() || projection == "pipeline")
    return refuse(text, "names no projection; a PROJ string begins as +proj=laea");
  return {};
}

}  // namespace dateline::geo
