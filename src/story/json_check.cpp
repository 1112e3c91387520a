#include "story/json_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "story/kept_numbers.h"

namespace dateline::story {
namespace {

// Copying and writing JSON recurses, and an object's members are looked up one after the other.
constexpr std::size_t kDepthLimit = 100;
constexpr std::size_t kMembersLimit = 1000;
constexpr std::size_t kWarningsLimit = 300;

struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

Position positionOf(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is the start of the text
  return {1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          1 + countCodePoints(before.substr(lineStart))};
}

/// Depth and members from the brackets and commas outside of strings, so that no deep tree is ever built.
Status checkShape(std::string_view text, const std::string& path) {
  struct Container {
    bool object;
    std::size_t commas;
  };
  std::vector<Container> open;
  bool inString = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inString) {
      i += c == '\\' ? 1 : 0;
      inString = c != '"';
    } else if (c == '"') {
      inString = true;
    } else if (c == '{' || c == '[') {
      open.push_back({c == '{', 0});
      if (open.size() > kDepthLimit)
        return fail(ErrorKind::invalid,
                    fmt::format("is nested more than {} levels deep; no story is", kDepthLimit), path);
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.pop_back();
    } else if (c == ',' && !open.empty() && open.back().object && ++open.back().commas >= kMembersLimit) {
      return fail(ErrorKind::tooLarge, fmt::format("has an object of more than {} members", kMembersLimit),
                  path);
    }
  }
  return {};
}

/// What nlohmann-json says, without its codes: the part after the last "; " or " - ".
std::string reasonOf(std::string_view what) {
  const std::size_t dash = what.find(" - ");
  return std::string(dash == std::string_view::npos ? what : what.substr(dash + 3));
}

}  // namespace

Result<Json> parseJson(std::string_view text, const std::string& path, Digits digits) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return fail(ErrorKind::invalid, "is empty; a story is a GeoJSON file", path);
  if (const Status shape = checkShape(text, path); !shape) return tl::make_unexpected(shape.error());
  try {
    return digits == Digits::kept ? parsedAsWritten(text) : Json::parse(text);
  } catch (const Json::parse_error& error) {
    const Position at = positionOf(text, error.byte > 0 ? error.byte - 1 : 0);
    return fail(
        ErrorKind::invalid,
        fmt::format("is not JSON: line {}, column {}: {}", at.line, at.column, reasonOf(error.what())), path);
  } catch (const Json::out_of_range& error) {
    return fail(ErrorKind::invalid, fmt::format("holds a number that is too large ({})", error.what()), path);
  }
}

void Faults::add(std::string message, std::string where) {
  if (warnings_.size() < kWarningsLimit) {
    warnings_.push_back({std::move(message), std::move(where)});
  } else if (warnings_.size() == kWarningsLimit) {
    warnings_.push_back({"more faults of these kinds"});
  } else {
    ++warnings_.back().count;
  }
}

Members::Members(const Json& object, std::string where, Faults& faults)
    : object_(object), where_(std::move(where)), faults_(faults) {}

const Json* Members::take(const char* name) {
  const Json* found = find(name);
  if (found != nullptr) taken_.emplace_back(name);
  return found;
}

const Json* Members::find(const char* name) const {
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

void Members::keep(const char* name) {
  std::erase(taken_, std::string_view(name));
}

void Members::fault(const char* name, std::string_view message) {
  faults_.add(fmt::format("\"{}\" {}", name, message), where_);
}

std::string Members::text(const char* name, bool numberToo) {
  const Json* value = take(name);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  if (numberToo && value->is_number_integer()) return value->dump();
  keep(name);
  if (!value->is_null()) fault(name, "is not text");
  return {};
}

std::string Members::digest(const char* name) {
  constexpr std::size_t kLength = 64;
  std::string value = text(name);
  const bool digits = value.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!value.empty() && (value.size() != kLength || !digits))
    fault(name, "is no SHA-256, which has 64 of the digits 0 to 9 and a to f; it fits no text");
  return value;
}

Json Members::rest() const {
  Json rest = Json::object();
  if (!object_.is_object()) return rest;
  for (const auto& [name, value] : object_.items())
    if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) rest[name] = value;
  return rest;
}

}  // namespace dateline::story
