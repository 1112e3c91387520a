// How anchors resolve: where their passages stand in an article as it is now, and how sure that is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/anchor.h"

namespace dateline::story {

struct Story;

enum class AnchorState : std::uint8_t { exact, moved, fuzzy, ambiguous, orphan };
std::string_view name(AnchorState state);

/// Words of the quote that stand differently in the article; one of the two may be empty.
struct Change {
  std::string before, after;
};

/// A place where a passage may stand.
struct Candidate {
  TextRange range;
  double score = 0;       ///< 0..1: similarity and what speaks for the place
  double similarity = 1;  ///< 0..1: of the words, 1 where the text is the same
  std::vector<Change> changes;
};

struct Resolution {
  AnchorState state = AnchorState::orphan;
  TextRange range;                    ///< meaningful for exact, moved and fuzzy
  double score = 0;                   ///< 0..1, of the best candidate
  double margin = 0;                  ///< 0..1, over the second-best candidate
  std::string reason;                 ///< one short sentence
  double similarity = 0;              ///< 0..1, of the quote and what stands at `range`; 0 where nothing does
  std::vector<Change> changes;        ///< of a fuzzy one: what differs
  std::vector<Candidate> candidates;  ///< of one that is ambiguous or orphan: what it might be, best first
};
[[nodiscard]] bool stands(const Resolution& resolution);

/// Where the passage stands in this article.
///   exact: at its position with the same text (or digest), or, without a position, in one place.
///   moved: the same text elsewhere, told from all others by what is around it, by its neighbours' shift or
///   by being
///     the only one. fuzzy: changed text in a place for which its surroundings speak.
///   ambiguous: two candidates too close to each other. orphan: none good enough.
/// A digest anchor is never fuzzy. Never a silent guess.
Resolution resolve(const Anchor& anchor, const article::Article& article);
/// All anchors of a story; [event][anchor]. They bear witness for each other: the order of those that are
/// certain, and how far each has moved, tells where the others are to be expected.
std::vector<std::vector<Resolution>> resolveAll(const Story& story, const article::Article& article);

}  // namespace dateline::story
