#include <cmath>

#include "base/ascii.h"
#include "base/file.h"
#include "story/annotations.h"
#include "story/as_read.h"
#include "story/kept_numbers.h"
#include "story/story.h"

namespace dateline::story {
namespace {

void putText(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

/// What was read and not known goes after what is known; a known member that has a value wins.
void putRest(Json& object, const Json& rest) {
  if (!rest.is_object()) return;
  for (const auto& [name, value] : rest.items())
    if (!object.contains(name)) object[name] = value;
}

Json toJson(const Selector& selector);

void putNested(Json& object, const char* name, const NestedPtr& nested) {
  if (nested != nullptr) object[name] = toJson(nested->selector);
}

Json toJson(const TextQuoteSelector& quote) {
  Json json = {{"type", "TextQuoteSelector"}, {"exact", quote.exact}};
  putText(json, "prefix", quote.prefix);
  putText(json, "suffix", quote.suffix);
  putNested(json, "refinedBy", quote.refinedBy);
  putRest(json, quote.extra);
  return json;
}

Json toJson(const TextPositionSelector& position) {
  Json json = {
      {"type", "TextPositionSelector"}, {"start", position.range.start}, {"end", position.range.end}};
  putText(json, "sha256", position.sha256);
  putText(json, "paragraphSha256", position.paragraphSha256);
  putNested(json, "refinedBy", position.refinedBy);
  putRest(json, position.extra);
  return json;
}

Json toJson(const RangeSelector& range) {
  Json json = {{"type", "RangeSelector"}};
  putNested(json, "startSelector", range.start);
  putNested(json, "endSelector", range.end);
  putNested(json, "refinedBy", range.refinedBy);
  putRest(json, range.extra);
  return json;
}

Json toJson(const UnknownSelector& unknown) {
  return unknown.json;
}

Json toJson(const Selector& selector) {
  return std::visit([](const auto& one) { return toJson(one); }, selector);
}

Json toJson(const Anchor& anchor) {
  Json selectors = Json::array();
  for (const Selector& selector : anchor.selectors) selectors.push_back(toJson(selector));
  Json json = Json::object();
  json["selector"] = std::move(selectors);
  putRest(json, anchor.extra);
  return json;
}

/// The position that a reader would take from this geometry.
std::optional<geo::LngLat> pointOf(const Json& geometry) {
  if (!geometry.is_object() || geometry.value("type", Json()) != "Point") return std::nullopt;
  const auto coordinates = geometry.find("coordinates");
  if (coordinates == geometry.end() || !coordinates->is_array() || coordinates->size() < 2)
    return std::nullopt;
  const auto lng = numberIn((*coordinates)[0]);
  const auto lat = numberIn((*coordinates)[1]);
  if (!lng || !lat) return std::nullopt;
  return geo::LngLat{*lng, *lat};
}

/// Seven digits tell a place to a centimetre; what arithmetic left behind them tells nothing.
double toACentimetre(double degrees) {
  constexpr double kUnits = 1e7;
  return std::round(degrees * kUnits) / kUnits + 0.0;  // and no -0
}

Json positionOf(const geo::LngLat& at) {
  return Json::array({toACentimetre(at.lng), toACentimetre(at.lat)});
}

/// As it was read where it still says the same (heights and foreign members stay), else a new point.
Json geometryOf(const Event& event) {
  if (!event.at) return event.geometry;
  if (pointOf(event.geometry) == event.at) return event.geometry;
  Json point = Json::object();
  point["type"] = "Point";
  point["coordinates"] = positionOf(*event.at);
  return point;
}

Json storyMember(const Story& story) {
  Json json = Json::object();
  json["version"] = 1;
  putText(json, "title", story.title);
  putText(json, "kicker", story.kicker);
  putText(json, "dek", story.dek);
  Json article = Json::object();
  putText(article, "href", story.articleHref);
  putText(article, "sha256", story.articleSha256);
  putText(article, "published", story.published);
  putRest(article, story.extraArticle);
  if (!article.empty()) json["article"] = std::move(article);
  if (story.view) {
    Json& view = json["view"] = Json::object();
    view["center"] = positionOf(story.view->center);
    view["zoom"] = story.view->zoom;
    if (!story.view->projection.empty()) view["projection"] = story.view->projection;
    putRest(view, story.extraView);
  }
  if (!story.focus.empty()) json["focus"] = story.focus;
  putRest(json, story.extraStory);
  return json;
}

}  // namespace

Json writtenFeature(const Event& event) {
  Json properties = Json::object();
  putText(properties, "title", event.title);
  putText(properties, "place", event.place);
  putText(properties, "country", event.country);
  putText(properties, "time", event.time);
  putText(properties, "kind", event.kind);
  putText(properties, "status", event.status);
  putText(properties, "summary", event.summary);
  if (!event.anchors.empty()) {
    Json& anchors = properties["anchors"] = Json::array();
    for (const Anchor& anchor : event.anchors) anchors.push_back(toJson(anchor));
  }
  putRest(properties, event.extraProperties);

  Json feature = Json::object();
  feature["type"] = "Feature";
  feature["id"] = event.id;
  feature["geometry"] = geometryOf(event);
  feature["properties"] = std::move(properties);
  putRest(feature, event.extra);
  return feature;
}

Json writtenCollection(const Story& story) {
  Json json = Json::object();
  json["type"] = "FeatureCollection";
  json["story"] = storyMember(story);
  putRest(json, story.extra);
  json["features"] = Json();
  return json;
}

namespace {

/// Annotations are made of what the program knows, whatever words the file has for it.
Json normalCollection(const Story& story) {
  Json json = writtenCollection(story);
  Json& features = json["features"] = Json::array();
  for (const Event& event : story.events) features.push_back(writtenFeature(event));
  return json;
}

Json collectionOf(const Story& story) {
  Json json = asInFile(story.asRead, writtenCollection(story));
  Json& features = json["features"] = Json::array();
  for (const Event& event : story.events) features.push_back(asInFile(event.asRead, writtenFeature(event)));
  return json;
}

}  // namespace

std::string writeStory(const Story& story) {
  return written(collectionOf(story));
}

std::string writeAnnotations(const Story& story) {
  return written(annotationsFromStory(normalCollection(story)));
}

std::string storyBytes(const Story& story, const std::filesystem::path& path) {
  return lowerAscii(path.extension().string()) == ".jsonld" ? writeAnnotations(story) : writeStory(story);
}

Status saveStory(const Story& story, const std::filesystem::path& path) {
  return writeFileAtomically(path, storyBytes(story, path));
}

}  // namespace dateline::story
