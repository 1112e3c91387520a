#include "gdal/attribute_collector.h"

#include <fmt/format.h>
#include <ogr_feature.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "gdal/html_text.h"

namespace dateline::gdal {
namespace {

constexpr std::size_t kMaxColumns = 256;
/// What a KML's driver gives each placemark, about how it is to be shown on a globe.
constexpr std::array<const char*, 3> kOfKmlAlone = {"tessellate", "extrude", "visibility"};
constexpr const char* kDescriptionOfKml = "description";

bool isOfKml(const OGRFeatureDefn& definition) {
  return std::all_of(kOfKmlAlone.begin(), kOfKmlAlone.end(),
                     [&](const char* name) { return definition.GetFieldIndex(name) >= 0; });
}

/// Short texts lie in the string itself.
std::size_t bytesBeside(const std::string& text) {
  constexpr std::size_t kShort = 15;
  return text.size() > kShort ? text.size() + 1 : 0;
}

}  // namespace

void AttributeCollector::beginLayer(const OGRFeatureDefn& definition) {
  fields_.clear();
  const bool kml = isOfKml(definition);
  for (int field = 0; field < definition.GetFieldCount(); ++field) {
    const OGRFieldDefn* fieldDefinition = definition.GetFieldDefn(field);
    if (fieldDefinition->GetType() == OFTBinary) continue;
    const std::string name = cleanText(fieldDefinition->GetNameRef(), faults_);
    if (kml && std::find(kOfKmlAlone.begin(), kOfKmlAlone.end(), name) != kOfKmlAlone.end()) continue;
    int column = attributes_.columnOf(name);
    if (column < 0) {
      if (attributes_.columns.size() == kMaxColumns) {
        ++columnsLeftOut_;
        continue;
      }
      column = static_cast<int>(attributes_.columns.size());
      attributes_.columns.push_back(name);
      attributes_.values.emplace_back();
      attributes_.numeric.push_back(1);
    }
    attributes_.numeric[static_cast<std::size_t>(column)] &= isNumeric(*fieldDefinition) ? 1 : 0;
    fields_.push_back({.index = field,
                       .column = static_cast<std::size_t>(column),
                       .html = kml && lowerAscii(name) == kDescriptionOfKml});
  }
}

std::uint32_t AttributeCollector::add(const OGRFeature& feature) {
  for (const Field& field : fields_) {
    if (!feature.IsFieldSetAndNotNull(field.index)) continue;
    auto& values = attributes_.values[field.column];
    values.resize(rows_);
    std::string text = attributeText(feature, field.index, faults_);
    values.push_back(field.html ? textOfHtml(text) : std::move(text));
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
      attributes_.numeric[kept] = attributes_.numeric[column];
    }
    ++kept;
  }
  attributes_.columns.resize(kept);
  attributes_.values.resize(kept);
  attributes_.numeric.resize(kept);
  if (columnsLeftOut_ > 0) {
    warnings.push_back({.message = "columns beyond the first 256 were left out.", .count = columnsLeftOut_});
  }
  if (faults_.cut > 0)
    warnings.push_back({.message = "attribute values were cut at 4096 bytes.", .count = faults_.cut});
  if (faults_.unreadable > 0)
    warnings.push_back({.message =
                            "texts are in an encoding that the file does not tell: save it in UTF-8, or "
                            "put beside a .shp a .cpg file that names it (as CP1251).",
                        .count = faults_.unreadable});
}

}  // namespace dateline::gdal
