#pragma once

#include <string>
#include <string_view>

#include "map/number_text.h"

namespace dateline::map {

/// Tells from the numbers of a column how they are written: half of the world has 1,5, and some 1.234,5. A
/// comma or a point before three digits alone may part thousands, which the others tell: they part them where
/// any other reading would have some numbers written with a sign of thousands and some without.
class NumberSignsFinder {
 public:
  void look(std::string_view text);
  [[nodiscard]] NumberSigns found() const;
  /// What may be wrong with that, as a sentence without its end; empty where it is certain.
  [[nodiscard]] std::string doubt() const;

 private:
  /// What is known of a comma or a point.
  struct Sign {
    bool decimals = false;   ///< for certain
    bool thousands = false;  ///< may part them: three digits and nothing else follow
    bool four = false;       ///< in a number of four digits, which some tables write without
    std::string example = {};
  };
  void lookAtUnit(std::string_view unit);
  void lookAtWhole(std::string_view digits);
  /// There are numbers that would have it as well, if it parted thousands.
  [[nodiscard]] bool lackedByOthers(const Sign& sign) const { return large_ || (four_ && sign.four); }
  /// True where neither of both is that of decimals for certain, and one of them parts thousands then.
  [[nodiscard]] bool allInThousands(const Sign& sign, const Sign& other) const;

  Sign comma_, point_;
  bool small_ = false;  ///< there are numbers below 1000 that need none of both
  bool four_ = false;   ///< there are some of four digits without any
  bool large_ = false;  ///< and larger ones
  std::string unit_;
  bool units_ = false;  ///< they differ: the numbers cannot be compared
};

}  // namespace dateline::map
