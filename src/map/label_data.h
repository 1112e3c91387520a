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
#include "map/country_spots.h"
#include "map/inner_places.h"
#include "map/land_mask.h"
#include "map/river_lines.h"
#include "map/view_box.h"
#include "map/water_spots.h"

namespace dateline::map {

/// A named thing of the world, on the plane, ready to be looked through in every frame.
struct NamedPlace {
  std::string name;      ///< in the reader's language
  std::string capitals;  ///< the same, where its script has capitals
  std::string key;       ///< the layer's own name in capitals: for comparing, also with the story's
  LngLat place;
  Direction direction;  ///< of the place
  WorldPoint at;
  WorldPoint onMercator;      ///< the same on Mercator, whatever the plane
  double mercatorMetres = 0;  ///< a unit of that, there
  double nearer = 0;          ///< zooms by which the plane is larger here than Mercator at the same zoom
  bool hidden = false;        ///< on the far side of the globe
  double rank = 0;            ///< of towns by their population too
  double precedence = 0;      ///< of towns: of two that want the same room that with the lower has it
  double areaKm2 = 0;
  double population = 0;
  double kmPerUnit = 0;   ///< of the plane, at this place
  double room = 0;        ///< of a country: width of the room for its name here, on Mercator; 0: unknown
  LngLatBox extent = {};  ///< of a country that of its main part; empty when unknown
  geo::WorldBox bounds;   ///< of the extent, on the plane
  bool capital = false;
  bool principal = false;    ///< a capital or large city: other names keep clear of it
  bool island = false;       ///< a country without a neighbour on land
  bool deFactoOnly = false;  ///< shown under that border policy alone
  std::string code;          ///< of the country
  std::string kind;
  std::string id;  ///< of a town, by GeoNames; empty where that is not known

  void standAt(LngLat there);
  /// Side of the square of its area, in pixels of a world so wide.
  [[nodiscard]] double extentPx(double worldSizePx) const;
  /// Width of the room for its name, there.
  [[nodiscard]] double roomPx(double worldSizePx) const;
  /// The longer side of its extent. On the plane that may be torn.
  [[nodiscard]] double sideKm() const;
  /// Side of the square of its area in units of Mercator.
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
  struct Spot {
    InnerPlace place;
    WorldPoint at;
    double width = 0;  ///< of the room for a name, in units of the plane
  };
  /// On the plane; nothing beyond what that shows.
  [[nodiscard]] std::optional<Spot> spotAt(const InnerPlace& place) const;
  /// Other good spots for a country's name that may be in the box; see CountrySpots.
  [[nodiscard]] const std::vector<Spot>& spotsElsewhere(const NamedPlace& country, const LngLatBox& box,
                                                        int level) const;
  [[nodiscard]] const Names& provinces() const { return provinces_.names; }
  /// A province that is called as the country that it is all of, or as one that holds its ground: what it is
  /// called is up to that one and to the border policy.
  [[nodiscard]] bool isCountry(const NamedPlace& province) const;
  [[nodiscard]] const Names& seas() const { return seas_.names; }
  /// Good spots for the name of one of the seas, or lakes, that may be in the box; see WaterSpots.
  /// `tall`: for one that is as high as it is wide.
  struct WaterWish {
    std::size_t index = 0;
    LngLatBox box = {};
    int level = 0;
    bool tall = false;
  };
  [[nodiscard]] const std::vector<Spot>& spotsOfSea(const WaterWish& wish) const;
  [[nodiscard]] const std::vector<Spot>& spotsOfLake(const WaterWish& wish) const;
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
  /// How much of a box on the plane lies where, 0 to 1.
  struct GroundShare {
    double water = 0, foreign = 0;
  };
  /// `code`: of the country whose land is not foreign.
  [[nodiscard]] GroundShare groundIn(const geo::WorldBox& box, std::string_view code = {}) const;
  /// Levels from the zoom of the map to the one by which names are chosen and set. On all planes but Mercator
  /// that follows the scale alone: the zoom falls towards the poles while the scale stays.
  [[nodiscard]] double nameLevels() const { return nameLevels_; }

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
  static void index(const Names& names, std::unordered_multimap<std::string, std::size_t>& byKey);
  void placeCountries();
  void layCountries();
  void findSeas(const World::Set& outlines);
  void findLakes(const geo::FeatureSet& lakes);
  Names riverNames(const geo::FeatureSet& set);
  [[nodiscard]] std::array<Part*, 6> parts() {
    return {&countries_, &provinces_, &seas_, &lakes_, &places_, &rivers_};
  }

  LanguagePtr language_;
  geo::Plane plane_;
  std::shared_ptr<const geo::Projection> projection_ = geo::projectionOf({});
  double nameLevels_ = 0;
  Part countries_, provinces_, seas_, lakes_, places_, rivers_;
  std::vector<std::vector<LngLatBox>> countryParts_;  ///< beside the main one, of each of the countries
  std::vector<geo::WorldBox> countryReaches_;
  std::vector<RiverLine> riverLines_;
  std::unordered_multimap<std::string, std::size_t> placesByKey_, countriesByKey_;
  std::uint64_t revision_ = 0;
  World::Set outlines_;  ///< the places of countries are found in
  World::Set waters_;    ///< the lakes that no country is named across
  std::vector<geo::Ring> lakeRings_;
  LandMask land_;
  struct SpotsInSquares {
    CountrySpots::Squares squares;  ///< that were asked for last
    std::vector<InnerPlace> places;
    std::optional<std::vector<Spot>> laid;  ///< those on the plane
  };
  struct Spots {
    CountrySpots found;
    SpotsInSquares last;
  };
  mutable std::map<std::string, Spots> spots_;  ///< by code
  struct WaterFound {
    WaterSpots::Found found;
    SpotsInSquares last;
  };
  struct Water {
    WaterRegion region;
    std::array<WaterFound, 2> found;  ///< for wide names, for tall ones
  };
  /// `find` gives the places in the squares; it is asked when these are not the last ones.
  template <typename Find>
  const std::vector<Spot>& laidIn(SpotsInSquares& last, const CountrySpots::Squares& squares,
                                  const Find& find) const;
  const std::vector<Spot>& spotsIn(Water& water, const WaterWish& wish) const;
  void forgetLaidWaters();
  World::Set seaRegions_;
  mutable WaterSpots waterSpots_;
  mutable std::map<std::string, Water, std::less<>> seaWaters_;  ///< by the sea's name in capitals
  mutable std::vector<Water> lakeWaters_;                        ///< one for each of the lakes
};

}  // namespace dateline::map
