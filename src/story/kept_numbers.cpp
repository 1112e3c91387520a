#include "story/kept_numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace dateline::story {
namespace {

/// Makes the tree that Json::parse would, but for kept numbers.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t& text) override {
    Json number = value;
    if (number.dump() != text) number = Json::binary({text.begin(), text.end()});
    return add(std::move(number));
  }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& value) override { return add(std::move(value)); }
  bool start_object(std::size_t /*elements*/) override { return open(Json::object()); }
  bool key(string_t& value) override {
    key_ = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*elements*/) override { return open(Json::array()); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t /*byte*/, const std::string& /*token*/,
                   const Json::exception& error) override {
    if (const auto* tooLarge = dynamic_cast<const Json::out_of_range*>(&error)) throw *tooLarge;
    throw dynamic_cast<const Json::parse_error&>(error);
  }

  Json root;

 private:
  Json& put(Json value) {
    if (open_.empty()) return root = std::move(value);
    Json& parent = *open_.back();
    return parent.is_array() ? parent.emplace_back(std::move(value)) : parent[key_] = std::move(value);
  }
  bool add(Json value) {
    put(std::move(value));
    return true;
  }
  bool open(Json container) {
    open_.push_back(&put(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;  ///< each in the one before, which does not grow while it is open
  std::string key_;
};

void write(const Json& json, std::size_t indent, std::string& out) {
  const auto newLine = [&out](std::size_t spaces) { out.append(1, '\n').append(spaces, ' '); };
  constexpr std::size_t kStep = 2;
  if (json.is_binary()) {
    out.append(json.get_binary().begin(), json.get_binary().end());
  } else if (!json.is_structured() || json.empty()) {
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
  } else {
    out += json.is_object() ? '{' : '[';
    bool first = true;
    for (const auto& [name, value] : json.items()) {
      if (!std::exchange(first, false)) out += ',';
      newLine(indent + kStep);
      if (json.is_object()) out += Json(name).dump(-1, ' ', false, Json::error_handler_t::replace) + ": ";
      write(value, indent + kStep, out);
    }
    newLine(indent);
    out += json.is_object() ? '}' : ']';
  }
}

}  // namespace

Json parsedAsWritten(std::string_view text) {
  Builder builder;
  Json::sax_parse(text, &builder);
  return std::move(builder.root);
}

std::optional<double> numberIn(const Json& value) {
  double number = NAN;
  if (value.is_number()) {
    number = value.get<double>();
  } else if (value.is_binary()) {
    const std::string text(value.get_binary().begin(), value.get_binary().end());
    std::from_chars(text.data(), text.data() + text.size(), number);
  }
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string written(const Json& json) {
  std::string out;
  write(json, 0, out);
  return out += '\n';
}

}  // namespace dateline::story
