#include "atlas/attribute_collector.h"

#include <fmt/format.h>
#include <ogr_feature.h>

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace dateline::atlas {
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

/// Numbers in their shortest form; GDAL's own way goes through printf and costs more than reading the file.
std::string valueText(const OGRFeature& feature, int field, OGRFieldType type, int& cut) {
  if (type == OFTInteger || type == OFTInteger64) return fmt::to_string(feature.GetFieldAsInteger64(field));
  if (type == OFTReal) return fmt::to_string(feature.GetFieldAsDouble(field));
  return cleanValue(feature.GetFieldAsString(field), cut);
}

}  // namespace

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
    fields_.push_back({field, fieldDefinition->GetType(), static_cast<std::size_t>(column)});
  }
}

std::uint32_t AttributeCollector::add(const OGRFeature& feature) {
  for (const Field& field : fields_) {
    if (!feature.IsFieldSetAndNotNull(field.index)) continue;
    auto& values = attributes_.values[field.column];
    values.resize(rows_);
    values.push_back(valueText(feature, field.index, static_cast<OGRFieldType>(field.type), valuesCut_));
  }
  return rows_++;
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

}  // namespace dateline::atlas
