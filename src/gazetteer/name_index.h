#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gazetteer/gazetteer.h"

namespace dateline::gazetteer {

/// The names of all places, folded for searching and by their first word for finding them in a text.
class NameIndex {
 public:
  explicit NameIndex(const std::vector<Place>& places);

  [[nodiscard]] std::vector<std::uint32_t> search(const std::vector<Place>& places, std::string_view query,
                                                  std::size_t limit) const;

  struct Name {
    std::string text;  ///< as it stands in a text, words parted by one space
    std::uint32_t place = 0;
  };
  /// The longest name that stands at the beginning of `text` as whole words, of a place that mentions may
  /// speak of; nullptr for none. `matched` gets its length in bytes in the text.
  [[nodiscard]] const Name* longestAt(std::string_view text, std::string_view firstWord,
                                      const std::vector<Place>& places, int maxRank,
                                      std::size_t& matched) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void addName(std::string_view text, std::uint32_t place);
  void addAliases(const std::vector<Place>& places);

  std::vector<std::string> folded_;  ///< [place]
  /// Names by their first word, longest first, the more important place first among the same names.
  std::unordered_map<std::string, std::vector<Name>, TextHash, std::equal_to<>> byFirstWord_;
};

/// Bytes of the word (letters, digits and marks) that `text` begins with; 0 when it begins with something
/// else.
std::size_t wordLength(std::string_view text);
/// Whether mentions speak of it: countries and capitals always, cities by rank, waters never.
bool isWellKnown(const Place& place, int maxRank);

}  // namespace dateline::gazetteer
