#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/workers.h"
#include "geo/features.h"
#include "map/camera.h"
#include "map/colour_by.h"
#include "map/language.h"
#include "map/lazy_projected_set.h"
#include "map/scene.h"
#include "map/style.h"
#include "map/tile_store.h"

namespace dateline::map {

enum class Borders : std::uint8_t { un, deFacto };

/// The world that ships with the program, as read from geodata/; members may be null until loaded.
struct World {
  using Set = std::shared_ptr<const geo::FeatureSet>;
  /// By scale, coarse first: 110m, 50m, 10m. Polygons with columns un, de_facto; lines with un_a, un_b, df_a,
  /// df_b.
  std::array<Set, 3> countries, borders;
  Set provinces, lakes, rivers, disputed;
  Set countryNames, provinceNames, places, seas;
  Set seaRegions;                       ///< polygons with the column name, by which they belong to seas
  std::shared_ptr<const Image> relief;  ///< grey, EPSG:4326, the whole world
};

/// Of the discs that points of layers are drawn as.
inline constexpr float kLayerPointRadiusPx = 4;

/// A layer the user added.
struct UserLayer {
  std::string id;
  std::string name;
  std::shared_ptr<const geo::FeatureSet> features;
  std::optional<Colour> colour = {};  ///< that was chosen for it; else it is one of the style's
  std::size_t turn = 0;               ///< which of them, from the first again where there are fewer
  bool visible = true;
  ColourClassesPtr classes = nullptr;  ///< coloured by these instead of the one colour
  /// A part or a likeness of the features that is seen until their own tiles are cut.
  std::shared_ptr<const geo::FeatureSet> meanwhile = nullptr;
};

/// A pin to be shown; what it stands for is the caller's business.
struct Pin {
  std::string id;
  LngLat at;
  int number = 0;
  MarkerShape shape = MarkerShape::drop;
  Colour colour;
  bool suggested = false;
  float size = 1;                    ///< of its mark, beside that of other pins
  std::string place;                 ///< named on the map beside the pin, bold; equal names at one spot once
  std::optional<double> order = {};  ///< of time, for the route; pins without are not on it
  std::optional<Colour> ink = {};    ///< of its number; absent: the style's
};

struct Look {
  Theme theme = Theme::light;
  StylePtr style = nullptr;  ///< null: the theme's own
  Borders borders = Borders::un;
  LanguagePtr language = nullptr;  ///< of the names; null: as the layers have them
  std::vector<std::string> focus;  ///< country codes
  bool relief = true;
  bool route = true;
  bool labels = true;
  bool pins = true;
  bool furniture = true;  ///< scale bar; attribution is always there
  bool basemap = true;
  bool transparent = false;  ///< no water
  bool graticule = false;
};

/// The style that the map is drawn in.
inline const Style& styleOf(const Look& look) {
  return look.style ? *look.style : *builtInStyle(look.theme);
}

class HeldCountrySpots;

/// Everything the picture of the map depends on.
struct MapModel {
  std::shared_ptr<const World> world;
  std::vector<UserLayer> layers;  ///< bottom first
  std::vector<Pin> pins;          ///< in the order of the story
  std::string selected;           ///< pin ids; empty: none
  std::string hovered;
  std::vector<std::string> hoveredToo;  ///< further pins that stand out with it
  std::string openCluster;              ///< id of the first pin of a cluster that is spread
  std::vector<ScreenBox> covered;       ///< what a window shows above the map: no names stand below
  std::vector<ScreenBox> panels;        ///< of that what stays: furniture and spread pins keep clear of it
  /// Where countries are to be named as long as that fits, of a picture of what a window shows; null: where
  /// it is best. A builder with a clock goes by its own last frame.
  std::shared_ptr<const HeldCountrySpots> named = nullptr;
  Look look;
};

/// What stands where in the last scene, for clicks and cards.
struct Placed {
  std::string id;                    ///< pin id; of a closed cluster that of its first pin
  std::vector<std::string> members;  ///< of a closed cluster; empty for single pins
  ScreenPoint tip;
  ScreenBox body;
  bool crowded = false;  ///< a cluster of more than can be spread: they are to be listed
};

struct BuiltScene {
  Scene scene;
  std::vector<Placed> pins;                ///< top-most last
  std::vector<ScreenBox> furniture;        ///< scale bar, attribution and legends
  std::vector<std::string> withoutLegend;  ///< ids of coloured layers for whose legend there was no room
  bool complete = true;                    ///< no tile was missing or stood in for
  bool settling = false;                   ///< names are on their way in or out, or still to be set
};

/// The ground alone.
struct BuiltGround {
  Scene scene;
  bool complete = true;                ///< as above
  bool completeInView = true;          ///< none that reaches onto the screen
  std::vector<std::string> gaps = {};  ///< layers of which a tile was missing that nothing stood in for
};

/// Several pictures of the ground may be under way; each asks for tiles of its own.
struct GroundWish {
  int picture = 0;
  double reachPx = 0;        ///< beyond the edges of the map, logical px
  bool screenFirst = false;  ///< tiles that are missing beyond the edges are not asked for yet
};
constexpr int kGroundPictures = 4;

/// Where what was made of large layers outlives the program; each may be null.
struct Keeping {
  std::shared_ptr<TileStore> tiles;
  ReprojectedStorePtr reprojected;  ///< layers as they lie on fixed planes
};

/// Builds scenes from the model: cuts and keeps tiles, places labels and pins. One instance a map; used from
/// one thread; tiles are cut on `workers` (`onTile` is then called on a worker's thread) or, without workers,
/// at once.
class MapBuilder {
 public:
  MapBuilder(text::Typesetter& typesetter, Workers* workers, std::function<void()> onTile,
             Keeping keeping = {});
  ~MapBuilder();

  /// The scene for this camera at `scale` device px per logical px. Never waits for a worker: missing tiles
  /// are drawn from parents or children. With `wait` (exports) missing tiles are cut at once.
  BuiltScene build(const MapModel& model, const Camera& camera, float scale, bool wait = false);
  /// Its two halves: the ground, and all that stands above it.
  BuiltGround ground(const MapModel& model, const Camera& camera, float scale, const GroundWish& wish = {});
  /// With a clock (seconds), names come and go softly from one call to the next, and few new ones are set in
  /// each; without, all stand at once as they will.
  BuiltScene above(const MapModel& model, const Camera& camera, float scale,
                   std::optional<double> seconds = std::nullopt);
  /// With a clock: countries are named where it is best, whatever was in the last frame.
  void nameAfresh();
  /// Where the last frame with a clock named them, or would have with nothing above the map.
  [[nodiscard]] std::shared_ptr<const HeldCountrySpots> named() const;

  /// Bytes of tiles kept.
  [[nodiscard]] std::size_t tileBytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same number as long as the ground, for one camera, is drawn from the same.
std::uint64_t groundContent(const MapModel& model);

/// The top-most pin whose body holds the point; nullptr for none.
const Placed* pinAt(const BuiltScene& built, ScreenPoint at);

/// "rate · Districts": of a layer that is coloured by an attribute.
std::string legendTitle(const UserLayer& layer);
Colour colourOf(const UserLayer& layer, const Style& style);

/// "Made with Natural Earth · GeoNames CC BY 4.0 · borders: UN view".
std::string attribution(const Look& look);

}  // namespace dateline::map
