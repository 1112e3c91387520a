#include "gazetteer/place_book.h"

#include <algorithm>
#include <cstring>

#include "gazetteer/book_format.h"

namespace dateline::gazetteer {
namespace {

constexpr std::array<std::string_view, kKinds> kKindNames = {
    "continent", "region", "country", "division",  "district", "capital", "seat", "town",    "quarter",
    "sea",       "lake",   "river",   "mountains", "desert",   "island",  "area", "facility"};

constexpr std::array<std::string_view, 31> kFlagNames = {
    "title",     "preposition",  "direction",        "placenoun",   "orgword",  "facilityword", "waterword",
    "adminword", "nameparticle", "sayverb",          "persverb",    "monthday", "never",        "firstname",
    "surname",   "dictionary",   "otherpreposition", "otherlittle", "noun-de",  "noun-fr",      "noun-es",
    "noun-it",   "noun-pt",      "noun-nl",          "noun-sv",     "noun-pl",  "noun-hu",      "noun-tr",
    "noun-id",   "noun-vi",      "noun-other"};

constexpr std::array<std::string_view, 6> kSourceNames = {"Dateline",     "GeoNames", "Natural Earth",
                                                          "Unicode CLDR", "user",     "correction"};

template <typename List>
int indexOf(const List& list, std::string_view name) {
  const auto found = std::find(list.begin(), list.end(), name);
  return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

}  // namespace

std::string_view nameOf(Kind kind) {
  return kKindNames[std::min<std::size_t>(static_cast<std::size_t>(kind), kKinds - 1)];
}

std::optional<Kind> kindNamed(std::string_view name) {
  const int index = indexOf(kKindNames, name);
  return index < 0 ? std::nullopt : std::optional(static_cast<Kind>(index));
}

std::string_view nameOf(Source source) {
  return kSourceNames[std::min<std::size_t>(static_cast<std::size_t>(source), kSourceNames.size() - 1)];
}

std::optional<WordFlag> wordFlagNamed(std::string_view name) {
  const int index = indexOf(kFlagNames, name);
  return index < 0 ? std::nullopt : std::optional(static_cast<WordFlag>(1u << index));
}

Result<std::shared_ptr<const PlaceBook>> PlaceBook::open(const std::filesystem::path& path) {
  auto mapping = std::make_unique<MappedFile>(path);
  if (!mapping->opened()) return fail(ErrorKind::notFound, "the gazetteer cannot be opened", path.string());
  const std::string_view bytes = mapping->bytes();
  if (bytes.size() < sizeof(BookHeading))
    return fail(ErrorKind::invalid, "this is not a gazetteer of Dateline; install its data again",
                path.string());
  std::shared_ptr<PlaceBook> book(new PlaceBook);
  book->mapping_ = std::move(mapping);
  if (Status adopted = book->adopt(std::as_bytes(std::span(bytes)), path.string()); !adopted)
    return tl::make_unexpected(adopted.error());
  return book;
}

Result<std::shared_ptr<const PlaceBook>> PlaceBook::fromBytes(std::string bytes, const std::string& name) {
  std::shared_ptr<PlaceBook> book(new PlaceBook);
  book->owned_ = std::move(bytes);
  const auto view = std::as_bytes(std::span(book->owned_.data(), book->owned_.size()));
  if (Status adopted = book->adopt(view, name); !adopted) return tl::make_unexpected(adopted.error());
  return book;
}

Status PlaceBook::adopt(std::span<const std::byte> bytes, const std::string& name) {
  BookHeading heading{};
  const auto damaged = [&] {
    return fail(ErrorKind::invalid,
                "the gazetteer is damaged or of another version; install Dateline's data again", name);
  };
  if (bytes.size() < sizeof(heading)) return damaged();
  std::memcpy(&heading, bytes.data(), sizeof(heading));
  if (std::memcmp(heading.magic, kMagic, sizeof(kMagic)) != 0 || heading.check != checkOf(heading) ||
      heading.fileSize != bytes.size() || heading.slots == 0 || heading.lexicon == 0 ||
      heading.places >= (1u << kPlaceBits) ||
      std::uint64_t{heading.countries} + heading.divisions + heading.districts > heading.places)
    return damaged();
  const BookSections s = sectionsOf(heading);
  if (s.end != bytes.size()) return damaged();
  bytes_ = bytes;
  placeCount_ = heading.places;
  countryCount_ = heading.countries;
  divisionCount_ = heading.divisions;
  districtCount_ = heading.districts;
  records_ = reinterpret_cast<const Record*>(bytes.data() + s.records);
  countryCodes_ = reinterpret_cast<const char*>(bytes.data() + s.codes);
  slots_ = reinterpret_cast<const Slot*>(bytes.data() + s.slots);
  slotCount_ = heading.slots;
  claims_ = reinterpret_cast<const std::uint32_t*>(bytes.data() + s.claims);
  claimCount_ = heading.claims;
  lexicon_ = reinterpret_cast<const Slot*>(bytes.data() + s.lexicon);
  lexiconCount_ = heading.lexicon;
  text_ = reinterpret_cast<const char*>(bytes.data() + s.text);
  textSize_ = heading.textSize;
  return {};
}

PlaceEntry PlaceBook::place(std::uint32_t index) const {
  PlaceEntry entry;
  if (index >= placeCount_) return entry;
  const Record& record = records_[index];
  if (record.name < textSize_) {
    const auto length = static_cast<unsigned char>(text_[record.name]);
    if (record.name + 1u + length <= textSize_) entry.name = {text_ + record.name + 1, length};
  }
  entry.kind = static_cast<Kind>(std::min<int>(record.kind, kKinds - 1));
  entry.source = static_cast<Source>(record.source & ~kOnMapBit);
  entry.onMap = (record.source & kOnMapBit) != 0;
  entry.at = {std::clamp(record.lngE5 * 1e-5, -180.0, 180.0), std::clamp(record.latE5 * 1e-5, -90.0, 90.0)};
  entry.population = record.population;
  entry.geonameid = record.geonameid;
  if (record.country != 0 && record.country <= countryCount_) entry.country = record.country - 1u;
  if (record.division != 0 && record.division <= divisionCount_)
    entry.division = countryCount_ + record.division - 1u;
  if (record.district != 0 && record.district <= districtCount_)
    entry.district = countryCount_ + divisionCount_ + record.district - 1u;
  return entry;
}

std::string_view PlaceBook::countryCode(std::uint32_t country) const {
  if (country >= countryCount_) return {};
  return {countryCodes_ + std::size_t{country} * 2, 2};
}

PlaceBook::Step PlaceBook::follow(std::uint64_t sequence) const {
  const auto tag = static_cast<std::uint32_t>(sequence >> 32);
  std::uint32_t slot = firstSlot(sequence, slotCount_);
  for (std::uint32_t tried = 0; tried < slotCount_; ++tried, slot = slot + 1 == slotCount_ ? 0 : slot + 1) {
    const Slot& s = slots_[slot];
    if (s.value == kEmptySlot) return {};
    if (s.tag != tag) continue;
    const std::uint32_t first = s.value & ~kLongerBit;
    return {true, (s.value & kLongerBit) != 0, first < claimCount_ ? first : kNowhere};
  }
  return {};
}

void PlaceBook::claims(std::uint32_t first, std::vector<Claim>& into) const {
  for (std::uint32_t i = first; i < claimCount_; ++i) {
    const std::uint32_t bits = claims_[i];
    const std::uint32_t place = bits & ((1u << kPlaceBits) - 1);
    const auto nameClass = std::min<std::uint32_t>((bits >> kPlaceBits) & 7, kNameClasses - 1);
    if (place < placeCount_)
      into.push_back({place, static_cast<NameClass>(nameClass), ((bits >> (kPlaceBits + 3)) & 1) != 0});
    if ((bits & kLastClaim) != 0) return;
  }
}

std::uint32_t PlaceBook::wordFlags(std::uint64_t word) const {
  const auto tag = static_cast<std::uint32_t>(word >> 32);
  std::uint32_t slot = firstSlot(word, lexiconCount_);
  for (std::uint32_t tried = 0; tried < lexiconCount_;
       ++tried, slot = slot + 1 == lexiconCount_ ? 0 : slot + 1) {
    const Slot& s = lexicon_[slot];
    if (s.value == kEmptySlot) return 0;
    if (s.tag == tag) return s.value;
  }
  return 0;
}

}  // namespace dateline::gazetteer
