#pragma once

#include <cstdint>

#include "gazetteer/place_book.h"

/// How a PlaceBook lies in memory: a heading, then sections in this order, each aligned to 8 bytes. Numbers
/// are little-endian.
namespace dateline::gazetteer {

inline constexpr char kMagic[8] = {'D', 'L', 'P', 'L', 'A', 'C', 'E', '2'};
inline constexpr std::uint32_t kEmptySlot = 0xFFFFFFFFu;
inline constexpr std::uint32_t kNoClaims = 0x7FFFFFFEu;
inline constexpr std::uint32_t kLongerBit = 0x80000000u;
inline constexpr std::uint32_t kLastClaim = 0x80000000u;
inline constexpr int kPlaceBits = 22;
inline constexpr std::uint8_t kOnMapBit = 0x80;  ///< beside the source

struct BookHeading {
  char magic[8];
  std::uint64_t fileSize;
  std::uint32_t places, countries, divisions, districts;
  std::uint32_t slots, claims, lexicon, textSize;
  std::uint64_t check;  ///< of the numbers above
};

/// 28 bytes. Containers count from 1 within their own kind; 0 is none.
struct PlaceBook::Record {
  std::int32_t latE5, lngE5;
  std::uint32_t name;  ///< offset in the text, where a length byte stands before the letters
  std::uint32_t geonameid;
  std::uint32_t population;
  std::uint16_t division, district;
  std::uint16_t country;
  std::uint8_t kind, source;
};

/// Where the search for a key begins in a table of `count` slots; it goes on slot by slot.
inline std::uint32_t firstSlot(std::uint64_t key, std::uint32_t count) {
  return static_cast<std::uint32_t>(((key & 0xFFFFFFFFu) * count) >> 32);
}

inline std::uint64_t checkOf(const BookHeading& h) {
  std::uint64_t sum = 0x9E3779B97F4A7C15u ^ h.fileSize;
  for (const std::uint32_t n :
       {h.places, h.countries, h.divisions, h.districts, h.slots, h.claims, h.lexicon, h.textSize})
    sum = (sum ^ n) * 0x100000001B3u;
  return sum;
}

struct BookSections {
  std::uint64_t records, codes, slots, claims, lexicon, text, end;
};

inline BookSections sectionsOf(const BookHeading& h) {
  const auto after = [](std::uint64_t at, std::uint64_t bytes) { return (at + bytes + 7) / 8 * 8; };
  BookSections s{};
  s.records = sizeof(BookHeading);
  s.codes = after(s.records, std::uint64_t{h.places} * 28);
  s.slots = after(s.codes, std::uint64_t{h.countries} * 2);
  s.claims = after(s.slots, std::uint64_t{h.slots} * 8);
  s.lexicon = after(s.claims, std::uint64_t{h.claims} * 4);
  s.text = after(s.lexicon, std::uint64_t{h.lexicon} * 8);
  s.end = after(s.text, h.textSize);
  return s;
}

}  // namespace dateline::gazetteer
