// Two inputs in one, told apart by the first byte: a text whose places are found with a small gazetteer, or
// the bytes of a gazetteer with which places are found. What is found lies in the text, in order, and names a
// place that can be read.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "gazetteer/finder.h"
#include "gazetteer/weights.h"
#include "require.h"

namespace {

using namespace dateline::gazetteer;

std::shared_ptr<const Weights> weights() {
  static const auto made = std::make_shared<const Weights>(
      parseWeights("always\t1\nafter a first name\t-3\nwhat follows the comma holds it\t3\n", "fuzz")
          .value());
  return made;
}

std::string smallBook() {
  BookWriter writer;
  const auto add = [&](Kind kind, const char* name, const char* division, NameClass more, const char* other) {
    BookRow row{.name = name,
                .kind = kind,
                .at = {10, 20},
                .population = 1000,
                .country = "US",
                .division = division};
    row.names.emplace_back(NameClass::proper, name);
    row.names.emplace_back(more, other);
    writer.add(row);
  };
  add(Kind::country, "United States", "", NameClass::abbreviation, "U.S.");
  add(Kind::division, "Texas", "TX", NameClass::postal, "TX");
  add(Kind::capital, "Washington", "", NameClass::government, "White House");
  add(Kind::town, "Paris", "TX", NameClass::demonym, "Parisian");
  add(Kind::town, "St. Louis", "", NameClass::other, "東京");
  writer.addWord("john", kFirstName);
  writer.addWord("in", kPreposition);
  return writer.bytes();
}

void findIn(const Finder& finder, std::string_view text) {
  std::size_t end = 0;
  for (const Found& found : finder.find(text, {.explain = true})) {
    REQUIRE(found.begin >= end && found.begin < found.end && found.end <= text.size());
    REQUIRE(found.confidence >= 0 && found.confidence <= 1);
    REQUIRE(!found.candidates.empty());
    REQUIRE(finder.place(found.ref).name.size() <= 255);
    end = found.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto book = PlaceBook::fromBytes(smallBook(), "small").value();
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] != 'b') return findIn(Finder({book}, weights()), bytes), 0;
  const auto other = PlaceBook::fromBytes(std::string(bytes), "fuzz");
  if (other)
    findIn(Finder({*other}, weights()), "In Paris, Texas, John Paris of St. Louis met the U.S. in 東京.");
  return 0;
}
