#include "article/date_words.h"

#include <unicode/dtfmtsym.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"

namespace dateline::article {
namespace {

using Symbols = icu::DateFormatSymbols;

std::string folded(std::string_view word) {
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  std::string out;
  text.foldCase().toUTF8String(out);
  return out;
}

int englishMonth(const std::string& word) {
  constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i].starts_with(word) && (word.size() <= 4 || word == kMonths[i]))
      return static_cast<int>(i + 1);
  return 0;
}

void forEachLanguage(const auto& take) {
  for (const char* language :
       {"de", "de_AT", "fr", "es", "it", "pt", "nl",    "sv", "da", "nb", "fi", "et", "lv", "lt", "pl",
        "cs", "sk",    "sl", "hr", "hu", "ro", "bg",    "sr", "tr", "az", "ru", "uk", "be", "kk", "ky",
        "uz", "ka",    "hy", "el", "ca", "ar", "ar_LB", "he", "fa", "ur", "hi", "bn", "th", "id", "vi"}) {
    UErrorCode status = U_ZERO_ERROR;
    const Symbols symbols(icu::Locale(language), status);
    if (U_FAILURE(status)) continue;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE})
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) take(symbols, context, width);
  }
}

std::string nameIn(const icu::UnicodeString& text) {
  std::string name;
  text.toUTF8String(name);
  while (name.ends_with('.')) name.pop_back();
  return folded(name);
}

void addMonths(std::unordered_map<std::string, int>& known, const Symbols& symbols, auto context,
               auto width) {
  std::int32_t count = 0;
  const icu::UnicodeString* names = symbols.getMonths(count, context, width);
  for (std::int32_t i = 0; i < std::min(count, 12); ++i)
    if (std::string name = nameIn(names[i]); name.size() >= 3) known.emplace(std::move(name), i + 1);
}

/// Names of months as ICU knows them, in full and shortened, as they stand in a date and alone.
const std::unordered_map<std::string, int>& monthsOfLanguages() {
  static const std::unordered_map<std::string, int> months = [] {
    std::unordered_map<std::string, int> known;
    forEachLanguage(
        [&](const Symbols& symbols, auto context, auto width) { addMonths(known, symbols, context, width); });
    return known;
  }();
  return months;
}

/// Names of months in full, and the forms that they have behind "in" where these differ.
const std::unordered_map<std::string, int>& wholeMonths() {
  static const std::unordered_map<std::string, int> months = [] {
    std::unordered_map<std::string, int> known;
    forEachLanguage([&](const Symbols& symbols, auto context, auto width) {
      if (width == Symbols::WIDE) addMonths(known, symbols, context, width);
    });
    constexpr std::array<std::array<std::string_view, 12>, 4> kBehindIn = {{
        {"январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре",
         "ноябре", "декабре"},
        {"січні", "лютому", "березні", "квітні", "травні", "червні", "липні", "серпні", "вересні", "жовтні",
         "листопаді", "грудні"},
        {"styczniu", "lutym", "marcu", "kwietniu", "maju", "czerwcu", "lipcu", "sierpniu", "wrześniu",
         "październiku", "listopadzie", "grudniu"},
        {"lednu", "únoru", "březnu", "dubnu", "květnu", "červnu", "červenci", "srpnu", "září", "říjnu",
         "listopadu", "prosinci"},
    }};
    for (const auto& language : kBehindIn)
      for (std::size_t i = 0; i < language.size(); ++i) known.emplace(language[i], static_cast<int>(i) + 1);
    return known;
  }();
  return months;
}

const std::unordered_set<std::string>& weekdaysOfLanguages() {
  static const std::unordered_set<std::string> weekdays = [] {
    std::unordered_set<std::string> known = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
        "tues",   "wed",     "thu",       "thur",     "thurs",  "fri",      "sat",    "sun"};
    forEachLanguage([&](const Symbols& symbols, auto context, auto width) {
      std::int32_t count = 0;
      const icu::UnicodeString* names = symbols.getWeekdays(count, context, width);
      for (std::int32_t i = 0; i < count; ++i)
        if (std::string name = nameIn(names[i]); name.size() >= 2) known.insert(std::move(name));
    });
    return known;
  }();
  return weekdays;
}

}  // namespace

int monthOf(std::string_view word) {
  const std::string small = folded(word);
  if (const int month = englishMonth(small); month != 0) return month;
  const auto named = [](const std::string& name) {
    const auto known = monthsOfLanguages().find(name);
    return known == monthsOfLanguages().end() ? 0 : known->second;
  };
  if (const int month = named(small); month != 0) return month;
  // Hebrew writes "in" and "of" as the first letter of the word.
  for (const std::string_view joined : {"ב", "ל"})
    if (small.starts_with(joined))
      if (const int month = named(small.substr(joined.size())); month != 0) return month;
  // Agencies shorten as they like: three letters or more of a name, when they tell one month.
  if (countCodePoints(small) < 3) return 0;
  int month = 0;
  for (const auto& [name, number] : monthsOfLanguages()) {
    if (!name.starts_with(small)) continue;
    if (month != 0 && month != number) return 0;
    month = number;
  }
  return month;
}

int wholeMonthOf(std::string_view word) {
  const std::string small = folded(word);
  const auto known = wholeMonths().find(small);
  if (known != wholeMonths().end()) return known->second;
  // Hebrew writes "in" and "of" as the first letter of the word.
  for (const std::string_view joined : {"ב", "ל"})
    if (small.starts_with(joined)) {
      const auto named = wholeMonths().find(small.substr(joined.size()));
      if (named != wholeMonths().end()) return named->second;
    }
  return 0;
}

bool isWeekday(std::string_view word) {
  return weekdaysOfLanguages().contains(folded(word));
}

bool isBesideDates(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      // What was done then.
      "published", "updated", "posted", "modified", "created", "issued", "last", "first", "date", "time",
      "live", "veröffentlicht", "aktualisiert", "zuletzt", "stand", "erstellt", "publié", "modifié", "mis",
      "mise", "à", "jour", "dernière", "publicado", "actualizado", "pubblicato", "aggiornato", "atualizado",
      "gepubliceerd", "bijgewerkt", "publicerad", "uppdaterad", "опубликовано", "обновлено", "опубліковано",
      "оновлено", "opublikowano", "aktualizacja", "yayınlanma", "güncelleme", "tarihi", "公開日", "更新",
      "更新日", "发布时间", "发布", "時間", "时间", "입력", "수정", "نشر", "آخر", "تحديث", "פורסם", "עודכן",
      // What joins a day and a time.
      "on", "at", "the", "am", "um", "vom", "den", "le", "el", "las", "il", "alle", "ore", "em", "às", "op",
      "in", "kl", "в", "о", "на", "godz", "saat", "و", "في",
      // Times of day and zones.
      "a", "p", "m", "pm", "h", "hrs", "uhr", "uur", "gmt", "utc", "bst", "cet", "cest", "eet", "eest", "msk",
      "мск", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "ist", "jst",
      "kst", "aest", "aedt", "z", "t", "г", "года", "році", "року",
      // How long ago.
      "ago", "just", "now", "today", "yesterday", "hour", "hours", "min", "mins", "minute", "minutes",
      "second", "seconds", "day", "days", "vor", "stunde", "stunden", "minuten", "heute", "gestern", "il",
      "y", "heures", "heure", "hier", "hace", "horas", "hora", "minutos", "назад", "минут", "часа", "часов",
      "сегодня", "вчера"};
  return kWords.contains(folded(word));
}

}  // namespace dateline::article
