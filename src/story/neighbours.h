// What the anchors that are certain tell about where another one is to be expected.
#pragma once

#include <optional>
#include <vector>

#include "article/article.h"

namespace dateline::story {

/// Holds where passages stood and where they stand, in code points. Only those that kept their order bear
/// witness: a few that are far out of it have moved, or are mistaken.
class Neighbours {
 public:
  struct Known {
    article::TextRange before, now;
    [[nodiscard]] std::ptrdiff_t shift() const {
      return static_cast<std::ptrdiff_t>(now.start) - static_cast<std::ptrdiff_t>(before.start);
    }
    [[nodiscard]] std::ptrdiff_t endShift() const {
      return static_cast<std::ptrdiff_t>(now.end) - static_cast<std::ptrdiff_t>(before.end);
    }
  };
  explicit Neighbours(std::vector<Known> known);

  /// How well a place agrees with the passage's neighbours: 1 it moved as far as those next to it, or inside
  /// of one that is known; 0.5 it lies between them; 0 it does not. nullopt: there are none.
  [[nodiscard]] std::optional<double> witness(article::TextRange before, article::TextRange place) const;
  /// How far a place is from where the passage would stand had it moved as far as what is next to it;
  /// nullopt: there is nothing.
  [[nodiscard]] std::optional<std::size_t> drift(article::TextRange before, article::TextRange place) const;
  /// True when what stands at `place` is the passage of another anchor, which stood elsewhere before.
  [[nodiscard]] bool isAnothers(article::TextRange before, article::TextRange place) const;
  /// True when the anchors around `place` moved equally far, and from where nothing of the passage was: what
  /// stands there stood there before, so it only resembles the passage.
  [[nodiscard]] bool wasThereBefore(article::TextRange before, article::TextRange place) const;
  /// By how much the text between the anchors around `place` grew: negative where some of it was cut out.
  /// Before the first anchor stands the beginning of the text; nullopt behind the last.
  [[nodiscard]] std::optional<std::ptrdiff_t> growthAround(article::TextRange place) const;
  /// True when a passage that stands in there now stood out of this order before.
  [[nodiscard]] bool cameFromElsewhere(article::TextRange place) const;
  [[nodiscard]] bool empty() const { return byBefore_.empty(); }
  /// How far all anchors around this range moved, where they agree.
  [[nodiscard]] std::optional<std::ptrdiff_t> commonShift(article::TextRange before) const;

 private:
  struct Around {
    const Known* left = nullptr;
    const Known* right = nullptr;
    const Known* holder = nullptr;  ///< contains the range
  };
  [[nodiscard]] Around around(article::TextRange before) const;

  std::vector<Known> byBefore_, byNow_;  ///< those in order
  std::vector<Known> strays_;            ///< those out of it, by where they stand now
  std::vector<Known> claims_;            ///< all, by where they stand now
  std::size_t longest_ = 0;              ///< of the passages known
};

}  // namespace dateline::story
