#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "map/held_country_spots.h"
#include "map/label_data.h"
#include "map/label_fades.h"
#include "map/label_placer.h"
#include "map/name_layouts.h"
#include "map/name_ranges.h"
#include "map/text_on_line.h"

namespace dateline::map {

/// Names whose place lies this far outside of the screen take part, unseen: those on it do not jump when they
/// come in.
inline constexpr double kRegionMarginPx = 260;

/// A place of the story that wants its name beside its pin.
struct PinName {
  std::string name;
  WorldPoint tip;  ///< on the copy of the world that is drawn
  bool selected = false;
  bool round = false;  ///< the mark is a disc around the place, not a pin above it
  friend bool operator==(const PinName&, const PinName&) = default;
};

/// What the names have to keep clear of.
struct LabelObstacles {
  std::vector<ScreenBox> pins;       ///< screen px; names make room for them
  std::vector<ScreenBox> furniture;  ///< screen px; names below them are left out
};

/// What names are made from, beside the model and the camera.
struct LabelSources {
  const LabelData& data;
  const NameRanges& ranges;
  NameLayouts& layouts;
  text::Typesetter& typesetter;
  const HeldCountrySpots* held = nullptr;  ///< where countries are named; null: all where it is best
  /// Where names stood that had to step aside; null: nothing lies above the map but what the map needs
  /// itself.
  const HeldCountrySpots* aside = nullptr;
  const HeldCountrySpots* waters = nullptr;  ///< where seas and lakes are named beside their own place
};

/// How names of countries are set at this size of the world.
struct CountryText {
  double worldSizePx = 0;
  const LabelStyle& label;
  Zoom zoom;
  double spotPx = 1e9;  ///< width of the room at one spot; without, they are set for all of the country
  bool tight = false;   ///< small and close together, for a country that is narrow where it is named
};
struct CountryLayout {
  text::LayoutPtr text;
  double spotPx = 0;  ///< how wide the room at a spot has to be for it
  bool juts = false;  ///< beyond the land, as a small map of the world may have it
};

/// Chooses and places the names of a frame: first those of the story's places and of countries, which stand
/// by what is in view, then the others, which come and stay by the zoom alone (NameRanges). A pure function
/// of model, camera and where countries were named before, and stable: boxes are laid out on the plane, from
/// a region larger than the screen, so that panning alone moves no name.
class LabelMaker {
 public:
  LabelMaker(const MapModel& model, const Camera& camera, const LabelSources& sources);

  /// Where the names of countries come to stand, without all others. Of one maker this or `build` is asked,
  /// once.
  const std::vector<NamedSpot>& spotsOfCountries(std::span<const PinName> pinNames,
                                                 const LabelObstacles& obstacles);
  /// After the spots were asked for: what another maker, with these held, would build for a map on which
  /// something lies above the furniture. Nothing where a name would have to make way for that.
  std::optional<std::vector<MapLabel>> buildBelow(std::span<const ScreenBox> above);
  /// Most important first.
  std::vector<MapLabel> build(std::span<const PinName> pinNames, const LabelObstacles& obstacles);
  /// Where it named seas and lakes whose own place is out of view.
  [[nodiscard]] const std::vector<NamedSpot>& waterSpots() const { return waterSpots_; }
  /// Where it named countries.
  [[nodiscard]] const std::vector<NamedSpot>& countrySpots() const { return countrySpots_; }

 private:
  struct TakenName {
    std::string key;
    ScreenPoint at;
  };
  /// A name by the zoom, on one copy of the world.
  struct Ranged {
    std::uint32_t id = 0;
    const NamedPlace* name = nullptr;
    ScreenPoint at;
    int copy = 0;
    text::LayoutPtr layout = nullptr;
    Colour colour = {};
  };
  [[nodiscard]] ScreenPoint onPlane(WorldPoint p) const { return {p.x * size_, p.y * size_}; }
  [[nodiscard]] bool nearScreen(ScreenPoint at) const { return region_.contains(at); }
  [[nodiscard]] bool inside(const ScreenBox& box, double inset) const;
  /// False beyond the edge of the globe.
  [[nodiscard]] bool seen(ScreenPoint at) const {
    return camera_.onEarth({at.x - corner_.x, at.y - corner_.y});
  }
  [[nodiscard]] bool seenWhole(const ScreenBox& box) const;
  template <typename Visit>
  void everyCopy(WorldPoint at, const Visit& visit) const;

  void addPinNames(std::span<const PinName> names);
  void placeFirst(std::span<const PinName> pinNames, const LabelObstacles& obstacles);
  void placeWholeCountriesAlone();
  std::vector<MapLabel> finish();
  void addCountries();
  [[nodiscard]] bool isInFocus(const NamedPlace& country) const;
  [[nodiscard]] double priorityOf(const NamedPlace& country) const;
  [[nodiscard]] CountryLayout ownLayout(const NamedPlace& country) const;
  void addCountry(const NamedPlace& country, std::size_t index);
  [[nodiscard]] bool mayBeSeen(const NamedPlace& country, std::size_t index, int copy) const;
  /// The name of a country on one copy of the world.
  struct CountryName {
    const NamedPlace& country;
    const CountryLayout& own;  ///< as it is set where there is all the room
    bool beside = false;       ///< its land, which is too small
    int copy = 0;
    std::optional<HeldSpot> held;   ///< where it stands
    std::optional<HeldSpot> aside;  ///< where it last made way
  };
  /// The same in one of its spots.
  struct CountryInSpot {
    InnerPlace place;
    double roomPx = 0;  ///< what it takes of that
    text::LayoutPtr text;
    ScreenBox middle;
    std::vector<ScreenBox> boxes;  ///< by shift
    std::vector<ScreenBox> slots;  ///< those for it, best first
    bool noted = false;            ///< it came to stand whole
  };
  [[nodiscard]] CountryInSpot inSpot(const CountryName& name, const LabelData::Spot& spot) const;
  [[nodiscard]] CountryInSpot inOwnSpot(const CountryName& name) const;
  [[nodiscard]] bool isFree(const ScreenBox& box, const text::Layout& layout) const;
  [[nodiscard]] bool hasRoom(const CountryInSpot& spot) const;
  [[nodiscard]] double asideToEdge(ScreenPoint at) const;
  [[nodiscard]] CountryInSpot inKnownSpot(const CountryName& name, const std::optional<HeldSpot>& known,
                                          const CountryInSpot& own) const;
  [[nodiscard]] std::optional<CountryInSpot> inBestSpot(const CountryName& name, const CountryInSpot& own,
                                                        const std::optional<ScreenBox>& from);
  [[nodiscard]] CountryInSpot placeCountry(const CountryName& name);
  [[nodiscard]] CountryInSpot stepAside(const CountryName& name);
  void noteCountry(const PlacedLabel& placed);
  [[nodiscard]] bool namedByPin(const NamedPlace& place, ScreenPoint at) const;
  [[nodiscard]] bool namedNearby(const std::string& key, ScreenPoint at) const;
  void spareTowns(std::vector<ScreenBox>& slots, const CountryName& name, double besidePx) const;
  [[nodiscard]] double wrongGround(const CountryName& name, const ScreenBox& slot) const;
  [[nodiscard]] std::vector<ScreenBox> openSlots(const Ranged& town) const;
  [[nodiscard]] double takenFrom(const Ranged& town, std::span<const ScreenBox> open,
                                 const ScreenBox& room) const;
  LabelCandidate& add(text::LayoutPtr layout, double priority, Colour colour);

  void placeRanged();
  [[nodiscard]] std::vector<Ranged> rangedInView() const;
  [[nodiscard]] bool hasCome(std::uint32_t id, const NamedPlace& name) const;
  bool prepare(Ranged& ranged);
  [[nodiscard]] bool hasRing(const Ranged& ranged) const;
  [[nodiscard]] bool isFree(const ScreenBox& box) const;
  bool placeAt(const Ranged& ranged, std::size_t slot);
  void put(const Ranged& ranged, const ScreenBox& box);
  void placeCutOnes();
  void placeInAnySlot(const Ranged& ranged);
  /// The name of a sea or lake that stands in its own place or in one of its spots.
  struct Water {
    NameClass what = NameClass::sea;
    std::size_t index = 0;  ///< among those of its class
  };
  struct NamedWater {
    Water water;
    ScreenBox box;
  };
  struct WaterInSpot {
    InnerPlace place;
    int copy = 0;
    bool narrow = false;  ///< in as many lines as may be
    double roomPx = 0;    ///< of what is seen
    double neededPx = 0;  ///< of the room at its spot
    double sparePx = 0;   ///< that it has there beyond that
    ScreenBox box;
  };
  [[nodiscard]] const NamedPlace& nameOf(Water water) const;
  [[nodiscard]] text::LayoutPtr waterLayout(Water water, bool narrow);
  [[nodiscard]] bool isWaterNamed(Water water, ScreenPoint at) const;
  [[nodiscard]] bool besideWater(const ScreenBox& box) const;
  [[nodiscard]] std::pair<int, int> copiesInView() const;
  [[nodiscard]] std::vector<WaterInSpot> heldSpotsOf(Water water);
  void findHeldWaters();
  [[nodiscard]] std::optional<WaterInSpot> waterInSpot(const LabelData::Spot& spot, int copy, bool narrow,
                                                       const text::Layout& layout) const;
  [[nodiscard]] const std::vector<LabelData::Spot>& spotsOf(Water water, bool narrow);
  [[nodiscard]] std::vector<WaterInSpot> shiftedIn(const WaterInSpot& spot) const;
  [[nodiscard]] bool reachesLand(const WaterInSpot& spot) const;
  bool placeIn(Water water, std::vector<WaterInSpot> spots);
  void placeWaters();
  void placeWater(Water water);
  void emitWater(Water water, const WaterInSpot& spot);
  [[nodiscard]] ScreenBox slotBox(const Ranged& ranged, std::size_t slot) const;
  /// The name of a river at one of its spots.
  struct RiverName {
    std::uint32_t spot = 0;  ///< see NameRanges::identity
    const NamedPlace* name = nullptr;
    int copy = 0;
    text::LayoutPtr layout = nullptr;
    Colour colour = {};
  };
  void placeRiver(const RiverName& river);
  bool placeRiverAt(const RiverName& river, double asidePx, bool whole);
  void placeGreatRivers();
  void placeGreatRiver(std::uint32_t index, std::span<const std::uint32_t> spots);
  void emitRiver(const RiverName& river, TextOnLine text);
  [[nodiscard]] std::vector<ScreenPoint> riverLine(const RiverName& river, double reachPx,
                                                   double asidePx) const;
  [[nodiscard]] bool isCovered(const ScreenBox& box) const;
  [[nodiscard]] bool uncut(const ScreenBox& box) const;
  [[nodiscard]] bool showsWhole(const ScreenBox& box) const;
  void keepShown(std::vector<ScreenBox>& slots) const;
  [[nodiscard]] std::vector<ScreenBox> seenOf(std::vector<ScreenBox> boxes) const;
  [[nodiscard]] std::vector<ScreenBox> shownOf(const std::vector<ScreenBox>& boxes) const;
  /// Unless it would not show whole.
  void emit(MapLabel label, const ScreenBox& box);

  const MapModel& model_;
  const Style& style_;
  const Palette& colours_;
  const Camera& camera_;
  LabelSources from_;
  double size_;         ///< of the world in px
  Zoom zoom_;           ///< by which names are chosen and set; see LabelData::nameLevels
  ScreenPoint corner_;  ///< of the screen on the plane
  ScreenBox screen_, region_;
  float halo_;
  double ringPx_;                // half the size of a city's ring; 0: cities have none
  std::vector<ScreenBox> pins_;  ///< on the plane; names make room for them
  Occupancy taken_;
  std::vector<LabelCandidate> candidates_;
  std::vector<PlacedLabel> placed_;                           ///< of those
  std::unordered_map<std::size_t, CountryInSpot> countries_;  ///< by candidate
  std::vector<ScreenBox> countryBoxes_;                       ///< where those would stand
  std::vector<NamedSpot> countrySpots_;
  std::vector<NamedSpot> waterSpots_;
  std::vector<NamedWater> waters_;         ///< that are named in view
  std::vector<NamedWater> heldWaters_;     ///< that are to stand where they did, and not in their own place
  std::vector<const NamedPlace*> rivers_;  ///< that are named in view
  std::vector<TakenName> pinNames_;
  std::vector<Ranged> ranged_;  ///< that would like to stand in the region
  std::vector<Ranged> cut_;     ///< towns of those whose slot the map's edge cuts, or furniture
  CountryText countryText_;
  Colour countryColour_;
  std::optional<LngLatBox> inView_;   ///< of the Earth; once it was asked for
  std::vector<ScreenBox> furniture_;  ///< on the plane
  std::vector<MapLabel> labels_;
};

/// A country's name as it fits into its country or the spot, at most as large and its letters at most as far
/// apart as the style says for this zoom; no text when it does not fit.
CountryLayout countryLayout(const NamedPlace& country, const CountryText& text, text::Typesetter& typesetter);
/// The name of a country that is small on any map, to stand beside it; nullptr of others, and from so far
/// that it says nothing.
text::LayoutPtr smallCountryLayout(const NamedPlace& country, const CountryText& text,
                                   text::Typesetter& typesetter);

}  // namespace dateline::map
