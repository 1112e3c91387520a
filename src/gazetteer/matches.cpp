#include "gazetteer/matches.h"

#include <algorithm>

#include "gazetteer/distinguishers.h"
#include "gazetteer/inflection.h"
#include "gazetteer/overlaps.h"
#include "gazetteer/spelling_rules.h"

namespace dateline::gazetteer {
namespace {

constexpr std::uint32_t kMostWords = 9;
constexpr std::uint32_t kMostClaims = 48;

bool has(const Word& word, std::uint8_t shape) {
  return (word.shape & shape) != 0;
}

class Matcher {
 public:
  Matcher(const Books& books, std::string_view text, const std::vector<Word>& words, Matches& into)
      : books_(books),
        text_(text),
        words_(words),
        into_(into),
        tongues_(text, words),
        rules_(*books.front(), text, words, tongues_) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(words_.size());
    for (std::uint32_t i = 0; i < count;) {
      if (has(words_[i], kUnspaced)) {
        i = matchUnspaced(i);
      } else if ((mayBegin(words_[i]) || mayOpenSmall(words_[i])) && matchAt(i) > 0) {
        addLandform(into_.list.back());
        i += into_.list.back().words;
      } else {
        ++i;
      }
    }
  }

 private:
  static bool mayBegin(const Word& word) { return has(word, kCapital | kUncased) && word.hash != 0; }

  /// Letters that stand without spaces, from the first to the last: a name may begin at any of them. The word
  /// after the last.
  std::uint32_t matchUnspaced(std::uint32_t first) {
    const std::size_t base = into_.list.size();
    auto end = first + 1;
    while (end < words_.size() && words_[end].gap == Gap::none && has(words_[end], kUnspaced)) ++end;
    for (std::uint32_t i = first; i < end; ++i)
      if (words_[i].hash != 0) matchAt(i);
    dropOverlapped(books_, into_, base);
    for (std::size_t i = base; i < into_.list.size(); ++i) addLandform(into_.list[i]);
    if (into_.list.size() == base) return end;
    return std::max(end, into_.list.back().firstWord + into_.list.back().words);
  }

  /// Words of the longest acceptable name that begins here; 0 for none.
  std::uint32_t matchAt(std::uint32_t first) {
    std::uint32_t best = 0;
    for (std::size_t book = 0; book < books_.size(); ++book)
      best = std::max(best, longest(book, first, best));
    if ((best == 0 || !isKnown(into_.list.back())) && bendingAt(first) != Bending::none)
      for (std::size_t book = 0; book < books_.size(); ++book) best = std::max(best, inflected(book, first));
    return best;
  }

  [[nodiscard]] std::string_view spelling(const Word& word) const {
    return text_.substr(word.begin, word.end - word.begin);
  }

  [[nodiscard]] Bending bendingAt(std::uint32_t index) const {
    return bendingOf(spelling(words_[index]), index, tongues_);
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
                0,
                true};
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
    std::vector<std::uint64_t> forms = uninflected(spelling(word), bendingAt(index));
    forms.push_back(word.hash);
    for (const std::uint64_t form : forms) {
      const std::uint64_t longer = extendHash(sequence, form, length > 0 && word.gap == Gap::comma);
      const PlaceBook::Step step = books_[book]->follow(longer);
      if (!step.found) continue;
      const bool noun = length == 0 && rules_.isNoun(index, form);
      if (step.claims != kNowhere && length + 1 > bent_.length && !noun)
        takeBent(book, first, length + 1, longer, step.claims);
      if (step.longer) follow(book, first, length + 1, longer);
    }
  }

  void takeBent(std::size_t book, std::uint32_t first, std::uint32_t length, std::uint64_t sequence,
                std::uint32_t claims) {
    into_.scratch.clear();
    books_[book]->claims(claims, into_.scratch);
    std::erase_if(into_.scratch, [&](const Claim& claim) {
      return claim.nameClass > NameClass::historical || !rules_.agrees(claim, *books_[book], first, length) ||
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
    constexpr std::uint32_t kProvince = 50'000;
    const bool large = place.kind < Kind::division || place.kind == Kind::capital ||
                       (place.kind == Kind::division && (words > 1 || place.population >= kProvince));
    const bool town = place.kind == Kind::seat || place.kind == Kind::town;
    const bool water = place.kind == Kind::river || place.kind == Kind::sea;
    return large || water || words > 1 || (town && place.population >= kTown);
  }

  std::uint32_t longest(std::size_t book, std::uint32_t first, std::uint32_t atLeast) {
    std::uint32_t best = 0;
    std::uint64_t sequence = kNoWords;
    const auto most = std::min<std::size_t>(words_.size(), std::size_t{first} + kMostWords);
    for (std::uint32_t i = first; i < most; ++i) {
      const Word& word = words_[i];
      const std::uint32_t length = i - first + 1;
      if (word.hash == 0) break;
      const std::uint64_t before = sequence;
      sequence = extendHash(sequence, word.hash, i > first && word.gap == Gap::comma);
      const bool goesOn = i == first || bridges(words_[i - 1], word);
      const PlaceBook::Step step = goesOn ? books_[book]->follow(sequence) : PlaceBook::Step{};
      if (!step.found) {
        if (i > first) best = std::max(best, distinguished(book, first, i, before));
        break;
      }
      if (step.claims != kNowhere && length >= atLeast && take(book, first, length, sequence, step.claims))
        best = length;
      if (!step.longer) break;
    }
    return best;
  }

  /// "Frankfurt (Oder)", "Frankfurt/Main": what tells it from its namesakes belongs to the name. `sequence`
  /// is of the words before `mark`, the first word of it.
  std::uint32_t distinguished(std::size_t book, std::uint32_t first, std::uint32_t mark,
                              std::uint64_t sequence) {
    const std::uint32_t marks = wordsOfDistinguisher(text_, words_, mark);
    if (marks == 0) return 0;
    const std::uint32_t length = mark - first + marks;
    for (const std::uint64_t joined : joinedNames(sequence, std::span(words_).subspan(mark, marks))) {
      const PlaceBook::Step step = books_[book]->follow(joined);
      if (!step.found || step.claims == kNowhere || !take(book, first, length, joined, step.claims)) continue;
      std::uint32_t& end = into_.list.back().end;
      if (end < text_.size() && text_[end] == ')') ++end;
      return length;
    }
    return 0;
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
      if (!rules_.agrees(claim, *books_[book], first, length)) continue;
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

  struct Bent {
    std::uint32_t length = 0;
    std::uint64_t sequence = 0;
    std::vector<Claim> claims;
  };

  const Books& books_;
  std::string_view text_;
  const std::vector<Word>& words_;
  Matches& into_;
  Tongues tongues_;
  SpellingRules rules_;
  Bent bent_;
};

}  // namespace

void findMatches(const Books& books, std::string_view text, const std::vector<Word>& words, Matches& into) {
  Matcher(books, text, words, into).run();
}

}  // namespace dateline::gazetteer
