// story: events, anchors and how they resolve; the story file. Knows no drawing and no session.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/error.h"
#include "geo/lnglat.h"
#include "story/anchor.h"
#include "story/resolve.h"

namespace dateline::story {

/// A part of a file that stands there in other words than the program's own.
struct AsRead {
  Json file;     ///< as it stands there
  Json written;  ///< as the program would have written it then
};
using AsReadPtr = std::shared_ptr<const AsRead>;

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
  AsReadPtr asRead = {};        ///< its feature; null: as it would be written
};

struct StoryView {
  geo::LngLat center{68.0, 45.0};
  double zoom = 4.2;
  std::string projection;  ///< "mercator", "azimuthal", "globe" or as "EPSG:3035"; empty: as the story's
                           ///< extent suggests
};

struct Story {
  std::string path;        ///< where it was read from; empty: new or built in
  std::string fileSha256;  ///< of that file's bytes as they were read; empty: not read from a file
  std::string title, kicker, dek;
  std::string articleHref, articleSha256, published;
  std::optional<StoryView> view;
  std::vector<std::string> focus;  ///< country codes drawn as land in focus
  std::vector<Event> events;       ///< in the order of the story: numbered from 1
  Json extraStory = Json::object(), extraArticle = Json::object(), extraView = Json::object();
  Json extra = Json::object();  ///< foreign members of the collection
  AsReadPtr asRead = {};        ///< the collection without its features; null: as it would be written
  Warnings warnings;            ///< survivable faults, each with its place (feature id, member)

  [[nodiscard]] const Event* find(std::string_view id) const;
  [[nodiscard]] int indexOf(std::string_view id) const;  ///< -1 when there is none
};
using StoryPtr = std::shared_ptr<const Story>;

/// Reads a story file ("-": standard input), or W3C annotations as one. Not JSON, not a FeatureCollection, a
/// version newer than 1: errors. Faults of a feature (no id, id twice, outside the world, a date that is no
/// date, an unknown anchor, a missing title) are warnings that name feature and member; the event is kept
/// where it can be (an event without a usable place has no `at`; a repeated id gets a suffix). Limits: 64 MB,
/// 100,000 events.
Result<StoryPtr> readStory(const std::filesystem::path& path);
Result<StoryPtr> parseStory(std::string_view json, const std::string& path);
/// As UTF-8 GeoJSON; what was read and not known, or not changed, is written as it was. Reading it back gives
/// the same story.
std::string writeStory(const Story& story);
/// As annotations of the W3C Web Annotation Data Model (JSON-LD), one for each event; parseStory reads them
/// too.
std::string writeAnnotations(const Story& story);
/// What a file of this name holds: annotations where it ends in .jsonld, else GeoJSON.
std::string storyBytes(const Story& story, const std::filesystem::path& path);
Status saveStory(const Story& story, const std::filesystem::path& path);

/// The story as it is to be saved beside this article: anchors whose passages moved say where these stand
/// now. The others stay as they are, and so does an anchor that says more than quote and position.
struct Renewed {
  std::shared_ptr<Story> story;
  std::vector<std::vector<Resolution>> resolutions;  ///< of its anchors in this article
  int moved = 0;                                     ///< anchors written anew
};
Renewed renewed(const StoryPtr& story, const article::Article& article,
                std::vector<std::vector<Resolution>> resolutions);

/// A time as people read it: "28 Feb 2023", "20 – 26 Feb 2023", "Jan – Mar 2023", "Sep 2022 –", "Feb 2022",
/// with no-break spaces within a date; `withYear` false drops the year of full dates.
std::string displayTime(std::string_view iso, bool withYear = true);
/// The same, then less exact for where that has no room: "Feb 2023", "2023".
std::vector<std::string> displayTimes(std::string_view iso, bool withYear = true);
bool isValidTime(std::string_view iso);
/// For ordering: days since 1970-01-01 of the beginning, with the time of day where one is told (in UTC
/// unless it names its zone); nullopt when there is no valid time.
std::optional<double> timeOrder(std::string_view iso);

/// The shipped stories of `folder`: the one whose article this is by its hash, however many empty lines the
/// copy ends with.
std::optional<std::filesystem::path> builtinStoryFor(const std::filesystem::path& folder,
                                                     const article::Article& article);

}  // namespace dateline::story
