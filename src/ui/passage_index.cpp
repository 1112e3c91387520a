#include "ui/passage_index.h"

#include <algorithm>

namespace dateline::ui {

bool PassageIndex::refresh(const session::State& state) {
  if (article_ == state.article && story_ == state.story && resolutions_ == state.resolutions.data())
    return false;
  article_ = state.article;
  story_ = state.story;
  resolutions_ = state.resolutions.data();
  passages_.clear();
  for (int event = 0; event < static_cast<int>(state.resolutions.size()); ++event) {
    const int anchors = static_cast<int>(state.resolutions[static_cast<std::size_t>(event)].size());
    for (int anchor = 0; anchor < anchors; ++anchor)
      if (const auto range = session::passageRange(state, event, anchor))
        passages_.push_back({*range, event, anchor});
  }
  std::stable_sort(passages_.begin(), passages_.end(),
                   [](const Passage& a, const Passage& b) { return a.range.start < b.range.start; });
  furthestEnd_.clear();
  std::size_t furthest = 0;
  for (const Passage& passage : passages_)
    furthestEnd_.push_back(furthest = std::max(furthest, passage.range.end));
  return true;
}

std::vector<Passage> PassageIndex::overlapping(const TextRange& range) const {
  std::vector<Passage> found;
  const auto first = std::upper_bound(furthestEnd_.begin(), furthestEnd_.end(), range.start);
  for (auto i = static_cast<std::size_t>(first - furthestEnd_.begin()); i < passages_.size(); ++i) {
    if (passages_[i].range.start >= range.end) break;
    if (passages_[i].range.overlaps(range)) found.push_back(passages_[i]);
  }
  return found;
}

}  // namespace dateline::ui
