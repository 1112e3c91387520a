#pragma once

#include <optional>
#include <string>
#include <vector>

#include "article/article.h"
#include "base/error.h"
#include "story/story.h"

namespace dateline::session {

/// What is to be opened; both empty: the built-in story.
struct DocumentRequest {
  std::string article;
  std::string story;
  bool builtinStories = true;                      ///< ask the shipped stories whether one knows the article
  std::string encoding = {};                       ///< of the article; empty: recognised
  std::shared_ptr<const std::string> source = {};  ///< the article's bytes when they are at hand already
  story::StoryPtr keptStory = {};  ///< the story that stays, instead of one that is looked for
};

/// An article with its story and how the one's anchors stand in the other.
struct Document {
  article::ArticlePtr article;
  story::StoryPtr story;
  std::vector<std::vector<story::Resolution>> resolutions;  ///< [event][anchor]
  Warnings warnings;
  std::string encoding = {};  ///< that the article was told to be in; empty: recognised
};

/// The story is the one asked for, else the file NAME.story.geojson beside the article (its ending in
/// capitals or not, as long as there is one alone), else a shipped one that knows the text by its hash, else
/// one without events. A story without its article is shown with its own summaries as the text.
Result<Document> openDocument(const DocumentRequest& request);

}  // namespace dateline::session
