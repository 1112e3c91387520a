#include "story/story.h"

// What saving a story makes of it: the positions that its passages have in the text beside which it is saved.

namespace dateline::story {
namespace {

/// Quote and position alone: nothing is lost when it is written anew.
bool isPlain(const Anchor& anchor) {
  int quotes = 0, positions = 0;
  for (const Selector& selector : anchor.selectors) {
    const auto* quote = std::get_if<TextQuoteSelector>(&selector);
    const auto* position = std::get_if<TextPositionSelector>(&selector);
    if (quote == nullptr && position == nullptr) return false;
    if ((quote != nullptr && quote->refinedBy) || (position != nullptr && position->refinedBy)) return false;
    quotes += quote != nullptr ? 1 : 0;
    positions += position != nullptr ? 1 : 0;
  }
  return quotes <= 1 && positions <= 1;
}

/// Without words and without a digest a position is true only beside the text that it was made for.
bool isBarePosition(const Anchor& anchor) {
  for (const Selector& selector : anchor.selectors) {
    const auto* position = std::get_if<TextPositionSelector>(&selector);
    if (position == nullptr || !position->sha256.empty()) return false;
  }
  return true;
}

}  // namespace

Renewed renewed(const StoryPtr& story, const article::Article& article,
                std::vector<std::vector<Resolution>> resolutions) {
  auto edited = std::make_shared<Story>(*story);
  Renewed result;
  bool allTold = true;
  for (std::size_t e = 0; e < edited->events.size() && e < resolutions.size(); ++e) {
    auto& anchors = edited->events[e].anchors;
    for (std::size_t a = 0; a < anchors.size() && a < resolutions[e].size(); ++a) {
      Resolution& found = resolutions[e][a];
      if (found.state == AnchorState::moved && isPlain(anchors[a])) {
        anchors[a] = reanchored(anchors[a], article, found.range);
        found.state = AnchorState::exact;
        found.reason = "the text stands at its position";
        ++result.moved;
      } else if (isBarePosition(anchors[a]) && found.state != AnchorState::exact) {
        allTold = false;
      }
    }
  }
  if (!edited->articleSha256.empty() && edited->articleSha256 != article.sha256 && allTold)
    edited->articleSha256 = article.sha256;
  result.story = std::move(edited);
  result.resolutions = std::move(resolutions);
  return result;
}

}  // namespace dateline::story
