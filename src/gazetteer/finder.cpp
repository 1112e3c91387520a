#include "gazetteer/finder.h"

#include <algorithm>
#include <cmath>

#include "base/paths.h"
#include "gazetteer/senses.h"

namespace dateline::gazetteer {
namespace {

bool isGovernmentSeat(const Option& option) {
  return option.kind == Kind::capital || option.kind == Kind::facility ||
         option.nameClass == NameClass::government;
}

Role roleOf(const Option& option, const Surroundings& around) {
  if (option.nameClass == NameClass::demonym) return Role::demonym;
  if (option.nameClass == NameClass::government) return Role::metonym;
  if (around.partOfName) return Role::inName;
  return isGovernmentSeat(option) && around.governs ? Role::metonym : Role::literal;
}

std::vector<Candidate> candidatesOf(const Senses& senses, const Sense& sense, std::size_t most) {
  std::vector<Candidate> list;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i) {
    const Option& option = senses.options()[sense.firstOption + i];
    list.push_back({option.ref, option.nameClass, option.share, senses.explainOption(sense, i)});
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Candidate& a, const Candidate& b) { return a.share > b.share; });
  if (list.size() > most) list.resize(most);
  return list;
}

/// The word before that belongs to the name, where the text writes it large: "Lake Victoria" too where the
/// book has only "Victoria".
std::uint32_t beginWithOpening(const TextView& view, const Match& match, std::uint32_t after) {
  static const std::array<std::uint64_t, 6> kOpenings = {hashWord("lake"),  hashWord("river"),
                                                         hashWord("mount"), hashWord("mt"),
                                                         hashWord("loch"),  hashWord("cape")};
  const std::int64_t index = std::int64_t{match.firstWord} - 1;
  const Word* before = view.word(index);
  if (before == nullptr || before->begin < after || view.words()[match.firstWord].gap != Gap::space ||
      (before->shape & kCapital) == 0 || (before->shape & kAllCaps) != 0)
    return match.begin;
  const bool opening = std::find(kOpenings.begin(), kOpenings.end(), before->hash) != kOpenings.end();
  return opening ? before->begin : match.begin;
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
  std::vector<Found> found;
  if (matches.list.empty()) return found;
  const TextView view(text, words, *books_.front());
  Senses senses(books_, *weights_, view, matches);
  senses.weigh();
  for (std::size_t i = 0; i < matches.list.size(); ++i) {
    const Mentioned& mention = senses.mentioned()[i];
    const Sense& sense = senses.senseOf(mention);
    if (sense.best < 0) continue;
    const Option& best = senses.options()[sense.firstOption + static_cast<std::uint32_t>(sense.best)];
    const float right = std::clamp(sigmoid(mention.score) * best.cluster, 1e-6f, 1 - 1e-6f);
    const float logOdds = std::log(right / (1 - right));
    const float confidence = sigmoid(weights_->scale * logOdds + weights_->shift);
    if (confidence < options.minConfidence) continue;
    const std::uint32_t after = i > 0 ? matches.list[i - 1].end : 0;
    Found one{beginWithOpening(view, matches.list[i], after),
              matches.list[i].end,
              best.ref,
              roleOf(best, mention.around),
              confidence,
              mention.around.visited,
              {},
              {}};
    if (options.explain) {
      one.reasons = senses.explainMention(i);
      one.candidates = candidatesOf(senses, sense, options.mostCandidates);
    }
    found.push_back(std::move(one));
  }
  return found;
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
