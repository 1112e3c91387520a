#include "map/placed_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_set>

#include "base/utf8.h"

namespace dateline::map {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDepthLimit = 16;

/// What nlohmann-json says, without its codes and without much of what it read last.
std::string reasonOf(std::string_view what) {
  constexpr std::size_t kLongest = 120;
  const std::size_t dash = what.find(" - "), code = what.find("] ");
  if (dash != std::string_view::npos)
    what.remove_prefix(dash + 3);
  else if (code != std::string_view::npos)
    what.remove_prefix(code + 2);
  if (what.size() <= kLongest) return std::string(what);
  return repairUtf8(what.substr(0, kLongest)) + "…";
}

std::size_t endOfString(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

/// Where each name and each value of a JSON text begins: in the order in which a parser tells of them. Of a
/// text that is no JSON, the same as far as it is.
Result<std::vector<std::size_t>> beginnings(std::string_view text, const std::string& file) {
  std::vector<std::size_t> found;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (std::string_view(" \t\r\n,:").find(c) != std::string_view::npos) {
      ++at;
    } else if (c == ']' || c == '}') {
      depth -= std::min<std::size_t>(depth, 1);
      ++at;
    } else {
      found.push_back(at);
      if ((c == '[' || c == '{') && ++depth > kDepthLimit)
        return fail(ErrorKind::invalid, fmt::format("is nested more than {} levels deep", kDepthLimit),
                    placeIn(text, at, file));
      if (c == '"')
        at = endOfString(text, at);
      else if (c == '[' || c == '{')
        ++at;
      else
        at = std::min(text.find_first_of(" \t\r\n,:]}[{\"", at), text.size());
    }
  }
  return found;
}

/// Builds the tree from what the parser tells, each name and value with the next beginning.
class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(std::string_view text, const std::string& file, const std::vector<std::size_t>& begins)
      : text_(text), file_(file), begins_(begins) {}

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  PlacedJson take() { return std::move(root_); }

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add({.kind = PlacedJson::Kind::boolean, .flag = value}); }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t& value) override {
    return add({.kind = PlacedJson::Kind::text, .text = std::move(value)});
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(PlacedJson::Kind::object); }
  bool start_array(std::size_t) override { return open(PlacedJson::Kind::list); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const std::size_t byte = next();
    open_.back()->members.push_back({std::move(name), byte, {}});
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& error) override {
    return refuse("is not JSON: " + reasonOf(error.what()), byte > 0 ? byte - 1 : 0);
  }

 private:
  std::size_t next() { return next_ < begins_.size() ? begins_[next_++] : text_.size(); }
  bool number(double value) { return add({.kind = PlacedJson::Kind::number, .number = value}); }

  bool refuse(std::string message, std::size_t byte) {
    error_ = Error{ErrorKind::invalid, std::move(message), placeIn(text_, byte, file_)};
    return false;
  }

  PlacedJson& place(PlacedJson value) {
    value.byte = next();
    if (open_.empty()) return root_ = std::move(value);
    PlacedJson& parent = *open_.back();
    if (parent.kind == PlacedJson::Kind::object) return parent.members.back().value = std::move(value);
    return parent.items.emplace_back(std::move(value));
  }
  bool add(PlacedJson value) {
    place(std::move(value));
    return true;
  }
  /// While one is open nothing is added beside it, so that it stays where it is.
  bool open(PlacedJson::Kind kind) {
    open_.push_back(&place({.kind = kind}));
    return true;
  }
  bool close() {
    std::unordered_set<std::string_view> names;
    for (PlacedJson::Member& member : open_.back()->members) member.again = !names.insert(member.name).second;
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const std::string& file_;
  const std::vector<std::size_t>& begins_;
  std::size_t next_ = 0;
  PlacedJson root_;
  std::vector<PlacedJson*> open_;
  std::optional<Error> error_;
};

}  // namespace

std::string placeIn(std::string_view text, std::size_t byte, const std::string& file) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is the start of the text
  return fmt::format("{}:{}:{}", file, 1 + std::count(before.begin(), before.end(), '\n'),
                     1 + countCodePoints(before.substr(lineStart)));
}

Result<PlacedJson> parsePlacedJson(std::string_view text, const std::string& file) {
  if (!isValidUtf8(text)) return fail(ErrorKind::invalid, "is not UTF-8; save it as UTF-8 text", file);
  const Result<std::vector<std::size_t>> begins = beginnings(text, file);
  if (!begins) return tl::make_unexpected(begins.error());
  TreeBuilder builder(text, file, *begins);
  if (!Json::sax_parse(text, &builder))
    return tl::make_unexpected(builder.error().value_or(Error{ErrorKind::invalid, "is not JSON", file}));
  return builder.take();
}

}  // namespace dateline::map
