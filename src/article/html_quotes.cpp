#include "article/html_quotes.h"

#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <unordered_map>

namespace dateline::article {
namespace {

constexpr int kMostAboveQuote = 64;  // elements that may say its language

std::string_view languageAt(const HtmlTree& tree, std::uint32_t node) {
  for (int up = 0; up < kMostAboveQuote && node != 0; ++up, node = tree.nodes[node].parent)
    if (const std::string_view language = tree.get(tree.nodes[node], Attribute::lang); !language.empty())
      return language;
  return "en";
}

/// As the language's country writes it; the French set a space within.
QuoteSigns signsOf(const std::string& language) {
  std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(language.c_str(), locale.data(), static_cast<std::int32_t>(locale.size() - 1), nullptr,
                      &status);
  const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(ulocdata_open(locale.data(), &status),
                                                                     &ulocdata_close);
  const auto sign = [&](ULocaleDataDelimiterType type, std::string_view otherwise) {
    std::array<UChar, 8> units{};
    if (U_FAILURE(status)) return std::string(otherwise);
    UErrorCode failure = U_ZERO_ERROR;
    const std::int32_t length = ulocdata_getDelimiter(data.get(), type, units.data(),
                                                      static_cast<std::int32_t>(units.size()), &failure);
    std::string utf8;
    if (U_SUCCESS(failure)) icu::UnicodeString(units.data(), length).toUTF8String(utf8);
    return utf8.empty() ? std::string(otherwise) : utf8;
  };
  QuoteSigns signs{.begin = sign(ULOCDATA_QUOTATION_START, "“"),
                   .end = sign(ULOCDATA_QUOTATION_END, "”"),
                   .innerBegin = sign(ULOCDATA_ALT_QUOTATION_START, "‘"),
                   .innerEnd = sign(ULOCDATA_ALT_QUOTATION_END, "’")};
  const bool french = language.starts_with("fr") && (language.size() == 2 || language[2] == '-');
  if (french && !language.ends_with("CH") && signs.begin == "«") {
    signs.begin += "\u00A0";
    signs.end.insert(0, "\u00A0");
    if (signs.innerBegin == "«") {
      signs.innerBegin += "\u00A0";
      signs.innerEnd.insert(0, "\u00A0");
    }
  }
  return signs;
}

}  // namespace

const QuoteSigns& quoteSignsAt(const HtmlTree& tree, std::uint32_t node) {
  constexpr std::size_t kLongestTag = 35, kMostKnown = 64;
  thread_local std::unordered_map<std::string, QuoteSigns> known;
  const std::string language(languageAt(tree, node).substr(0, kLongestTag));
  if (known.size() > kMostKnown) known.clear();
  const auto found = known.find(language);
  return found != known.end() ? found->second : known.emplace(language, signsOf(language)).first->second;
}

}  // namespace dateline::article
