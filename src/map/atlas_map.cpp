#include "map/atlas_map.h"

#include <utility>

#include "map/bent_ground.h"
#include "map/degree_labels.h"
#include "map/earth_edge.h"
#include "map/furniture.h"
#include "map/graticule.h"
#include "map/ground.h"
#include "map/label_data.h"
#include "map/labels.h"
#include "map/layer_points.h"
#include "map/legend.h"
#include "map/pins.h"
#include "map/route.h"
#include "map/tile_cover.h"

namespace dateline::map {
namespace {

constexpr std::size_t kTileLimitBytes = 256u << 20;
constexpr int kNewNamesPerFrame = 8;  // half a millisecond of setting text
constexpr int kAllNames = 1'000'000;

/// Those that stand in for others too.
std::vector<SourceStore::Set> usedSetsOf(const MapModel& model) {
  std::vector<SourceStore::Set> sets = setsOf(model);
  for (const UserLayer& layer : model.layers)
    if (layer.meanwhile) sets.push_back(layer.meanwhile);
  return sets;
}

/// The bodies of pins, and below them the places that they point at.
std::vector<ScreenBox> withTips(const PlacedPins& pins) {
  std::vector<ScreenBox> boxes = pins.obstacles;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const ScreenPoint tip = pins.placed[i].tip;
    if (tip.x >= boxes[i].minX && tip.x <= boxes[i].maxX) boxes[i].add(tip);
  }
  return boxes;
}

Scene emptyScene(const MapModel& model, const Camera& camera, float scale) {
  Scene scene;
  scene.width = static_cast<int>(camera.width());
  scene.height = static_cast<int>(camera.height());
  scene.scale = scale;
  scene.background = styleOf(model.look).colours.water;
  if (model.look.transparent) scene.background.a = 0;
  return scene;
}

}  // namespace

struct MapBuilder::State {
  State(text::Typesetter& setter, Workers* workers, std::function<void()> onTile, Keeping where)
      : typesetter(setter),
        keeping(std::move(where)),
        sources(nullptr, nullptr, keeping.tiles),
        ranges(setter),
        layouts(setter),
        cache(workers, std::move(onTile), kTileLimitBytes) {}

  void addGround(const MapModel& model, const Camera& camera, bool wait, const GroundWish& wish,
                 BuiltGround& built);
  void addPinsAndNames(const MapModel& model, const Camera& camera, std::optional<double> seconds,
                       BuiltScene& built);
  PlacedPins addPinsAndFurniture(const MapModel& model, const Camera& camera, LabelObstacles& obstacles,
                                 BuiltScene& built);
  void addDegreesTo(const MapModel& model, const Camera& camera, LabelObstacles& obstacles, Scene& scene);
  std::vector<MapLabel> namesBelow(const MapModel& model, const Camera& camera, LabelSources from,
                                   const PlacedPins& pins, const LabelObstacles& obstacles);
  void noteNames(const MapModel& model);
  void forgetSpots() {
    heldSpots.forget();
    asideSpots.forget();
    heldWaters.forget();
    spotsAreProvisional = false;
  }
  void beginSpots(const Camera& camera, bool settled);

  /// What tiles of this plane are cut from; of fixed ones that of the last is kept.
  SourceStore& sourcesOn(const geo::Plane& plane) {
    if (!plane.fixed) return sources;
    if (fixedSources.plane() != plane.fixed)
      fixedSources = SourceStore(plane.fixed, keeping.reprojected, keeping.tiles);
    return fixedSources;
  }

  text::Typesetter& typesetter;
  Keeping keeping;
  SourceStore sources, fixedSources;
  LabelData labels;
  NameRanges ranges;
  NameLayouts layouts;
  LabelFades fades;
  HeldCountrySpots heldSpots;        // of the map alone
  HeldCountrySpots asideSpots;       // below what is above it
  HeldCountrySpots heldWaters;       // those of seas and lakes whose own place is out of view
  bool spotsAreProvisional = false;  // they were chosen before it was known which names are beside them
  std::uint64_t namesRevision = 0;
  std::uint64_t namesStyle = 0;
  bool freshNames = true;  // there are others than in the last frame that let them fade
  std::vector<ScreenBox> lastCovered;
  View lastView;
  RouteMaker route;
  std::vector<GraticuleLine> graticule;  // of this frame
  LayerPoints layerPoints;
  std::array<BentGround, kGroundPictures> bents;
  TileCache cache;
};

void MapBuilder::State::addGround(const MapModel& model, const Camera& camera, bool wait,
                                  const GroundWish& wish, BuiltGround& built) {
  BentGround& bent = bents[static_cast<std::size_t>(wish.picture)];
  SourceStore& store = sourcesOn(camera.view().plane);
  const std::vector<SourceStore::Set> sets = usedSetsOf(model);
  sources.keepOnly(sets);
  fixedSources.keepOnly(sets);
  const Ground ground = groundLayers(model, camera.view().zoom, built.scene.scale, store);
  cache.beginFrame(wish.picture);
  TileCover cover(camera, cache, bent, wish.reachPx);
  if (wish.screenFirst) cover.askForScreenAlone();
  built.scene.cuts = cover.cuts();
  if (wait) {
    std::vector<TileCache::Request> missing;
    for (const GroundLayer& layer : ground.layers) cover.missing(layer.stack, missing);
    cache.cutNow(missing);
  }
  for (std::size_t i = 0; i <= ground.layers.size(); ++i) {
    if (i == ground.belowRelief) {
      if (SceneRelief relief = reliefFor(model, camera, bent, wish.reachPx); relief.image)
        built.scene.ground.emplace_back(std::move(relief));
    }
    if (i == ground.layers.size()) break;
    const GroundLayer& layer = ground.layers[i];
    std::vector<PlacedTile> tiles = cover.place(layer.stack);
    if (cover.gaps()) built.gaps.push_back(layer.id);
    if (!tiles.empty())
      built.scene.ground.emplace_back(
          SceneLayer{layer.id, layer.classes, std::move(tiles), layer.opacity, layer.lookup});
  }
  built.complete = cover.complete();
  built.completeInView = cover.completeInView();
  if (built.complete && !wait) {
    for (const GroundLayer& layer : ground.layers) cover.fetchAhead(layer.stack);
  }
  cache.endFrame();
}

/// Other names, or names that look otherwise, are there at once.
void MapBuilder::State::noteNames(const MapModel& model) {
  const std::uint64_t style = model.look.labels ? styleOf(model.look).id : 0;
  if (labels.revision() == namesRevision && style == namesStyle) return;
  if (labels.revision() != namesRevision) forgetSpots();
  namesRevision = labels.revision();
  namesStyle = style;
  layouts.forget();
  freshNames = true;
}

/// Into the scene, all but the pins.
PlacedPins MapBuilder::State::addPinsAndFurniture(const MapModel& model, const Camera& camera,
                                                  LabelObstacles& obstacles, BuiltScene& built) {
  std::vector<ScreenBox> above = furnitureBoxes(model.look, camera, typesetter, model.panels);
  above.insert(above.end(), model.panels.begin(), model.panels.end());
  PlacedPins pins = placePins(model, camera, typesetter, std::move(above));
  const FurnitureObstacles pinsAndPanels{withTips(pins), model.covered, model.panels};
  obstacles = {pins.obstacles, addFurniture(model.look, camera, typesetter, pinsAndPanels, built.scene)};
  obstacles.pins.insert(obstacles.pins.end(), pins.legs.begin(), pins.legs.end());
  const std::vector<ScreenBox> marks = layerPoints.boxes(model, camera);
  obstacles.pins.insert(obstacles.pins.end(), marks.begin(), marks.end());
  Legends legends =
      addLegends(model, camera, typesetter, {obstacles.furniture, pinsAndPanels.pins}, built.scene);
  obstacles.furniture.insert(obstacles.furniture.end(), legends.boxes.begin(), legends.boxes.end());
  if (model.look.furniture) addDegreesTo(model, camera, obstacles, built.scene);
  built.withoutLegend = std::move(legends.without);
  built.furniture = obstacles.furniture;
  obstacles.furniture.insert(obstacles.furniture.end(), model.covered.begin(), model.covered.end());
  return pins;
}

/// Names make room for them.
void MapBuilder::State::addDegreesTo(const MapModel& model, const Camera& camera, LabelObstacles& obstacles,
                                     Scene& scene) {
  std::vector<ScreenBox> taken = obstacles.pins;
  taken.insert(taken.end(), obstacles.furniture.begin(), obstacles.furniture.end());
  taken.insert(taken.end(), model.covered.begin(), model.covered.end());
  const std::vector<ScreenBox> degrees =
      addDegrees(graticule, camera, typesetter, std::move(taken), styleOf(model.look).colours, scene);
  obstacles.pins.insert(obstacles.pins.end(), degrees.begin(), degrees.end());
}

/// Where a map comes to rest countries are named once more as on a map that is drawn anew, if they were not
/// named before it moved on.
void MapBuilder::State::beginSpots(const Camera& camera, bool settled) {
  if (settled && spotsAreProvisional) forgetSpots();
  if (heldSpots.seenBy(camera).empty()) spotsAreProvisional = !settled;
  asideSpots.seenBy(camera);
  heldWaters.seenBy(camera);
}

/// Those of a window, where something lies above the map. Where countries are named on the map alone that
/// changes for a while, and nothing of where they are held.
std::vector<MapLabel> MapBuilder::State::namesBelow(const MapModel& model, const Camera& camera,
                                                    LabelSources from, const PlacedPins& pins,
                                                    const LabelObstacles& obstacles) {
  MapModel alone = model;
  alone.covered.clear();
  alone.panels.clear();
  BuiltScene unseen;
  LabelObstacles own;
  const PlacedPins ownPins = addPinsAndFurniture(alone, camera, own, unseen);
  from.held = &heldSpots;
  from.waters = &heldWaters;
  LabelMaker onMap(alone, camera, from);
  heldSpots.note(onMap.spotsOfCountries(ownPins.names, own));
  from.aside = &asideSpots;
  const auto [above, rest] = std::ranges::mismatch(obstacles.furniture, own.furniture);
  if (rest == own.furniture.end() && obstacles.pins == own.pins && pins.names == ownPins.names)
    if (auto names = onMap.buildBelow({above, obstacles.furniture.end()})) {
      asideSpots.note(onMap.countrySpots());
      heldWaters.note(onMap.waterSpots());
      return std::move(*names);
    }
  LabelMaker maker(model, camera, from);
  std::vector<MapLabel> names = maker.build(pins.names, obstacles);
  asideSpots.note(maker.countrySpots());
  heldWaters.note(maker.waterSpots());
  return names;
}

void MapBuilder::State::addPinsAndNames(const MapModel& model, const Camera& camera,
                                        std::optional<double> seconds, BuiltScene& built) {
  LabelObstacles obstacles;
  PlacedPins pins = addPinsAndFurniture(model, camera, obstacles, built);
  if (model.world) labels.update(*model.world, camera.view().plane, model.look.language);
  const StylePtr& style = model.look.style ? model.look.style : builtInStyle(model.look.theme);
  noteNames(model);
  const bool atOnce = freshNames || !seconds;
  layouts.beginFrame(atOnce ? kAllNames : kNewNamesPerFrame);
  built.settling = !ranges.update(
      labels,
      {.style = style, .plane = camera.view().plane, .zoom = camera.view().zoom.level, .atOnce = atOnce});
  const LabelSources from{labels, ranges, layouts, typesetter, model.named.get(), nullptr, model.named.get()};
  if (!seconds) {
    const std::vector<MapLabel> names = LabelMaker(model, camera, from).build(pins.names, obstacles);
    LabelFades().show(names, camera, 0, built.scene);
  } else {
    beginSpots(camera, !built.settling);
    const std::vector<MapLabel> names = namesBelow(model, camera, from, pins, obstacles);
    // What opens above the map is there at once, and so are the names that make way for it.
    const bool rests = std::exchange(lastView, camera.view()) == camera.view();
    const bool covers = rests && lastCovered != model.covered;
    lastCovered = model.covered;
    if (std::exchange(freshNames, false) || covers)
      fades.show(names, camera, *seconds, built.scene);
    else
      built.settling |= fades.step(names, camera, *seconds, built.scene);
  }
  built.settling |= layouts.pending();
  built.scene.markers = std::move(pins.markers);
  built.pins = std::move(pins.placed);
}

MapBuilder::MapBuilder(text::Typesetter& typesetter, Workers* workers, std::function<void()> onTile,
                       Keeping keeping)
    : state_(std::make_unique<State>(typesetter, workers, std::move(onTile), std::move(keeping))) {}

MapBuilder::~MapBuilder() = default;

BuiltScene MapBuilder::build(const MapModel& model, const Camera& camera, float scale, bool wait) {
  BuiltGround below{.scene = emptyScene(model, camera, scale)};
  state_->addGround(model, camera, wait, {}, below);
  BuiltScene built = above(model, camera, scale);
  built.scene.ground = std::move(below.scene.ground);
  built.scene.cuts = std::move(below.scene.cuts);
  built.complete = below.complete;
  return built;
}

BuiltGround MapBuilder::ground(const MapModel& model, const Camera& camera, float scale,
                               const GroundWish& wish) {
  BuiltGround built{.scene = emptyScene(model, camera, scale)};
  state_->addGround(model, camera, false, wish, built);
  return built;
}

BuiltScene MapBuilder::above(const MapModel& model, const Camera& camera, float scale,
                             std::optional<double> seconds) {
  BuiltScene built;
  Scene& scene = built.scene;
  scene = emptyScene(model, camera, scale);
  scene.disc = earthDisc(model.look, camera);
  scene.edge = earthEdge(model.look, camera);
  state_->graticule = graticuleLines(model.look, camera);
  for (const GraticuleLine& line : state_->graticule) scene.graticule.push_back(line.line);
  scene.routes = state_->route.routes(model, camera);
  state_->addPinsAndNames(model, camera, seconds, built);
  return built;
}

void MapBuilder::nameAfresh() {
  state_->forgetSpots();
}

std::shared_ptr<const HeldCountrySpots> MapBuilder::named() const {
  auto all = std::make_shared<HeldCountrySpots>(state_->heldSpots);
  all->add(state_->heldWaters);
  return all;
}

std::size_t MapBuilder::tileBytes() const {
  return state_->cache.bytes();
}

}  // namespace dateline::map
