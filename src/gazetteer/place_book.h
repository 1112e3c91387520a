#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/mapped_file.h"
#include "geo/lnglat.h"

namespace dateline::gazetteer {

enum class Kind : std::uint8_t {
  continent,
  region,
  country,
  division,  ///< first level: states, provinces
  district,  ///< second level: counties
  capital,
  seat,  ///< of a division or district
  town,
  quarter,
  sea,
  lake,
  river,
  mountains,
  desert,
  island,
  area,  ///< parks, reserves, sites
  facility
};
inline constexpr int kKinds = 17;
std::string_view nameOf(Kind kind);
std::optional<Kind> kindNamed(std::string_view name);

/// What a name is to its place.
enum class NameClass : std::uint8_t { proper, other, historical, abbreviation, postal, government, demonym };
inline constexpr int kNameClasses = 7;

enum class Source : std::uint8_t { byHand, geoNames, naturalEarth, cldr, user, correction };
std::string_view nameOf(Source source);

inline constexpr std::uint32_t kNowhere = 0xFFFFFFFFu;

/// A place of the book. Containers are places of the same book.
struct PlaceEntry {
  std::string_view name;
  Kind kind = Kind::town;
  Source source = Source::byHand;
  geo::LngLat at;
  std::uint32_t population = 0;
  std::uint32_t geonameid = 0;  ///< 0: none
  std::uint32_t country = kNowhere, division = kNowhere, district = kNowhere;
  bool onMap = false;  ///< a town that the map writes too
};

/// A name's claim on a place.
struct Claim {
  std::uint32_t place = 0;
  NameClass nameClass = NameClass::proper;
  bool dotted = false;  ///< an abbreviation that needs its full stop
};

/// The flags of a word that is no name, or a name too.
enum WordFlag : std::uint32_t {
  kTitleWord = 1u << 0,
  kPreposition = 1u << 1,
  kDirection = 1u << 2,
  kPlaceNoun = 1u << 3,
  kOrgWord = 1u << 4,
  kFacilityWord = 1u << 5,
  kWaterWord = 1u << 6,
  kAdminWord = 1u << 7,
  kNameParticle = 1u << 8,
  kSayVerb = 1u << 9,
  kPersonVerb = 1u << 10,
  kMonthDay = 1u << 11,
  kNever = 1u << 12,
  kFirstName = 1u << 13,
  kSurname = 1u << 14,
  kDictionary = 1u << 15,
  kOtherPreposition = 1u << 16,  ///< of other languages than English
  kOtherLittle = 1u << 17,       ///< articles and the like of these
  // Ordinary nouns of a language that are names of places too.
  kGermanNoun = 1u << 18,
  kFrenchNoun = 1u << 19,
  kSpanishNoun = 1u << 20,
  kItalianNoun = 1u << 21,
  kPortugueseNoun = 1u << 22,
  kDutchNoun = 1u << 23,
  kNordicNoun = 1u << 24,
  kPolishNoun = 1u << 25,
  kHungarianNoun = 1u << 26,
  kTurkishNoun = 1u << 27,
  kIndonesianNoun = 1u << 28,
  kVietnameseNoun = 1u << 29,
  kOtherNoun = 1u << 30  ///< of those that do not write with Latin letters
};
std::optional<WordFlag> wordFlagNamed(std::string_view name);

/// The gazetteer in one block of memory: a file mapped read-only, or bytes made by BookWriter. Immutable and
/// safe to share between threads. Every access is checked, so that a damaged file gives wrong answers at
/// worst.
class PlaceBook {
 public:
  /// Maps the file; reads only its heading. The error says what is wrong with it.
  static Result<std::shared_ptr<const PlaceBook>> open(const std::filesystem::path& path);
  static Result<std::shared_ptr<const PlaceBook>> fromBytes(std::string bytes, const std::string& name);
  PlaceBook(const PlaceBook&) = delete;
  PlaceBook& operator=(const PlaceBook&) = delete;

  [[nodiscard]] std::uint32_t size() const { return placeCount_; }
  [[nodiscard]] PlaceEntry place(std::uint32_t index) const;
  /// ISO 3166-1 alpha-2; empty for none.
  [[nodiscard]] std::string_view countryCode(std::uint32_t country) const;

  struct Step {
    bool found = false;
    bool longer = false;  ///< names go on from here
    std::uint32_t claims = kNowhere;
  };
  /// Where a sequence of words (its extendHash) leads among the names.
  [[nodiscard]] Step follow(std::uint64_t sequence) const;
  /// The claims that begin at `first` of a Step, appended.
  void claims(std::uint32_t first, std::vector<Claim>& into) const;
  [[nodiscard]] std::uint32_t wordFlags(std::uint64_t word) const;

 private:
  PlaceBook() = default;
  Status adopt(std::span<const std::byte> bytes, const std::string& name);

  struct Slot {
    std::uint32_t tag, value;
  };
  struct Record;
  std::span<const std::byte> bytes_;
  std::string owned_;
  std::unique_ptr<const MappedFile> mapping_;
  std::uint32_t placeCount_ = 0, countryCount_ = 0, divisionCount_ = 0, districtCount_ = 0;
  const Record* records_ = nullptr;
  const char* countryCodes_ = nullptr;
  const Slot* slots_ = nullptr;
  std::uint32_t slotCount_ = 0;
  const std::uint32_t* claims_ = nullptr;
  std::uint32_t claimCount_ = 0;
  const Slot* lexicon_ = nullptr;
  std::uint32_t lexiconCount_ = 0;
  const char* text_ = nullptr;
  std::uint32_t textSize_ = 0;
  friend class BookWriter;
};

/// A row for the writer; containers by their codes.
struct BookRow {
  std::string name;
  Kind kind = Kind::town;
  Source source = Source::byHand;
  geo::LngLat at;
  std::uint32_t population = 0, geonameid = 0;
  std::string country, division, district;
  bool onMap = false;
  std::vector<std::pair<NameClass, std::string>> names;
};

/// Makes the bytes of a PlaceBook. Countries must come first, then divisions, then districts.
class BookWriter {
 public:
  void add(BookRow row) { rows_.push_back(std::move(row)); }
  void addWord(std::string_view word, std::uint32_t flags);
  [[nodiscard]] std::string bytes() const;

 private:
  std::vector<BookRow> rows_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> words_;
};

}  // namespace dateline::gazetteer
