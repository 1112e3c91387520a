#include "session/own_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>

#include "atlas/layer.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/paths.h"
#include "gazetteer/words.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;
using gazetteer::BookRow;
using gazetteer::Kind;
using gazetteer::NameClass;

constexpr std::size_t kLimitBytes = 1u << 30;
constexpr std::size_t kMostOwnPlaces = 2'000'000;

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

template <typename T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// GeoNames' feature codes, or our own names of kinds.
Kind kindOf(std::string_view code) {
  if (const auto own = gazetteer::kindNamed(code)) return *own;
  struct Prefix {
    std::string_view code;
    Kind kind;
  };
  constexpr std::array kPrefixes = {
      Prefix{"PCL", Kind::country},  Prefix{"ADM1", Kind::division},  Prefix{"ADM", Kind::district},
      Prefix{"PPLC", Kind::capital}, Prefix{"PPLA", Kind::seat},      Prefix{"PPLX", Kind::quarter},
      Prefix{"PPL", Kind::town},     Prefix{"CONT", Kind::continent}, Prefix{"RGN", Kind::region},
      Prefix{"PRK", Kind::area},     Prefix{"RES", Kind::area},       Prefix{"LK", Kind::lake},
      Prefix{"RSV", Kind::lake},     Prefix{"STM", Kind::river},      Prefix{"CNL", Kind::river},
      Prefix{"OCN", Kind::sea},      Prefix{"SEA", Kind::sea},        Prefix{"GULF", Kind::sea},
      Prefix{"BAY", Kind::sea},      Prefix{"STRT", Kind::sea},       Prefix{"ISL", Kind::island},
      Prefix{"MT", Kind::mountains}, Prefix{"PK", Kind::mountains},   Prefix{"DSRT", Kind::desert}};
  for (const Prefix& prefix : kPrefixes)
    if (code.starts_with(prefix.code)) return prefix.kind;
  return code.empty() ? Kind::town : Kind::facility;
}

bool isCountryCode(std::string_view text) {
  return text.size() == 2 && std::isupper(static_cast<unsigned char>(text[0])) != 0 &&
         std::isupper(static_cast<unsigned char>(text[1])) != 0;
}

/// Rows for a book of the user's; a nameless row for each country that they mention goes first.
std::string bookOf(std::vector<BookRow> rows) {
  std::set<std::string> codes;
  for (const BookRow& row : rows)
    if (!row.country.empty()) codes.insert(row.country);
  gazetteer::BookWriter writer;
  for (const std::string& code : codes)
    writer.add({.name = code, .kind = Kind::country, .source = gazetteer::Source::user, .country = code});
  for (BookRow& row : rows) {
    // Countries are numbered by their rows; a country of the user's is a place like any other.
    if (row.kind == Kind::country || row.kind == Kind::division || row.kind == Kind::district)
      row.kind = row.kind == Kind::country ? Kind::region : Kind::area;
    writer.add(std::move(row));
  }
  return writer.bytes();
}

bool isGeoNamesTable(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const auto cells = split(line, "\t");
  return cells.size() >= 15 && number<double>(cells[4]) && number<double>(cells[5]);
}

std::vector<BookRow> rowsOfTable(std::string_view text, const std::string& where, Warnings& warnings) {
  std::vector<BookRow> rows;
  int bad = 0;
  while (!text.empty() && rows.size() < kMostOwnPlaces) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto cells = split(trimmed(text.substr(0, end)), "\t");
    text.remove_prefix(std::min(end + 1, text.size()));
    if (cells.size() == 1 && cells[0].empty()) continue;
    const auto lat = cells.size() >= 15 ? number<double>(cells[4]) : std::nullopt;
    const auto lng = cells.size() >= 15 ? number<double>(cells[5]) : std::nullopt;
    if (!lat || !lng || std::abs(*lat) > 90 || std::abs(*lng) > 180 || cells[1].empty()) {
      ++bad;
      continue;
    }
    BookRow row{.name = std::string(cells[1]),
                .kind = kindOf(cells[7]),
                .source = gazetteer::Source::user,
                .at = {*lng, *lat},
                .population = number<std::uint32_t>(cells[14]).value_or(0),
                .geonameid = number<std::uint32_t>(cells[0]).value_or(0),
                .country = isCountryCode(cells[8]) ? std::string(cells[8]) : std::string()};
    row.names.emplace_back(NameClass::proper, row.name);
    for (const std::string_view other : split(cells[3], ","))
      if (!other.empty()) row.names.emplace_back(NameClass::other, std::string(other));
    rows.push_back(std::move(row));
  }
  if (bad > 0) warnings.push_back({fmt::format("{} lines are no places and were left out", bad), where, bad});
  return rows;
}

/// The first of these columns that the layer has; empty for none.
std::string columnOf(const geo::Attributes& attributes, std::initializer_list<std::string_view> wanted) {
  for (const std::string_view name : wanted)
    for (const std::string& column : attributes.columns)
      if (std::equal(column.begin(), column.end(), name.begin(), name.end(),
                     [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; }))
        return column;
  return {};
}

Result<std::vector<BookRow>> rowsOfLayer(const std::string& path, Warnings& warnings) {
  const Result<atlas::LayerData> layer = atlas::openLayer(path);
  if (!layer) return tl::make_unexpected(layer.error());
  for (const Warning& warning : layer->warnings) warnings.push_back({warning.message, path, warning.count});
  const geo::FeatureSet& set = *layer->features;
  const geo::Attributes& a = set.attributes;
  const std::string name =
      columnOf(a, {"name", "name_en", "title", "label", "place", "toponym", "asciiname"});
  if (name.empty())
    return fail(ErrorKind::invalid, "the layer has no column of names; call one \"name\"", path);
  const std::string others =
      columnOf(a, {"alternatenames", "alt_names", "alt_name", "names", "aliases", "other_names"});
  const std::string kind = columnOf(a, {"kind", "featurecode", "feature_code", "fcode", "type"});
  const std::string country = columnOf(a, {"country_code", "countrycode", "iso_a2", "country"});
  const std::string population = columnOf(a, {"population", "pop"});
  const std::string id = columnOf(a, {"geonameid", "geoname_id"});
  std::vector<BookRow> rows;
  for (const geo::Feature& feature : set.features) {
    if (rows.size() == kMostOwnPlaces) break;
    const std::string_view shown = trimmed(a.value(name, feature.row));
    if (shown.empty()) continue;
    const bool point = feature.kind == geo::GeometryKind::point && feature.pathCount > 0 &&
                       !set.points(set.pathsOf(feature).front()).empty();
    const std::string_view code = a.value(country, feature.row);
    BookRow row{
        .name = std::string(shown),
        .kind = kindOf(a.value(kind, feature.row)),
        .source = gazetteer::Source::user,
        .at = point ? set.points(set.pathsOf(feature).front()).front() : feature.bounds.centre(),
        .population = static_cast<std::uint32_t>(std::clamp(a.number(population, feature.row), 0.0, 4e9)),
        .geonameid = static_cast<std::uint32_t>(std::clamp(a.number(id, feature.row), 0.0, 4e9)),
        .country = isCountryCode(code) ? std::string(code) : std::string()};
    row.names.emplace_back(NameClass::proper, row.name);
    for (const std::string_view other : split(a.value(others, feature.row), ",;|"))
      if (!trimmed(other).empty()) row.names.emplace_back(NameClass::other, std::string(trimmed(other)));
    rows.push_back(std::move(row));
  }
  return rows;
}

fs::path correctionsFile() {
  return dataFolder() / "corrections.tsv";
}

std::string oneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string lineOf(const Correction& c) {
  if (!c.isPlace) return oneLine(c.name) + "\tno place\n";
  return fmt::format("{}\tplace\t{}\t{}\t{}\t{:.5f}\t{:.5f}\t{}\n", oneLine(c.name), oneLine(c.place),
                     gazetteer::nameOf(c.kind), c.country, c.at.lat, c.at.lng, c.geonameid);
}

std::optional<Correction> correctionOf(std::string_view line) {
  const auto cells = split(line, "\t");
  if (cells.size() < 2 || cells[0].empty()) return std::nullopt;
  Correction c;
  c.name = cells[0];
  c.isPlace = cells[1] == "place";
  if (cells[1] == "no place") return c;
  if (!c.isPlace || cells.size() != 8) return std::nullopt;
  const auto kind = gazetteer::kindNamed(cells[3]);
  const auto lat = number<double>(cells[5]);
  const auto lng = number<double>(cells[6]);
  if (!kind || !lat || !lng || std::abs(*lat) > 90 || std::abs(*lng) > 180) return std::nullopt;
  c.place = cells[2];
  c.kind = *kind;
  c.country = cells[4];
  c.at = {*lng, *lat};
  c.geonameid = number<std::uint32_t>(cells[7]).value_or(0);
  return c;
}

BookRow rowOf(const Correction& c) {
  BookRow row{.name = c.place,
              .kind = c.kind,
              .source = gazetteer::Source::correction,
              .at = c.at,
              .geonameid = c.geonameid,
              .country = c.country};
  row.names.emplace_back(NameClass::proper, c.name);
  return row;
}

}  // namespace

std::vector<Correction> readCorrections(Warnings& warnings) {
  std::vector<Correction> all;
  std::error_code failed;
  const fs::path path = correctionsFile();
  if (!fs::exists(path, failed)) return all;
  const Result<std::string> text = readFile(path, 64u << 20);
  if (!text) {
    warnings.push_back({text.error().message, path.string()});
    return all;
  }
  int bad = 0;
  for (const std::string_view line : split(*text, "\n")) {
    if (line.empty() || line.front() == '#') continue;
    if (auto correction = correctionOf(line))
      all.push_back(std::move(*correction));
    else
      ++bad;
  }
  if (bad > 0)
    warnings.push_back(
        {fmt::format("{} lines are no corrections and were left out", bad), path.string(), bad});
  return all;
}

Status rememberCorrection(const Correction& correction) {
  Warnings ignored;
  std::string text =
      "# Names that the user of Dateline corrected: name, verdict, place, kind, country, lat, lon, GeoNames "
      "id\n";
  for (const Correction& known : readCorrections(ignored))
    if (known.name != correction.name) text += lineOf(known);
  text += lineOf(correction);
  std::error_code failed;
  fs::create_directories(dataFolder(), failed);
  return writeFileAtomically(correctionsFile(), text);
}

Result<std::shared_ptr<const gazetteer::PlaceBook>> readOwnPlaces(const std::string& path,
                                                                  Warnings& warnings) {
  const std::string extension = lowerAscii(fs::path(path).extension().string());
  std::vector<BookRow> rows;
  bool table = false;
  if (extension == ".txt" || extension == ".tsv") {
    const Result<std::string> text = readFile(path, kLimitBytes);
    if (!text) return tl::make_unexpected(text.error());
    table = isGeoNamesTable(*text);
    if (!table)
      return fail(ErrorKind::invalid, "this is no table in GeoNames' format (19 columns parted by tabs)",
                  path);
    rows = rowsOfTable(*text, path, warnings);
  } else {
    Result<std::vector<BookRow>> read = rowsOfLayer(path, warnings);
    if (!read) return tl::make_unexpected(read.error());
    rows = std::move(*read);
  }
  if (rows.empty()) return fail(ErrorKind::invalid, "there is no place with a name in it", path);
  return gazetteer::PlaceBook::fromBytes(bookOf(std::move(rows)), path);
}

Result<std::shared_ptr<const gazetteer::Finder>> openFinder(const std::vector<std::string>& gazetteers,
                                                            Warnings& warnings) {
  std::vector<std::shared_ptr<const gazetteer::PlaceBook>> own;
  for (const std::string& path : gazetteers) {
    auto book = readOwnPlaces(path, warnings);
    if (!book) return tl::make_unexpected(book.error());
    own.push_back(*book);
  }
  std::vector<BookRow> corrected;
  std::vector<std::uint64_t> never;
  for (const Correction& correction : readCorrections(warnings)) {
    if (correction.isPlace)
      corrected.push_back(rowOf(correction));
    else
      never.push_back(gazetteer::sequenceOf(correction.name));
  }
  if (!corrected.empty()) {
    auto book = gazetteer::PlaceBook::fromBytes(bookOf(std::move(corrected)), "corrections");
    if (book) own.push_back(*book);
  }
  constexpr std::size_t kMostBooks = 8;  // a place's reference has four bits for its book
  if (own.size() > kMostBooks)
    return fail(ErrorKind::usage,
                fmt::format("at most {} gazetteers of your own can be used at once", kMostBooks),
                "--gazetteer");
  return gazetteer::loadFinder(std::move(own), std::move(never));
}

}  // namespace dateline::session
