// How alike two passages are, word by word, and what changed.
#pragma once

#include <string_view>
#include <vector>

#include "story/approximate.h"
#include "story/resolve.h"

namespace dateline::story {

struct Likeness {
  double similarity = 0;  ///< 0..1
  /// Most of what changed are names or numbers put in place of others, or more than half of them are gone:
  /// the passage says something else in the same words.
  bool otherFacts = false;
  double factsLost = 0;  ///< 0..1: of the names and numbers; a single one counts half
  double kept = 0;       ///< 0..1: of the words, marks aside, that stand in both as they are, in order
  std::vector<Change> changes;
};

/// Compares the words of two passages (single characters in scripts without spaces) by their best common
/// order. Long words, names and numbers weigh more, punctuation and kinds of quotation marks little, white
/// space nothing; a word with a typo counts in part. Takes time in the product of the numbers of words, at
/// most of kMostWords each; longer passages are compared by their beginnings and ends.
Likeness compare(std::string_view before, std::string_view after);

/// Words that stand in only one of two passages or stand differently, as parts of both; one of the two may be
/// empty.
struct Difference {
  ByteSpan before, after;
};
/// All that differs, in order; of very long passages what differs at their beginnings and ends.
std::vector<Difference> differences(std::string_view before, std::string_view after);

}  // namespace dateline::story
