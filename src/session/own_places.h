#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "gazetteer/finder.h"

namespace dateline::session {

/// What the user said of a name: it is this place, or no place at all.
struct Correction {
  std::string name;
  bool isPlace = true;
  std::string place;  ///< the place's own name
  gazetteer::Kind kind = gazetteer::Kind::town;
  std::string country;  ///< ISO 3166-1 alpha-2
  geo::LngLat at;
  std::uint32_t geonameid = 0;
};

/// Remembered corrections, oldest first; none when there is no file. Lines that cannot be read are warnings.
std::vector<Correction> readCorrections(Warnings& warnings);
/// Keeps it in corrections.tsv in the user's data folder; it takes the place of an earlier one of that name.
Status rememberCorrection(const Correction& correction);

/// The user's own places as a book: any layer that has names, or a table in GeoNames' format.
Result<std::shared_ptr<const gazetteer::PlaceBook>> readOwnPlaces(const std::string& path,
                                                                  Warnings& warnings);

/// The shipped gazetteer, the user's own and their corrections, which win.
Result<std::shared_ptr<const gazetteer::Finder>> openFinder(const std::vector<std::string>& gazetteers,
                                                            Warnings& warnings);

}  // namespace dateline::session
