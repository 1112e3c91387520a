#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "gazetteer/finder.h"
#include "gazetteer/weights.h"

namespace dateline::gazetteer {

struct PlainRow {
  Kind kind;
  std::string name;
  double lat, lng;
  std::uint32_t population;
  std::string country, division;
  std::vector<std::pair<NameClass, std::string>> more = {};
};

/// A book of a few places; their names are claims of their own.
inline std::shared_ptr<const PlaceBook> bookOf(const std::vector<PlainRow>& rows) {
  BookWriter writer;
  for (const PlainRow& row : rows) {
    BookRow made{.name = row.name,
                 .kind = row.kind,
                 .source = Source::geoNames,
                 .at = {row.lng, row.lat},
                 .population = row.population,
                 .geonameid = 7,
                 .country = row.country,
                 .division = row.division};
    made.names.emplace_back(NameClass::proper, row.name);
    made.names.insert(made.names.end(), row.more.begin(), row.more.end());
    writer.add(made);
  }
  writer.addWord("john", kFirstName);
  writer.addWord("in", kPreposition);
  writer.addWord("on", kPreposition);
  writer.addWord("north", kDirection);
  writer.addWord("said", kSayVerb);
  writer.addWord("nice", kDictionary);
  writer.addWord("march", kMonthDay);
  auto book = PlaceBook::fromBytes(writer.bytes(), "test");
  EXPECT_TRUE(book);
  return book ? *book : nullptr;
}

inline std::shared_ptr<const PlaceBook> world() {
  using enum NameClass;
  static const auto book = bookOf({
      {Kind::country, "Kazakhstan", 48, 68, 19'000'000, "KZ", "", {{demonym, "Kazakh"}}},
      {Kind::country,
       "United States",
       39.8,
       -98.5,
       330'000'000,
       "US",
       "",
       {{abbreviation, "US"}, {abbreviation, "U.S."}}},
      {Kind::country, "France", 46, 2, 67'000'000, "FR", ""},
      {Kind::division, "Texas", 31, -99, 29'000'000, "US", "TX", {{abbreviation, "Tex."}, {postal, "TX"}}},
      {Kind::capital,
       "Astana",
       51.2,
       71.4,
       1'300'000,
       "KZ",
       "",
       {{historical, "Nur-Sultan"}, {historical, "Нұр-Сұлтан"}}},
      {Kind::capital, "Paris", 48.9, 2.4, 2'100'000, "FR", ""},
      {Kind::town, "Paris", 33.7, -95.6, 25'000, "US", "TX"},
      {Kind::town, "St. Louis", 38.6, -90.2, 300'000, "US", ""},
      {Kind::town, "東京", 35.7, 139.7, 9'000'000, "", ""},
      {Kind::town, "Nice", 43.7, 7.3, 340'000, "FR", ""},
      {Kind::town, "March", 52.5, 0.1, 20'000, "", ""},
      {Kind::town, "Washington, D.C", 38.9, -77, 600'000, "US", ""},
  });
  return book;
}

inline std::shared_ptr<const Weights> plainWeights() {
  auto weights = parseWeights(
      "always\t1\nafter a first name\t-6\nafter a preposition of place\t2\nan ordinary word\t-6\n"
      "population, as a power of ten\t0.5\nwhat follows the comma holds it\t6\n"
      "what follows the comma does not hold it\t-6\nkind: country\t3\n"
      "named with its container elsewhere in the text\t6\ncorrected by you before\t9\n",
      "test");
  EXPECT_TRUE(weights);
  return std::make_shared<const Weights>(weights ? *weights : Weights{});
}

/// "words=name country confidence-above-half" of each place found.
inline std::vector<std::string> found(const Finder& finder, const std::string& text, float least = 0.5f) {
  std::vector<std::string> all;
  for (const Found& one : finder.find(text, {.minConfidence = least}))
    all.push_back(text.substr(one.begin, one.end - one.begin) + "=" +
                  std::string(finder.place(one.ref).name) + " " + std::string(finder.countryCode(one.ref)));
  return all;
}

}  // namespace dateline::gazetteer
