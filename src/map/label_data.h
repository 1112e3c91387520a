#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "map/atlas_map.h"
#include "map/river_lines.h"

namespace dateline::map {

/// A named thing of the world, on the plane, ready to be looked through in every frame.
struct NamedPlace {
  std::string name;      ///< in the reader's language
  std::string capitals;  ///< the same, where its script has capitals
  std::string key;       ///< the layer's own name in capitals: for comparing, also with the story's
  LngLat place;
  WorldPoint at;
  WorldPoint onMercator;  ///< the same on Mercator, whatever the plane
  double nearer = 0;      ///< zooms by which the plane is larger here than Mercator at the same zoom
  bool hidden = false;    ///< on the far side of the globe
  double rank = 0;
  double areaKm2 = 0;
  double kmPerUnit = 0;   ///< of the plane, at this place
  LngLatBox extent = {};  ///< of a country that of its main part; empty when unknown
  geo::WorldBox bounds;   ///< of the extent, on the plane
  bool capital = false;
  bool deFactoOnly = false;  ///< shown under that border policy alone
  std::string code;          ///< of the country
  std::string kind;

  /// Side of the square of its area, in pixels of a world so wide.
  [[nodiscard]] double extentPx(double worldSizePx) const;
  /// The same in units of Mercator.
  [[nodiscard]] double extentOnMercator() const;
};

/// The names of the World, made once for every set, as the sets arrive, and laid on the plane anew when it
/// changes.
class LabelData {
 public:
  using Names = std::vector<NamedPlace>;
  void update(const World& world, const geo::Plane& plane = {}, const LanguagePtr& language = nullptr);

  [[nodiscard]] const Names& countries() const { return countries_.names; }
  /// One for each of the countries: on the plane, what may hold its name.
  [[nodiscard]] const std::vector<geo::WorldBox>& countryReaches() const { return countryReaches_; }
  /// Other good spots for a large country's name, best first. Found when they are first asked for.
  [[nodiscard]] const std::vector<WorldPoint>& alternates(const NamedPlace& country) const;
  [[nodiscard]] const Names& provinces() const { return provinces_.names; }
  [[nodiscard]] const Names& seas() const { return seas_.names; }
  [[nodiscard]] const Names& lakes() const { return lakes_.names; }
  [[nodiscard]] const Names& places() const { return places_.names; }
  /// Those whose key it is.
  [[nodiscard]] std::vector<const NamedPlace*> placesCalled(const std::string& key) const;
  [[nodiscard]] const Names& rivers() const { return rivers_.names; }
  /// One for each of the rivers.
  [[nodiscard]] const std::vector<RiverLine>& riverLines() const { return riverLines_; }
  /// Goes up whenever any of the names is another one, or elsewhere on the ground.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  [[nodiscard]] const geo::Projection& projection() const { return *projection_; }

 private:
  struct Part {
    World::Set set;
    LanguagePtr language;  ///< it was read in
    Names names;
  };
  /// True where it was read anew.
  bool refresh(Part& part, const World::Set& set, const std::function<Names(const geo::FeatureSet&)>& read,
               Named what);
  void translate(Names& names, Named what) const;
  void lay(Names& names) const;
  void placeCountries();
  void layCountries();
  Names riverNames(const geo::FeatureSet& set);
  [[nodiscard]] std::array<Part*, 6> parts() {
    return {&countries_, &provinces_, &seas_, &lakes_, &places_, &rivers_};
  }

  LanguagePtr language_;
  geo::Plane plane_;
  std::shared_ptr<const geo::Projection> projection_ = geo::projectionOf({});
  Part countries_, provinces_, seas_, lakes_, places_, rivers_;
  std::vector<std::vector<LngLatBox>> countryParts_;  ///< the large ones, of each of the countries
  std::vector<geo::WorldBox> countryReaches_;
  std::vector<RiverLine> riverLines_;
  std::unordered_multimap<std::string, std::size_t> placesByKey_;
  std::uint64_t revision_ = 0;
  World::Set outlines_;  ///< the places of countries are found in
  struct Alternates {
    std::vector<LngLat> places;
    std::vector<WorldPoint> onPlane;
    bool laid = false;
  };
  mutable std::map<std::string, Alternates> alternates_;  ///< by code
};

/// Bounds on a plane of a box of longitudes and latitudes.
geo::WorldBox boundsOnPlane(const LngLatBox& box, const geo::Projection& projection);

/// The place with the most room for a wide, low name: the pole of inaccessibility.
struct InnerPlace {
  LngLat at;
  double width = 0;  ///< of that room, in units of Mercator
};
/// Of the polygon's largest part; nothing where that has no inside.
std::optional<InnerPlace> innerPlace(const geo::FeatureSet& set, const geo::Feature& polygon);
/// Of a country, by its code in the column `un`: the place proposed or, where that is cramped beside it, the
/// pole of inaccessibility of the roomiest part.
LngLat countryPlace(const geo::FeatureSet& countries, std::string_view code, LngLat proposed);
/// Further places inside the large parts of a country where a wide name has room, best first; for when its
/// main one is off the screen.
std::vector<LngLat> innerPlaces(const geo::FeatureSet& countries, std::string_view code);
/// The bounds of those parts.
std::vector<LngLatBox> largeParts(const geo::FeatureSet& countries, std::string_view code);

}  // namespace dateline::map
