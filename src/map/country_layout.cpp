#include <algorithm>
#include <array>
#include <cmath>

#include "map/labels.h"
#include "map/text_case.h"

namespace dateline::map {
namespace {

// Of the largest size, as 22 is.
constexpr std::array kSizes{22.f, 20.f, 18.f, 16.f, 14.5f, 13.f, 12.f, 11.f, 10.5f};
constexpr double kCapitalWidth =
    0.69;  // of the size, semibold, on average: a guess that saves setting what cannot fit
constexpr double kRoomShare = 1.2;       // a name may reach a little beyond its country
constexpr double kLargeRoomShare = 1.7;  // and farther beyond one that no map of the world leaves out
constexpr double kLargeKm2 = 1e6;
constexpr float kMostTightSize = 12;  // of names that reach beyond the room at their place
constexpr double kLeastExtentPx = 26;
constexpr double kSmallCountryKm2 = 1500, kLeastCountryKm2 = 4;
constexpr double kLeastSpeckPx = 14;     // a smaller one is only a part of its region
constexpr double kLeastIslandPx = 8.5;   // the same of one around which there is only water
constexpr double kLeastIslandsPx = 100;  // unless its islands lie farther apart than its name is long
constexpr double kScattered = 20;  // times as wide as its land is: small, however many islands there are
constexpr double kSpeckNameLetters = 14;  // a longer name is set in two lines

double ownWidthPx(const NamedPlace& country, double worldSizePx) {
  const double extent = country.extentPx(worldSizePx);
  const double bounds = country.bounds.empty() ? extent : country.bounds.width() * worldSizePx;
  return std::min(extent * 1.05, bounds);
}

constexpr double kLeastSpacing = 0.1;  // of the size: capitals are never set closer
constexpr double kSpreadShare = 0.55;  // of the room: so far across its land a name is spread
constexpr double kSpotShare = 0.85;    // the same of a spot, which lies inside the land
constexpr double kLeadingShare = 0.5;  // of the size: a layout is higher by this than its capitals

/// So that the name is as wide as `wanted`, but no wider than the style allows; in half px.
float spacingFor(float size, double letters, double wanted, double mostEm) {
  const double spread = (wanted - letters * size * kCapitalWidth) / std::max(1.0, letters - 1);
  const double least = std::min(kLeastSpacing, mostEm) * size;
  return static_cast<float>(std::round(std::clamp(spread, least, std::max(least, mostEm * size)) * 2) / 2);
}

double longestWord(std::string_view text) {
  double longest = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(" -"));
    longest = std::max(longest, widthInLetters(word));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return longest;
}

/// How wide the room for it has to be where that narrows up and down.
double spotFor(const text::Layout& layout, float sizePx) {
  return std::hypot(layout.width(), kNameStretch * (layout.height() - kLeadingShare * sizePx));
}

}  // namespace

CountryLayout countryLayout(const NamedPlace& country, const CountryText& text,
                            text::Typesetter& typesetter) {
  const text::TextStyle largest = textStyle(text.label, text.zoom);
  const double mostSpacing = text.label.letterSpacing.at(text.zoom);
  const double extent = country.extentPx(text.worldSizePx);
  if (extent < kLeastExtentPx) return {};
  const double width = ownWidthPx(country, text.worldSizePx), own = kRoomShare * width;
  const double wanted = std::max<double>(kSizes.back(), 9 + extent / 25);
  const double spread = std::min(kSpreadShare * own, kSpotShare * text.spotPx);
  const double length = widthInLetters(country.capitals);
  const double word = longestWord(country.capitals);
  const bool joined = joinsLetters(country.capitals);
  for (const float step : kSizes) {
    if (step > wanted || (text.tight && step > kMostTightSize)) continue;
    const bool large = step == kSizes.back() && country.areaKm2 >= kLargeKm2;
    const double room = std::min(large ? kLargeRoomShare * width : own, text.spotPx);
    text::TextStyle style = largest;
    const float size = style.sizePx = nameSizePx(largest.sizePx * step / kSizes.front());
    style.letterSpacingPx = joined ? 0 : spacingFor(size, length, text.tight ? 0 : spread, mostSpacing);
    const double letter = size * kCapitalWidth + style.letterSpacingPx;
    const auto fits = [&](const text::Layout& layout) {
      return layout.width() <= room && layout.lines().size() <= 2 && spotFor(layout, size) <= text.spotPx;
    };
    if (length * letter <= room * 1.1) {
      text::LayoutPtr layout = typesetter.layout(country.capitals, style);
      if (fits(*layout)) return {layout, spotFor(*layout, size), layout->width() > own};
    }
    if (word < length && word * letter <= room * 1.1) {
      const text::LayoutOptions wrapped{.widthPx = static_cast<float>(std::floor(room / 8) * 8),
                                        .breaksWords = false,
                                        .align = text::Align::centre};
      text::LayoutPtr layout = typesetter.layout(country.capitals, style, wrapped);
      if (fits(*layout)) return {layout, spotFor(*layout, size), layout->width() > own};
    }
  }
  return {};
}

text::LayoutPtr smallCountryLayout(const NamedPlace& country, const CountryText& text,
                                   text::Typesetter& typesetter) {
  if (country.kmPerUnit <= 0 || country.areaKm2 >= kLargeKm2) return nullptr;
  const double extent = std::sqrt(std::max(country.areaKm2, kLeastCountryKm2)) / country.kmPerUnit;
  const double side = country.sideKm() / country.kmPerUnit;
  const bool isBesideSea = country.island || side >= kScattered * extent;
  if (country.areaKm2 >= kSmallCountryKm2 && !isBesideSea) return nullptr;
  const double leastPx = country.island ? kLeastIslandPx : kLeastSpeckPx;
  if (extent * text.worldSizePx < leastPx && side * text.worldSizePx < kLeastIslandsPx) return nullptr;
  text::TextStyle style = textStyle(text.label, text.zoom);
  style.sizePx = nameSizePx(style.sizePx * kSizes.back() / kSizes.front());
  if (!joinsLetters(country.capitals))
    style.letterSpacingPx = spacingFor(style.sizePx, 1, 0, text.label.letterSpacing.at(text.zoom));
  text::LayoutOptions options{.breaksWords = false, .align = text::Align::centre};
  const double letters = widthInLetters(country.capitals);
  if (letters > kSpeckNameLetters)
    options.widthPx = static_cast<float>(std::max(longestWord(country.capitals), letters * 0.6) *
                                         (style.sizePx * kCapitalWidth + style.letterSpacingPx));
  return typesetter.layout(country.capitals, style, options);
}

}  // namespace dateline::map
