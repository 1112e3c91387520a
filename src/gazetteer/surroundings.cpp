#include <algorithm>

#include "gazetteer/reading.h"
#include "gazetteer/usage.h"

namespace dateline::gazetteer {
namespace {

bool has(const Word* word, std::uint8_t shape) {
  return word != nullptr && (word->shape & shape) != 0;
}

constexpr std::uint32_t kindBits(std::initializer_list<Kind> kinds) {
  std::uint32_t bits = 0;
  for (const Kind kind : kinds) bits |= 1u << static_cast<unsigned>(kind);
  return bits;
}

constexpr std::uint32_t kTowns = kindBits({Kind::capital, Kind::seat, Kind::town, Kind::quarter});

struct NounKinds {
  std::uint64_t word;
  std::uint32_t kinds;
};

/// The kinds of place that a word in the text can mean.
const std::vector<NounKinds>& nounKinds() {
  static const std::vector<NounKinds> list = [] {
    using enum Kind;
    std::vector<NounKinds> all;
    const auto add = [&](std::initializer_list<std::string_view> words, std::uint32_t kinds) {
      for (const std::string_view word : words) all.push_back({hashWord(word), kinds});
    };
    add({"city", "town", "village", "mayor", "downtown", "suburb", "township", "municipality", "port",
         "capital", "borough", "neighborhood", "neighbourhood", "resident"},
        kTowns);
    add({"state", "province", "governor", "statewide", "gov", "oblast"}, kindBits({division}));
    add({"county", "district", "parish", "sheriff"}, kindBits({district}));
    add({"country", "nation", "republic", "kingdom", "ambassador", "embassy"}, kindBits({country}));
    add({"island", "islands", "isle"}, kindBits({island, country, division}));
    add({"river", "creek"}, kindBits({river}));
    add({"lake", "reservoir"}, kindBits({lake}));
    add({"sea", "ocean", "gulf", "bay", "strait"}, kindBits({sea}));
    add({"mountain", "mountains", "mount", "mt", "peak", "volcano"}, kindBits({mountains}));
    add({"desert"}, kindBits({desert}));
    add({"region", "peninsula", "valley", "coast", "territory"},
        kindBits({region, division, district, area}));
    return all;
  }();
  return list;
}

/// The bits of the hashes of all nouns: nearly every other word is told by them.
std::array<std::uint64_t, 16> nounBits() {
  std::array<std::uint64_t, 16> bits{};
  for (const NounKinds& noun : nounKinds())
    bits[(noun.word >> 6) % 16] |= std::uint64_t{1} << (noun.word % 64);
  return bits;
}

std::uint32_t kindsOfNoun(const Word* word) {
  static const std::array<std::uint64_t, 16> kBits = nounBits();
  if (word == nullptr || ((kBits[(word->hash >> 6) % 16] >> (word->hash % 64)) & 1) == 0) return 0;
  for (const NounKinds& noun : nounKinds())
    if (noun.word == word->hash) return noun.kinds;
  return 0;
}

/// Hashes of a few words that the rules below ask for again and again.
struct KnownWords {
  std::uint64_t the = hashWord("the"), of = hashWord("of"), based = hashWord("based"), s = hashWord("s"),
                in = hashWord("in"), at = hashWord("at");
  std::vector<std::uint64_t> germanArticles =
      hashes({"der",   "die",    "das",    "den",    "dem",   "des",    "ein",    "eine",   "einen",
              "einem", "einer",  "eines",  "kein",   "keine", "keinen", "keinem", "keiner", "dieser",
              "diese", "dieses", "diesen", "diesem", "jeder", "jede",   "jedes",  "jeden",  "jedem",
              "im",    "am",     "vom",    "zum",    "zur",   "beim",   "ins"});
  std::vector<std::uint64_t> visit =
      hashes({"visit", "visits", "visited", "visiting", "trip", "arrived", "arrives", "arriving", "travelled",
              "traveled", "travels", "traveling", "travelling", "talks", "summit", "tour", "flew", "stop"});
  std::vector<std::uint64_t> dealt = hashes({"with", "between", "against", "by", "urged", "pressed"});
  std::vector<std::uint64_t> kin =
      hashes({"wife", "husband", "son", "sons", "daughter", "daughters", "brother", "sister", "mother",
              "father", "girlfriend", "boyfriend", "fiancee", "niece", "nephew", "cousin"});
  std::vector<std::uint64_t> policy = hashes({"support", "influence", "policy", "decision", "allies", "war",
                                              "invasion", "sphere", "position", "demands"});

  static std::vector<std::uint64_t> hashes(std::initializer_list<std::string_view> words) {
    std::vector<std::uint64_t> all;
    for (const std::string_view word : words) all.push_back(hashWord(word));
    return all;
  }
  static bool isOneOf(const Word* word, const std::vector<std::uint64_t>& list) {
    return word != nullptr && std::find(list.begin(), list.end(), word->hash) != list.end();
  }
};
const KnownWords& known() {
  static const KnownWords words;
  return words;
}

class Surveyor {
 public:
  Surveyor(const TextView& view, const Match& match, const Weights& weights, std::vector<Reason>* reasons)
      : view_(view), match_(match), weights_(weights), tally_(weights, reasons) {
    const auto first = static_cast<std::int64_t>(match.firstWord);
    const auto next = first + match.words;
    first_ = view.word(first);
    last_ = view.word(next - 1);
    before_ = view.word(first - 1);
    before2_ = view.word(first - 2);
    after_ = view.word(next);
    after2_ = view.word(next + 1);
    if (after_ != nullptr && after_->gap == Gap::apostrophe && after_->hash == known().s) {
      possessive_ = true;
      after_ = after2_;
      after2_ = view.word(next + 2);
    }
    flagsBefore_ = view.flags(before_);
    flagsAfter_ = view.flags(after_);
    joinedBefore_ = before_ != nullptr && first_->gap == Gap::space;
    joinedAfter_ = after_ != nullptr && !possessive_ && after_->gap == Gap::space;
    startsSentence_ = view.beginsSentence(first);
  }

  Surroundings run() {
    ofTheWord();
    out_.person = isAddressed(view_.text(), view_.words(), match_);
    tally_.addIf(out_.person, Evidence::addressed);
    ofTheWordBefore();
    ofTheWordAfter();
    ofTheSentence();
    out_.score = tally_.sum();
    return out_;
  }

 private:
  void ofTheWord() {
    tally_.add(Evidence::always);
    tally_.addIf(match_.words == 2, Evidence::twoWords);
    tally_.addIf(match_.words > 2, Evidence::manyWords);
    const bool capitals = has(first_, kAllCaps);
    tally_.addIf(capitals && match_.end - match_.begin > 4, Evidence::allCaps);
    tally_.addIf((capitals && match_.end - match_.begin <= 4) || has(first_, kOneLetter),
                 Evidence::abbreviated);
    tally_.addIf(startsSentence_, Evidence::sentenceStart);
    tally_.addIf(match_.landform > 0, Evidence::landform);
    if (match_.landform > 0) out_.nounKinds |= kindsOfNoun(last_);
    tally_.addIf(
        match_.words == 2 && has(first_, kUncased) && has(last_, kUncased) && last_->gap == Gap::none,
        Evidence::twoLetters);
    if (match_.words != 1 || capitals) return;
    const std::uint32_t flags = view_.flags(first_);
    out_.ordinary = (flags & kDictionary) != 0;
    out_.firstName = (flags & kFirstName) != 0;
    out_.surname = (flags & kSurname) != 0;
    tally_.addIf(out_.ordinary, Evidence::ordinaryWord);
    tally_.addIf(out_.ordinary && startsSentence_, Evidence::ordinaryStart);
    tally_.addIf(view_.hasInSmallLetters(first_->hash), Evidence::lowerTwin);
    tally_.addIf(out_.firstName, Evidence::firstName);
    tally_.addIf(out_.surname, Evidence::surname);
  }

  /// "Śląskim" of "Stroniu Śląskim": a Polish adjective with a capital is of a town's name, a province has
  /// none.
  [[nodiscard]] bool isHalfOfName() const {
    if (match_.words != 1 || view_.latinAt(match_.firstWord) != Tongue::polish ||
        view_.beginsSentence(match_.firstWord - 1))
      return false;
    const std::string_view name = view_.spelling(*first_);
    return std::ranges::any_of(std::array<std::string_view, 5>{"kim", "kiego", "kich", "kiej", "kiemu"},
                               [&](std::string_view ending) { return name.ends_with(ending); });
  }

  /// "Lee Preston, 41," or "(41)".
  [[nodiscard]] bool hasAge() const {
    constexpr std::uint32_t kDigits = 2;
    if (match_.words != 1 || after_ == nullptr || !has(after_, kDigit)) return false;
    if (after_->end - after_->begin != kDigits || after_->end >= view_.text().size()) return false;
    const char next = view_.text()[after_->end];
    return (after_->gap == Gap::comma && (next == ',' || next == '.')) ||
           (next == ')' && view_.text()[after_->begin - 1] == '(');
  }

  /// "His wife, Virginia, and".
  [[nodiscard]] bool isRelative() const {
    return match_.words == 1 && (out_.firstName || out_.surname) && first_->gap == Gap::comma &&
           KnownWords::isOneOf(before_, known().kin) && (after_ == nullptr || after_->gap != Gap::space);
  }

  void ofTheWordBefore() {
    constexpr std::uint32_t kNotName =
        kPreposition | kDirection | kNever | kMonthDay | kTitleWord | kPlaceNoun;
    const bool capital = joinedBefore_ && has(before_, kCapital);
    const bool title = (joinedBefore_ || (before_ != nullptr && first_->gap == Gap::dotSpace)) &&
                       (flagsBefore_ & kTitleWord) != 0;
    // A Hungarian has his first name last.
    const bool hungarian = match_.bent && view_.latinAt(match_.firstWord) == Tongue::hungarian;
    const bool firstName = capital && !hungarian && (flagsBefore_ & kFirstName) != 0 &&
                           (flagsBefore_ & (kNever | kPreposition)) == 0;
    const bool initial = before_ != nullptr && first_->gap == Gap::dotSpace && has(before_, kOneLetter) &&
                         has(before_, kCapital);
    // A case says that the name is a word of the sentence, whatever stands beside it, but for what is one
    // half of a name.
    const bool bent = match_.bent && !isHalfOfName();
    const bool other = capital && !firstName && !bent && (flagsBefore_ & (kNotName | kOrgWord)) == 0;
    const bool preposition =
        before_ != nullptr && first_->gap == Gap::space && (flagsBefore_ & kPreposition) != 0;
    const bool of = before_ != nullptr && before_->hash == known().of && joinedBefore_;
    const std::uint32_t flagsOf = of ? view_.flags(before2_) : 0;
    tally_.addIf(title, Evidence::afterTitle);
    tally_.addIf(firstName, Evidence::afterFirstName);
    tally_.addIf(initial, Evidence::afterInitial);
    tally_.addIf(other, Evidence::afterCapital);
    tally_.addIf(preposition, Evidence::afterPreposition);
    tally_.addIf(joinedBefore_ && (flagsBefore_ & kDirection) != 0, Evidence::afterDirection);
    tally_.addIf(joinedBefore_ && before_->hash == known().the, Evidence::afterThe);
    tally_.addIf(joinedBefore_ && (flagsBefore_ & kPlaceNoun) != 0, Evidence::afterPlaceNoun);
    tally_.addIf((flagsOf & kOrgWord) != 0 && has(before2_, kCapital), Evidence::afterOrgOf);
    tally_.addIf((flagsOf & kPlaceNoun) != 0, Evidence::afterPlaceOf);
    tally_.addIf(joinedBefore_ && (flagsBefore_ & kNameParticle) != 0, Evidence::afterParticle);
    tally_.addIf(capital && (flagsBefore_ & kOrgWord) != 0, Evidence::afterOrg);
    tally_.addIf(before_ != nullptr && first_->gap == Gap::hyphen, Evidence::hyphenBefore);
    tally_.addIf(joinedBefore_ && has(before_, kDigit), Evidence::digitBeside);
    if (before_ != nullptr && first_->gap <= Gap::comma && !weights_.before.empty()) {
      const auto found = weights_.before.find(before_->hash);
      if (found != weights_.before.end()) tally_.addWord(view_.spelling(*before_), found->second, "before: ");
    }
    out_.aged = capital && (flagsBefore_ & (kNotName | kOrgWord)) == 0 && hasAge();
    tally_.addIf(out_.aged, Evidence::aged);
    const bool kin = isRelative();
    tally_.addIf(kin, Evidence::kin);
    out_.person = out_.person || out_.aged || kin || firstName || initial || (title && match_.words == 1);
    out_.place = out_.place || (preposition && !capital) || (flagsOf & kPlaceNoun) != 0;
    out_.partOfName = out_.partOfName || ((flagsOf & kOrgWord) != 0 && has(before2_, kCapital)) || other;
    out_.nounKinds |= joinedBefore_ ? kindsOfNoun(before_) : 0;
    if (of) out_.nounKinds |= kindsOfNoun(before2_);
  }

  void ofTheWordAfter() {
    const bool capital = joinedAfter_ && has(after_, kCapital) && !has(after_, kAllCaps);
    const bool org = capital && (flagsAfter_ & kOrgWord) != 0;
    const bool facility = capital && (flagsAfter_ & kFacilityWord) != 0;
    const bool water = capital && (flagsAfter_ & kWaterWord) != 0;
    const bool admin = capital && (flagsAfter_ & kAdminWord) != 0;
    const bool surname = capital && (flagsAfter_ & kSurname) != 0 && !org && !facility && !admin;
    const bool other = capital && !match_.bent && !org && !facility && !water && !admin && !surname &&
                       (flagsAfter_ & (kMonthDay | kTitleWord | kNever | kPreposition)) == 0;
    const bool hyphen = after_ != nullptr && !possessive_ && after_->gap == Gap::hyphen;
    tally_.addIf(org, Evidence::beforeOrg);
    tally_.addIf(facility, Evidence::beforeFacility);
    tally_.addIf(water, Evidence::beforeWater);
    tally_.addIf(admin, Evidence::beforeAdmin);
    tally_.addIf(surname, Evidence::beforeSurname);
    tally_.addIf(other, Evidence::beforeCapital);
    const bool verb = (joinedAfter_ && !has(after_, kCapital));
    tally_.addIf(verb && (flagsAfter_ & kSayVerb) != 0, Evidence::beforeSay);
    tally_.addIf(verb && (flagsAfter_ & kPersonVerb) != 0, Evidence::beforePersonVerb);
    tally_.addIf(verb && (flagsAfter_ & kPlaceNoun) != 0, Evidence::beforePlaceNoun);
    tally_.addIf(possessive_, Evidence::possessive);
    tally_.addIf(hyphen && after_->hash == known().based, Evidence::based);
    tally_.addIf(hyphen && after_->hash != known().based, Evidence::hyphenAfter);
    tally_.addIf(joinedAfter_ && has(after_, kDigit), Evidence::digitBeside);
    tally_.addIf(out_.firstName && (surname || other), Evidence::firstNameBefore);
    if (after_ != nullptr && after_->gap <= Gap::comma && !weights_.after.empty()) {
      const auto found = weights_.after.find(after_->hash);
      if (found != weights_.after.end()) tally_.addWord(view_.spelling(*after_), found->second, "after: ");
    }
    out_.person = out_.person || (out_.firstName && (surname || other));
    out_.place = out_.place || (hyphen && after_->hash == known().based);
    out_.partOfName = out_.partOfName || org || facility || other;
    tally_.addIf(out_.partOfName, Evidence::partOfName);
    out_.governs = (verb && (flagsAfter_ & kSayVerb) != 0) ||
                   (!possessive_ && KnownWords::isOneOf(before_, known().dealt)) ||
                   (possessive_ && KnownWords::isOneOf(after_, known().policy));
    // "The Texas town of Paris" does not call Texas a town.
    if (joinedAfter_ && !has(after_, kCapital)) out_.nounKinds |= kindsOfNoun(after_) & ~kTowns;
  }

  /// "Der Zug", "das Essen", "im Halle": German names no town so. After a comma it may be "der Berlin
  /// besuchte", and "der Berlin-Marathon" has its article of the other word.
  [[nodiscard]] bool isAfterArticle() const {
    return joinedBefore_ && KnownWords::isOneOf(before_, known().germanArticles) &&
           before_->gap != Gap::comma && (after_ == nullptr || after_->gap != Gap::hyphen) &&
           view_.latinAt(match_.firstWord) == Tongue::german;
  }

  void ofTheSentence() {
    tally_.addIf(view_.isBracketed(match_.begin, match_.end), Evidence::bracketed);
    out_.afterArticle = isAfterArticle();
    out_.dateline = isDateline();
    tally_.addIf(out_.dateline, Evidence::dateline);
    out_.place = out_.place || out_.dateline;
    for (std::int64_t i = match_.firstWord - 1, steps = 0; i >= 0 && steps < 6; --i, ++steps) {
      const Word* word = view_.word(i);
      if (KnownWords::isOneOf(word, known().visit)) out_.visited = true;
      if (view_.beginsSentence(i)) break;
    }
  }

  /// "ASTANA (Reuters) -", "PARIS, Texas —": at the start of a paragraph, a dash soon after.
  [[nodiscard]] bool isDateline() const {
    constexpr std::size_t kReach = 48;
    if (first_->gap != Gap::start && first_->gap != Gap::paragraph && first_->gap != Gap::sentence)
      return false;
    const std::string_view rest = view_.text().substr(match_.end, kReach);
    const std::size_t line = std::min(rest.find('\n'), rest.size());
    for (const std::string_view dash : {" - ", " \xE2\x80\x94", " \xE2\x80\x93", " -- ", "\xE2\x80\x94"})
      if (rest.substr(0, line).find(dash) != std::string_view::npos) {
        const std::string_view between = rest.substr(0, rest.find(dash));
        return std::count(between.begin(), between.end(), ' ') <= 4;
      }
    return false;
  }

  const TextView& view_;
  const Match& match_;
  const Weights& weights_;
  Tally tally_;
  Surroundings out_;
  const Word *first_ = nullptr, *last_ = nullptr, *before_ = nullptr, *before2_ = nullptr, *after_ = nullptr,
             *after2_ = nullptr;
  std::uint32_t flagsBefore_ = 0, flagsAfter_ = 0;
  bool possessive_ = false, joinedBefore_ = false, joinedAfter_ = false, startsSentence_ = false;
};

}  // namespace

Surroundings surroundingsOf(const TextView& view, const Match& match, const Weights& weights,
                            std::vector<Reason>* reasons) {
  return Surveyor(view, match, weights, reasons).run();
}

}  // namespace dateline::gazetteer
