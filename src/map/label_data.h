#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

/// A named thing of the world, on the plane, ready to be looked through in every frame.
struct NamedPlace {
  std::string name;
  std::string key;  ///< the name in capitals: for comparing, and for setting
  WorldPoint at;
  double rank = 0;
  double areaKm2 = 0;
  double kmPerUnit = 0;  ///< of the plane, at this place
  geo::WorldBox bounds;  ///< on the plane; empty when unknown
  bool capital = false;
  bool deFactoOnly = false;  ///< shown under that border policy alone
  std::string code;          ///< of the country
  std::string kind;

  /// Side of the square of its area, in pixels of a world so wide.
  [[nodiscard]] double extentPx(double worldSizePx) const;
};

/// The names of the World, made once for every set, as the sets arrive.
class LabelData {
 public:
  using Names = std::vector<NamedPlace>;
  explicit LabelData(const geo::Projection& projection) : projection_(&projection) {}
  void update(const World& world);

  [[nodiscard]] const Names& countries() const { return countries_.names; }
  /// Other good spots for a large country's name, best first. Found when they are first asked for.
  [[nodiscard]] const std::vector<WorldPoint>& alternates(const NamedPlace& country) const;
  [[nodiscard]] const Names& provinces() const { return provinces_.names; }
  [[nodiscard]] const Names& seas() const { return seas_.names; }
  [[nodiscard]] const Names& lakes() const { return lakes_.names; }
  [[nodiscard]] const Names& places() const { return places_.names; }

 private:
  struct Part {
    World::Set set;
    Names names;
  };
  void refresh(Part& part, const World::Set& set,
               const std::function<Names(const geo::FeatureSet&)>& read) const;

  const geo::Projection* projection_;
  Part countries_, provinces_, seas_, lakes_, places_;
  World::Set outlines_;                                                ///< the alternates are found in
  mutable std::map<std::string, std::vector<WorldPoint>> alternates_;  ///< by code
};

/// Spots inside the large rings of a country where a wide name has room, best first; for when its main one is
/// off the screen.
std::vector<WorldPoint> roomySpots(const geo::FeatureSet& countries, std::string_view code,
                                   const geo::Projection& projection);

}  // namespace dateline::map
