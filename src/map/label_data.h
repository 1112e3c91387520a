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
  std::string name;      ///< in the reader's language
  std::string capitals;  ///< the same, where its script has capitals
  std::string key;       ///< the layer's own name in capitals: for comparing, also with the story's
  LngLat place;
  WorldPoint at;
  bool hidden = false;  ///< on the far side of the globe
  double rank = 0;
  double areaKm2 = 0;
  double kmPerUnit = 0;   ///< of the plane, at this place
  LngLatBox extent = {};  ///< empty when unknown
  geo::WorldBox bounds;   ///< on the plane
  bool capital = false;
  bool deFactoOnly = false;  ///< shown under that border policy alone
  std::string code;          ///< of the country
  std::string kind;

  /// Side of the square of its area, in pixels of a world so wide.
  [[nodiscard]] double extentPx(double worldSizePx) const;
};

/// The names of the World, made once for every set, as the sets arrive, and laid on the plane anew when it
/// changes.
class LabelData {
 public:
  using Names = std::vector<NamedPlace>;
  void update(const World& world, const geo::Plane& plane = {}, const LanguagePtr& language = nullptr);

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
  void refresh(Part& part, const World::Set& set, const std::function<Names(const geo::FeatureSet&)>& read,
               Named what) const;
  void translate(Names& names, Named what) const;
  void lay(Names& names) const;

  LanguagePtr language_;
  geo::Plane plane_;
  std::shared_ptr<const geo::Projection> projection_ = geo::projectionOf({});
  Part countries_, provinces_, seas_, lakes_, places_;
  World::Set outlines_;  ///< the alternates are found in
  struct Alternates {
    std::vector<LngLat> places;
    std::vector<WorldPoint> onPlane;
    bool laid = false;
  };
  mutable std::map<std::string, Alternates> alternates_;  ///< by code
};

/// Bounds on a plane of a box of longitudes and latitudes.
geo::WorldBox boundsOnPlane(const LngLatBox& box, const geo::Projection& projection);

/// Spots inside the large rings of a country where a wide name has room, best first; for when its main one is
/// off the screen.
std::vector<LngLat> roomySpots(const geo::FeatureSet& countries, std::string_view code);

}  // namespace dateline::map
