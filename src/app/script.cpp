#include "app/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/parse_values.h"
#include "base/ascii.h"
#include "figure/picture_name.h"
#include "platform/input.h"

namespace dateline::app {
namespace {

/// What a verb takes: `numbers` leading words are numbers; `least` to `most` words in all.
struct Verb {
  std::string_view name;
  std::size_t least;
  std::size_t most;
  std::size_t numbers;
};

constexpr std::size_t kMany = 100'000;

constexpr std::array<Verb, 24> kVerbs = {{
    {"resize", 2, 2, 2},        {"theme", 1, 1, 0},          {"scale", 1, 1, 1},
    {"move", 2, 2, 2},          {"click", 2, 2, 2},          {"double-click", 2, 2, 2},
    {"right-click", 2, 2, 2},   {"drag", 4, 5, 5},           {"wheel", 3, 3, 3},
    {"key", 1, 1, 0},           {"type", 1, kMany, 0},       {"click-pin", 1, 1, 0},
    {"click-passage", 1, 1, 0}, {"select", 1, 1, 0},         {"fly", 1, 1, 0},
    {"open", 1, kMany, 0},      {"layer", 1, kMany, 0},      {"pan-path", 3, kMany, kMany},
    {"wait", 1, 1, 0},          {"screenshot", 1, kMany, 0}, {"screenshot-map", 1, kMany, 0},
    {"print", 1, 1, 0},         {"style", 1, kMany, 0},      {"language", 1, 1, 0},
}};

struct Range {
  double least, most;
  bool whole = false;
};

/// Far enough for every screen and patience, and near enough that what is played fits into memory.
Range rangeOf(std::string_view verb, std::size_t word) {
  if (verb == "resize") return {1, kLargestSidePx, true};
  if (verb == "scale") return {0.5, 4};
  if (verb == "wait") return {0, 86'400'000};
  if (verb == "pan-path") return word == 0 ? Range{1, 100'000, true} : Range{-1'000'000, 1'000'000};
  if (verb == "drag" && word == 4) return {0, 600'000};
  if (verb == "wheel" && word == 2) return {-1000, 1000};
  return {-100'000, 100'000};
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool wordsFit(const ScriptLine& line) {
  if (line.verb == "quit") return line.words.empty();
  const auto verb =
      std::find_if(kVerbs.begin(), kVerbs.end(), [&](const Verb& v) { return v.name == line.verb; });
  if (verb == kVerbs.end() || line.words.size() < verb->least || line.words.size() > verb->most) return false;
  for (std::size_t i = 0; i < std::min(verb->numbers, line.words.size()); ++i)
    if (!parseNumber(line.words[i])) return false;
  if (line.verb == "theme") return line.rest == "light" || line.rest == "dark";
  if (line.verb == "print") return line.rest == "state";
  if (line.verb == "key") return platform::parseKey(line.rest).has_value();
  if (line.verb == "wait")
    return line.rest == "idle" || line.rest == "picture" || parseNumber(line.rest).has_value();
  if (line.verb == "pan-path") return line.words.size() % 2 == 1;
  return true;
}

/// What is wrong with the values of a line whose words fit; empty for nothing.
std::string faultOf(const ScriptLine& line) {
  constexpr double kMostFrames = 1'000'000;
  if (line.verb.starts_with("screenshot"))
    if (const Status name = figure::checkPictureName(line.rest); !name) return name.error().message;
  const auto verb =
      std::find_if(kVerbs.begin(), kVerbs.end(), [&](const Verb& v) { return v.name == line.verb; });
  const std::size_t numbers = line.verb == "wait" ? 1 : verb == kVerbs.end() ? 0 : verb->numbers;
  for (std::size_t i = 0; i < std::min(numbers, line.words.size()); ++i) {
    const Result<double> value = parseNumber(line.words[i]);
    if (!value) continue;  // wait idle
    const Range range = rangeOf(line.verb, i);
    if (*value < range.least || *value > range.most || (range.whole && *value != std::floor(*value)))
      return fmt::format("\"{}\" is out of range; use a {}number from {} to {}", line.words[i],
                         range.whole ? "whole " : "", range.least, range.most);
  }
  if (line.verb == "pan-path" && *parseNumber(line.words[0]) * (line.words.size() / 2) > kMostFrames)
    return fmt::format("the legs together have more than {} frames; use fewer", kMostFrames);
  return {};
}

std::string_view withoutEndingSpaces(std::string_view row) {
  return row.substr(0, row.find_last_not_of(" \t") + 1);
}

}  // namespace

Result<std::vector<ScriptLine>> parseScript(std::string_view text, const std::string& name, int first) {
  std::vector<ScriptLine> script;
  int number = first - 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    std::vector<std::string> words = split(row);
    if (words.empty() || words.front().starts_with('#')) continue;
    if (holdsNul(row))
      return fail(ErrorKind::usage, fmt::format("line {}: holds a NUL character; leave it out", number),
                  name);
    ScriptLine line{number, words.front(), {words.begin() + 1, words.end()}, {}};
    const std::size_t rest = row.find_first_not_of(" \t", row.find(line.verb) + line.verb.size());
    if (rest != std::string_view::npos)
      line.rest = line.verb == "type" ? row.substr(rest) : withoutEndingSpaces(row.substr(rest));
    if (!wordsFit(line))
      return fail(ErrorKind::usage,
                  fmt::format("line {}: \"{}\" is not a command of a replay; see the README", number, row),
                  name);
    if (const std::string fault = faultOf(line); !fault.empty())
      return fail(ErrorKind::usage, fmt::format("line {}: {}: {}", number, line.verb, fault), name);
    script.push_back(std::move(line));
  }
  return script;
}

}  // namespace dateline::app
