#include "gazetteer/matches.h"

#include <algorithm>

#include "gazetteer/inflection.h"

namespace dateline::gazetteer {
namespace {

constexpr std::uint32_t kMostWords = 9;
constexpr std::uint32_t kMostClaims = 48;

bool has(const Word& word, std::uint8_t shape) {
  return (word.shape & shape) != 0;
}

/// Whether a name may go on over this gap. A full stop and a space part sentences, but not "St. Louis".
bool bridges(const Word& before, const Word& after) {
  switch (after.gap) {
    case Gap::none:
    case Gap::space:
    case Gap::hyphen:
    case Gap::apostrophe:
    case Gap::dot:
    case Gap::comma:
    case Gap::slash:
      return true;
    case Gap::dotSpace:
      return before.end - before.begin <= 4;
    default:
      return false;
  }
}

bool isLandform(const Word& word) {
  static const std::vector<std::uint64_t> kWords = [] {
    std::vector<std::uint64_t> all;
    for (const std::string_view noun :
         {"river",      "creek",       "lake",     "lagoon",    "bay",    "gulf",     "sea",
          "strait",     "canal",       "falls",    "reservoir", "fjord",  "estuary",  "delta",
          "basin",      "harbour",     "harbor",   "beach",     "coast",  "island",   "islands",
          "peninsula",  "valley",      "mountain", "mountains", "hills",  "range",    "plateau",
          "glacier",    "desert",      "oasis",    "forest",    "county", "province", "township",
          "prefecture", "governorate", "oblast"})
      all.push_back(hashWord(noun));
    return all;
  }();
  return word.gap == Gap::space && has(word, kCapital) && !has(word, kAllCaps) &&
         std::find(kWords.begin(), kWords.end(), word.hash) != kWords.end();
}

class Matcher {
 public:
  Matcher(const Books& books, std::string_view text, const std::vector<Word>& words, Matches& into)
      : books_(books), text_(text), words_(words), into_(into) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(words_.size());
    for (std::uint32_t i = 0; i < count;) {
      if (mayBegin(words_[i]) && matchAt(i) > 0) {
        addLandform(into_.list.back());
        i += into_.list.back().words;
      } else {
        ++i;
      }
    }
  }

 private:
  static bool mayBegin(const Word& word) { return has(word, kCapital | kUncased) && word.hash != 0; }

  /// Words of the longest acceptable name that begins here; 0 for none.
  std::uint32_t matchAt(std::uint32_t first) {
    std::uint32_t best = 0;
    for (std::size_t book = 0; book < books_.size(); ++book)
      best = std::max(best, longest(book, first, best));
    if (mayBeInflected(spelling(words_[first])) && (best == 0 || !isKnown(into_.list.back())))
      for (std::size_t book = 0; book < books_.size(); ++book) best = std::max(best, inflected(book, first));
    return best;
  }

  [[nodiscard]] std::string_view spelling(const Word& word) const {
    return text_.substr(word.begin, word.end - word.begin);
  }

  /// A name in one of its cases, each word as it stands or bent; 0 for none. The longest, as always.
  std::uint32_t inflected(std::size_t book, std::uint32_t first) {
    bent_ = {};
    follow(book, first, 0, kNoWords);
    if (bent_.length == 0) return 0;
    // "Уфе" is Ufa, in one of its cases, rather than what a village in Belgium is called.
    if (!into_.list.empty() && into_.list.back().firstWord == first) {
      if (into_.list.back().words > bent_.length) return 0;
      into_.claims.resize(into_.list.back().firstClaim);
      into_.list.pop_back();
    }
    Match match{first,
                bent_.length,
                0,
                words_[first].begin,
                words_[first + bent_.length - 1].end,
                bent_.sequence,
                static_cast<std::uint32_t>(into_.claims.size()),
                0};
    for (const Claim& claim : bent_.claims)
      into_.claims.push_back({{static_cast<std::uint8_t>(book), claim.place}, claim.nameClass, true});
    match.claimCount = static_cast<std::uint32_t>(into_.claims.size()) - match.firstClaim;
    into_.list.push_back(match);
    return bent_.length;
  }

  void follow(std::size_t book, std::uint32_t first, std::uint32_t length, std::uint64_t sequence) {
    constexpr std::uint32_t kMostBent = 4;
    const std::uint32_t index = first + length;
    if (length == kMostBent || index >= words_.size()) return;
    const Word& word = words_[index];
    if (word.hash == 0 || (length > 0 && !bridges(words_[index - 1], word))) return;
    std::vector<std::uint64_t> forms = uninflected(spelling(word));
    forms.push_back(word.hash);
    for (const std::uint64_t form : forms) {
      const std::uint64_t longer = extendHash(sequence, form, length > 0 && word.gap == Gap::comma);
      const PlaceBook::Step step = books_[book]->follow(longer);
      if (!step.found) continue;
      if (step.claims != kNowhere && length + 1 > bent_.length)
        takeBent(book, first, length + 1, longer, step.claims);
      if (step.longer) follow(book, first, length + 1, longer);
    }
  }

  void takeBent(std::size_t book, std::uint32_t first, std::uint32_t length, std::uint64_t sequence,
                std::uint32_t claims) {
    into_.scratch.clear();
    books_[book]->claims(claims, into_.scratch);
    std::erase_if(into_.scratch, [&](const Claim& claim) {
      return claim.nameClass > NameClass::historical || !agrees(claim, first, length) ||
             !isKnown(books_[book]->place(claim.place), length);
    });
    if (into_.scratch.size() > kMostClaims) into_.scratch.resize(kMostClaims);
    if (!into_.scratch.empty()) bent_ = {length, sequence, into_.scratch};
  }

  [[nodiscard]] bool isKnown(const Match& match) const {
    const auto claims = into_.claimsOf(match);
    return std::any_of(claims.begin(), claims.end(), [&](const BookClaim& claim) {
      return isKnown(books_[claim.ref.book]->place(claim.ref.place), match.words);
    });
  }

  /// Endings make names of many a word: only of places that one may expect.
  [[nodiscard]] static bool isKnown(const PlaceEntry& place, std::uint32_t words) {
    constexpr std::uint32_t kTown = 20'000;
    const bool large = place.kind <= Kind::division || place.kind == Kind::capital;
    const bool town = place.kind == Kind::seat || place.kind == Kind::town;
    return large || (town && place.population >= kTown) || (!town && words > 1);
  }

  std::uint32_t longest(std::size_t book, std::uint32_t first, std::uint32_t atLeast) {
    std::uint32_t best = 0;
    std::uint64_t sequence = kNoWords;
    const auto most = std::min<std::size_t>(words_.size(), std::size_t{first} + kMostWords);
    for (std::uint32_t i = first; i < most; ++i) {
      const Word& word = words_[i];
      if (word.hash == 0 || (i > first && !bridges(words_[i - 1], word))) break;
      sequence = extendHash(sequence, word.hash, i > first && word.gap == Gap::comma);
      const PlaceBook::Step step = books_[book]->follow(sequence);
      if (!step.found) break;
      const std::uint32_t length = i - first + 1;
      if (step.claims != kNowhere && length >= atLeast && take(book, first, length, sequence, step.claims))
        best = length;
      if (!step.longer) break;
    }
    return best;
  }

  /// Adds the claims whose spelling agrees with the text; a longer match takes the place of a shorter one at
  /// the same word, an equally long one of another book joins it.
  bool take(std::size_t book, std::uint32_t first, std::uint32_t length, std::uint64_t sequence,
            std::uint32_t claims) {
    into_.scratch.clear();
    books_[book]->claims(claims, into_.scratch);
    const bool same = !into_.list.empty() && into_.list.back().firstWord == first;
    const bool joins = same && into_.list.back().words == length;
    const auto firstClaim = joins  ? into_.list.back().firstClaim
                            : same ? into_.list.back().firstClaim
                                   : static_cast<std::uint32_t>(into_.claims.size());
    std::size_t kept = 0;
    bool dotted = false;
    for (const Claim& claim : into_.scratch) {
      if (!agrees(claim, first, length)) continue;
      if (kept == 0 && same && !joins) into_.claims.resize(firstClaim);
      if (++kept > kMostClaims) break;
      dotted = dotted || claim.dotted;
      into_.claims.push_back({{static_cast<std::uint8_t>(book), claim.place}, claim.nameClass});
    }
    if (kept == 0) return false;
    Match match{first,
                length,
                0,
                words_[first].begin,
                words_[first + length - 1].end,
                sequence,
                firstClaim,
                static_cast<std::uint32_t>(into_.claims.size()) - firstClaim};
    if ((dotted || endsAsInitials(match)) && match.end < text_.size() && text_[match.end] == '.') ++match.end;
    if (same)
      into_.list.back() = match;
    else
      into_.list.push_back(match);
    return true;
  }

  /// "Washington, D.C."
  [[nodiscard]] bool endsAsInitials(const Match& match) const {
    const Word& last = words_[match.firstWord + match.words - 1];
    return match.words > 1 && last.gap == Gap::dot && has(last, kOneLetter) && has(last, kCapital);
  }

  /// "Volga River" is a name too where the book has only "Volga".
  void addLandform(Match& match) const {
    const std::uint32_t next = match.firstWord + match.words;
    if (next >= words_.size() || !isLandform(words_[next])) return;
    const bool goesOn =
        next + 1 < words_.size() && words_[next + 1].gap == Gap::space && has(words_[next + 1], kCapital);
    const auto claims = into_.claimsOf(match);
    const bool named = std::any_of(claims.begin(), claims.end(), [](const BookClaim& claim) {
      return claim.nameClass == NameClass::proper || claim.nameClass == NameClass::other;
    });
    if (goesOn || !named) return;
    match.sequence = extendHash(match.sequence, words_[next].hash, false);
    match.end = words_[next].end;
    ++match.words;
    match.landform = 1;
  }

  [[nodiscard]] bool agrees(const Claim& claim, std::uint32_t first, std::uint32_t length) const {
    const Word& begin = words_[first];
    const Word& end = words_[first + length - 1];
    if (goesOnInKatakana(first) || goesOnInKatakana(first + length)) return false;
    if (claim.nameClass == NameClass::abbreviation) return agreesShort(claim, first, length);
    if (claim.nameClass == NameClass::postal)
      return length == 1 && has(begin, kAllCaps) && begin.gap == Gap::comma;
    if (length == 1) {
      if (has(begin, kOneLetter) && !has(begin, kUncased)) return false;
      if (has(begin, kAllCaps) && end.end - begin.begin <= 3) return false;
      return (books_.front()->wordFlags(begin.hash) & (kNever | kMonthDay)) == 0;
    }
    return has(end, kCapital | kUncased | kDigit) || end.gap == Gap::apostrophe || end.gap == Gap::hyphen;
  }

  [[nodiscard]] bool agreesShort(const Claim& claim, std::uint32_t first, std::uint32_t length) const {
    const Word& end = words_[first + length - 1];
    const bool stop = end.end < text_.size() && text_[end.end] == '.';
    if (claim.dotted && !stop) return false;
    bool capitals = true;
    for (std::uint32_t i = first; i < first + length; ++i)
      capitals =
          capitals && (has(words_[i], kAllCaps) || (has(words_[i], kOneLetter) && has(words_[i], kCapital)));
    if (length == 1 && !claim.dotted) return capitals;
    if (length == 1) return !has(words_[first], kAllCaps) && mayBeShort(first);
    return capitals || claim.dotted;
  }

  /// "Mass." and "Wash." also end sentences and stand before names: a state's abbreviation follows a comma,
  /// or a bracket.
  [[nodiscard]] bool mayBeShort(std::uint32_t first) const {
    const std::uint32_t begin = words_[first].begin;
    return words_[first].gap == Gap::comma || (begin > 0 && text_[begin - 1] == '(');
  }

  /// Between two letters of one word: names in katakana stand alone, as "バイデン" does, which is not
  /// "バイデ".
  [[nodiscard]] bool goesOnInKatakana(std::uint32_t index) const {
    return index > 0 && index < words_.size() && words_[index].gap == Gap::none &&
           isKatakana(words_[index - 1]) && isKatakana(words_[index]);
  }
  [[nodiscard]] bool isKatakana(const Word& word) const {
    const std::string_view letter = spelling(word);
    return letter >= "\u30A1" && letter <= "\u30FF";
  }

  struct Bent {
    std::uint32_t length = 0;
    std::uint64_t sequence = 0;
    std::vector<Claim> claims;
  };

  const Books& books_;
  std::string_view text_;
  const std::vector<Word>& words_;
  Matches& into_;
  Bent bent_;
};

}  // namespace

void findMatches(const Books& books, std::string_view text, const std::vector<Word>& words, Matches& into) {
  Matcher(books, text, words, into).run();
}

}  // namespace dateline::gazetteer
