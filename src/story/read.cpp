#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "base/file.h"
#include "base/sha256.h"
#include "geo/crs.h"
#include "geo/projection.h"
#include "story/annotations.h"
#include "story/as_read.h"
#include "story/event_members.h"
#include "story/json_check.h"
#include "story/kept_numbers.h"
#include "story/story.h"

namespace dateline::story {
namespace {

constexpr std::size_t kLimitBytes = 64u << 20;
constexpr std::size_t kLimitEvents = 100'000;

/// Ids are unique: one that is taken gets the first free suffix.
class Ids {
 public:
  Ids(const Json& features, Faults& faults) : faults_(faults) {
    for (const Json& feature : features)
      if (feature.is_object() && feature.contains("id") && feature["id"].is_string())
        written_.insert(feature["id"].get<std::string>());
  }

  std::string unique(std::string wanted, std::size_t index, const std::string& where) {
    if (wanted.empty()) {
      wanted = fmt::format("event-{}", index + 1);
      std::string id = written_.contains(wanted) ? suffixed(wanted) : claim(wanted);
      faults_.add(fmt::format("\"id\" is missing; the event is called \"{}\"", id), where);
      return id;
    }
    std::string id = claim(wanted);
    if (id != wanted)
      faults_.add(fmt::format("\"id\" is \"{}\" again; it becomes \"{}\"", wanted, id), where);
    return id;
  }

 private:
  std::string claim(const std::string& wanted) {
    return taken_.insert(wanted).second ? wanted : suffixed(wanted);
  }

  /// Not one that another event has by right.
  std::string suffixed(const std::string& wanted) {
    for (std::size_t& suffix = next_.try_emplace(wanted, 2).first->second;; ++suffix)
      if (std::string id = fmt::format("{}-{}", wanted, suffix);
          !written_.contains(id) && taken_.insert(id).second)
        return id;
  }

  Faults& faults_;
  std::unordered_set<std::string> written_;  ///< all that stand in the file
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, std::size_t> next_;
};

/// `places`: where each stands in the file, where that is not in the list of features.
void readEvents(Story& story, const Json& features, const std::vector<std::string>& places, Faults& faults) {
  Ids ids(features, faults);
  story.events.reserve(features.size());
  for (std::size_t i = 0; i < features.size(); ++i) {
    const Json& json = features[i];
    const std::string where = i < places.size() ? places[i] : fmt::format("features[{}]", i);
    Members unnamed(json, where, faults);
    std::string id = ids.unique(unnamed.text("id", true), i, where);
    Members feature(json, fmt::format("event \"{}\"", id), faults);
    // An id of the wrong type was already told of, and has been replaced.
    feature.take("id");
    story.events.push_back(readEvent(std::move(id), feature, faults));
    story.events.back().asRead = featureAsRead(json, story.events.back());
  }
}

void readArticleMember(Story& story, Members& members, Faults& faults) {
  const Json* json = members.take("article");
  if (json == nullptr) return;
  if (!json->is_object()) {
    members.keep("article");
    return members.fault("article", "is not an object");
  }
  Members article(*json, "story.article", faults);
  story.articleHref = article.text("href");
  if (holdsNul(story.articleHref)) {
    story.articleHref.clear();
    article.keep("href");
    article.fault("href", "holds a NUL character");
  }
  story.articleSha256 = article.digest("sha256");
  story.published = article.text("published", true);
  if (!story.published.empty() && !isValidTime(story.published)) article.fault("published", "is no date");
  story.extraArticle = article.rest();
}

void readView(Story& story, Members& members, Faults& faults) {
  const Json* json = members.take("view");
  if (json == nullptr) return;
  Members view(*json, "story.view", faults);
  std::string projection = view.text("projection");
  if (!projection.empty() && !geo::projectionNamed(projection) && !geo::findCrs(projection))
    view.fault(
        "projection",
        "is none of mercator, azimuthal and globe, and no system that PROJ knows; the map chooses one");
  const Json* center = view.take("center");
  const Json* zoom = view.take("zoom");
  const auto at = center != nullptr ? lngLatOf(*center) : std::nullopt;
  const auto level = zoom != nullptr ? numberIn(*zoom) : std::nullopt;
  if (!at || !level || *level < -2 || *level > 30) {
    members.keep("view");
    return members.fault("view", "has no usable \"center\" and \"zoom\"; the view is fitted to the events");
  }
  if (center->size() > 2) view.fault("center", "has more than a longitude and a latitude");
  story.view = StoryView{.center = *at, .zoom = *level, .projection = std::move(projection)};
  story.extraView = view.rest();
}

void readFocus(Story& story, Members& members) {
  const Json* json = members.take("focus");
  if (json == nullptr) return;
  const auto isText = [](const Json& value) { return value.is_string(); };
  if (!json->is_array() || !std::all_of(json->begin(), json->end(), isText)) {
    members.keep("focus");
    return members.fault("focus", "is not a list of country codes");
  }
  for (const Json& code : *json) story.focus.push_back(code.get<std::string>());
}

Status readStoryMember(Story& story, Members& collection, Faults& faults) {
  const Json* json = collection.take("story");
  if (json == nullptr) return {};
  if (!json->is_object()) {
    collection.keep("story");
    collection.fault("story", "is not an object");
    return {};
  }
  Members members(*json, "story", faults);
  if (const Json* version = members.take("version"); version != nullptr) {
    if (!version->is_number_integer()) {
      members.fault("version", "is not a whole number; read as version 1");
    } else if (*version < 1) {
      members.fault("version", "is less than 1; read as version 1");
    } else if (*version > 1) {
      return fail(ErrorKind::unsupported,
                  fmt::format("is a story of version {}; this program reads version 1, so use a newer one",
                              version->dump()),
                  story.path);
    }
  }
  story.title = members.text("title");
  story.kicker = members.text("kicker");
  story.dek = members.text("dek");
  readArticleMember(story, members, faults);
  readView(story, members, faults);
  readFocus(story, members);
  story.extraStory = members.rest();
  return {};
}

Result<std::shared_ptr<Story>> parse(std::string_view text, const std::string& path) {
  if (text.size() > kLimitBytes)
    return fail(ErrorKind::tooLarge,
                fmt::format("is {} MB; the limit is {} MB", text.size() >> 20, kLimitBytes >> 20), path);
  auto json = parseJson(text, path, Digits::kept);
  if (!json) return tl::make_unexpected(json.error());
  auto story = std::make_shared<Story>();
  story->path = path;
  Faults faults(story->warnings);
  std::vector<std::string> places;
  if (isAnnotations(*json)) {
    StoryOfAnnotations read = storyFromAnnotations(*json, faults);
    json = std::move(read.story);
    places = std::move(read.places);
  }
  const auto type = json->is_object() ? json->find("type") : json->end();
  const auto features = json->is_object() ? json->find("features") : json->end();
  if (!json->is_object() || type == json->end() || *type != "FeatureCollection" || features == json->end() ||
      !features->is_array())
    return fail(ErrorKind::invalid,
                "is not a story: it should be a GeoJSON FeatureCollection with a list of features, or W3C "
                "annotations",
                path);
  if (features->size() > kLimitEvents)
    return fail(ErrorKind::tooLarge,
                fmt::format("has {} events; the limit is {}", features->size(), kLimitEvents), path);

  Members collection(*json, "collection", faults);
  collection.take("type");
  collection.take("features");
  if (const Status done = readStoryMember(*story, collection, faults); !done)
    return tl::make_unexpected(done.error());
  readEvents(*story, *features, places, faults);
  story->extra = collection.rest();
  (*json)["features"] = Json();  // its place among the others
  story->asRead = asRead(std::move(*json), writtenCollection(*story));
  return story;
}

}  // namespace

Result<StoryPtr> parseStory(std::string_view text, const std::string& path) {
  auto story = parse(text, path);
  if (!story) return tl::make_unexpected(story.error());
  return StoryPtr(std::move(*story));
}

Result<StoryPtr> readStory(const std::filesystem::path& path) {
  const auto bytes = readFile(path, kLimitBytes, true);
  if (!bytes) return tl::make_unexpected(bytes.error());
  const bool standardInput = path == "-";
  auto read = parse(*bytes, standardInput ? "standard input" : path.string());
  if (!read) return tl::make_unexpected(read.error());
  // There is no file to save it to.
  if (standardInput) (*read)->path.clear();
  if (!standardInput) (*read)->fileSha256 = sha256(*bytes);
  return StoryPtr(std::move(*read));
}

}  // namespace dateline::story
