// Packs the tables that make_gazetteer.py wrote into gazetteer.bin: pack_gazetteer PLACES.tsv WORDS.tsv OUT.
// A program of ours, so that names are folded and hashed by the code that will look them up.
#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <sstream>

#include "base/file.h"
#include "gazetteer/place_book.h"

namespace {

using namespace dateline;
using namespace dateline::gazetteer;

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::size_t begin = 0;
  for (std::size_t end = line.find(separator); end != std::string::npos; end = line.find(separator, begin)) {
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  cells.push_back(line.substr(begin));
  return cells;
}

std::uint32_t number(const std::string& text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<NameClass> classOf(char letter) {
  constexpr std::string_view kLetters = "cahbpmd";
  const auto at = kLetters.find(letter);
  return at == std::string_view::npos ? std::nullopt : std::optional(static_cast<NameClass>(at));
}

/// Nullopt when the line is not a row.
std::optional<BookRow> rowOf(const std::string& line) {
  const std::vector<std::string> cells = split(line, '\t');
  if (cells.size() != 12) return std::nullopt;
  const auto kind = kindNamed(cells[0]);
  if (!kind) return std::nullopt;
  BookRow row{.name = cells[1],
              .kind = *kind,
              .source = static_cast<Source>(number(cells[9])),
              .at = {std::stod(cells[3]), std::stod(cells[2])},
              .population = number(cells[4]),
              .geonameid = number(cells[8]),
              .country = cells[5],
              .division = cells[6],
              .district = cells[7],
              .onMap = number(cells[10]) != 0};
  for (const std::string& name : split(cells[11], '|'))
    if (name.size() > 2)
      if (const auto nameClass = classOf(name[0])) row.names.emplace_back(*nameClass, name.substr(2));
  return row;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return fmt::print(stderr, "usage: pack_gazetteer PLACES.tsv WORDS.tsv OUT\n"), 2;
  BookWriter writer;
  std::string line;
  std::ifstream places(argv[1]);
  for (int count = 1; std::getline(places, line); ++count) {
    auto row = rowOf(line);
    if (!row) return fmt::print(stderr, "{}:{}: not a row\n", argv[1], count), 1;
    writer.add(std::move(*row));
  }
  std::ifstream words(argv[2]);
  while (std::getline(words, line)) {
    std::istringstream cells(line);
    std::string word;
    std::string flag;
    std::uint32_t flags = 0;
    cells >> word;
    while (cells >> flag)
      if (const auto known = wordFlagNamed(flag)) flags |= *known;
    writer.addWord(word, flags);
  }
  const std::string bytes = writer.bytes();
  if (const Status written = writeFileAtomically(argv[3], bytes); !written)
    return fmt::print(stderr, "{}\n", written.error().text()), 1;
  fmt::print("{}: {:.1f} MB\n", argv[3], static_cast<double>(bytes.size()) / 1e6);
  return 0;
}
