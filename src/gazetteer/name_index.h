#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/gazetteer.h"

namespace dateline::gazetteer {

/// The names of all places, folded for searching.
class NameIndex {
 public:
  explicit NameIndex(const std::vector<Place>& places);

  [[nodiscard]] std::vector<std::uint32_t> search(const std::vector<Place>& places, std::string_view query,
                                                  std::size_t limit) const;

 private:
  std::vector<std::string> folded_;  ///< [place]
};

}  // namespace dateline::gazetteer
