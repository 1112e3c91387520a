// What the shipped gazetteer and weights pin of a text, and where.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "gazetteer/finder.h"

namespace dateline::gazetteer {

inline constexpr float kPin = 0.5f;

struct Expected {
  std::string_view words;
  double lat, lng;  ///< within 30 km; of a country anywhere
  std::string_view country = {};
};

inline const Finder& shipped() {
  static const std::shared_ptr<const Finder> finder = [] {
    ::setenv("DATELINE_DATA", DATELINE_ROOT, 0);
    return loadFinder().value();
  }();
  return *finder;
}

/// The surest of the places that the words are found to name; null for none that would be a pin.
inline const Found* pinOf(const std::vector<Found>& places, std::string_view text, std::string_view words) {
  const Found* surest = nullptr;
  for (const Found& one : places) {
    const bool here = text.substr(one.begin, one.end - one.begin).find(words) != std::string_view::npos;
    if (here && one.confidence >= kPin && (surest == nullptr || one.confidence > surest->confidence))
      surest = &one;
  }
  return surest;
}

inline void expectPins(std::string_view text, const std::vector<Expected>& pins,
                       const std::vector<std::string_view>& none = {}) {
  const std::vector<Found> places = shipped().find(text, {});
  for (const Expected& expected : pins) {
    const Found* found = pinOf(places, text, expected.words);
    ASSERT_NE(found, nullptr) << expected.words << " has no pin";
    const PlaceEntry place = shipped().place(found->ref);
    if (!expected.country.empty()) {
      EXPECT_EQ(place.kind, Kind::country) << expected.words;
      EXPECT_EQ(shipped().countryCode(found->ref), expected.country) << expected.words;
      continue;
    }
    const double east = (place.at.lng - expected.lng) * std::cos(expected.lat * 0.0174533);
    EXPECT_LT(111.2 * std::hypot(east, place.at.lat - expected.lat), 30)
        << expected.words << " is " << place.name << ", " << shipped().countryName(found->ref);
  }
  for (const std::string_view words : none)
    EXPECT_EQ(pinOf(places, text, words), nullptr) << words << " has a pin";
}

}  // namespace dateline::gazetteer
