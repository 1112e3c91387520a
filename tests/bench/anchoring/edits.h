// The kinds of edits that anchors are tried with, each with what is known of its outcome.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "edited_text.h"

namespace dateline::bench {

/// A text with its sentences and paragraphs, and the passages of it that are anchored, in code points.
struct Sample {
  std::string name;
  std::string text;
  std::vector<TextRange> sentences, paragraphs, passages;
};

enum class Group { outside, inside, gone, heavy, untold };

/// What an edit did to the passages of a sample.
struct Outcome {
  EditedText text;
  std::vector<bool> counted;  ///< [passage]: this kind of edit speaks of it
};

struct Kind {
  std::string name;
  /// outside: the passage's own words stay; inside: up to a fifth of them changes; gone: it is deleted, and
  /// must not be found; heavy: more of it changes than that, it may be found or not; untold: it stands twice,
  /// and nothing that an anchor holds tells which it is, so that to land on either is a guess.
  Group group;
  std::function<Outcome(const Sample&, const std::vector<Sample>& others, Random&)> apply;
};

std::vector<Kind> outsideKinds();
std::vector<Kind> insideKinds();
std::vector<Kind> goneKinds();

}  // namespace dateline::bench
