#include "story/annotations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "article/text_steps.h"
#include "base/utf8.h"
#include "story/annotation_members.h"

// Annotations as a story.

namespace dateline::story {
namespace {

constexpr int kDeepestPage = 8;
constexpr std::size_t kLongestTitle = 80;  // code points of a quote that stands for a title

bool isAnnotation(const Json& json) {
  return isOf(json, "Annotation") || (member(json, "target") != nullptr && !isOf(json, "Feature"));
}

/// The annotations of a document with where each stands in it, as "first.items[3]".
class Gatherer {
 public:
  explicit Gatherer(Faults& faults) : faults_(faults) {}

  void gather(const Json& json, const std::string& where, int depth) {
    if (depth > kDeepestPage)
      return faults_.add("is nested deeper than pages of annotations are; it is left out", where);
    if (json.is_array())
      gatherList(json, where, depth);
    else if (isAnnotation(json))
      add(json, where);
    else if (isPage(json))
      gatherPage(json, where, depth);
    else
      faults_.add("is no annotation; it is left out", where);
  }

  std::vector<const Json*> annotations;
  std::vector<std::string> places;

 private:
  static bool isPage(const Json& json) {
    if (isOf(json, "AnnotationPage") || isOf(json, "AnnotationCollection")) return true;
    return std::any_of(kInside.begin(), kInside.end(),
                       [&](const char* inside) { return member(json, inside) != nullptr; });
  }

  void add(const Json& json, const std::string& where) {
    annotations.push_back(&json);
    places.push_back(where);
  }

  void gatherList(const Json& list, const std::string& where, int depth) {
    for (std::size_t i = 0; i < list.size(); ++i) gather(list[i], fmt::format("{}[{}]", where, i), depth + 1);
  }

  void gatherPage(const Json& page, const std::string& where, int depth) {
    for (const char* inside : kInside) {
      const Json* one = member(page, inside);
      if (one == nullptr) continue;
      const std::string place = where.empty() ? inside : where + "." + inside;
      if (one->is_string())
        faults_.add("is an address, from which nothing is fetched; the annotations there are left out",
                    place);
      else if (std::string_view(inside) == "@graph")
        gatherGraph(*one, place);
      else
        gather(*one, place, depth + 1);
    }
  }

  /// Beside annotations a graph holds whatever they speak of.
  void gatherGraph(const Json& graph, const std::string& where) {
    if (!graph.is_array()) return;
    for (std::size_t i = 0; i < graph.size(); ++i)
      if (isAnnotation(graph[i])) add(graph[i], fmt::format("{}[{}]", where, i));
  }

  static constexpr std::array kInside = {"first", "items", "next", "@graph"};
  Faults& faults_;
};

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

bool isOurs(const Json& body) {
  return isOf(body, "Feature") && member(body, "properties") != nullptr;
}

/// Title and summary from the bodies where no feature gives them. Those that are not ours are kept: the
/// writer adds its own only for a title that none of them says.
void readBodies(const Json& annotation, Json& properties, Json& kept) {
  std::vector<std::string> texts;
  Json others = Json::array();
  const auto read = [&](const Json& body) {
    if (isOurs(body)) return;
    if (const auto words = wordsOf(body); words && !words->empty()) texts.push_back(*words);
    others.push_back(body);
  };
  for (const Json* body : listOf(member(annotation, "body"))) read(*body);
  // Stands for a body of plain text, beside which there may be others in a story and not in an annotation.
  if (const std::string value = textOf(member(annotation, "bodyValue")); !value.empty()) {
    kept.erase("bodyValue");
    read(textBody(value));
  }
  if (!properties.contains("title")) {
    if (!texts.empty()) properties["title"] = texts[0];
    if (texts.size() > 1 && !properties.contains("summary")) properties["summary"] = texts[1];
  }
  const Json own = describingBody(textOf(member(properties, "title")));
  others.erase(std::remove(others.begin(), others.end(), own), others.end());
  if (!others.empty()) kept["body"] = std::move(others);
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

}  // namespace

bool isAnnotations(const Json& json) {
  if (json.is_object() && isOf(json, "FeatureCollection")) return false;
  if (json.is_array()) return std::any_of(json.begin(), json.end(), isAnnotation);
  if (isOf(json, "AnnotationPage") || isOf(json, "AnnotationCollection") || isAnnotation(json)) return true;
  const Json* graph = member(json, "@graph");
  return graph != nullptr && graph->is_array() && std::any_of(graph->begin(), graph->end(), isAnnotation);
}

StoryOfAnnotations storyFromAnnotations(const Json& annotations, Faults& faults) {
  Gatherer found(faults);
  found.gather(annotations, annotations.is_array() ? "annotations" : "", 0);
  const std::string article = mostCommonSource(found.annotations);
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
  for (const Json* annotation : found.annotations) features.push_back(featureOf(*annotation, article));
  return {std::move(story), std::move(found.places)};
}

}  // namespace dateline::story
