#include "gazetteer/words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <string>

#include "article/folding.h"

namespace dateline::gazetteer {
namespace {

constexpr std::uint32_t kLongestWord = 64;
constexpr std::uint64_t kSeed = 0xCBF29CE484222325u;
constexpr std::uint64_t kPrime = 0x100000001B3u;

enum Class : std::uint8_t { kOther, kLower, kUpper, kNumber, kWide };

constexpr std::array<Class, 256> classTable() {
  std::array<Class, 256> table{};
  for (int c = 0; c < 256; ++c)
    table[static_cast<std::size_t>(c)] = c >= 'a' && c <= 'z'   ? kLower
                                         : c >= 'A' && c <= 'Z' ? kUpper
                                         : c >= '0' && c <= '9' ? kNumber
                                         : c >= 0x80            ? kWide
                                                                : kOther;
  return table;
}
constexpr std::array<Class, 256> kClass = classTable();

constexpr std::uint32_t kLowerBit = 0x100, kUpperBit = 0x200, kWideBit = 0x400;

/// Of each byte: the small letter or the digit it stands for (0 for none), and a bit for what it is.
constexpr std::array<std::uint32_t, 256> letterTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t c = 0; c < 256; ++c) {
    if (kClass[c] == kLower) table[c] = c | kLowerBit;
    if (kClass[c] == kUpper) table[c] = (c + 32) | kUpperBit;
    if (kClass[c] == kNumber) table[c] = c;
    if (kClass[c] == kWide) table[c] = kWideBit;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> kLetter = letterTable();

std::uint64_t finish(std::uint64_t h) {
  h ^= h >> 31;
  h *= 0x9FB21C651E98DF25u;
  return (h ^ (h >> 28)) | 1;
}

std::uint64_t hashFolded(std::string_view folded) {
  std::uint64_t h = kSeed;
  for (const char c : folded) h = (h ^ static_cast<unsigned char>(c)) * kPrime;
  return finish(h);
}

/// Han, kana, Hangul syllables, Thai, Lao, Khmer and Burmese are written without spaces or with endings that
/// stick to the name.
bool standsAlone(UChar32 c) {
  if (c < 0x0E00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

/// Devanagari writes the nasal before a consonant as a letter, or as a sign: "झारखण्ड" is "झारखंड". Here as the
/// sign, in folded letters.
std::string withNasalSigns(std::string_view word) {
  constexpr std::string_view kSign = "ं", kMoon = "ँ", kVirama = "्";
  constexpr std::size_t kBytes = 3;  // of a letter of this script
  std::string out;
  const auto at = [&](std::size_t i) { return word.substr(std::min(i, word.size()), kBytes); };
  for (std::size_t i = 0; i < word.size();) {
    const std::string_view letter = at(i);
    const bool nasal = letter == "ङ" || letter == "ञ" || letter == "ण" || letter == "न" || letter == "म";
    if (nasal && at(i + kBytes) == kVirama && at(i + 2 * kBytes) >= "क" && at(i + 2 * kBytes) < "म") {
      out += kSign;
      i += 2 * kBytes;
    } else {
      out += letter == kMoon ? kSign : letter;
      i += letter.size();
    }
  }
  return out;
}

bool isDevanagari(std::string_view word) {
  return word >= "\u0900" && word < "\u0980";
}

/// The apostrophes that are letters to Unicode part words as the others do: "Qoʻqon" is "Qo'qon".
bool isLetter(UChar32 c) {
  constexpr UChar32 kTurnedComma = 0x2BB, kApostrophe = 0x2BC;
  return c >= 0 && c != kTurnedComma && c != kApostrophe &&
         (u_isalnum(c) || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0);
}

/// Scans one text; the position is a byte offset.
class Scanner {
 public:
  Scanner(std::string_view text, std::vector<Word>& words) : text_(text), words_(words) {}

  void run() {
    const std::size_t size = text_.size();
    std::size_t gapBegin = 0;
    while (at_ < size) {
      const Class kind = kClass[static_cast<unsigned char>(text_[at_])];
      if (kind == kOther) {
        ++at_;
        continue;
      }
      if (kind == kWide && !letterAt(at_)) {
        skipWide();
        continue;
      }
      const std::size_t begin = at_;
      const Gap gap = words_.empty() ? Gap::start : gapBetween(gapBegin, begin);
      readWord(begin, gap);
      gapBegin = at_;
    }
  }

 private:
  void skipWide() {
    UChar32 c = 0;
    U8_NEXT(text_.data(), at_, text_.size(), c);
  }

  bool letterAt(std::size_t at) const {
    UChar32 c = 0;
    U8_NEXT(text_.data(), at, text_.size(), c);
    return isLetter(c);
  }

  Gap gapBetween(std::size_t begin, std::size_t end) const {
    const std::string_view between = text_.substr(begin, end - begin);
    if (between == " ") return Gap::space;
    if (between.empty()) return Gap::none;
    if (between.size() == 1) return ofOne(between.front());
    if (between == ", ") return Gap::comma;
    if (between == ". ") return Gap::dotSpace;
    if (between == "\xE2\x80\x99" || between == "\xCA\xBC" || between == "\xCA\xBB" ||
        between == "\xE2\x80\x98" || between == "\u05F3" || between == "\u05F4")
      return Gap::apostrophe;
    // A space that does not break, and what Persian writes between the parts of a name.
    if (between == "\xC2\xA0" || between == "\u200C") return Gap::space;
    if (between == "\xE2\x80\x90" || between == "\xE2\x80\x91" || between == "\xE2\x80\x93" ||
        between == "\u05BE")
      return Gap::hyphen;
    return ofSeveral(between);
  }

  static Gap ofOne(char c) {
    switch (c) {
      case '-':
        return Gap::hyphen;
      case '\'':
      case '"':  // of a Hebrew abbreviation
        return Gap::apostrophe;
      case '.':
        return Gap::dot;
      case ',':
        return Gap::comma;
      case '/':
        return Gap::slash;
      case '\n':
      case '\t':
        return Gap::space;
      default:
        return Gap::other;
    }
  }

  static Gap ofSeveral(std::string_view between) {
    int breaks = 0;
    bool onlySpace = true;
    bool ends = false;
    bool dot = false;
    bool space = false;
    bool comma = false;
    int marks = 0;
    for (const char c : between) {
      breaks += c == '\n';
      const bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      onlySpace = onlySpace && white;
      space = space || white;
      ends = ends || c == '!' || c == '?';
      dot = dot || c == '.';
      comma = comma || c == ',';
      marks += !white;
    }
    if (breaks == 1 && marks == 1 && dot && between.size() == 2) return Gap::dotSpace;
    if (breaks >= 2 || (breaks == 1 && !onlySpace && (dot || ends))) return Gap::paragraph;
    if (onlySpace) return Gap::space;
    if (marks == 1 && dot && space) return Gap::dotSpace;
    if (marks == 1 && comma) return Gap::comma;
    if ((ends || dot) && space) return Gap::sentence;
    return breaks > 0 ? Gap::paragraph : Gap::other;
  }

  void readWord(std::size_t begin, Gap gap) {
    std::uint64_t h = kSeed;
    std::size_t at = begin;
    const std::size_t size = text_.size();
    std::uint32_t seen = 0;
    for (; at < size; ++at) {
      const std::uint32_t letter = kLetter[static_cast<unsigned char>(text_[at])];
      if ((letter & 0xFF) == 0) {
        if (letter != 0 && letterAt(at)) return readWide(begin, gap);
        break;
      }
      seen |= letter;
      h = (h ^ (letter & 0xFF)) * kPrime;
    }
    const bool lower = (seen & kLowerBit) != 0;
    const bool upper = (seen & kUpperBit) != 0;
    at_ = at;
    const Class first = kClass[static_cast<unsigned char>(text_[begin])];
    std::uint8_t shape = first == kUpper ? kCapital : first == kNumber ? kDigit : 0;
    if (upper && !lower && at - begin > 1) shape |= kAllCaps;
    if (at - begin == 1) shape |= kOneLetter;
    add(begin, gap, at - begin > kLongestWord ? 0 : finish(h), shape);
  }

  /// A word with letters beyond ASCII.
  void readWide(std::size_t begin, Gap gap) {
    std::size_t at = begin;
    std::size_t letters = 0;
    bool lower = false;
    bool upper = false;
    std::uint8_t shape = 0;
    while (at < text_.size()) {
      std::size_t next = at;
      UChar32 c = 0;
      U8_NEXT(text_.data(), next, text_.size(), c);
      if (!isLetter(c)) break;
      if (standsAlone(c)) {
        if (letters > 0) break;
        while (next < text_.size() && isMarkAt(next)) U8_FWD_1(text_.data(), next, text_.size());
        at_ = next;
        // Not folded: without its marks "กล่าว" (to say) would end as Laos does.
        return add(begin, gap, hashFolded(text_.substr(begin, next - begin)), kUncased | kUnspaced);
      }
      const bool up = u_isUUppercase(c) || u_istitle(c);
      const bool down = u_isULowercase(c);
      if (letters == 0) shape = up ? kCapital : down ? 0 : u_isdigit(c) ? kDigit : kUncased;
      lower = lower || down;
      upper = upper || up;
      ++letters;
      at = next;
    }
    at_ = at;
    if (upper && !lower && letters > 1) shape |= kAllCaps;
    if (letters == 1) shape |= kOneLetter;
    add(begin, gap, at - begin > 2 * kLongestWord ? 0 : hashOf(begin, at), shape);
  }

  bool isMarkAt(std::size_t at) const {
    UChar32 c = 0;
    U8_NEXT(text_.data(), at, text_.size(), c);
    return c >= 0 && (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0;
  }

  std::uint64_t hashOf(std::size_t begin, std::size_t end) const {
    const std::string folded = article::fold(text_.substr(begin, end - begin));
    return hashFolded(isDevanagari(folded) ? withNasalSigns(folded) : folded);
  }

  void add(std::size_t begin, Gap gap, std::uint64_t hash, std::uint8_t shape) {
    words_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), hash, gap, shape});
  }

  std::string_view text_;
  std::vector<Word>& words_;
  std::size_t at_ = 0;
};

}  // namespace

void scanWords(std::string_view text, std::vector<Word>& words) {
  words.reserve(words.size() + text.size() / 5);
  Scanner(text, words).run();
}

std::vector<Word> wordsOf(std::string_view name) {
  std::vector<Word> words;
  scanWords(name, words);
  return words;
}

std::uint64_t hashWord(std::string_view word) {
  const std::vector<Word> words = wordsOf(word);
  return words.size() == 1 ? words.front().hash : 0;
}

std::uint64_t sequenceOf(std::string_view name) {
  std::uint64_t sequence = kNoWords;
  for (const Word& word : wordsOf(name)) sequence = extendHash(sequence, word.hash, word.gap == Gap::comma);
  return sequence;
}

std::string capitalised(std::string_view words) {
  std::string name;
  bool begins = true;
  for (std::size_t at = 0; at < words.size();) {
    UChar32 letter = 0;
    const std::size_t from = at;
    U8_NEXT(words.data(), at, words.size(), letter);
    if (begins && letter >= 0)
      icu::UnicodeString(u_totitle(letter)).toUTF8String(name);
    else
      name += words.substr(from, at - from);
    begins = letter == ' ' || letter == '-';
  }
  return name;
}

}  // namespace dateline::gazetteer
