// From OGR fields to columns of text. Inside gdal only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "gdal/attribute_text.h"
#include "geo/features.h"

class OGRFeatureDefn;

namespace dateline::gdal {

/// Sublayers that are put together share the columns of the same name.
class AttributeCollector {
 public:
  explicit AttributeCollector(geo::Attributes& attributes) : attributes_(attributes) {}

  void beginLayer(const OGRFeatureDefn& definition);
  /// Its row.
  std::uint32_t add(const OGRFeature& feature);
  /// Of the rows so far only these, ascending.
  void keepRows(const std::vector<std::uint32_t>& kept);
  /// That the values take of memory.
  [[nodiscard]] std::size_t bytes() const;
  /// Makes all columns equally long, drops those that are empty throughout.
  void finish(Warnings& warnings);

 private:
  struct Field {
    int index;  ///< in the layer
    std::size_t column;
    bool html = false;  ///< may hold it
  };
  geo::Attributes& attributes_;
  std::vector<Field> fields_;
  std::uint32_t rows_ = 0;
  std::size_t longTexts_ = 0;  ///< bytes beside the strings themselves
  int columnsLeftOut_ = 0;
  TextFaults faults_;
};

}  // namespace dateline::gdal
