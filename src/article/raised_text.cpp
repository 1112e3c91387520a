#include "article/raised_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <vector>

namespace dateline::article {
namespace {

constexpr std::size_t kLongestScript = 40;  // characters; more is text that was set small

struct ScriptPair {
  char32_t plain, raised, lowered;  ///< 0: there is none
};

constexpr std::array kScriptPairs = {
    ScriptPair{U'0', U'⁰', U'₀'}, ScriptPair{U'1', U'¹', U'₁'}, ScriptPair{U'2', U'²', U'₂'},
    ScriptPair{U'3', U'³', U'₃'}, ScriptPair{U'4', U'⁴', U'₄'}, ScriptPair{U'5', U'⁵', U'₅'},
    ScriptPair{U'6', U'⁶', U'₆'}, ScriptPair{U'7', U'⁷', U'₇'}, ScriptPair{U'8', U'⁸', U'₈'},
    ScriptPair{U'9', U'⁹', U'₉'}, ScriptPair{U'+', U'⁺', U'₊'}, ScriptPair{U'-', U'⁻', U'₋'},
    ScriptPair{U'−', U'⁻', U'₋'}, ScriptPair{U'–', U'⁻', U'₋'}, ScriptPair{U'=', U'⁼', U'₌'},
    ScriptPair{U'(', U'⁽', U'₍'}, ScriptPair{U')', U'⁾', U'₎'}, ScriptPair{U'a', U'ᵃ', U'ₐ'},
    ScriptPair{U'b', U'ᵇ', 0},    ScriptPair{U'c', U'ᶜ', 0},    ScriptPair{U'd', U'ᵈ', 0},
    ScriptPair{U'e', U'ᵉ', U'ₑ'}, ScriptPair{U'f', U'ᶠ', 0},    ScriptPair{U'g', U'ᵍ', 0},
    ScriptPair{U'h', U'ʰ', U'ₕ'}, ScriptPair{U'i', U'ⁱ', U'ᵢ'}, ScriptPair{U'j', U'ʲ', U'ⱼ'},
    ScriptPair{U'k', U'ᵏ', U'ₖ'}, ScriptPair{U'l', U'ˡ', U'ₗ'}, ScriptPair{U'm', U'ᵐ', U'ₘ'},
    ScriptPair{U'n', U'ⁿ', U'ₙ'}, ScriptPair{U'o', U'ᵒ', U'ₒ'}, ScriptPair{U'p', U'ᵖ', U'ₚ'},
    ScriptPair{U'r', U'ʳ', U'ᵣ'}, ScriptPair{U's', U'ˢ', U'ₛ'}, ScriptPair{U't', U'ᵗ', U'ₜ'},
    ScriptPair{U'u', U'ᵘ', U'ᵤ'}, ScriptPair{U'v', U'ᵛ', U'ᵥ'}, ScriptPair{U'w', U'ʷ', 0},
    ScriptPair{U'x', U'ˣ', U'ₓ'}, ScriptPair{U'y', U'ʸ', 0},    ScriptPair{U'z', U'ᶻ', 0}};

std::vector<UChar32> charactersOf(std::string_view text) {
  std::vector<UChar32> characters;
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 4 * kLongestScript + 4));
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    characters.push_back(c);
  }
  return characters;
}

/// 0 for none.
UChar32 lastOf(std::string_view text) {
  if (text.empty()) return 0;
  auto end = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 8));
  const char* tail = text.data() + text.size() - static_cast<std::size_t>(end);
  UChar32 c = 0;
  U8_PREV(tail, 0, end, c);
  return c < 0 || u_isUWhiteSpace(c) ? 0 : c;
}

void append(std::string& to, UChar32 character) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, character);
  to.append(bytes.data(), static_cast<std::size_t>(size));
}

bool isRaisedDigit(UChar32 character) {
  const auto c = static_cast<char32_t>(character);
  return c == U'¹' || c == U'²' || c == U'³' || c == U'⁰' || (c >= U'⁴' && c <= U'⁹');
}

/// In Unicode's characters, with those of `kept` as they are; empty where one has none.
std::string inScript(const std::vector<UChar32>& characters, Script script, std::u32string_view kept = {}) {
  std::string out;
  for (const UChar32 c : characters) {
    const auto pair = std::find_if(kScriptPairs.begin(), kScriptPairs.end(), [c](const ScriptPair& known) {
      return static_cast<UChar32>(known.plain) == c;
    });
    char32_t to = 0;
    if (kept.find(static_cast<char32_t>(c)) != std::u32string_view::npos)
      to = static_cast<char32_t>(c);
    else if (pair != kScriptPairs.end())
      to = script == Script::raised ? pair->raised : pair->lowered;
    if (to == 0) return {};
    append(out, static_cast<UChar32>(to));
  }
  return out;
}

/// "1st", "Mme", "Nº": endings of what they follow; "x" of 2 to the x is none.
std::string raisedLetters(std::string_view text, const std::vector<UChar32>& characters) {
  if (text == "o") return "º";
  if (text == "a") return "ª";
  if (text == "TM") return "™";
  if (text == "n" || text == "x" || text == "i") return inScript(characters, Script::raised);
  return std::string(text);
}

std::string noteMark(std::string_view text, const std::vector<UChar32>& characters, UChar32 before) {
  const std::string raised = inScript(characters, Script::raised, U",");
  if (u_isdigit(before) || before == U']' || raised.empty()) return "[" + std::string(text) + "]";
  return (isRaisedDigit(before) ? "," : "") + raised;
}

std::string raisedText(std::string_view text, const std::vector<UChar32>& characters,
                       const ScriptPlace& place) {
  const UChar32 before = lastOf(place.before);
  const auto is = [&](auto what) { return std::all_of(characters.begin(), characters.end(), what); };
  // Signs of notes, as "*" and "[1]", cannot be taken for anything else.
  if (text.front() == '[' || is([](UChar32 c) { return u_isalnum(c) == 0; })) {
    const std::string signs = inScript(characters, Script::raised);
    return signs.empty() ? std::string(text) : signs;
  }
  if (place.noteMark) return noteMark(text, characters, before);
  if (is([](UChar32 c) { return u_isalpha(c) != 0; }))
    return before == 0 ? std::string(text) : raisedLetters(text, characters);
  // Behind a word "1,2" are two notes, behind a number a power with a fraction.
  std::string raised = inScript(characters, Script::raised, u_isdigit(before) ? U"" : U", ");
  if (!raised.empty()) return (isRaisedDigit(before) ? "," : "") + raised;
  return before == 0 ? std::string(text) : "^(" + std::string(text) + ")";
}

std::string loweredText(std::string_view text, const std::vector<UChar32>& characters,
                        const ScriptPlace& place) {
  const UChar32 before = lastOf(place.before);
  std::string lowered = inScript(characters, Script::lowered);
  if (!lowered.empty() && (before != 0 || u_isdigit(characters.front()))) return lowered;
  const bool behindLetter = u_isalpha(before) != 0;
  if (before == 0 || (behindLetter && u_isdigit(characters.front()))) return std::string(text);
  const bool letters =
      std::all_of(characters.begin(), characters.end(), [](UChar32 c) { return u_isalpha(c); });
  return letters ? "_" + std::string(text) : "_(" + std::string(text) + ")";
}

}  // namespace

std::string scriptText(std::string_view text, Script script, const ScriptPlace& place) {
  const std::vector<UChar32> characters = charactersOf(text);
  if (characters.empty() || characters.size() > kLongestScript) return std::string(text);
  return script == Script::raised ? raisedText(text, characters, place)
                                  : loweredText(text, characters, place);
}

}  // namespace dateline::article
