#include <algorithm>

#include "story/annotation_members.h"
#include "story/annotations.h"

// A story as annotations.

namespace dateline::story {
namespace {

constexpr const char* kAnnotationContext = "http://www.w3.org/ns/anno.jsonld";

Json targetOf(const Json& anchor, const std::string& article) {
  Json target = Json::object();
  if (!article.empty()) target["source"] = article;
  const Json* selector = member(anchor, "selector");
  const Json* first =
      selector != nullptr && selector->is_array() && !selector->empty() ? &selector->front() : selector;
  if (first != nullptr && isOf(*first, "OtherSource"))
    if (const Json* other = member(*first, "target")) return *other;
  for (const auto& [name, value] : anchor.items()) target[name] = value;
  return target;
}

bool isSaid(const std::string& text, const Json& bodies) {
  return std::any_of(bodies.begin(), bodies.end(), [&](const Json& body) { return wordsOf(body) == text; });
}

/// The bodies that are not ours. An annotation that has a body may have no "bodyValue": it becomes one of
/// them.
Json otherBodies(const Json* kept) {
  Json bodies = Json::array();
  if (kept == nullptr) return bodies;
  for (const Json* body : listOf(member(*kept, "body"))) bodies.push_back(*body);
  if (const std::string value = textOf(member(*kept, "bodyValue")); !value.empty() && !isSaid(value, bodies))
    bodies.push_back(textBody(value));
  return bodies;
}

Json annotationOf(const Json& feature, const std::string& article) {
  const Json none = Json::object();
  const Json* kept = member(feature, "annotation");
  const Json* properties = member(feature, "properties");
  if (properties == nullptr || !properties->is_object()) properties = &none;
  Json annotation = Json::object();
  if (const Json* id = member(feature, "id")) annotation["id"] = *id;
  annotation["type"] = "Annotation";
  annotation["motivation"] = ourMotivation();
  annotation["body"] = nullptr;  // has its place before the target
  Json bodies = Json::array();
  Json others = otherBodies(kept);
  if (const std::string title = textOf(member(*properties, "title"));
      !title.empty() && !isSaid(title, others))
    bodies.push_back(describingBody(title));
  Json place = {{"type", "Feature"}, {"purpose", "identifying"}};
  if (const Json* geometry = member(feature, "geometry")) place["geometry"] = *geometry;
  place["properties"] = without(*properties, {"anchors"});
  place.update(without(feature, {"type", "id", "geometry", "properties", "annotation"}));
  bodies.push_back(std::move(place));
  Json targets = Json::array();
  for (const Json* anchor : listOf(member(*properties, "anchors")))
    if (anchor->is_object()) targets.push_back(targetOf(*anchor, article));
  if (targets.empty()) targets.push_back(article);
  annotation["target"] = targets.size() == 1 ? targets.front() : std::move(targets);
  if (kept != nullptr && kept->is_object()) {
    for (const auto& [name, value] : kept->items())
      if (name != "body" && name != "bodyValue") annotation[name] = value;
  }
  for (Json& body : others) bodies.push_back(std::move(body));
  annotation["body"] = std::move(bodies);
  return annotation;
}

/// What is not of the Web Annotation vocabulary, so that a JSON-LD processor keeps it.
Json context() {
  const Json json = {{"@type", "@json"}};
  Json terms = Json::object();
  terms["Feature"] = "https://purl.org/geojson/vocab#Feature";
  for (const char* name : {"geometry", "properties"}) {
    terms[name] = json;
    terms[name]["@id"] = std::string("https://purl.org/geojson/vocab#") + name;
  }
  terms["story"] = json;
  terms["story"]["@id"] = "urn:dateline:story";
  terms["sha256"] = "urn:dateline:sha256";
  terms["paragraphSha256"] = "urn:dateline:paragraphSha256";
  return Json::array({kAnnotationContext, terms});
}

}  // namespace

Json annotationsFromStory(const Json& story) {
  const Json* about = member(story, "story");
  const Json none = Json::object();
  if (about == nullptr || !about->is_object()) about = &none;
  const Json* article = member(*about, "article");
  const std::string href = article == nullptr ? "" : textOf(member(*article, "href"));
  Json collection = Json::object();
  collection["@context"] = context();
  collection["type"] = "AnnotationCollection";
  if (const std::string title = textOf(member(*about, "title")); !title.empty()) collection["label"] = title;
  const Json* features = member(story, "features");
  collection["total"] = features == nullptr ? 0 : features->size();
  collection["story"] = *about;
  copyMembers(collection, story, {"type", "story", "features", "@context", "label", "total", "first"});
  Json& page = collection["first"] = Json{{"type", "AnnotationPage"}, {"startIndex", 0}};
  Json& items = page["items"] = Json::array();
  for (const Json* feature : listOf(features)) items.push_back(annotationOf(*feature, href));
  return collection;
}

}  // namespace dateline::story
