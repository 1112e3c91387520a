#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "gazetteer/place_book.h"
#include "gazetteer/words.h"

namespace dateline::gazetteer {

using Books = std::vector<std::shared_ptr<const PlaceBook>>;

/// A place of one of several books.
struct PlaceRef {
  std::uint8_t book = 0;
  std::uint32_t place = 0;
  friend bool operator==(const PlaceRef&, const PlaceRef&) = default;
};

struct BookClaim {
  PlaceRef ref;
  NameClass nameClass = NameClass::proper;
  bool inflected = false;  ///< the text has the name in one of its cases
};

/// Words of the text that are a name of some places.
struct Match {
  std::uint32_t firstWord = 0;
  std::uint32_t words = 0;
  std::uint32_t landform = 0;  ///< how many of these, at the end, are a word as "River", not in the book
  std::uint32_t begin = 0, end = 0;  ///< bytes; the full stop of an abbreviation is inside
  std::uint64_t sequence = 0;        ///< of the name's words
  std::uint32_t firstClaim = 0, claimCount = 0;
  bool bent = false;  ///< the text has the name in one of its cases
};

/// The longest names of a text, from left to right, not overlapping; their claims lie in one list.
struct Matches {
  std::vector<Match> list;
  std::vector<BookClaim> claims;
  std::vector<Claim> scratch;

  [[nodiscard]] std::span<const BookClaim> claimsOf(const Match& match) const {
    return {claims.data() + match.firstClaim, match.claimCount};
  }
  void clear() {
    list.clear();
    claims.clear();
  }
};

void findMatches(const Books& books, std::string_view text, const std::vector<Word>& words, Matches& into);

}  // namespace dateline::gazetteer
