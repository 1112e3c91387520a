#include "app/place_lines.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "base/utf8.h"

namespace dateline::app {

struct PlaceLines::Row {
  std::string_view doc, text;
  std::size_t start, end;
  const gazetteer::Found& found;
  gazetteer::PlaceEntry place;
};

namespace {

bool isPlainJson(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == '"' || byte == '\\' || byte >= 0x80) return false;
  }
  return true;
}

void appendInteger(std::string& out, std::uint64_t number) {
  const fmt::format_int digits(number);
  out.append(digits.data(), digits.size());
}

/// As printf's "%.*f": `number` is at most some thousands, `decimals` 3 or 5.
void appendDecimal(std::string& out, double number, int decimals) {
  const std::uint64_t unit = decimals == 3 ? 1000 : 100000;
  const auto scaled = static_cast<std::int64_t>(std::llround(number * static_cast<double>(unit)));
  const auto size = static_cast<std::uint64_t>(scaled < 0 ? -scaled : scaled);
  if (scaled < 0) out += '-';
  appendInteger(out, size / unit);
  const fmt::format_int digits(size % unit + unit);
  (out += '.').append(digits.data() + 1, digits.size() - 1);
}

void appendPosition(std::string& out, const geo::LngLat& at) {
  out += ",\"lat\":";
  appendDecimal(out, at.lat, 5);
  out += ",\"lon\":";
  appendDecimal(out, at.lng, 5);
}

void appendNumberOrNull(std::string& out, std::uint32_t number) {
  if (number == 0)
    out += "null";
  else
    appendInteger(out, number);
}

void appendNameOrNull(std::string& out, std::string_view name) {
  if (name.empty())
    out += "null";
  else
    appendJsonText(out, name);
}

}  // namespace

void appendJsonText(std::string& out, std::string_view text) {
  out += '"';
  if (isPlainJson(text)) {
    out += text;
  } else {
    const std::string valid = isValidUtf8(text) ? std::string(text) : repairUtf8(text);
    for (const char c : valid) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\')
        (out += '\\') += c;
      else if (c == '\n')
        out += "\\n";
      else if (byte < 0x20)
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
      else
        out += c;
    }
  }
  out += '"';
}

void appendCsvText(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return void(out += text);
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string_view PlaceLines::head() const {
  switch (format_) {
    case PlaceFormat::geojson:
      return "{\"type\":\"FeatureCollection\",\"features\":[\n";
    case PlaceFormat::csv:
      return "doc,start,end,text,name,kind,country,admin1,lat,lon,geonameid,confidence,role\r\n";
    default:
      return {};
  }
}

std::string_view PlaceLines::foot(bool any) const {
  if (format_ != PlaceFormat::geojson) return {};
  return any ? "\n]}\n" : "]}\n";
}

std::string PlaceLines::rows(const Piece& piece, const std::vector<gazetteer::Found>& found) const {
  std::string out;
  std::size_t byte = 0;
  std::size_t character = piece.codePoints;
  for (const gazetteer::Found& one : found) {
    character += countCharacters(std::string_view(piece.text).substr(byte, one.begin - byte));
    byte = one.begin;
    const std::string_view text = std::string_view(piece.text).substr(one.begin, one.end - one.begin);
    const Row row{piece.doc, text, character, character + countCharacters(text), one, finder_.place(one.ref)};
    switch (format_) {
      case PlaceFormat::jsonl:
        appendJson(out, row);
        break;
      case PlaceFormat::geojson:
        appendFeature(out, row);
        break;
      case PlaceFormat::csv:
        appendCsv(out, row);
        break;
    }
  }
  return out;
}

void PlaceLines::appendProperties(std::string& out, const Row& row) const {
  out += "\"doc\":";
  appendJsonText(out, row.doc);
  out += ",\"start\":";
  appendInteger(out, row.start);
  out += ",\"end\":";
  appendInteger(out, row.end);
  out += ",\"text\":";
  appendJsonText(out, row.text);
  out += ",\"name\":";
  appendJsonText(out, row.place.name);
  out += ",\"kind\":\"";
  out += gazetteer::nameOf(row.place.kind);
  out += "\",\"country\":";
  appendNameOrNull(out, finder_.countryCode(row.found.ref));
  out += ",\"admin1\":";
  appendNameOrNull(out, finder_.divisionName(row.found.ref));
  appendPosition(out, row.place.at);
  out += ",\"geonameid\":";
  appendNumberOrNull(out, row.place.geonameid);
  out += ",\"confidence\":";
  appendDecimal(out, row.found.confidence, 3);
  out += ",\"role\":\"";
  out += gazetteer::nameOf(row.found.role);
  out += '"';
  if (explain_) appendReasons(out, row);
}

void PlaceLines::appendReasons(std::string& out, const Row& row) const {
  const auto list = [&](const std::vector<gazetteer::Reason>& reasons) {
    out += '[';
    for (std::size_t i = 0; i < reasons.size(); ++i) {
      out += i == 0 ? "[" : ",[";
      appendJsonText(out, reasons[i].text);
      fmt::format_to(std::back_inserter(out), ",{:.3f}]", reasons[i].worth);
    }
    out += ']';
  };
  out += ",\"reasons\":";
  list(row.found.reasons);
  out += ",\"candidates\":[";
  for (std::size_t i = 0; i < row.found.candidates.size(); ++i) {
    const gazetteer::Candidate& candidate = row.found.candidates[i];
    const gazetteer::PlaceEntry place = finder_.place(candidate.ref);
    out += i == 0 ? "{\"name\":" : ",{\"name\":";
    appendJsonText(out, place.name);
    fmt::format_to(std::back_inserter(out), ",\"kind\":\"{}\",\"country\":", gazetteer::nameOf(place.kind));
    appendNameOrNull(out, finder_.countryCode(candidate.ref));
    out += ",\"admin1\":";
    appendNameOrNull(out, finder_.divisionName(candidate.ref));
    appendPosition(out, place.at);
    out += ",\"geonameid\":";
    appendNumberOrNull(out, place.geonameid);
    fmt::format_to(std::back_inserter(out),
                   ",\"source\":\"{}\",\"share\":{:.3f},\"confidence\":{:.3f},\"reasons\":",
                   gazetteer::nameOf(place.source), candidate.share, candidate.confidence);
    list(candidate.reasons);
    out += '}';
  }
  out += ']';
}

void PlaceLines::appendJson(std::string& out, const Row& row) const {
  out += '{';
  appendProperties(out, row);
  out += "}\n";
}

void PlaceLines::appendFeature(std::string& out, const Row& row) const {
  fmt::format_to(std::back_inserter(out),
                 ",\n{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{:.5f},{:.5f}]"
                 "}},\"properties\":{{",
                 row.place.at.lng, row.place.at.lat);
  appendProperties(out, row);
  out += "}}";
}

void PlaceLines::appendCsv(std::string& out, const Row& row) const {
  appendCsvText(out, row.doc);
  fmt::format_to(std::back_inserter(out), ",{},{},", row.start, row.end);
  appendCsvText(out, row.text);
  out += ',';
  appendCsvText(out, row.place.name);
  fmt::format_to(std::back_inserter(out), ",{},{},", gazetteer::nameOf(row.place.kind),
                 finder_.countryCode(row.found.ref));
  appendCsvText(out, finder_.divisionName(row.found.ref));
  fmt::format_to(std::back_inserter(out), ",{:.5f},{:.5f},", row.place.at.lat, row.place.at.lng);
  if (row.place.geonameid != 0) fmt::format_to(std::back_inserter(out), "{}", row.place.geonameid);
  fmt::format_to(std::back_inserter(out), ",{:.3f},{}\r\n", row.found.confidence,
                 gazetteer::nameOf(row.found.role));
}

}  // namespace dateline::app
