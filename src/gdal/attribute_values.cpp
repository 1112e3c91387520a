#include "gdal/attribute_values.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>

#include "gdal/attribute_text.h"

namespace dateline::gdal {
namespace {

constexpr std::uint64_t kLookEvery = 1024;
constexpr std::size_t kMostNamed = 30;  // columns in a message

/// All fields but one are passed over while this lives.
class OnlyField {
 public:
  OnlyField(OGRLayer& layer, int field) : layer_(layer) {
    OGRFeatureDefn* definition = layer.GetLayerDefn();
    std::vector<const char*> names = {"OGR_GEOMETRY"};
    for (int i = 0; i < definition->GetFieldCount(); ++i)
      if (i != field) names.push_back(definition->GetFieldDefn(i)->GetNameRef());
    names.push_back(nullptr);
    if (layer.TestCapability(OLCIgnoreFields)) layer.SetIgnoredFields(names.data());
    layer.SetSpatialFilter(nullptr);
    layer.ResetReading();
  }
  ~OnlyField() {
    if (layer_.TestCapability(OLCIgnoreFields)) layer_.SetIgnoredFields(nullptr);
  }
  OnlyField(const OnlyField&) = delete;
  OnlyField& operator=(const OnlyField&) = delete;

 private:
  OGRLayer& layer_;
};

}  // namespace

Status ValueCounter::count(OGRLayer& layer, const CancelToken& cancel) {
  OGRFeatureDefn* definition = layer.GetLayerDefn();
  for (int i = 0; i < definition->GetFieldCount(); ++i) {
    const std::string name = definition->GetFieldDefn(i)->GetNameRef();
    if (std::find(others_.begin(), others_.end(), name) == others_.end()) others_.push_back(name);
  }
  const int field = definition->GetFieldIndex(attribute_.c_str());
  if (field < 0) return {};
  found_ = true;
  numeric_ = numeric_ && isNumeric(*definition->GetFieldDefn(field));
  const OnlyField only(layer, field);
  std::uint64_t row = 0;
  TextFaults ignored;
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    if (row++ % kLookEvery == 0 && cancel.cancelled())
      return fail(ErrorKind::cancelled, "reading was stopped.");
    if (!feature->IsFieldSetAndNotNull(field)) continue;
    ++counts_[attributeText(*feature, field, ignored)];
    if (counts_.size() > kMostValues) return tooManyValues(attribute_);
  }
  return {};
}

Result<atlas::AttributeValues> ValueCounter::finish() {
  if (!found_) return noSuchAttribute(attribute_, others_);
  atlas::AttributeValues values{.numeric = numeric_};
  values.counts.reserve(counts_.size());
  for (auto& [value, count] : counts_)
    if (!value.empty()) values.counts.emplace_back(value, count);
  return values;
}

tl::unexpected<Error> noSuchAttribute(const std::string& attribute, const std::vector<std::string>& others) {
  std::string names;
  for (std::size_t i = 0; i < std::min(others.size(), kMostNamed); ++i)
    names += (i > 0 ? ", " : "it has ") + others[i];
  if (others.empty()) names = "the layer has no attributes";
  return fail(ErrorKind::notFound, fmt::format("there is no attribute \"{}\": {}{}", attribute, names,
                                               others.size() > kMostNamed ? ", ..." : ""));
}

tl::unexpected<Error> tooManyValues(const std::string& attribute) {
  return fail(ErrorKind::tooLarge,
              fmt::format("the attribute \"{}\" has more than {} different values, too many to be classed: "
                          "colour by another one",
                          attribute, kMostValues));
}

}  // namespace dateline::gdal
