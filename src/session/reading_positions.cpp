#include "session/reading_positions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dateline::session {
namespace {

using Json = nlohmann::ordered_json;

bool isSha256(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::optional<std::size_t> ReadingPositions::find(std::string_view sha256) const {
  for (const Left& left : left_)
    if (left.sha256 == sha256 && left.offset > 0) return left.offset;
  return std::nullopt;
}

void ReadingPositions::note(std::string_view sha256, std::size_t offset, std::int64_t seconds) {
  // An article never left anywhere else needs no entry to begin at its beginning.
  if (offset == 0 && !find(sha256)) return;
  place({std::string(sha256), offset, seconds});
}

void ReadingPositions::place(Left left) {
  std::erase_if(left_, [&](const Left& other) { return other.sha256 == left.sha256; });
  const auto older = std::find_if(left_.begin(), left_.end(),
                                  [&](const Left& other) { return other.seconds <= left.seconds; });
  left_.insert(older, std::move(left));
  if (left_.size() > kMost) left_.resize(kMost);
}

void ReadingPositions::merge(const ReadingPositions& other) {
  for (const Left& theirs : other.left_) {
    const auto ours = std::find_if(left_.begin(), left_.end(),
                                   [&](const Left& left) { return left.sha256 == theirs.sha256; });
    if (ours == left_.end() || ours->seconds < theirs.seconds) place(theirs);
  }
}

std::string ReadingPositions::write() const {
  Json articles = Json::array();
  for (const Left& left : left_)
    articles.push_back({{"sha256", left.sha256}, {"offset", left.offset}, {"seconds", left.seconds}});
  return Json{{"version", 1}, {"articles", std::move(articles)}}.dump(1) + "\n";
}

Result<ReadingPositions> ReadingPositions::parse(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  const auto articles = parsed.is_object() ? parsed.find("articles") : parsed.end();
  if (!parsed.is_object() || articles == parsed.end() || !articles->is_array())
    return fail(ErrorKind::invalid, "is damaged");
  ReadingPositions positions;
  for (const Json& entry : *articles) {
    if (!entry.is_object()) continue;
    const auto sha256 = entry.find("sha256"), offset = entry.find("offset"), seconds = entry.find("seconds");
    if (sha256 == entry.end() || offset == entry.end() || seconds == entry.end()) continue;
    if (!sha256->is_string() || !offset->is_number_unsigned() || !seconds->is_number_integer()) continue;
    if (!isSha256(sha256->get<std::string>())) continue;
    positions.place({sha256->get<std::string>(), offset->get<std::size_t>(), seconds->get<std::int64_t>()});
    if (positions.size() == kMost) break;
  }
  return positions;
}

}  // namespace dateline::session
