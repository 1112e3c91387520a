// What must hold of foreign JSON before and while it is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "story/story.h"

namespace dateline::story {

/// What becomes of a number that a double does not give back digit by digit.
enum class Digits : std::uint8_t {
  rounded,
  kept  ///< see kept_numbers.h
};
/// Parses JSON of bounded depth and bounded members an object; the error names line and column.
Result<Json> parseJson(std::string_view text, const std::string& path, Digits digits = Digits::rounded);

/// Gathers the faults of one story; beyond a few hundred they are only counted.
class Faults {
 public:
  explicit Faults(Warnings& warnings) : warnings_(warnings) {}
  void add(std::string message, std::string where);

 private:
  Warnings& warnings_;
};

/// The members of one JSON object, taken one by one; what nobody took, or had the wrong type, is the rest.
class Members {
 public:
  /// `object` may be anything: what is no object has no members.
  Members(const Json& object, std::string where, Faults& faults);

  /// The member as text ("" when absent); a whole number counts as text where `numberToo`.
  std::string text(const char* name, bool numberToo = false);
  /// The member as text, which is told where it is no SHA-256 in hexadecimal digits.
  std::string digest(const char* name);
  /// The member whatever it is, null when absent. The caller that cannot use it gives it back with `keep`.
  const Json* take(const char* name);
  /// The same without taking it.
  [[nodiscard]] const Json* find(const char* name) const;
  void keep(const char* name);
  void fault(const char* name, std::string_view message);
  [[nodiscard]] const std::string& where() const { return where_; }
  /// All members that were not taken, in their order.
  [[nodiscard]] Json rest() const;

 private:
  const Json& object_;
  std::string where_;
  Faults& faults_;
  std::vector<std::string_view> taken_;
};

}  // namespace dateline::story
