#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "base/file.h"
#include "base/log.h"
#include "session/document.h"

namespace dateline::app {
namespace {

bool holds(story::AnchorState state) {
  return state == story::AnchorState::exact || state == story::AnchorState::moved;
}

nlohmann::ordered_json changesOf(const std::vector<story::Change>& changes) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const story::Change& change : changes)
    list.push_back(nlohmann::ordered_json{{"before", change.before}, {"after", change.after}});
  return list;
}

nlohmann::ordered_json asJson(const story::Event& event, std::size_t anchor, const story::Resolution& found) {
  nlohmann::ordered_json candidates = nlohmann::ordered_json::array();
  for (const story::Candidate& candidate : found.candidates)
    candidates.push_back({{"start", candidate.range.start},
                          {"end", candidate.range.end},
                          {"score", candidate.score},
                          {"similarity", candidate.similarity},
                          {"changes", changesOf(candidate.changes)}});
  return {{"event", event.id},
          {"anchor", anchor + 1},
          {"state", std::string(story::name(found.state))},
          {"score", found.score},
          {"start", found.range.start},
          {"end", found.range.end},
          {"margin", found.margin},
          {"similarity", found.similarity},
          {"reason", found.reason},
          {"changes", changesOf(found.changes)},
          {"candidates", std::move(candidates)}};
}

/// A tab or a line break in an id would break the line that it stands in.
std::string inOneField(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20; }, ' ');
  return text;
}

std::string asLine(const story::Event& event, std::size_t anchor, const story::Resolution& found) {
  return fmt::format("{}\t{}\t{}\t{:.2f}\t{}\t{}\t{:.2f}\t{}", inOneField(event.id), anchor + 1,
                     story::name(found.state), found.score, found.range.start, found.range.end, found.margin,
                     found.reason);
}

}  // namespace

Result<int> runCheck(const CheckOptions& options) {
  const Common& common = options.common;
  const auto document =
      session::openDocument({common.article, common.story, common.builtinStories, common.encoding});
  if (!document) return tl::make_unexpected(document.error());
  for (const Warning& warning : document->warnings)
    log::warn(warning.where.empty() ? warning.message : warning.where + ": " + warning.message);

  if (document->story->path.empty() && document->story->events.empty())
    log::warn((common.article == "-" ? "standard input" : common.article) +
              ": there is no story for it, so nothing was checked; name one with --story FILE");

  bool allHold = document->story->warnings.empty();
  std::string lines;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (std::size_t e = 0; e < document->resolutions.size(); ++e) {
    const story::Event& event = document->story->events[e];
    for (std::size_t a = 0; a < document->resolutions[e].size(); ++a) {
      const story::Resolution& found = document->resolutions[e][a];
      allHold = allHold && holds(found.state);
      if (options.json)
        list.push_back(asJson(event, a, found));
      else
        lines += asLine(event, a, found) + '\n';
    }
  }
  if (options.json) lines = list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  if (const Status written = writeToStandardOutput(lines); !written)
    return tl::make_unexpected(written.error());
  return allHold ? 0 : 3;
}

}  // namespace dateline::app
