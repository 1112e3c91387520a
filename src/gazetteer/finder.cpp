#include "gazetteer/finder.h"

#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "article/folding.h"
#include "base/paths.h"
#include "gazetteer/collecting.h"
#include "gazetteer/option.h"
#include "gazetteer/senses.h"

namespace dateline::gazetteer {

namespace {

UScriptCode scriptOf(std::string_view text) {
  UChar32 c = 0;
  std::size_t at = 0;
  U8_NEXT(text.data(), at, text.size(), c);
  UErrorCode status = U_ZERO_ERROR;
  return c < 0 ? USCRIPT_UNKNOWN : uscript_getScript(c, &status);
}

/// Another name in the same letters: not the same without its marks, not only its beginning, as "Frankfurt"
/// is of "Frankfurt am Main", and not in capitals.
bool mayStandFor(std::string_view name, std::string_view written) {
  if (written.find('\n') != std::string_view::npos || scriptOf(name) != scriptOf(written)) return false;
  const std::vector<Word> words = wordsOf(written);
  const bool capitals =
      std::ranges::any_of(words, [](const Word& word) { return (word.shape & kAllCaps) != 0; });
  return !capitals && !article::fold(name).starts_with(article::fold(written));
}

}  // namespace

std::string_view nameOf(Role role) {
  constexpr std::array<std::string_view, 4> kNames = {"literal", "demonym", "metonym", "in-name"};
  return kNames[static_cast<std::size_t>(role)];
}

Finder::Finder(Books books, std::shared_ptr<const Weights> weights, std::vector<std::uint64_t> never)
    : books_(std::move(books)), weights_(std::move(weights)), never_(std::move(never)) {
  std::sort(never_.begin(), never_.end());
  // The book has countries first, then divisions, districts and capitals: the towns need not be touched.
  const PlaceBook& book = *books_.front();
  for (std::uint32_t i = 0; i < book.size(); ++i) {
    const PlaceEntry entry = book.place(i);
    if (entry.kind == Kind::country) capitals_.resize(i + 1, kNowhere);
    if (entry.kind == Kind::capital && entry.country < capitals_.size() &&
        capitals_[entry.country] == kNowhere)
      capitals_[entry.country] = i;
    if (entry.kind > Kind::capital) break;
  }
}

std::vector<Found> Finder::find(std::string_view text, const FindOptions& options) const {
  std::vector<Word> words;
  scanWords(text, words);
  Matches matches;
  findMatches(books_, text, words, matches);
  if (!never_.empty())
    std::erase_if(matches.list, [&](const Match& match) {
      return std::binary_search(never_.begin(), never_.end(), match.sequence);
    });
  if (matches.list.empty()) return {};
  const TextView view(text, words, *books_.front());
  Senses senses(books_, *weights_, view, matches);
  senses.weigh();
  return collectPlaces(senses, *weights_, options);
}

std::string Finder::nameFor(const Found& found, std::string_view words) const {
  const PlaceEntry entry = place(found.ref);
  const bool own = found.nameClass == NameClass::proper;
  const bool asGood = own || (found.nameClass == NameClass::other && !entry.onMap);
  const bool town = isTown(entry.kind) || entry.kind == Kind::district;
  if (!town || !found.wholeName || !asGood) return std::string(entry.name);
  return mayStandFor(entry.name, words) ? std::string(words) : std::string(entry.name);
}

std::string_view Finder::countryCode(PlaceRef ref) const {
  const PlaceBook& book = *books_[ref.book];
  return book.countryCode(book.place(ref.place).country);
}

std::string_view Finder::countryName(PlaceRef ref) const {
  const std::uint32_t country = place(ref).country;
  return country == kNowhere ? std::string_view() : books_[ref.book]->place(country).name;
}

std::string_view Finder::divisionName(PlaceRef ref) const {
  const std::uint32_t division = place(ref).division;
  return division == kNowhere ? std::string_view() : books_[ref.book]->place(division).name;
}

std::optional<PlaceRef> Finder::capitalOf(PlaceRef country) const {
  if (country.book != 0 || country.place >= capitals_.size() || capitals_[country.place] == kNowhere)
    return std::nullopt;
  return PlaceRef{0, capitals_[country.place]};
}

Result<std::shared_ptr<const Finder>> loadFinder(std::vector<std::shared_ptr<const PlaceBook>> own,
                                                 std::vector<std::uint64_t> never) {
  const auto bookFile = shippedFile("geodata/gazetteer.bin");
  if (!bookFile) return tl::make_unexpected(bookFile.error());
  auto book = PlaceBook::open(*bookFile);
  if (!book) return tl::make_unexpected(book.error());
  const auto weightsFile = shippedFile("geodata/place_weights.txt");
  if (!weightsFile) return tl::make_unexpected(weightsFile.error());
  Result<Weights> weights = readWeights(*weightsFile);
  if (!weights) return tl::make_unexpected(weights.error());
  Books books{*book};
  for (auto& other : own) books.push_back(std::move(other));
  return std::make_shared<const Finder>(
      std::move(books), std::make_shared<const Weights>(std::move(*weights)), std::move(never));
}

}  // namespace dateline::gazetteer
