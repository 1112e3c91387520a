#include "gazetteer/finder.h"

#include <algorithm>
#include <array>

#include "base/paths.h"
#include "gazetteer/collecting.h"
#include "gazetteer/senses.h"

namespace dateline::gazetteer {

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
