#include "gazetteer/usage.h"

#include "gazetteer/word_set.h"

namespace dateline::gazetteer {
namespace {

bool isOneOf(std::string_view letter, std::string_view letters) {
  return !letter.empty() && letters.find(letter) != std::string_view::npos;
}

/// An honorific, and the letters after it that make another word of it: "氏名" is a name, "様式" a form.
struct Honorific {
  std::string_view word, notBefore;
};
constexpr std::array kHonorifics = {
    Honorific{"さん", ""},       Honorific{"ちゃん", ""}, Honorific{"くん", ""}, Honorific{"氏", "名族神"},
    Honorific{"様", "式子々相"}, Honorific{"容疑者", ""}, Honorific{"被告", ""}, Honorific{"受刑者", ""},
    Honorific{"死刑囚", ""},     Honorific{"先生", ""},   Honorific{"女士", ""}, Honorific{"小姐", ""},
    Honorific{"씨", "앗름족"}};

bool isHonored(std::string_view after) {
  for (const Honorific& one : kHonorifics) {
    if (!after.starts_with(one.word)) continue;
    const std::string_view next = after.substr(one.word.size(), 3);
    if (next.size() < 3 || !isOneOf(next, one.notBefore)) return true;
  }
  return false;
}

constexpr std::size_t kBytesOfHan = 3;
bool isHan(std::string_view letter) {
  return letter.size() == kBytesOfHan && letter >= "\u4E00" && letter <= "\u9FFF";
}

/// A place of two letters with two more, the last of which ends given names: "山口恵子". "女子" are girls,
/// "男子" boys.
bool endsAsGivenName(std::string_view name, std::string_view after) {
  constexpr std::string_view kEnds = "子郎美恵介彦";
  const auto letter = [&](std::size_t i) {
    return after.substr(std::min(after.size(), i * kBytesOfHan), kBytesOfHan);
  };
  if (name.size() != 2 * kBytesOfHan || !isHan(letter(0)) || !isHan(letter(1)) || isHan(letter(2)))
    return false;
  return isOneOf(letter(1), kEnds) && !isOneOf(letter(0), "女男電分原様帽");
}

struct RiverWords {
  WordSet the = {"the"};
  WordSet crossing = {"crossed", "crossing", "crosses", "forded"};
  WordSet german = {"der", "die", "den", "dem", "des"};
  WordSet romance = {"le",  "la",    "du",  "au",    "el", "del", "al", "il",  "lo",
                     "dal", "dalla", "sul", "sulla", "o",  "do",  "ao", "pelo"};
  WordSet cyrillic = {
      "через",     "река",        "реки",        "реку",         "реке",         "рекой",
      "рек",       "берег",       "берега",      "берегу",       "берегах",      "берегом",
      "березі",    "берегів",     "русло",       "русле",        "перешли",      "переплыли",
      "пересекли", "форсировали", "форсировать", "форсирование", "форсирования", "переправа",
      "переправу", "переправы",   "переправе",   "річка",        "річки",        "річку",
      "річці",     "річкою",      "перейшли",    "переплили",    "форсували",    "форсування"};
};
const RiverWords& riverWords() {
  static const RiverWords words;
  return words;
}

/// "The Dnipro" where no noun follows: "the Dnipro mayor" is the city's.
bool endsThere(const TextView& view, const Word* after) {
  if (after == nullptr || after->gap == Gap::apostrophe) return true;
  if (after->gap == Gap::hyphen) return false;
  return after->gap != Gap::space || (view.flags(after) & (kPreposition | kNever)) != 0;
}

}  // namespace

bool isAddressed(std::string_view text, const std::vector<Word>& words, const Match& match) {
  const Word& last = words[match.firstWord + match.words - 1];
  if ((last.shape & kUnspaced) == 0) return false;
  std::string_view after = text.substr(match.end);
  if (after.starts_with(' ')) after.remove_prefix(1);
  return isHonored(after) ||
         endsAsGivenName(text.substr(match.begin, match.end - match.begin), text.substr(match.end));
}

bool runsAsRiver(const TextView& view, const Match& match) {
  const Word& first = view.words()[match.firstWord];
  const Word* before = view.word(std::int64_t{match.firstWord} - 1);
  if (before == nullptr || first.gap != Gap::space) return false;
  const RiverWords& words = riverWords();
  if (words.cyrillic.has(*before)) return true;
  if (!words.the.has(*before) && !words.crossing.has(*before) && !words.german.has(*before) &&
      !words.romance.has(*before))
    return false;
  const Word* after = view.word(std::int64_t{match.firstWord} + match.words);
  if (!view.otherLanguage())
    return (words.the.has(*before) || words.crossing.has(*before)) && endsThere(view, after);
  switch (view.latinAt(match.firstWord)) {
    case Tongue::german:
      return words.german.has(*before) && (after == nullptr || after->gap != Gap::hyphen);
    case Tongue::french:
    case Tongue::spanish:
    case Tongue::italian:
    case Tongue::portuguese:
      return words.romance.has(*before);
    default:
      return false;
  }
}

}  // namespace dateline::gazetteer
