// Takes anchors apart into what can be looked for, and puts together what their selectors say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "story/quote_resolver.h"
#include "story/text_search.h"

namespace dateline::story {

class AnchorReading {
 public:
  /// `madeFor`: the SHA-256 of the text that the anchors were made for; empty when it is not known.
  AnchorReading(const article::Article& article, std::string_view madeFor);

  /// The anchor must outlive the reading.
  void add(const Anchor& anchor);
  /// One resolution for each anchor, in their order.
  std::vector<Resolution> resolve();

 private:
  /// The first plain quote and the first plain position are the anchor; what else it has (ranges, refined
  /// selectors, more quotes) helps.
  struct Target {
    int passage = -1;  ///< of the quote
    const TextPositionSelector* position = nullptr;
    std::vector<const Selector*> helpers = {};
  };

  void collect(const Selector& selector);
  int addPassage(const TextQuoteSelector& quote, const TextPositionSelector* position);
  [[nodiscard]] Resolution ofTarget(const Target& target);
  [[nodiscard]] Resolution ofSelector(const Selector& selector);
  [[nodiscard]] Resolution ofPosition(const TextPositionSelector& position);
  [[nodiscard]] Resolution ofDigest(const TextPositionSelector& position);
  [[nodiscard]] Resolution ofRange(Resolution start, Resolution end) const;
  [[nodiscard]] Resolution inside(const Selector& selector, const Resolution& outer);
  [[nodiscard]] Resolution quoteInside(const TextQuoteSelector& quote, const Resolution& outer);
  [[nodiscard]] Resolution positionInside(const TextPositionSelector& position,
                                          const Resolution& outer) const;
  [[nodiscard]] Resolution together(const Target& target, Resolution primary, const Resolution& helper) const;

  const article::Article& article_;
  bool changed_;  ///< the article is known to be another text than the anchors were made for
  bool same_;     ///< it is known to be the same
  std::vector<Target> targets_;
  std::vector<Passage> passages_;
  std::unordered_map<const void*, int> passageOf_;  ///< of quotes among the helpers
  std::vector<Resolution> found_;                   ///< [passage]
  DigestSearch digests_;
  std::size_t bytesLeft_ = 512u << 20;  ///< to look through inside of other selections
};

}  // namespace dateline::story
