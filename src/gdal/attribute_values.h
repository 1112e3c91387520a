// The values that an attribute has in a whole layer, and what is said where they cannot be had. Inside gdal
// only.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "atlas/windowed_source.h"

class OGRLayer;

namespace dateline::gdal {

/// Different ones; more take too long to be sorted and too much memory.
constexpr std::size_t kMostValues = 2'000'000;

/// Counts the values of an attribute, layer by layer; geometry is passed over.
class ValueCounter {
 public:
  explicit ValueCounter(std::string attribute) : attribute_(std::move(attribute)) {}
  /// ErrorKind::cancelled, ErrorKind::tooLarge. Nothing where the layer does not have it.
  Status count(OGRLayer& layer, const CancelToken& cancel);
  /// ErrorKind::notFound when no layer had it.
  Result<atlas::AttributeValues> finish();

 private:
  std::string attribute_;
  bool found_ = false, numeric_ = true;
  std::vector<std::string> others_;
  std::unordered_map<std::string, std::uint64_t> counts_;
};

tl::unexpected<Error> noSuchAttribute(const std::string& attribute, const std::vector<std::string>& others);
tl::unexpected<Error> tooManyValues(const std::string& attribute);

}  // namespace dateline::gdal
