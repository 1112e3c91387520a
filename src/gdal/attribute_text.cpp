#include "gdal/attribute_text.h"

#include <fmt/format.h>
#include <ogr_feature.h>

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

}  // namespace

std::string cleanText(const char* text, TextFaults& faults) {
  std::string_view kept = text;
  if (kept.size() > kMaxValueBytes) {
    std::size_t end = kMaxValueBytes;
    while (end > 0 && (static_cast<unsigned char>(kept[end]) & 0xc0) == 0x80) --end;
    kept = kept.substr(0, end);
    ++faults.cut;
  }
  if (isValidUtf8(kept)) return std::string(kept);
  ++faults.unreadable;
  return repairUtf8(kept);
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
    case OFTStringList:
      return listOfTexts(feature, field, faults);
    default:
      return cleanText(feature.GetFieldAsString(field), faults);
  }
}

}  // namespace dateline::gdal
