#include <filesystem>

#include "app/commands.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/log.h"
#include "story/story.h"

namespace dateline::app {
namespace {

constexpr std::size_t kLimitBytes = 64u << 20;

/// By the name of the output, unless it is told.
std::string formatOf(const ConvertOptions& options) {
  if (!options.format.empty()) return options.format;
  const std::string extension = lowerAscii(std::filesystem::path(options.output).extension().string());
  return extension == ".jsonld" ? "jsonld" : extension == ".geojson" || extension == ".json" ? "geojson" : "";
}

Result<std::string> converted(const story::Story& story, const ConvertOptions& options) {
  const std::string format = formatOf(options);
  if (format == "jsonld") return story::writeAnnotations(story);
  if (format == "geojson") return story::writeStory(story);
  return fail(ErrorKind::usage,
              "it is not clear which format is wanted; name a file that ends in .jsonld or .geojson, or give "
              "--format",
              options.output);
}

}  // namespace

Result<int> runConvert(const ConvertOptions& options) {
  const auto bytes = readFile(options.story, kLimitBytes, true);
  if (!bytes) return tl::make_unexpected(bytes.error());
  const auto story = story::parseStory(*bytes, options.story == "-" ? "standard input" : options.story);
  if (!story) return tl::make_unexpected(story.error());
  for (const Warning& warning : (*story)->warnings)
    log::warn((*story)->path + ": " + (warning.where.empty() ? "" : warning.where + ": ") + warning.message);
  const Result<std::string> text = converted(**story, options);
  if (!text) return tl::make_unexpected(text.error());
  if (options.output != "-") {
    if (const Status written = writeFileAtomically(options.output, *text); !written)
      return tl::make_unexpected(written.error());
    return 0;
  }
  if (const Status written = writeToStandardOutput(*text); !written)
    return tl::make_unexpected(written.error());
  return 0;
}

}  // namespace dateline::app
