#include "story/annotations.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "article/text_steps.h"
#include "base/utf8.h"

namespace dateline::story {
namespace {

constexpr const char* kAnnotationContext = "http://www.w3.org/ns/anno.jsonld";
/// Of the annotations that we write.
const Json& ourMotivation() {
  static const Json motivation = Json::array({"describing", "identifying"});
  return motivation;
}

constexpr int kDeepestPage = 8;
constexpr std::size_t kLongestTitle = 80;  // code points of a quote that stands for a title

const Json* member(const Json& json, const char* name) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(name);
  return found == json.end() || found->is_null() ? nullptr : &*found;
}

std::string textOf(const Json* json) {
  return json != nullptr && json->is_string() ? json->get<std::string>() : std::string();
}

/// The member under its short name or its JSON-LD keyword.
const Json* idMember(const Json& json) {
  const Json* id = member(json, "id");
  return id != nullptr ? id : member(json, "@id");
}

bool isOf(const Json& json, std::string_view type) {
  const Json* types = member(json, "type");
  if (types == nullptr) types = member(json, "@type");
  if (types == nullptr) return false;
  const auto is = [&](const Json& one) {
    if (!one.is_string()) return false;
    std::string_view name = one.get_ref<const std::string&>();
    if (name.starts_with("oa:")) name.remove_prefix(3);
    return name == type;
  };
  return types->is_array() ? std::any_of(types->begin(), types->end(), is) : is(*types);
}

bool isAnnotation(const Json& json) {
  return isOf(json, "Annotation") || (member(json, "target") != nullptr && !isOf(json, "Feature"));
}

/// One or a list of something, as a list.
std::vector<const Json*> listOf(const Json* json) {
  std::vector<const Json*> list;
  if (json == nullptr) return list;
  if (!json->is_array()) return {json};
  for (const Json& one : *json) list.push_back(&one);
  return list;
}

void gather(const Json& json, int depth, std::vector<const Json*>& annotations) {
  if (depth > kDeepestPage) return;
  if (json.is_array()) {
    for (const Json& one : json) gather(one, depth + 1, annotations);
  } else if (isAnnotation(json)) {
    annotations.push_back(&json);
  } else if (json.is_object()) {
    for (const char* inside : {"first", "items", "next", "@graph"})
      if (const Json* one = member(json, inside); one != nullptr && !one->is_string())
        gather(*one, depth + 1, annotations);
  }
}

/// What a target is a part of.
std::string sourceOf(const Json& target) {
  if (target.is_string()) return target.get<std::string>();
  const Json* source = member(target, "source");
  if (source == nullptr) source = idMember(target);
  if (source != nullptr && source->is_object()) source = idMember(*source);
  return textOf(source);
}

std::string mostCommonSource(const std::vector<const Json*>& annotations) {
  std::unordered_map<std::string, std::size_t> counts;
  std::string best;
  for (const Json* annotation : annotations)
    for (const Json* target : listOf(member(*annotation, "target"))) {
      const std::string source = sourceOf(*target);
      if (const std::size_t count = ++counts[source]; best.empty() || count > counts[best]) best = source;
    }
  return best;
}

/// Adds the members but for those named.
void copyMembers(Json& to, const Json& from, std::initializer_list<std::string_view> but) {
  for (const auto& [name, value] : from.items())
    if (std::find(but.begin(), but.end(), name) == but.end()) to[name] = value;
}

/// The members but for those named.
Json without(const Json& json, std::initializer_list<std::string_view> names) {
  Json rest = Json::object();
  copyMembers(rest, json, names);
  return rest;
}

/// An anchor, or null for a target that says nothing of a passage.
Json anchorOf(const Json& target, const std::string& article) {
  const Json* selector = member(target, "selector");
  const std::string source = sourceOf(target);
  if (selector == nullptr) return nullptr;
  Json anchor = Json::object();
  if (source == article || source.empty()) {
    anchor["selector"] = *selector;
    anchor.update(without(target, {"selector", "source"}));
    return anchor;
  }
  // A passage of something else: kept, and not looked for in this article.
  anchor["selector"] = Json::array({{{"type", "OtherSource"}, {"target", target}}});
  return anchor;
}

bool isTextBody(const Json& body) {
  return isOf(body, "TextualBody") || (body.is_object() && member(body, "value") != nullptr);
}

bool isOurs(const Json& body) {
  return isOf(body, "Feature") && member(body, "properties") != nullptr;
}

/// Title and summary from the bodies where no feature gives them; what is used of them, but for the feature,
/// is told.
void readBodies(const Json& annotation, Json& properties, Json& kept) {
  std::vector<std::string> texts;
  Json others = Json::array();
  for (const Json* body : listOf(member(annotation, "body"))) {
    const Json* one = body;
    if (const Json* items = member(*body, "items");
        isOf(*body, "Choice") && items != nullptr && items->is_array() && !items->empty())
      one = &items->front();
    if (isOurs(*one)) continue;
    if (isTextBody(*one)) texts.push_back(textOf(member(*one, "value")));
    others.push_back(*body);
  }
  if (const std::string value = textOf(member(annotation, "bodyValue")); !value.empty())
    texts.push_back(value);
  const bool written = properties.contains("title");
  if (!written && !texts.empty()) properties["title"] = texts[0];
  if (!written && texts.size() > 1 && !properties.contains("summary")) properties["summary"] = texts[1];
  // Our own title comes again as a text body; it is written anew.
  if (written && !others.empty() && isTextBody(others[0]) && texts[0] == textOf(member(properties, "title")))
    others.erase(0);
  if (!others.empty()) kept["body"] = others;
}

/// The beginning of the first quote, for an annotation that only marks.
std::string quotedTitle(const Json& anchors) {
  for (const Json& anchor : anchors)
    for (const Json* selector : listOf(member(anchor, "selector"))) {
      const std::string quote = textOf(member(*selector, "exact"));
      if (quote.empty()) continue;
      if (countCodePoints(quote) <= kLongestTitle) return quote;
      const std::size_t most = OffsetIndex(quote).byteOf(quote, kLongestTitle);
      return std::string(article::beginningOf(quote, most)) + " …";
    }
  return "A note";
}

Json featureOf(const Json& annotation, const std::string& article) {
  Json feature = Json::object();
  feature["type"] = "Feature";
  if (const Json* id = idMember(annotation)) feature["id"] = *id;
  feature["geometry"] = nullptr;
  Json properties = Json::object();
  for (const Json* body : listOf(member(annotation, "body"))) {
    if (!isOurs(*body)) continue;
    if (const Json* geometry = member(*body, "geometry")) feature["geometry"] = *geometry;
    if (const Json* own = member(*body, "properties"); own->is_object()) properties = *own;
    copyMembers(feature, *body, {"type", "purpose", "geometry", "properties"});
    break;
  }
  Json kept = without(annotation, {"@context", "id", "@id", "type", "@type", "body", "target"});
  if (const Json* motivation = member(kept, "motivation");
      motivation != nullptr && *motivation == ourMotivation())
    kept.erase("motivation");
  readBodies(annotation, properties, kept);
  Json anchors = Json::array();
  for (const Json* target : listOf(member(annotation, "target")))
    if (Json anchor = anchorOf(*target, article); !anchor.is_null()) anchors.push_back(std::move(anchor));
  if (!properties.contains("title")) properties["title"] = quotedTitle(anchors);
  if (!anchors.empty()) properties["anchors"] = std::move(anchors);
  feature["properties"] = std::move(properties);
  if (!kept.empty()) feature["annotation"] = std::move(kept);
  return feature;
}

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
  if (const std::string title = textOf(member(*properties, "title")); !title.empty())
    bodies.push_back(
        {{"type", "TextualBody"}, {"purpose", "describing"}, {"format", "text/plain"}, {"value", title}});
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
      if (name != "body") annotation[name] = value;
    for (const Json* body : listOf(member(*kept, "body"))) bodies.push_back(*body);
  }
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

bool isAnnotations(const Json& json) {
  if (json.is_object() && isOf(json, "FeatureCollection")) return false;
  if (json.is_array()) return !json.empty() && isAnnotation(json.front());
  if (isOf(json, "AnnotationPage") || isOf(json, "AnnotationCollection") || isAnnotation(json)) return true;
  const Json* graph = member(json, "@graph");
  return graph != nullptr && graph->is_array() && std::any_of(graph->begin(), graph->end(), isAnnotation);
}

Json storyFromAnnotations(const Json& annotations) {
  std::vector<const Json*> list;
  gather(annotations, 0, list);
  const std::string article = mostCommonSource(list);
  Json story = Json::object();
  story["type"] = "FeatureCollection";
  const Json* own = member(annotations, "story");
  Json& about = story["story"] = own != nullptr && own->is_object() ? *own : Json{{"version", 1}};
  if (const std::string label = textOf(member(annotations, "label"));
      !label.empty() && !about.contains("title"))
    about["title"] = label;
  if (!article.empty() && (!about.contains("article") || about["article"].is_object()))
    about["article"]["href"] = article;
  if (annotations.is_object() && !isAnnotation(annotations))
    copyMembers(story, annotations,
                {"@context", "@graph", "id", "@id", "type", "@type", "label", "total", "first", "last",
                 "items", "next", "prev", "startIndex", "partOf", "story", "features"});
  Json& features = story["features"] = Json::array();
  for (const Json* annotation : list) features.push_back(featureOf(*annotation, article));
  return story;
}

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
