#include "session/copying.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/sha256.h"

namespace dateline::session {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kContext = 32;  // code points before and behind, as other annotators take

std::string fileName(const State& state) {
  const std::string& path = state.article->path;
  return path == "-" ? std::string() : std::filesystem::path(path).filename().string();
}

std::string titleOf(const State& state) {
  return state.article->title.empty() ? state.story->title : state.article->title;
}

std::string percentEncoded(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 ||
        std::string_view("-._~/:?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos)
      out += c;
    else
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return out;
}

/// Where the article can be found, as an IRI; a text without a file is named by its digest.
std::string sourceOf(const State& state) {
  std::string source = state.story->articleHref;
  if (source.empty()) source = fileName(state);
  return source.empty() ? "urn:sha256:" + state.article->sha256 : percentEncoded(source);
}

/// The same words of the same text always get the same name.
std::string nameOf(const State& state, TextRange range) {
  std::string digest =
      sha256(state.article->sha256 + ":" + std::to_string(range.start) + ":" + std::to_string(range.end));
  digest[12] = '8';  // a UUID of version 8, RFC 9562: made by a rule of the application's own
  digest[16] = 'a';
  return "urn:uuid:" + digest.substr(0, 8) + "-" + digest.substr(8, 4) + "-" + digest.substr(12, 4) + "-" +
         digest.substr(16, 4) + "-" + digest.substr(20, 12);
}

}  // namespace

std::string quotationOf(const State& state, TextRange range) {
  std::string source = titleOf(state);
  const auto add = [&source](const std::string& part) {
    if (!part.empty()) source += (source.empty() ? "" : ", ") + part;
  };
  add(story::displayTime(state.story->published));
  add(fileName(state));
  std::string quotation = "“" + std::string(state.article->slice(range)) + "”";
  if (!source.empty()) quotation += "\n— " + source;
  return quotation;
}

std::string annotationOf(const State& state, TextRange range) {
  const article::Article& text = *state.article;
  const std::size_t end = text.offsets.codePoints();
  const Json quote = {{"type", "TextQuoteSelector"},
                      {"exact", text.slice(range)},
                      {"prefix", text.slice({range.start - std::min(range.start, kContext), range.start})},
                      {"suffix", text.slice({range.end, std::min(end, range.end + kContext)})}};
  const Json position = {{"type", "TextPositionSelector"}, {"start", range.start}, {"end", range.end}};
  const Json annotation = {
      {"@context", "http://www.w3.org/ns/anno.jsonld"},
      {"id", nameOf(state, range)},
      {"type", "Annotation"},
      {"motivation", "highlighting"},
      {"target", {{"source", sourceOf(state)}, {"selector", Json::array({quote, position})}}}};
  return annotation.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline::session
