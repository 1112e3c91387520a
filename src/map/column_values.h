#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "map/number_text.h"

namespace dateline::map {

/// Values of an attribute, each with how often it occurs.
using ValueCounts = std::vector<std::pair<std::string, std::uint64_t>>;

/// What the values of an attribute are, told from all of them. Immutable.
class ColumnValues {
 public:
  /// `numeric`: they were numbers before they were texts, so that a point is one of decimals.
  explicit ColumnValues(const ValueCounts& values, bool numeric = false);

  /// Some can be put in an order: as dates if more of them are dates than numbers, else as numbers.
  [[nodiscard]] bool ordered() const { return ordered_; }
  /// And none is a word.
  [[nodiscard]] bool orderedAlone() const { return ordered_ && !words_; }
  [[nodiscard]] bool dates() const { return dates_; }
  /// Its numbers are names: some begin with zeros, as postal codes do, or have more digits than are counted.
  [[nodiscard]] bool numbersAreNames() const { return names_; }
  /// That its numbers have: "%", "$"; empty: none.
  [[nodiscard]] const std::string& unit() const { return signs_.unit; }
  /// What may be wrong with how its numbers are read, as a sentence without its end; empty: nothing.
  [[nodiscard]] const std::string& doubt() const { return doubt_; }
  /// Stands for no value: nothing, blanks, or what programs and people write where a value is missing. Of
  /// abbreviations that may as well be a code, as NA of Namibia, where the others are no codes.
  [[nodiscard]] bool isMissing(std::string_view text) const;
  /// The number, or the seconds of the date; nothing for words.
  [[nodiscard]] std::optional<double> orderOf(std::string_view text) const;

 private:
  NumberSigns signs_;
  bool dates_ = false, ordered_ = false, words_ = false;
  bool codes_ = false, signsAlone_ = true;
  bool names_ = false;
  std::string doubt_;
};

}  // namespace dateline::map
