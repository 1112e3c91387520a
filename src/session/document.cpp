#include "session/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>

#include "base/ascii.h"
#include "base/paths.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStoryEnding = ".story.geojson";

bool isFile(const fs::path& path) {
  std::error_code failed;
  return fs::is_regular_file(path, failed);
}

/// The files beside an article that would be its story if capitals did not matter in their ending, in order.
std::vector<fs::path> storiesInCapitals(const fs::path& article) {
  const std::string stem = article.stem().string();
  std::vector<fs::path> found;
  std::error_code failed;
  const fs::path folder = article.parent_path().empty() ? fs::path(".") : article.parent_path();
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(stem) && lowerAscii(name.substr(stem.size())) == kStoryEnding &&
        isFile(entry->path()))
      found.push_back(article.parent_path() / name);
  }
  std::ranges::sort(found);
  return found;
}

/// "x.txt" -> "x.story.geojson", or the only file that has this ending in capitals; nothing when there is
/// none, or, with a warning, several.
std::optional<fs::path> storyBeside(const fs::path& article, Warnings& warnings) {
  const fs::path exact = article.parent_path() / (article.stem().string() + kStoryEnding);
  if (isFile(exact)) return exact;
  const std::vector<fs::path> others = storiesInCapitals(article);
  if (others.size() == 1) return others.front();
  if (others.size() > 1)
    warnings.push_back(
        {fmt::format("{} and {} could both be its story, so neither is taken; name one of them "
                     "{}, or give it with --story",
                     others[0].filename().string(), others[1].filename().string(), exact.filename().string()),
         article.string()});
  return std::nullopt;
}

Result<story::StoryPtr> storyFor(const article::Article& text, const DocumentRequest& request,
                                 Warnings& warnings) {
  if (request.keptStory != nullptr) return request.keptStory;
  if (!request.story.empty()) return story::readStory(request.story);
  if (text.path != "-") {
    if (const auto beside = storyBeside(text.path, warnings)) return story::readStory(*beside);
  }
  if (request.builtinStories) {
    const Result<fs::path> folder = shippedFile("assets/stories");
    if (folder) {
      if (const auto known = story::builtinStoryFor(*folder, text)) return story::readStory(*known);
    }
  }
  auto none = std::make_shared<story::Story>();
  none->title = text.title;
  none->articleHref = fs::path(text.path).filename().string();
  none->articleSha256 = text.sha256;
  none->published = text.head.published;
  return none;
}

/// The code points of an address that stand as "%20", as they are meant.
std::string decoded(std::string_view address) {
  std::string plain;
  for (std::size_t i = 0; i < address.size(); ++i) {
    unsigned value = 0;
    const char* const digits = address.data() + std::min(i + 1, address.size());
    const bool code = address[i] == '%' && i + 2 < address.size() &&
                      std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2 && value != 0;
    plain += code ? static_cast<char>(value) : address[i];
    if (code) i += 2;
  }
  return plain;
}

/// The file that a story's "href" means: as it is written, else read as the address that it is by its name.
fs::path fileOf(const fs::path& folder, std::string_view href) {
  const fs::path written = folder / href;
  if (isFile(written)) return written;
  for (const std::string_view scheme : {"file://localhost/", "file:///"})
    if (href.starts_with(scheme)) href.remove_prefix(scheme.size() - 1);
  const fs::path meant = folder / decoded(href);
  return isFile(meant) ? meant : written;
}

/// The text of a story whose article is not at hand: what the story itself says of its events.
article::ArticlePtr summariesOf(const story::Story& story) {
  std::string text = "# " + (story.title.empty() ? "A story without its article" : story.title) + "\n\n";
  for (const story::Event& event : story.events)
    text += "## " + event.title + "\n\n" + (event.summary.empty() ? event.place : event.summary) + "\n\n";
  const Result<article::ArticlePtr> parsed = article::parseArticle(text, "summaries.md");
  return parsed ? *parsed : std::make_shared<article::Article>();
}

Result<article::ArticlePtr> articleOf(const story::Story& story, const DocumentRequest& request,
                                      Warnings& warnings) {
  const std::string& storyPath = request.story;
  if (!story.articleHref.empty()) {
    const fs::path path = fileOf(fs::path(storyPath).parent_path(), story.articleHref);
    if (isFile(path)) return article::readArticle(path, {.encoding = request.encoding});
    warnings.push_back(
        {"its article " + path.string() + " is not there; the text shown is the story's own", storyPath});
  } else {
    warnings.push_back(
        {"it names no article, so the text shown is the story's own; keep it beside its article as "
         "NAME.story.geojson to see the passages",
         storyPath});
  }
  return summariesOf(story);
}

void append(Warnings& to, const Warnings& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Document assemble(article::ArticlePtr text, story::StoryPtr story, Warnings warnings,
                  const DocumentRequest& request) {
  append(warnings, text->warnings);
  for (Warning warning : story->warnings) {
    const std::string file = fs::path(story->path).filename().string();
    if (!file.empty()) warning.where = file + (warning.where.empty() ? "" : ": ") + warning.where;
    warnings.push_back(std::move(warning));
  }
  Document document{std::move(text), std::move(story), {}, std::move(warnings), request.encoding};
  document.resolutions = story::resolveAll(*document.story, *document.article);
  return document;
}

}  // namespace

Result<Document> openDocument(const DocumentRequest& asked) {
  DocumentRequest request = asked;
  if (request.article.empty() && request.story.empty()) {
    const Result<fs::path> builtin = shippedFile("assets/stories/briefing.md");
    if (!builtin) return tl::make_unexpected(builtin.error());
    request.article = builtin->string();
  }
  Warnings warnings;
  if (request.article.empty()) {
    const Result<story::StoryPtr> story = story::readStory(request.story);
    if (!story) return tl::make_unexpected(story.error());
    const Result<article::ArticlePtr> text = articleOf(**story, request, warnings);
    if (!text) return tl::make_unexpected(text.error());
    return assemble(*text, *story, std::move(warnings), request);
  }
  const article::ReadOptions options{.encoding = request.encoding};
  const Result<article::ArticlePtr> text =
      request.source != nullptr ? article::parseArticle(*request.source, request.article, options)
                                : article::readArticle(request.article, options);
  if (!text) return tl::make_unexpected(text.error());
  const Result<story::StoryPtr> story = storyFor(**text, request, warnings);
  if (!story) return tl::make_unexpected(story.error());
  return assemble(*text, *story, std::move(warnings), request);
}

}  // namespace dateline::session
