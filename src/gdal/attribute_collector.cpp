#include "gdal/attribute_collector.h"

#include <fmt/format.h>
#include <ogr_feature.h>

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace dateline::gdal {
namespace {

constexpr std::size_t kMaxColumns = 256;
constexpr std::size_t kMaxValueBytes = 4096;

/// Valid UTF-8 of at most kMaxValueBytes, cut between characters.
std::string cleanValue(const char* text, int& cut) {
  std::string value = text;
  if (value.size() > kMaxValueBytes) {
    std::size_t end = kMaxValueBytes;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) --end;
    value.resize(end);
    ++cut;
  }
  return isValidUtf8(value) ? value : repairUtf8(value);
}

/// Short texts lie in the string itself.
std::size_t bytesBeside(const std::string& text) {
  constexpr std::size_t kShort = 15;
  return text.size() > kShort ? text.size() + 1 : 0;
}

}  // namespace

/// Numbers in their shortest form; GDAL's own way goes through printf and costs more than reading the file.
std::string attributeText(const OGRFeature& feature, int field, int& cut) {
  const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
  if (type == OFTInteger || type == OFTInteger64) return fmt::to_string(feature.GetFieldAsInteger64(field));
  if (type == OFTReal) return fmt::to_string(feature.GetFieldAsDouble(field));
  return cleanValue(feature.GetFieldAsString(field), cut);
}

void AttributeCollector::beginLayer(const OGRFeatureDefn& definition) {
  fields_.clear();
  for (int field = 0; field < definition.GetFieldCount(); ++field) {
    const OGRFieldDefn* fieldDefinition = definition.GetFieldDefn(field);
    if (fieldDefinition->GetType() == OFTBinary) continue;
    int ignored = 0;
    const std::string name = cleanValue(fieldDefinition->GetNameRef(), ignored);
    int column = attributes_.columnOf(name);
    if (column < 0) {
      if (attributes_.columns.size() == kMaxColumns) {
        ++columnsLeftOut_;
        continue;
      }
      column = static_cast<int>(attributes_.columns.size());
      attributes_.columns.push_back(name);
      attributes_.values.emplace_back();
    }
    fields_.push_back({field, static_cast<std::size_t>(column)});
  }
}

std::uint32_t AttributeCollector::add(const OGRFeature& feature) {
  for (const Field& field : fields_) {
    if (!feature.IsFieldSetAndNotNull(field.index)) continue;
    auto& values = attributes_.values[field.column];
    values.resize(rows_);
    values.push_back(attributeText(feature, field.index, valuesCut_));
    longTexts_ += bytesBeside(values.back());
  }
  return rows_++;
}

void AttributeCollector::keepRows(const std::vector<std::uint32_t>& kept) {
  longTexts_ = 0;
  for (std::vector<std::string>& values : attributes_.values) {
    std::vector<std::string> those;
    for (const std::uint32_t row : kept) {
      if (row >= values.size()) break;  // what is missing at the end is added when it is known
      those.push_back(std::move(values[row]));
      longTexts_ += bytesBeside(those.back());
    }
    values = std::move(those);
  }
  rows_ = static_cast<std::uint32_t>(kept.size());
}

std::size_t AttributeCollector::bytes() const {
  const auto columns = std::count_if(attributes_.values.begin(), attributes_.values.end(),
                                     [](const auto& v) { return !v.empty(); });
  return static_cast<std::size_t>(columns) * rows_ * sizeof(std::string) + longTexts_;
}

void AttributeCollector::finish(Warnings& warnings) {
  std::size_t kept = 0;
  for (std::size_t column = 0; column < attributes_.columns.size(); ++column) {
    auto& values = attributes_.values[column];
    if (std::all_of(values.begin(), values.end(), [](const std::string& value) { return value.empty(); }))
      continue;
    values.resize(rows_);
    if (kept != column) {
      attributes_.columns[kept] = std::move(attributes_.columns[column]);
      attributes_.values[kept] = std::move(values);
    }
    ++kept;
  }
  attributes_.columns.resize(kept);
  attributes_.values.resize(kept);
  if (columnsLeftOut_ > 0) {
    warnings.push_back({.message = "columns beyond the first 256 were left out.", .count = columnsLeftOut_});
  }
  if (valuesCut_ > 0)
    warnings.push_back({.message = "attribute values were cut at 4096 bytes.", .count = valuesCut_});
}

}  // namespace dateline::gdal
