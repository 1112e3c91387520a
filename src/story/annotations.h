// Stories as annotations of the W3C Web Annotation Data Model (JSON-LD), and back.
#pragma once

#include <string>
#include <vector>

#include "story/anchor.h"
#include "story/json_check.h"

namespace dateline::story {

/// True for a document of annotations: one, a list of them, a page, a collection with its pages inside, or a
/// graph.
bool isAnnotations(const Json& json);

/// Annotations as the JSON of a story file. Each is an event: its id; the title from its first text body;
/// place, time and the rest from a body that is a GeoJSON feature, where there is one; an anchor from each
/// target of the source that most speak of. Everything else is kept in the event's member "annotation" and
/// written again. What is no annotation is left out, and told.
struct StoryOfAnnotations {
  Json story;
  std::vector<std::string> places;  ///< where the annotation of each feature stands: "first.items[3]"
};
StoryOfAnnotations storyFromAnnotations(const Json& annotations, Faults& faults);

/// The JSON of a story file as a collection of annotations. storyFromAnnotations gives the same story again.
Json annotationsFromStory(const Json& story);

}  // namespace dateline::story
