// Places of an article where a quoted passage may stand, and what speaks for each.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "story/approximate.h"
#include "story/neighbours.h"
#include "story/resolve.h"

namespace dateline::story {

/// What is known of a passage: its words, what stood around them, where it stood.
struct Passage {
  std::string_view exact, prefix, suffix;
  std::optional<TextRange> before;  ///< code points

  [[nodiscard]] bool hasContext() const { return !prefix.empty() || !suffix.empty(); }
};

struct Place {
  ByteSpan span;
  TextRange range;
  bool verbatim = false;
  double similarity = 1;
  bool otherFacts = false;  ///< see Likeness
  double factsLost = 0;
  double kept = 1;
  double prefix = 0, suffix = 0;  ///< 0..1: agreement of what is around, 0 where nothing is known
  std::optional<double> witness;  ///< see Neighbours
  std::size_t drift = 0;          ///< see Neighbours; where there are none, from where it stood
  double score = 0;
  std::vector<Change> changes;
};

/// Measures what is around a place. `neighbours` may be null.
Place measure(const Passage& passage, const article::Article& article, ByteSpan span,
              const Neighbours* neighbours);

/// The place that a window holds, unless it is known: the part nearest to the words, its ends mended where
/// the context is found at them.
std::optional<Place> placeIn(const Passage& passage, const article::Article& article, ByteSpan window,
                             const Neighbours* neighbours, const std::vector<Place>& known);

/// Bytes where what is searched for of a passage's surroundings stands, in order.
struct ContextPlaces {
  const std::vector<std::size_t>& tails;  ///< see tailOf
  const std::vector<std::size_t>& heads;  ///< see headOf
};

/// What stands between the end of the prefix and the beginning of the suffix, where both stand near each
/// other in order; an empty one is where the passage was cut out.
std::vector<ByteSpan> betweenContexts(const Passage& passage, const article::Article& article,
                                      const ContextPlaces& contexts);

/// Where the very words stand next to the end of their prefix or to the beginning of their suffix, in order.
std::vector<std::size_t> verbatimAtContexts(const Passage& passage, std::string_view text,
                                            const ContextPlaces& contexts);

/// Best first; of places that mostly overlap only the one that fits the passage best is kept.
void rank(const Passage& passage, std::vector<Place>& places);

/// 0..1: how much the surroundings of a place speak for it; a few characters tell less than a line.
struct Support {
  double prefix = 0, suffix = 0;
  [[nodiscard]] double both() const { return prefix + suffix; }
  [[nodiscard]] double stronger() const { return prefix > suffix ? prefix : suffix; }
};
Support supportOf(const Passage& passage, const Place& place);
constexpr double kSideAgrees = 0.6;
constexpr double kSideIsTheSame = 0.95;
constexpr double kSidesAgree = 1.2;  ///< both together

/// True when the passage's own words stood beside it and do not stand beside this place: of two copies in a
/// row one is left, and nothing tells which.
bool lacksItsDouble(const Passage& passage, const Place& place);

/// The part of the prefix and of the suffix that is searched for.
std::string_view tailOf(std::string_view prefix);
std::string_view headOf(std::string_view suffix);

}  // namespace dateline::story
