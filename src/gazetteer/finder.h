#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/matches.h"

namespace dateline::gazetteer {

struct Weights;

/// How the text uses the name.
enum class Role : std::uint8_t { literal, demonym, metonym, inName };
std::string_view nameOf(Role role);

/// One piece of evidence and what it was worth, in nats.
struct Reason {
  std::string text;
  float value = 1;
  float worth = 0;
};

/// A place that a mention may mean.
struct Candidate {
  PlaceRef ref;
  NameClass nameClass = NameClass::proper;
  float share = 0;  ///< of the candidates' probability, given that the mention names a place
  /// That a pin here is right, in the measure of Found::confidence: of the chosen one the same, of those
  /// nearby the same, the others share what is left with the mention's naming no place.
  float confidence = 0;
  bool nearby = false;  ///< not the chosen one, and so near to it that one pin stands for both
  std::vector<Reason> reasons = {};
};

/// Words of the text that name a place.
struct Found {
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
  PlaceRef ref;                      ///< the place chosen
  Role role = Role::literal;
  NameClass nameClass = NameClass::proper;
  bool wholeName = false;             ///< the words are that name as it stands: not bent, in no longer one
  float confidence = 0;               ///< that the words name this place, calibrated
  bool visited = false;               ///< the text tells of a visit or talks there
  std::vector<Reason> reasons;        ///< that it is a place's name; only where explained
  std::vector<Candidate> candidates;  ///< the chosen one, then the likeliest; only where explained
};

struct FindOptions {
  float minConfidence = 0;
  bool explain = false;
  std::size_t mostCandidates = 8;  ///< of an explained mention
};

/// Finds the places that a text names: one pass for the names, then evidence for each reading, first from the
/// words around it, then from the other places of the text. A log-linear model: the log-odds that a mention
/// is candidate c rather than no place is the sum of the worth of its evidence. Immutable and safe to share.
class Finder {
 public:
  /// The first book is the shipped one; it has the lists of words too.
  /// `never`: names (lists of words, as sequenceOf makes them) that the user said are no places.
  Finder(Books books, std::shared_ptr<const Weights> weights, std::vector<std::uint64_t> never = {});

  /// Places in reading order, not overlapping. `text` is UTF-8; broken bytes part words. Longer texts than
  /// about a megabyte should be cut by the caller.
  [[nodiscard]] std::vector<Found> find(std::string_view text, const FindOptions& options) const;

  [[nodiscard]] PlaceEntry place(PlaceRef ref) const { return books_[ref.book]->place(ref.place); }
  /// What to call the place found at these words: its name, or what the text calls it where that is as good:
  /// a name of a town in the same letters that the map does not write otherwise.
  [[nodiscard]] std::string nameFor(const Found& found, std::string_view words) const;
  [[nodiscard]] std::string_view countryCode(PlaceRef ref) const;
  /// Name of a container of the place; empty for none.
  [[nodiscard]] std::string_view countryName(PlaceRef ref) const;
  [[nodiscard]] std::string_view divisionName(PlaceRef ref) const;
  /// The capital of a country of the shipped book.
  [[nodiscard]] std::optional<PlaceRef> capitalOf(PlaceRef country) const;
  [[nodiscard]] const Books& books() const { return books_; }

 private:
  Books books_;
  std::shared_ptr<const Weights> weights_;
  std::vector<std::uint64_t> never_;     ///< sorted
  std::vector<std::uint32_t> capitals_;  ///< [country] of the first book
};

/// The shipped book and weights, with the user's own books and the names that are none; errors name the file.
Result<std::shared_ptr<const Finder>> loadFinder(std::vector<std::shared_ptr<const PlaceBook>> own = {},
                                                 std::vector<std::uint64_t> never = {});

}  // namespace dateline::gazetteer
