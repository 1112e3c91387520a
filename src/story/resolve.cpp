#include "story/resolve.h"

#include "story/anchor_reading.h"
#include "story/story.h"

namespace dateline::story {

bool stands(const Resolution& resolution) {
  return resolution.state != AnchorState::ambiguous && resolution.state != AnchorState::orphan;
}

Resolution resolve(const Anchor& anchor, const article::Article& article) {
  AnchorReading reading(article, {});
  reading.add(anchor);
  return std::move(reading.resolve().front());
}

std::vector<std::vector<Resolution>> resolveAll(const Story& story, const article::Article& article) {
  AnchorReading reading(article, story.articleSha256);
  for (const Event& event : story.events)
    for (const Anchor& anchor : event.anchors) reading.add(anchor);
  std::vector<Resolution> found = reading.resolve();
  std::vector<std::vector<Resolution>> resolutions(story.events.size());
  auto next = found.begin();
  for (std::size_t i = 0; i < story.events.size(); ++i) {
    const auto count = static_cast<std::ptrdiff_t>(story.events[i].anchors.size());
    resolutions[i].assign(std::make_move_iterator(next), std::make_move_iterator(next + count));
    next += count;
  }
  return resolutions;
}

}  // namespace dateline::story
