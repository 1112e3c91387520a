// Anchors: what a story says about where a passage stands, in the selectors of the W3C Web Annotation Data
// Model.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "article/article.h"

namespace dateline::story {

using article::TextRange;
using Json = nlohmann::ordered_json;

struct Nested;  ///< a selector inside another
using NestedPtr = std::shared_ptr<const Nested>;

struct TextQuoteSelector {
  std::string exact, prefix, suffix;
  NestedPtr refinedBy{};  ///< selects inside of what this one selects; null: nothing
  Json extra{};           ///< members not known, kept when saved; null when there are none
};
struct TextPositionSelector {
  TextRange range;              ///< Unicode code points of the plain text, or of what it refines
  std::string sha256;           ///< of the quoted text; empty where the anchor carries the text itself
  std::string paragraphSha256;  ///< of the paragraph (line or block) that holds it
  NestedPtr refinedBy{};
  Json extra{};
};
/// From the beginning of what `start` selects to the beginning of what `end` selects, which is left out.
struct RangeSelector {
  NestedPtr start, end;  ///< never null
  NestedPtr refinedBy{};
  Json extra{};
};
struct UnknownSelector {
  Json json;              ///< kept as it is
  NestedPtr refinedBy{};  ///< what is understood of its "refinedBy": then looked for in the whole article
};
using Selector = std::variant<TextQuoteSelector, TextPositionSelector, RangeSelector, UnknownSelector>;
struct Nested {
  Selector selector;
};

/// The durable link from an event to a passage: its selectors all speak of the same passage.
struct Anchor {
  std::vector<Selector> selectors;
  Json extra = Json::object();  ///< members not known, kept when saved
};

/// Quote with up to 32 code points of prefix and suffix, and position.
Anchor anchorAt(const article::Article& article, TextRange range);
/// `old` made to say that its passage stands at `range`: its quote, position and digests are written anew,
/// what it carries beside them is kept; selectors that could not be kept true are dropped.
Anchor reanchored(const Anchor& old, const article::Article& article, TextRange range);

}  // namespace dateline::story
