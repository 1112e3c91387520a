#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/gazetteer.h"

namespace dateline::gazetteer {

/// What a place is called.
struct PlaceName {
  std::string name;
  std::uint32_t place = 0;  ///< its index
};

/// Names of places, folded for searching.
class NameIndex {
 public:
  explicit NameIndex(std::vector<PlaceName> names);

  /// Of the names that answer a query the best of each of these places, best first; they live as long as the
  /// index.
  [[nodiscard]] std::vector<const PlaceName*> search(const std::vector<Place>& places, std::string_view query,
                                                     std::size_t limit) const;

 private:
  std::vector<PlaceName> names_;
  std::vector<std::string> folded_;  ///< [name]
};

}  // namespace dateline::gazetteer
