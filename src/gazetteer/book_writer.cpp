#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>

#include "gazetteer/book_format.h"
#include "gazetteer/words.h"

namespace dateline::gazetteer {
namespace {

constexpr std::size_t kMostWordsOfName = 9;
constexpr std::size_t kMostClaimsOfName = 400;  // of one name

struct NamedClaim {
  std::uint64_t sequence;
  std::uint32_t bits;
  std::uint32_t order;
};

/// "Saint" and "St." and the like are written either way.
struct Spelling {
  std::string_view full, brief;
};
constexpr std::array kSpellings = {Spelling{"saint", "st"}, Spelling{"sainte", "ste"},
                                   Spelling{"mount", "mt"}, Spelling{"fort", "ft"}, Spelling{"port", "pt"}};

std::uint64_t sequenceOf(const std::vector<Word>& words, std::vector<std::uint64_t>* prefixes) {
  std::uint64_t sequence = kNoWords;
  for (const Word& word : words) {
    if (prefixes != nullptr && sequence != kNoWords) prefixes->push_back(sequence);
    sequence = extendHash(sequence, word.hash, word.gap == Gap::comma);
  }
  return sequence;
}

/// A table of 32-bit tags and values that is four fifths full.
class SlotTable {
 public:
  explicit SlotTable(std::size_t entries) { slots_.assign(entries + entries / 4 + 1, {0, kEmptySlot}); }
  void put(std::uint64_t key, std::uint32_t value) {
    std::size_t slot = firstSlot(key, static_cast<std::uint32_t>(slots_.size()));
    while (slots_[slot].second != kEmptySlot) slot = slot + 1 == slots_.size() ? 0 : slot + 1;
    slots_[slot] = {static_cast<std::uint32_t>(key >> 32), value};
  }
  [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::uint32_t>>& slots() const { return slots_; }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> slots_;
};

/// The names of all rows as claims under the hashes of their words.
class NameCollector {
 public:
  void add(std::uint32_t place, NameClass nameClass, const std::string& name) {
    std::vector<Word> words = wordsOf(name);
    if (words.empty() || words.size() > kMostWordsOfName) return;
    if (words.size() == 1 && (words[0].shape & kOneLetter) != 0) return;
    if (words.size() == 1 && (words[0].shape & kUncased) != 0 && words[0].end - words[0].begin < 4) return;
    for (const Word& word : words)
      if (word.hash == 0) return;
    const bool dotted = nameClass == NameClass::abbreviation && name.back() == '.';
    const std::uint32_t bits = place | (static_cast<std::uint32_t>(nameClass) << kPlaceBits) |
                               (dotted ? 1u << (kPlaceBits + 3) : 0u);
    put(words, bits);
    for (const Spelling& spelling : kSpellings) {
      if (words.size() < 2) break;
      const std::uint64_t full = hashWord(spelling.full);
      const std::uint64_t brief = hashWord(spelling.brief);
      if (words[0].hash != full && words[0].hash != brief) continue;
      words[0].hash = words[0].hash == full ? brief : full;
      put(words, bits);
      break;
    }
  }

  void finish(std::vector<std::uint32_t>& claims,
              std::vector<std::pair<std::uint64_t, std::uint32_t>>& entries) {
    std::sort(named_.begin(), named_.end(), [](const NamedClaim& a, const NamedClaim& b) {
      return a.sequence != b.sequence ? a.sequence < b.sequence : a.order < b.order;
    });
    std::sort(prefixes_.begin(), prefixes_.end());
    prefixes_.erase(std::unique(prefixes_.begin(), prefixes_.end()), prefixes_.end());
    auto prefix = prefixes_.begin();
    std::size_t i = 0;
    while (i < named_.size() || prefix != prefixes_.end()) {
      if (i == named_.size() || (prefix != prefixes_.end() && *prefix < named_[i].sequence)) {
        entries.emplace_back(*prefix++, kNoClaims | kLongerBit);
        continue;
      }
      const std::uint64_t sequence = named_[i].sequence;
      const bool longer = prefix != prefixes_.end() && *prefix == sequence;
      if (longer) ++prefix;
      const auto first = static_cast<std::uint32_t>(claims.size());
      appendClaims(i, sequence, claims);
      entries.emplace_back(sequence, first | (longer ? kLongerBit : 0u));
    }
  }

 private:
  void put(const std::vector<Word>& words, std::uint32_t bits) {
    const std::uint64_t sequence = sequenceOf(words, &prefixes_);
    named_.push_back({sequence, bits, static_cast<std::uint32_t>(named_.size())});
  }

  /// One claim a place: the first, but its own name rather than another that is folded to the same.
  void appendClaims(std::size_t& i, std::uint64_t sequence, std::vector<std::uint32_t>& claims) {
    const std::size_t first = claims.size();
    constexpr std::uint32_t kPlaceMask = (1u << kPlaceBits) - 1;
    for (; i < named_.size() && named_[i].sequence == sequence; ++i) {
      const std::uint32_t bits = named_[i].bits;
      const auto known =
          std::find_if(claims.begin() + static_cast<std::ptrdiff_t>(first), claims.end(),
                       [&](std::uint32_t c) { return (c & kPlaceMask) == (bits & kPlaceMask); });
      const auto classOf = [](std::uint32_t c) { return static_cast<NameClass>((c >> kPlaceBits) & 7); };
      if (known != claims.end() && classOf(*known) == NameClass::other && classOf(bits) == NameClass::proper)
        *known = bits;
      if (known == claims.end() && claims.size() - first < kMostClaimsOfName) claims.push_back(bits);
    }
    claims.back() |= kLastClaim;
  }

  std::vector<NamedClaim> named_;
  std::vector<std::uint64_t> prefixes_;
};

/// Numbers of the containers by their codes.
struct Containers {
  std::unordered_map<std::string, std::uint16_t> countries, divisions, districts;
  std::string codes;

  explicit Containers(const std::vector<BookRow>& rows) {
    for (const BookRow& row : rows) {
      if (row.kind == Kind::country) {
        countries.emplace(row.country, static_cast<std::uint16_t>(countries.size() + 1));
        codes += (row.country + "  ").substr(0, 2);
      } else if (row.kind == Kind::division) {
        divisions.emplace(row.country + "." + row.division, static_cast<std::uint16_t>(divisions.size() + 1));
      } else if (row.kind == Kind::district) {
        districts.emplace(row.country + "." + row.division + "." + row.district,
                          static_cast<std::uint16_t>(districts.size() + 1));
      }
    }
  }
  static std::uint16_t number(const std::unordered_map<std::string, std::uint16_t>& of,
                              const std::string& code) {
    const auto found = of.find(code);
    return found == of.end() ? std::uint16_t{0} : found->second;
  }
};

template <typename T>
void place(std::string& out, std::uint64_t at, const std::vector<T>& list) {
  if (!list.empty()) std::memcpy(out.data() + at, list.data(), list.size() * sizeof(T));
}

}  // namespace

void BookWriter::addWord(std::string_view word, std::uint32_t flags) {
  if (const std::uint64_t hash = hashWord(word); hash != 0) words_.emplace_back(hash, flags);
}

std::string BookWriter::bytes() const {
  const Containers containers(rows_);
  std::vector<PlaceBook::Record> records;
  std::string text;
  NameCollector names;
  std::unordered_map<std::string, std::uint32_t> textOf;
  for (const BookRow& row : rows_) {
    const std::string shown = row.name.substr(0, 255);
    const auto [known, added] = textOf.emplace(shown, static_cast<std::uint32_t>(text.size()));
    if (added) (text += static_cast<char>(shown.size())) += shown;
    PlaceBook::Record record{};
    record.latE5 = static_cast<std::int32_t>(std::lround(row.at.lat * 1e5));
    record.lngE5 = static_cast<std::int32_t>(std::lround(row.at.lng * 1e5));
    record.name = known->second;
    record.geonameid = row.geonameid;
    record.population = row.population;
    record.country = Containers::number(containers.countries, row.country);
    record.division = Containers::number(containers.divisions, row.country + "." + row.division);
    record.district =
        Containers::number(containers.districts, row.country + "." + row.division + "." + row.district);
    record.kind = static_cast<std::uint8_t>(row.kind);
    record.source =
        static_cast<std::uint8_t>(static_cast<std::uint8_t>(row.source) | (row.onMap ? kOnMapBit : 0));
    for (const auto& [nameClass, name] : row.names)
      names.add(static_cast<std::uint32_t>(records.size()), nameClass, name);
    records.push_back(record);
  }
  std::vector<std::uint32_t> claims;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
  names.finish(claims, entries);
  SlotTable slots(entries.size());
  for (const auto& [sequence, value] : entries) slots.put(sequence, value);
  std::unordered_map<std::uint64_t, std::uint32_t> flags;
  for (const auto& [hash, bits] : words_) flags[hash] |= bits;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted(flags.begin(), flags.end());
  std::sort(sorted.begin(), sorted.end());
  SlotTable lexicon(sorted.size());
  for (const auto& [hash, bits] : sorted) lexicon.put(hash, bits);

  BookHeading heading{};
  std::memcpy(heading.magic, kMagic, sizeof(kMagic));
  heading.places = static_cast<std::uint32_t>(records.size());
  heading.countries = static_cast<std::uint32_t>(containers.countries.size());
  heading.divisions = static_cast<std::uint32_t>(containers.divisions.size());
  heading.districts = static_cast<std::uint32_t>(containers.districts.size());
  heading.slots = static_cast<std::uint32_t>(slots.slots().size());
  heading.claims = static_cast<std::uint32_t>(claims.size());
  heading.lexicon = static_cast<std::uint32_t>(lexicon.slots().size());
  heading.textSize = static_cast<std::uint32_t>(text.size());
  const BookSections s = sectionsOf(heading);
  heading.fileSize = s.end;
  heading.check = checkOf(heading);
  std::string out(s.end, '\0');
  std::memcpy(out.data(), &heading, sizeof(heading));
  place(out, s.records, records);
  std::memcpy(out.data() + s.codes, containers.codes.data(), containers.codes.size());
  place(out, s.slots, slots.slots());
  place(out, s.claims, claims);
  place(out, s.lexicon, lexicon.slots());
  std::memcpy(out.data() + s.text, text.data(), text.size());
  return out;
}

}  // namespace dateline::gazetteer
