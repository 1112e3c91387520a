// story: events, anchors and how they resolve; the story file. Knows no drawing and no session.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "article/article.h"
#include "base/error.h"
#include "geo/lnglat.h"

namespace dateline::story {

using article::TextRange;
using Json = nlohmann::ordered_json;

/// W3C Web Annotation selectors, and ours that carries digests in place of the text.
struct TextQuoteSelector {
  std::string exact, prefix, suffix;
  Json extra{};  ///< members not known, kept when saved; null when there are none
};
struct TextPositionSelector {
  TextRange range;              ///< Unicode code points of the plain text
  std::string sha256;           ///< of the quoted text; empty where the anchor carries the text itself
  std::string paragraphSha256;  ///< of the paragraph (line or block) that holds it
  Json extra{};                 ///< as above
};
struct UnknownSelector {
  Json json;  ///< kept as it is
};
using Selector = std::variant<TextQuoteSelector, TextPositionSelector, UnknownSelector>;

/// The durable link from an event to a passage: its selectors all speak of the same passage.
struct Anchor {
  std::vector<Selector> selectors;
  Json extra = Json::object();  ///< members not known, kept when saved
};

/// What the article says happened (or stands) at a place, at a time.
struct Event {
  std::string id;
  std::string title;
  std::string place;
  std::string country;
  std::string time;    ///< ISO 8601: date, year-month, year, or interval "a/b" (b may be "..")
  std::string kind;    ///< meeting, pressure, conflict, trade, energy, money, movement, vote, institution;
                       ///< others allowed
  std::string status;  ///< confirmed, suggested
  std::string summary;
  std::optional<geo::LngLat> at;  ///< absent: not on the map
  std::vector<Anchor> anchors;
  Json extraProperties = Json::object();
  Json extra = Json::object();  ///< foreign members of the feature
  Json geometry;                ///< as read; a Point is mirrored in `at`
};

struct StoryView {
  geo::LngLat center{68.0, 45.0};
  double zoom = 4.2;
  std::string projection;  ///< "mercator", "azimuthal", "globe"; empty: as the story's extent suggests
};

struct Story {
  std::string path;  ///< where it was read from; empty: new or built in
  std::string title, kicker, dek;
  std::string articleHref, articleSha256, published;
  std::optional<StoryView> view;
  std::vector<std::string> focus;  ///< country codes drawn as land in focus
  std::vector<Event> events;       ///< in the order of the story: numbered from 1
  Json extraStory = Json::object(), extraArticle = Json::object(), extraView = Json::object();
  Json extra = Json::object();  ///< foreign members of the collection
  Warnings warnings;            ///< survivable faults, each with its place (feature id, member)

  [[nodiscard]] const Event* find(std::string_view id) const;
  [[nodiscard]] int indexOf(std::string_view id) const;  ///< -1 when there is none
};
using StoryPtr = std::shared_ptr<const Story>;

/// Reads a story file. Not JSON, not a FeatureCollection, a version newer than 1: errors. Faults of a feature
/// (no id, id twice, outside the world, a date that is no date, an unknown anchor, a missing title) are
/// warnings that name feature and member; the event is kept where it can be (an event without a usable place
/// has no `at`; a repeated id gets a suffix). Limits: 64 MB, 100,000 events.
Result<StoryPtr> readStory(const std::filesystem::path& path);
Result<StoryPtr> parseStory(std::string_view json, const std::string& path);
/// As UTF-8 GeoJSON; what was read and not known is written again. Reading it back gives the same story.
std::string writeStory(const Story& story);
Status saveStory(const Story& story, const std::filesystem::path& path);

enum class AnchorState : std::uint8_t { exact, moved, fuzzy, ambiguous, orphan };
std::string_view name(AnchorState state);

struct Resolution {
  AnchorState state = AnchorState::orphan;
  TextRange range;     ///< meaningful for exact, moved and fuzzy
  double score = 0;    ///< 0..1
  double margin = 0;   ///< over the second-best candidate
  std::string reason;  ///< one short sentence
};

/// Where the passage stands in this article. Exact: at its position with the same text (or digest). Moved:
/// the same text elsewhere, unique, or singled out by prefix and suffix. Ambiguous: several, context does not
/// tell. Else orphan. Never a silent guess.
Resolution resolve(const Anchor& anchor, const article::Article& article);
/// All anchors of a story; [event][anchor]. Digest anchors share one search of the article.
std::vector<std::vector<Resolution>> resolveAll(const Story& story, const article::Article& article);

/// A time as people read it: "28 Feb 2023", "Sep 2022 –", "Feb 2022"; `withYear` false drops the year of full
/// dates.
std::string displayTime(std::string_view iso, bool withYear = true);
bool isValidTime(std::string_view iso);
/// For ordering: days since 1970-01-01 of the beginning; nullopt when there is no valid time.
std::optional<double> timeOrder(std::string_view iso);

/// The shipped stories of `folder`: the one whose article has this hash.
std::optional<std::filesystem::path> builtinStoryFor(const std::filesystem::path& folder,
                                                     std::string_view articleSha256);

}  // namespace dateline::story
