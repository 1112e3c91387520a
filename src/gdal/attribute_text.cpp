#include "gdal/attribute_text.h"

#include <fmt/format.h>
#include <ogr_feature.h>

#include <cmath>
#include <cstdlib>
#include <span>
#include <string_view>

#include "base/utf8.h"

namespace dateline::gdal {
namespace {

constexpr std::size_t kMaxValueBytes = 4096;

template <typename Number>
std::string listed(const Number* numbers, int count) {
  return fmt::to_string(fmt::join(std::span(numbers, static_cast<std::size_t>(count)), ", "));
}

std::string listOfTexts(const OGRFeature& feature, int field, TextFaults& faults) {
  std::string list;
  for (char** text = feature.GetFieldAsStringList(field); text != nullptr && *text != nullptr; ++text)
    list += (list.empty() ? "" : ", ") + std::string(*text);
  return cleanText(list.c_str(), faults);
}

/// No font has them. Tabs and the ends of lines stay.
std::string withoutControls(std::string text) {
  for (char& c : text)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f) c = ' ';
  return text;
}

/// ISO 8601 with a space between date and time, as RFC 3339 has it too.
std::string dateText(const OGRFeature& feature, int field, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const auto milliseconds = static_cast<int>(std::lround(second * 1000));
  std::string time = fmt::format("{:02}:{:02}:{:02}", hour, minute, milliseconds / 1000);
  if (const int rest = milliseconds % 1000; rest != 0) {
    time += fmt::format(".{:03}", rest);
    time.erase(time.find_last_not_of('0') + 1);
  }
  // Quarters of an hour from 100 on; 0 and 1 are the time of a place that is not told.
  constexpr int kUtc = 100, kMinutes = 15;
  if (zone == kUtc) time += "Z";
  if (zone > 1 && zone != kUtc) {
    const int beside = std::abs(zone - kUtc) * kMinutes;
    time += fmt::format("{}{:02}:{:02}", zone < kUtc ? '-' : '+', beside / 60, beside % 60);
  }
  return type == OFTTime ? time : date + " " + time;
}

}  // namespace

std::string cleanText(const char* text, TextFaults& faults) {
  std::string_view kept = text;
  if (kept.size() > kMaxValueBytes) {
    std::size_t end = kMaxValueBytes;
    while (end > 0 && (static_cast<unsigned char>(kept[end]) & 0xc0) == 0x80) --end;
    kept = kept.substr(0, end);
    ++faults.cut;
  }
  if (isValidUtf8(kept)) return withoutControls(std::string(kept));
  ++faults.unreadable;
  return withoutControls(repairUtf8(kept));
}

bool isNumeric(const OGRFieldDefn& definition) {
  const OGRFieldType type = definition.GetType();
  return type == OFTInteger || type == OFTInteger64 || type == OFTReal;
}

/// GDAL's own way to write numbers goes through printf and costs more than reading the file.
std::string attributeText(const OGRFeature& feature, int field, TextFaults& faults) {
  const OGRFieldDefn& definition = *feature.GetFieldDefnRef(field);
  int count = 0;
  switch (definition.GetType()) {
    case OFTInteger:
      if (definition.GetSubType() == OFSTBoolean)
        return feature.GetFieldAsInteger(field) != 0 ? "true" : "false";
      [[fallthrough]];
    case OFTInteger64:
      return fmt::to_string(feature.GetFieldAsInteger64(field));
    case OFTReal:
      return fmt::to_string(feature.GetFieldAsDouble(field));
    case OFTIntegerList: {
      const int* numbers = feature.GetFieldAsIntegerList(field, &count);
      return cleanText(listed(numbers, count).c_str(), faults);
    }
    case OFTInteger64List: {
      const GIntBig* numbers = feature.GetFieldAsInteger64List(field, &count);
      return cleanText(listed(numbers, count).c_str(), faults);
    }
    case OFTRealList: {
      const double* numbers = feature.GetFieldAsDoubleList(field, &count);
      return cleanText(listed(numbers, count).c_str(), faults);
    }
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return dateText(feature, field, definition.GetType());
    case OFTStringList:
      return listOfTexts(feature, field, faults);
    default:
      return cleanText(feature.GetFieldAsString(field), faults);
  }
}

}  // namespace dateline::gdal
