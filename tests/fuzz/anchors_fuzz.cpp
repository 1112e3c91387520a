// A text, an edited text: passages of the first are anchored and resolved in the second. What is found lies
// in the text on code point borders, and says the same where it claims to. The two texts are parted by a
// record separator.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/sha256.h"
#include "require.h"
#include "story/story.h"

namespace {

using namespace dateline;
using article::TextRange;

constexpr char kSeparator = '\x1e';
// Enough to bear witness for each other; most of a run goes into comparing them with what the text has.
constexpr std::size_t kAnchors = 6;

story::Anchor anchorAt(const article::Article& text, TextRange range, unsigned kind) {
  const std::size_t end = text.offsets.codePoints();
  story::TextQuoteSelector quote{.exact = std::string(text.slice(range))};
  if (kind & 1)
    quote.prefix = text.slice({range.start - std::min<std::size_t>(range.start, 32), range.start});
  if (kind & 1) quote.suffix = text.slice({range.end, std::min(range.end + 32, end)});
  story::TextPositionSelector position{.range = range};
  if (kind & 8) position.sha256 = sha256(quote.exact);
  story::Anchor anchor;
  if (!(kind & 8)) anchor.selectors.emplace_back(quote);
  if (kind & 10) anchor.selectors.emplace_back(position);
  return anchor;
}

void judge(const story::Anchor& anchor, const story::Resolution& found, const article::Article& text) {
  REQUIRE(found.score >= 0 && found.score <= 1);
  REQUIRE(found.margin >= 0 && found.margin <= 1);
  REQUIRE(!found.reason.empty());
  const bool stands =
      found.state != story::AnchorState::ambiguous && found.state != story::AnchorState::orphan;
  if (!stands) return;
  REQUIRE(found.range.start < found.range.end && found.range.end <= text.offsets.codePoints());
  const std::string_view passage = text.slice(found.range);
  REQUIRE(isValidUtf8(passage));
  const auto* quote = std::get_if<story::TextQuoteSelector>(&anchor.selectors.front());
  if (quote != nullptr) REQUIRE((found.state == story::AnchorState::fuzzy) == (passage != quote->exact));
  const auto* position = std::get_if<story::TextPositionSelector>(&anchor.selectors.front());
  if (position != nullptr) REQUIRE(sha256(passage) == position->sha256);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = bytes.find(kSeparator);
  if (cut == std::string_view::npos) return 0;
  // Which encoding it is in is the text target's to recognise, and takes longer than the anchors.
  const article::ReadOptions options{.encoding = "UTF-8"};
  const auto before = article::parseArticle(bytes.substr(0, cut), "before.txt", options);
  const auto after = article::parseArticle(bytes.substr(cut + 1), "after.txt", options);
  if (!before || !after) return 0;

  story::Story story;
  const std::size_t points = (*before)->offsets.codePoints();
  for (std::size_t i = 0; i < kAnchors; ++i) {
    const std::size_t start = points * i / kAnchors;
    const std::size_t length = 1 + (i * 37 + size) % 120;
    if (start + length > points) continue;
    story::Event event;
    event.anchors.push_back(anchorAt(**before, {start, start + length}, static_cast<unsigned>(i + size)));
    story.events.push_back(std::move(event));
  }
  const auto there = story::resolveAll(story, **before);
  const auto found = story::resolveAll(story, **after);
  for (std::size_t i = 0; i < story.events.size(); ++i) {
    const story::Anchor& anchor = story.events[i].anchors.front();
    judge(anchor, there[i].front(), **before);
    judge(anchor, found[i].front(), **after);
    // One of them alone, another one for each length: it takes as long as all together.
    if (i == size % kAnchors) judge(anchor, story::resolve(anchor, **after), **after);
  }
  return 0;
}
