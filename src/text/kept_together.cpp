#include "text/kept_together.h"

#include <algorithm>
#include <unordered_set>

namespace dateline::text {
namespace {

using namespace std::string_view_literals;

bool isUnit(std::string_view word) {
  static const std::unordered_set<std::string_view> kUnits = {
      // Signs.
      "%", "‰", "°", "°C", "°F", "℃", "€", "$", "£", "¥", "₽", "₴", "₸", "₺", "₹", "″", "′",
      // Lengths, areas, volumes, masses.
      "m", "km", "cm", "mm", "µm", "nm", "mi", "ft", "yd", "m²", "km²", "cm²", "ha", "m³", "km³", "l", "L",
      "ml", "hl", "kg", "g", "mg", "t", "lb", "lbs", "oz",
      // Times and speeds.
      "s", "ms", "min", "h", "km/h", "kmh", "mph", "m/s", "kn", "Uhr", "a.m", "p.m", "am", "pm",
      // Energy, electricity, data.
      "W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "V", "kV", "A", "J", "kJ", "MJ", "kcal",
      "cal", "Hz", "kHz", "MHz", "GHz", "Pa", "hPa", "bar", "dB", "K", "kB", "KB", "MB", "GB", "TB", "px",
      // Large numbers and shares.
      "percent", "million", "billion", "trillion", "thousand", "mn", "bn", "tn", "Prozent", "Mio", "Mrd",
      "Millionen", "Milliarden", "millions", "milliards", "millones", "milioni", "miliardi", "milhões", "mln",
      "mld", "EUR", "USD", "GBP", "CHF",
      // Russian, Ukrainian, Kazakh.
      "м", "км", "см", "мм", "га", "кг", "г", "т", "л", "мин", "ч", "с", "км/ч", "м²", "км²", "МВт", "кВт",
      "млн", "млрд", "трлн", "тыс", "процента", "процентов", "руб"};
  return kUnits.contains(word);
}

bool isSpaceBehindNumber(std::string_view text, std::size_t at) {
  return text[at] == ' ' && at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
}

/// A word without what ends its clause or sentence.
std::string_view withoutMarks(std::string_view word) {
  constexpr std::string_view kMarks = ".,;:!?)]\"'";
  while (!word.empty() && kMarks.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  for (const std::string_view quote : {"\u201D"sv, "\u2019"sv, "\u00BB"sv, "\u201C"sv})
    if (word.ends_with(quote)) return withoutMarks(word.substr(0, word.size() - quote.size()));
  return word;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> numbersWithUnits(std::string_view text) {
  constexpr std::size_t kLongestUnit = 32;  // bytes, with signs behind it
  std::vector<std::pair<std::size_t, std::size_t>> kept;
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    if (!isSpaceBehindNumber(text, at)) continue;
    const std::string_view rest = text.substr(at + 1, kLongestUnit);
    const std::string_view unit = withoutMarks(rest.substr(0, rest.find_first_of(" \n\t\r")));
    if (isUnit(unit)) kept.emplace_back(at - 1, at + 1 + unit.size());
  }
  return kept;
}

}  // namespace dateline::text
