#pragma once

#include <cmath>
#include <cstdint>

#include "gazetteer/matches.h"

namespace dateline::gazetteer {

/// A place that a name may mean, with what the scores need at hand.
struct Option {
  PlaceRef ref;
  NameClass nameClass = NameClass::proper;
  Kind kind = Kind::town;
  Source source = Source::byHand;
  float lat = 0, lng = 0, cosLat = 1;
  float logPopulation = 0;                                                     ///< power of ten
  std::uint32_t country = kNowhere, division = kNowhere, district = kNowhere;  ///< see acrossBooks
  bool inflected = false;
  bool namedInFull = false;     ///< by a longer name elsewhere in the text
  bool contained = false;       ///< by what follows the comma
  bool inNamedCountry = false;  ///< and that is its country
  bool container = false;       ///< of what stands before the comma
  float first = 0;              ///< score without the rest of the text
  float score = 0;
  float share = 0;    ///< of the probability, given that the mention names a place
  float cluster = 0;  ///< the same with the options within 30 km: a city and its province are one pin
};

Option optionOf(const Books& books, const BookClaim& claim);

/// One number for a place of any book; containers are places of the option's own book.
inline std::uint32_t acrossBooks(std::uint8_t book, std::uint32_t place) {
  return place == kNowhere ? kNowhere : place | (std::uint32_t{book} << 28);
}
inline std::uint32_t acrossBooks(PlaceRef ref) {
  return acrossBooks(ref.book, ref.place);
}

inline bool isTown(Kind kind) {
  return kind == Kind::capital || kind == Kind::seat || kind == Kind::town || kind == Kind::quarter;
}

inline constexpr float kConsiderable = 4.7f;  ///< 50,000 people, as a power of ten

/// A considerable town of this very name.
inline bool isOwnOfTown(const Option& option) {
  return isTown(option.kind) && option.nameClass == NameClass::proper &&
         option.logPopulation >= kConsiderable;
}

/// What the world's news names without saying where it is.
inline bool isKnownAfar(const Option& option) {
  constexpr float kLargeCity = 5.7f;  // half a million, as a power of ten
  return option.kind == Kind::capital || (isTown(option.kind) && option.logPopulation >= kLargeCity);
}

/// On a plane that touches the Earth at `a`: for telling near from far.
inline float kilometres(const Option& a, float lat, float lng) {
  float dLng = std::abs(a.lng - lng);
  if (dLng > 180) dLng = 360 - dLng;
  const float dx = dLng * a.cosLat;
  const float dy = a.lat - lat;
  return 111.2f * std::sqrt(dx * dx + dy * dy);
}

/// A pin for one is a pin for the other: a city and the province around it.
inline bool shareOnePin(const Option& a, const Option& b) {
  constexpr float kOnePinKm = 30;
  return kilometres(a, b.lat, b.lng) < kOnePinKm;
}

}  // namespace dateline::gazetteer
