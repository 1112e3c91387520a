#include "article/guess_encoding.h"

#include <unicode/uchar.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

namespace dateline::article {
namespace {

constexpr std::size_t kGuessBytes = 32 << 10;
constexpr double kPriorOfWestern = 0.08;
constexpr double kClearMargin = 0.12;

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool isHigh(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// The lines that hold bytes outside ASCII, since only these tell encodings apart. Cut at line ends, which no
/// encoding uses as the second byte of a pair.
std::string sampleOf(std::string_view bytes) {
  std::string sample;
  std::size_t at = 0;
  while (at < bytes.size() && sample.size() < kGuessBytes) {
    const auto high = std::find_if(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(), isHigh);
    if (high == bytes.end()) break;
    const auto found = static_cast<std::size_t>(high - bytes.begin());
    const std::size_t before = bytes.rfind('\n', found);
    std::size_t start = before == std::string_view::npos || before < at ? at : before + 1;
    if (found - start > 256) start = found - 32;  // what lies between is ASCII
    std::size_t end = std::min(bytes.find('\n', found), bytes.size());
    if (end - start > kGuessBytes) end = start + kGuessBytes;
    sample.append(bytes.substr(start, end - start)).push_back('\n');
    at = end;
  }
  return sample;
}

/// Tags and what stands in scripts and styles, as spaces.
std::string withoutTags(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t open = std::min(bytes.find('<', at), bytes.size());
    out.append(bytes.substr(at, open - at));
    if (open == bytes.size()) break;
    out.push_back(' ');
    const std::string_view tag = bytes.substr(open, 8);
    std::string_view closing = ">";
    if (tag.starts_with("<script") || tag.starts_with("<SCRIPT")) closing = "</";
    if (tag.starts_with("<style") || tag.starts_with("<STYLE")) closing = "</";
    if (tag.starts_with("<!--")) closing = "-->";
    const std::size_t end = bytes.find(closing, open + 1);
    at = end == std::string_view::npos ? bytes.size() : end + (closing == "</" ? 0 : closing.size());
  }
  return out;
}

/// What ICU calls an encoding, as ours; the windows code pages are what its ISO guesses mean on the web.
const Encoding* fromIcu(const char* name) {
  return name == nullptr ? nullptr : encodingNamed(name);
}

struct Candidate {
  const Encoding* encoding = nullptr;
  double confidence = 0;  ///< ICU's, 0..1
  double score = 0;
};

void detectByStatistics(std::string_view sample, std::vector<Candidate>& candidates) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return;
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const Encoding* encoding = fromIcu(ucsdet_getName(matches[i], &status));
    const double confidence = ucsdet_getConfidence(matches[i], &status) / 100.0;
    for (Candidate& candidate : candidates)
      if (candidate.encoding == encoding) candidate.confidence = std::max(candidate.confidence, confidence);
  }
}

/// ICU says ISO-8859-n where no byte of 0x80 to 0x9F stands; its statistics hold for the code page as well.
void shareConfidence(std::vector<Candidate>& candidates) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSame = {
      {{"ISO-8859-2", "windows-1250"},
       {"ISO-8859-7", "windows-1253"},
       {"ISO-8859-8", "windows-1255"},
       {"ISO-8859-6", "windows-1256"},
       {"KOI8-R", "KOI8-U"},
       {"windows-1251", "x-mac-cyrillic"},  // small letters are the same in both
       {"windows-1252", "ISO-8859-15"}}};
  const auto named = [&](std::string_view name) {
    return std::find_if(candidates.begin(), candidates.end(),
                        [&](const Candidate& c) { return c.encoding->name == name; });
  };
  for (const auto& [one, other] : kSame) {
    const auto first = named(one);
    const auto second = named(other);
    if (first == candidates.end() || second == candidates.end()) continue;
    const double best = std::max(first->confidence, second->confidence);
    first->confidence = second->confidence = best;
  }
}

std::vector<UChar32> codePointsOf(std::string_view text) {
  std::vector<UChar32> points;
  points.reserve(text.size());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(text.data(), i, size, point);
    points.push_back(point);
  }
  return points;
}

bool isLetter(UChar32 c) {
  return u_isalpha(c) != 0;
}

/// The scripts of Japanese and Chinese go together in a word.
UScriptCode scriptOf(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? USCRIPT_HAN : script;
}

bool isQuoteOrDash(UChar32 c) {
  return (c >= 0x2010 && c <= 0x2026) || c == 0x00AB || c == 0x00BB || c == 0x00A0 || c == 0x2116 ||
         c == 0x2039 || c == 0x203A;
}

bool isSignOfProse(UChar32 c) {
  return isQuoteOrDash(c) || c == 0x20AC || c == 0x00A3 || c == 0x00A9 || c == 0x00AE || c == 0x00B0 ||
         c == 0x00A7 || c == 0x00B7 || c == 0x00BF || c == 0x00A1 || c == 0x2122;
}

bool isIdeographicSign(UChar32 c) {
  return (c >= 0x3000 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF1F) || c == 0x30FB || c == 0x30FC;
}

/// Letters of a few languages only, which other encodings' bytes are taken for: those of Serbian and
/// Macedonian, and the florin sign.
bool isRareLetter(UChar32 c) {
  constexpr std::u32string_view kRare = U"ЂЃЅЈЉЊЋЌЏђѓѕјљњћќџƒ";
  return kRare.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

double judgeLetter(UChar32 before, UChar32 c, UChar32 after) {
  const UScriptCode script = scriptOf(c);
  if (script == USCRIPT_COMMON) return -1.5;  // ordinals, micro sign
  double score = 0;
  bool joined = false;
  for (const UChar32 neighbour : {before, after}) {
    if (!isLetter(neighbour)) continue;
    const UScriptCode other = scriptOf(neighbour);
    if (other == USCRIPT_INHERITED || other == USCRIPT_COMMON) continue;
    if (other == script)
      joined = true;
    else
      score -= script == USCRIPT_HAN || script == USCRIPT_HANGUL ? 0.75 : 2;
  }
  if (joined) score += 1;
  if (u_isupper(c) && u_islower(before)) score -= 2;
  // Halfwidth katakana and the letters of Icelandic are what other encodings' bytes are taken for.
  if (c >= 0xFF61 && c <= 0xFF9F) score -= 1.5;
  if (isRareLetter(c)) score -= 0.8;
  if (c == 0xFE || c == 0xF0 || c == 0xDE || c == 0xD0) score -= 0.35;
  return score;
}

double judge(UChar32 before, UChar32 c, UChar32 after) {
  if (c == 0xFFFD || u_charType(c) == U_CONTROL_CHAR || u_charType(c) == U_PRIVATE_USE_CHAR ||
      u_charType(c) == U_UNASSIGNED)
    return -5;
  if (isLetter(c)) return judgeLetter(before, c, after);
  if (u_charType(c) == U_NON_SPACING_MARK) return isLetter(before) || !isLetter(after) ? 0.5 : -1;
  if (isIdeographicSign(c)) return 1;
  // A low quotation mark begins a word.
  if ((c == 0x201A || c == 0x201E) && (isLetter(before) || u_isUWhiteSpace(after))) return -1.5;
  const bool inside = isLetter(before) && isLetter(after);
  if (c == 0x2019 || c == 0x2010 || c == 0x00AD) return 0.5;
  if (isSignOfProse(c)) return inside && !isQuoteOrDash(c) ? -1.5 : inside ? -0.5 : 0.6;
  return inside ? -2 : -1;
}

/// -5..1: how much it reads like text, a mean over what is not ASCII.
double plausibility(std::string_view text) {
  const std::vector<UChar32> points = codePointsOf(text);
  double sum = 0;
  std::size_t judged = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] < 0x80) continue;
    sum += judge(i == 0 ? ' ' : points[i - 1], points[i], i + 1 < points.size() ? points[i + 1] : ' ');
    ++judged;
  }
  return judged == 0 ? -5 : sum / static_cast<double>(judged);
}

/// Korean is written in Hangul, Japanese with kana; text without them is another language's bytes.
double scriptsExpected(const Encoding& encoding, std::string_view text) {
  std::size_t kana = 0, hangul = 0, all = 0;
  for (const UChar32 c : codePointsOf(text)) {
    if (c < 0x80) continue;
    ++all;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    kana += script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? 1 : 0;
    hangul += script == USCRIPT_HANGUL ? 1 : 0;
  }
  if (encoding.letters == "Korean") return hangul * 10 >= all * 7 ? 0.2 : -1.5;
  if (encoding.letters == "Japanese") return kana * 10 >= all * 2 ? 0.3 : -0.6;
  return kana * 10 >= all * 4 || hangul * 10 >= all * 3 ? -0.5 : 0;
}

bool isMultiByte(const Encoding& encoding) {
  return encoding.letters.starts_with("Chinese") || encoding.letters == "Japanese" ||
         encoding.letters == "Korean";
}

void score(Candidate& candidate, std::string_view sample) {
  std::size_t replaced = 0;
  std::string text = convert(sample, *candidate.encoding, replaced);
  // The sample may be cut within its last pair.
  if (replaced == 1 && text.ends_with("\xEF\xBF\xBD\n")) text.resize(text.size() - 4);
  candidate.score = plausibility(text) + candidate.confidence;
  if (candidate.encoding->name == "windows-1252") candidate.score += kPriorOfWestern;
  if (isMultiByte(*candidate.encoding)) candidate.score += scriptsExpected(*candidate.encoding, text) - 0.1;
}

const std::vector<Candidate>& allCandidates() {
  constexpr std::array<std::string_view, 26> kNames = {
      "windows-1252", "windows-1250", "ISO-8859-2", "windows-1257", "windows-1254", "windows-1251",
      "KOI8-R",       "ISO-8859-5",   "IBM866",     "windows-1253", "ISO-8859-7",   "windows-1255",
      "ISO-8859-8",   "windows-1256", "ISO-8859-6", "windows-874",  "macintosh",    "GB18030",
      "Big5",         "Shift_JIS",    "EUC-JP",     "EUC-KR",       "KOI8-U",       "x-mac-cyrillic",
      "IBM850",       "IBM852"};
  static const std::vector<Candidate> all = [&] {
    std::vector<Candidate> candidates;
    for (const std::string_view name : kNames) candidates.push_back({encodingNamed(name)});
    return candidates;
  }();
  return all;
}

}  // namespace

EncodingGuess guessEncoding(std::string_view bytes, bool markup) {
  const std::string sample = markup ? sampleOf(withoutTags(bytes.substr(0, 1 << 20))) : sampleOf(bytes);
  std::vector<Candidate> candidates = allCandidates();
  detectByStatistics(sample, candidates);
  shareConfidence(candidates);
  for (Candidate& candidate : candidates) score(candidate, sample);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  // Encodings of the same letters mostly agree; between those of other letters the choice has to be clear.
  const auto rival = std::find_if(candidates.begin() + 1, candidates.end(), [&](const Candidate& c) {
    return c.encoding->letters != candidates.front().encoding->letters;
  });
  const bool sure = candidates.front().score > 0.75 && candidates.front().score - rival->score > kClearMargin;
  return {candidates.front().encoding, sure};
}

}  // namespace dateline::article
