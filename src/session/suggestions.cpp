#include "session/suggestions.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "session/reasons_in_words.h"
#include "session/times_of_places.h"

namespace dateline::session {
namespace {

using gazetteer::Candidate;
using gazetteer::Finder;
using gazetteer::Found;
using gazetteer::Kind;
using gazetteer::PlaceRef;
using gazetteer::Role;

constexpr std::size_t kMostSuggestions = 80;
constexpr std::size_t kMostPassages = 200;        // of one place
constexpr std::size_t kExplainedBytes = 500'000;  // longer texts are found without their candidates
constexpr std::size_t kPartBytes = 256u << 10;
constexpr float kLeastMention = 0.35f;
constexpr float kLeastPin = 0.5f;

/// Finds the sentence of each mention; the sentences of a block are cut once, however many mentions it holds.
class SentenceFinder {
 public:
  explicit SentenceFinder(const article::Article& text) : text_(text) {}

  article::TextRange around(article::TextRange mention) {
    const std::size_t block = text_.blockAt(mention.start);
    if (text_.blocks.empty()) return mention;
    if (block != block_) {
      block_ = block;
      sentences_ = article::sentences(text_, text_.blocks[block]);
    }
    const auto after =
        std::upper_bound(sentences_.begin(), sentences_.end(), mention.start,
                         [](std::size_t at, const article::TextRange& s) { return at < s.start; });
    if (after == sentences_.begin() || !std::prev(after)->contains(mention.start)) return mention;
    return *std::prev(after);
  }

 private:
  const article::Article& text_;
  std::size_t block_ = static_cast<std::size_t>(-1);
  std::vector<article::TextRange> sentences_;
};

bool isTownOrProvince(Kind kind) {
  return kind == Kind::capital || kind == Kind::seat || kind == Kind::town || kind == Kind::quarter ||
         kind == Kind::division || kind == Kind::district;
}

/// The places of one article as they become pins.
class Suggester {
 public:
  Suggester(const article::Article& article, const Finder& finder) : article_(article), finder_(finder) {}

  Suggested run() {
    findAll();
    auto story = std::make_shared<story::Story>();
    story->title = article_.title;
    story->articleHref = std::filesystem::path(article_.path).filename().string();
    story->articleSha256 = article_.sha256;
    story->published = article_.head.published;
    group();
    findTimes();
    for (const Group& group : groups_) {
      if (!group.pinned || out_.suggestions.size() == kMostSuggestions) continue;
      addPin(*story, group);
    }
    out_.story = std::move(story);
    return std::move(out_);
  }

 private:
  struct Group {
    PlaceRef place;
    std::vector<std::size_t> mentions;  ///< indices into found_
    std::size_t surest = 0;
    int plain = 0;  ///< neither demonyms nor within other names
    bool visited = false;
    bool pinned = false;
  };

  void findAll() {
    const std::string& text = article_.text;
    const bool explain = text.size() <= kExplainedBytes;
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = std::min(text.size(), begin + (explain ? text.size() : kPartBytes));
      if (end < text.size()) {
        const std::size_t line = text.rfind('\n', end);
        if (line != std::string::npos && line > begin) end = line + 1;
      }
      for (Found& one : finder_.find(std::string_view(text).substr(begin, end - begin),
                                     {.minConfidence = kLeastMention, .explain = explain})) {
        one.begin += static_cast<std::uint32_t>(begin);
        one.end += static_cast<std::uint32_t>(begin);
        addMention(std::move(one));
      }
      begin = end;
    }
  }

  void addMention(Found one) {
    const gazetteer::PlaceEntry place = finder_.place(one.ref);
    Mention mention;
    mention.range = {article_.offsets.codePointOf(article_.text, one.begin),
                     article_.offsets.codePointOf(article_.text, one.end)};
    mention.place = one.ref;
    mention.role = one.role;
    mention.confidence = one.confidence;
    mention.at = place.at;
    mention.country = place.kind == Kind::country;
    mention.code = finder_.countryCode(one.ref);
    out_.mentions.push_back(std::move(mention));
    found_.push_back(std::move(one));
  }

  void group() {
    std::map<std::pair<int, std::uint32_t>, std::size_t> known;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Found& one = found_[i];
      const auto [at, added] = known.emplace(std::pair{int{one.ref.book}, one.ref.place}, groups_.size());
      if (added) groups_.push_back({one.ref, {}, i});
      Group& group = groups_[at->second];
      group.mentions.push_back(i);
      // "Visited by Venezuelans" tells of no visit to Caracas.
      group.visited = group.visited || (one.visited && one.role != Role::demonym);
      if (isPlain(one)) ++group.plain;
      if (one.confidence > found_[group.surest].confidence) group.surest = i;
    }
    for (Group& group : groups_)
      group.pinned = group.plain > 0 && found_[group.surest].confidence >= kLeastPin;
  }

  /// The capital, when the text tells of a visit to the country and names none of its towns or provinces.
  [[nodiscard]] std::optional<PlaceRef> capitalToPin(const Group& group) const {
    const gazetteer::PlaceEntry country = finder_.place(group.place);
    if (country.kind != Kind::country || !group.visited) return std::nullopt;
    for (const Group& other : groups_)
      if (isTownOrProvince(finder_.place(other.place).kind) &&
          finder_.place(other.place).country == group.place.place)
        return std::nullopt;
    return finder_.capitalOf(group.place);
  }

  void addPin(story::Story& story, const Group& group) {
    const Found& surest = found_[group.surest];
    const std::optional<PlaceRef> capital = capitalToPin(group);
    const PlaceRef ref = capital.value_or(group.place);
    const gazetteer::PlaceEntry place = finder_.place(ref);
    story::Event event;
    event.id = "place-" + std::to_string(story.events.size() + 1);
    const std::string name = nameOf(group);
    event.title = name;
    event.place = capital ? std::string(place.name) : name;
    event.country = finder_.countryName(ref);
    event.kind = "place";
    event.status = "suggested";
    event.at = place.at;
    event.anchors = anchorsOf(group);
    event.time = timeOf(group);

    Suggestion suggestion;
    suggestion.event = event.id;
    suggestion.name = article_.slice(out_.mentions[group.surest].range);
    suggestion.mentions = static_cast<int>(group.mentions.size());
    suggestion.confidence = surest.confidence;
    suggestion.reason = inWords(surest.reasons);
    if (event.place != place.name)
      suggestion.reason +=
          fmt::format("{}the gazetteer calls it {}", suggestion.reason.empty() ? "" : "; ", place.name);
    if (capital) {
      suggestion.reason = "the text tells of a visit or talks there: pinned at the capital";
      suggestion.choices.push_back(choiceOf(finder_, *capital, surest.confidence, suggestion.reason));
    }
    for (const Candidate& candidate : surest.candidates) {
      if (candidate.ref == capital) continue;  // of the country's own name, as Djibouti
      PlaceChoice& choice = suggestion.choices.emplace_back(
          choiceOf(finder_, candidate.ref, candidate.confidence, withWorth(candidate.reasons)));
      if (candidate.nearby) choice.counted = PlaceChoice::Counted::nearby;
      if (capital && candidate.ref == group.place) choice.counted = PlaceChoice::Counted::country;
    }
    if (suggestion.choices.empty())
      suggestion.choices.push_back(choiceOf(finder_, group.place, surest.confidence, {}));
    story.events.push_back(std::move(event));
    out_.suggestions.push_back(std::move(suggestion));
  }

  /// As the text calls the place where it is first called by a name that may stand for its own.
  [[nodiscard]] std::string nameOf(const Group& group) const {
    const std::string own(finder_.place(group.place).name);
    for (const std::size_t mention : group.mentions) {
      const std::string_view words = article_.slice(out_.mentions[mention].range);
      if (std::string name = finder_.nameFor(found_[mention], words); name != own) return name;
    }
    return own;
  }

  std::vector<story::Anchor> anchorsOf(const Group& group) {
    std::vector<story::Anchor> anchors;
    article::TextRange last{1, 0};
    for (const std::size_t mention : group.mentions) {
      if (anchors.size() == kMostPassages) break;
      const article::TextRange passage = sentences_.around(out_.mentions[mention].range);
      if (passage == last) continue;
      last = passage;
      anchors.push_back(story::anchorAt(article_, passage));
    }
    return anchors;
  }

  /// Peoples and names within other names are not where something happened.
  static bool isPlain(const Found& found) {
    return found.role == Role::literal || found.role == Role::metonym;
  }

  void findTimes() {
    times_.resize(found_.size());
    const std::vector<DateInText> dates = findDates(article_.text, article_.head.published);
    if (dates.empty()) return;
    std::vector<NamedPlace> places;
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (!isPlain(found_[i])) continue;
      const article::TextRange sentence = sentences_.around(out_.mentions[i].range);
      places.push_back({found_[i].begin, found_[i].end,
                        article_.offsets.byteOf(article_.text, sentence.start),
                        article_.offsets.byteOf(article_.text, sentence.end)});
      indices.push_back(i);
    }
    std::vector<std::string> times = timesOf(article_.text, places, dates);
    for (std::size_t i = 0; i < indices.size(); ++i) times_[indices[i]] = std::move(times[i]);
  }

  /// That of the first of its mentions that has one.
  [[nodiscard]] std::string timeOf(const Group& group) const {
    for (const std::size_t mention : group.mentions)
      if (!times_[mention].empty()) return times_[mention];
    return {};
  }

  const article::Article& article_;
  const Finder& finder_;
  SentenceFinder sentences_{article_};
  std::vector<Found> found_;
  std::vector<std::string> times_;  ///< of each of found_; empty: none
  std::vector<Group> groups_;
  Suggested out_;
};

}  // namespace

std::string describePlace(const gazetteer::Finder& finder, gazetteer::PlaceRef ref) {
  const gazetteer::PlaceEntry place = finder.place(ref);
  std::string text(gazetteer::nameOf(place.kind));
  const auto add = [&](std::string_view part) {
    if (!part.empty() && part != place.name) text += ", " + std::string(part);
  };
  if (place.kind != Kind::division) add(finder.divisionName(ref));
  if (place.kind != Kind::country) add(finder.countryName(ref));
  return text;
}

PlaceChoice choiceOf(const Finder& finder, PlaceRef ref, std::optional<float> confidence,
                     std::string reason) {
  const gazetteer::PlaceEntry place = finder.place(ref);
  return {.place = ref,
          .name = std::string(place.name),
          .detail = describePlace(finder, ref),
          .country = std::string(finder.countryName(ref)),
          .at = place.at,
          .confidence = confidence,
          .reason = std::move(reason)};
}

Suggested suggestPlaces(const article::Article& article, const gazetteer::Finder& finder) {
  return Suggester(article, finder).run();
}

}  // namespace dateline::session
