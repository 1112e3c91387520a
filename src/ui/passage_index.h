#pragma once

#include <memory>
#include <vector>

#include "session/state.h"

namespace dateline::ui {

using article::TextRange;

/// A passage of an event where it stands in the text.
struct Passage {
  TextRange range;
  int event = 0;
  int anchor = 0;
};

/// The passages of a story in the order of the text, so that a screenful of them is found without asking ten
/// thousand events.
class PassageIndex {
 public:
  /// Reads the state's resolutions anew when they changed; true when they did.
  bool refresh(const session::State& state);
  [[nodiscard]] const std::vector<Passage>& all() const { return passages_; }
  /// Those that share text with `range`, by their start.
  [[nodiscard]] std::vector<Passage> overlapping(const TextRange& range) const;

 private:
  std::vector<Passage> passages_;
  std::vector<std::size_t> furthestEnd_;  // of passages_[0..i]
  article::ArticlePtr article_;           // what passages_ was made from
  story::StoryPtr story_;
  const void* resolutions_ = nullptr;
};

}  // namespace dateline::ui
