// From OGR fields to columns of text. Inside atlas only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/error.h"
#include "geo/features.h"

class OGRFeature;
class OGRFeatureDefn;

namespace dateline::atlas {

/// Sublayers that are put together share the columns of the same name.
class AttributeCollector {
 public:
  explicit AttributeCollector(geo::Attributes& attributes) : attributes_(attributes) {}

  void beginLayer(const OGRFeatureDefn& definition);
  /// Its row.
  std::uint32_t add(const OGRFeature& feature);
  /// Makes all columns equally long, drops those that are empty throughout.
  void finish(Warnings& warnings);

 private:
  struct Field {
    int index;  ///< in the layer
    int type;   ///< OGRFieldType
    std::size_t column;
  };
  geo::Attributes& attributes_;
  std::vector<Field> fields_;
  std::uint32_t rows_ = 0;
  int columnsLeftOut_ = 0;
  int valuesCut_ = 0;
};

}  // namespace dateline::atlas
