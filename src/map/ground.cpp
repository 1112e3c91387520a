#include "map/ground.h"

#include <algorithm>
#include <cmath>

#include "map/area_sizes.h"

namespace dateline::map {
namespace {

constexpr std::uint8_t kUserFillAlpha = 70, kClassFillAlpha = 225;
/// The lines of areas of such a size are of their colour, as pale ones would leave another tone than of
/// larger ones; the lines of those as large as the second are pale. Px; those between are between.
constexpr double kOwnLine = 7, kPaleLine = 28;
constexpr float kBetweenClasses = 0.6f, kSmallArea = 1;  // px
constexpr float kClassLine = 1.5f;                       // of the width of a layer's lines
constexpr int kRiverClasses = 13;
constexpr int kProvinceClasses = 11;

Colour faded(Colour colour, double share) {
  colour.a = static_cast<std::uint8_t>(std::lround(colour.a * std::clamp(share, 0.0, 1.0)));
  return colour;
}

ClassPaint filled(Colour colour) {
  return {.fill = colour};
}
ClassPaint lined(Colour colour, float widthPx) {
  if (widthPx <= 0) return {};
  return {.line = ClassPaint::Line{colour, widthPx}};
}
ClassPaint dashed(Colour colour, float widthPx, const Dash& dash) {
  if (widthPx <= 0) return {};
  return {.line = ClassPaint::Line{colour, widthPx, dash.dashPx, dash.gapPx}};
}

/// In steps of a 20th of a pixel, for the same reason as fadeIn.
float widthAt(const ByZoom& width, Zoom zoom) {
  return static_cast<float>(std::round(width.at(zoom) * 20) / 20);
}

/// 0 before `from`, 1 from half a level later on. In quarters: a renderer keeps buffers by their colours.
double fadeIn(Zoom zoom, double from) {
  return std::round(std::clamp((zoom.level - from) / 0.5, 0.0, 1.0) * 4) / 4;
}

bool among(const std::vector<std::string>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// Text of one column, which is looked up by name only once.
struct Column {
  int index;
  Column(const geo::FeatureSet& set, std::string_view name) : index(set.attributes.columnOf(name)) {}
  [[nodiscard]] std::string_view at(const geo::FeatureSet& set, const geo::Feature& f) const {
    return index < 0 ? std::string_view{} : std::string_view(set.attributes.values[index][f.row]);
  }
};

std::uint8_t rankClass(const geo::FeatureSet& set, const geo::Feature& f, int classes) {
  return static_cast<std::uint8_t>(std::clamp(set.attributes.number("rank", f.row, 0), 0.0, classes - 1.0));
}

/// A number for each feature, so that it can be given another class without being cut anew: its row, and
/// whether it is a line, or the line around an area.
std::uint32_t keyOf(const geo::FeatureSet&, const geo::Feature& f) {
  const bool line = f.kind == geo::GeometryKind::line;
  return ClassLookup::kKinds * f.row + (!line                                 ? 0
                                        : f.part == geo::FeaturePart::outline ? ClassLookup::kFirstSize
                                                                              : 1);
}

const ClassLookupPtr& oneClass() {
  static const ClassLookupPtr lookup = std::make_shared<const ClassLookup>();
  return lookup;
}

class GroundBuilder {
 public:
  GroundBuilder(const MapModel& model, Zoom zoom, float scale, SourceStore& store)
      : model_(model), look_(model.look), style_(styleOf(model.look)), zoom_(zoom), store_(store) {
    finer_ = isDense(scale);
    classing_ = look_.borders == Borders::un ? "un" : "de-facto";
    for (const std::string& code : look_.focus) classing_ += "," + code;
  }

  Ground build() {
    const bool world = look_.basemap && model_.world;
    if (world) addLand();
    ground_.belowRelief = ground_.layers.size();
    if (world) addWaterAndProvinces();
    const std::size_t above = world ? firstAboveBorders() : 0;
    for (std::size_t i = 0; i < above; ++i) addUserLayer(model_.layers[i]);
    if (world) addBorders();
    for (std::size_t i = above; i < model_.layers.size(); ++i) addUserLayer(model_.layers[i]);
    return std::move(ground_);
  }

 private:
  [[nodiscard]] float width(const ByZoom& byZoom) const { return widthAt(byZoom, zoom_); }
  [[nodiscard]] bool un() const { return look_.borders == Borders::un; }

  void add(std::string id, TileStack stack, std::vector<ClassPaint> classes,
           ClassLookupPtr lookup = nullptr) {
    stack.finer = finer_;
    if (stack.sourceAt(0))
      ground_.layers.push_back({std::move(id), std::move(stack), std::move(classes), 1, std::move(lookup)});
  }

  template <typename MakeClassify>
  TileStack stackOf(const std::array<World::Set, 3>& sets, const MakeClassify& makeClassify) {
    TileStack stack;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if (sets[i])
        stack.byScale[i] =
            store_.source(sets[i], {classing_, makeClassify(*sets[i])}, PolygonParts::fill, finer_ ? 1 : 0);
    }
    return stack;
  }

  TileStack single(const World::Set& set, const SourceStore::Classing& classing, PolygonParts parts) {
    TileStack stack;
    stack.byScale[0] = store_.source(set, classing, parts, finer_ ? 1 : 0);
    return stack;
  }

  void addLand() {
    const auto classify = [this](const geo::FeatureSet& countries) -> Classify {
      const Column code(countries, un() ? "un" : "de_facto");
      return [code, focus = look_.focus](const geo::FeatureSet& set, const geo::Feature& f) {
        return static_cast<std::uint8_t>(among(focus, code.at(set, f)));
      };
    };
    add("land", stackOf(model_.world->countries, classify),
        {filled(colours_.land), filled(colours_.landFocus)});
  }

  void addWaterAndProvinces() {
    const auto all = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint8_t{0}; };
    ClassPaint lake = lined(colours_.water, width(widths_.lake));
    lake.fill = colours_.water;
    add("lakes", single(model_.world->lakes, {"all", all}, PolygonParts::fillAndOutline), {lake});
    addRivers();
    addProvinces();
  }

  void addRivers() {
    std::vector<ClassPaint> classes;
    for (int rank = 0; rank < kRiverClasses; ++rank) {
      const double share = fadeIn(zoom_, style_.shown.rivers.of(rank));
      classes.push_back(share > 0 ? lined(faded(colours_.river, share), width(widths_.river)) : ClassPaint{});
    }
    const auto byRank = [](const geo::FeatureSet& set, const geo::Feature& f) {
      return rankClass(set, f, kRiverClasses);
    };
    add("rivers", single(model_.world->rivers, {"rank", byRank}, PolygonParts::fill), std::move(classes));
  }

  void addProvinces() {
    std::vector<ClassPaint> classes;
    bool any = false;
    for (int rank = 0; rank < kProvinceClasses; ++rank) {
      const double share = fadeIn(zoom_, style_.shown.provinces.of(rank));
      classes.push_back(share > 0 ? lined(faded(colours_.province, share), width(widths_.province))
                                  : ClassPaint{});
      any |= share > 0;
    }
    if (!any) return;
    const auto byRank = [](const geo::FeatureSet& set, const geo::Feature& f) {
      return rankClass(set, f, kProvinceClasses);
    };
    add("provinces", single(model_.world->provinces, {"rank", byRank}, PolygonParts::fill),
        std::move(classes));
  }

  /// Borders run across areas, but not across a mark; and what lies above an area stays above it.
  [[nodiscard]] std::size_t firstAboveBorders() {
    std::size_t first = model_.layers.size();
    while (first > 0) {
      const UserLayer& layer = model_.layers[first - 1];
      if (layer.visible && layer.features && store_.hasAreas(layer.features)) break;
      --first;
    }
    return first;
  }

  void addUserLayer(const UserLayer& layer) {
    if (!layer.visible || !layer.features) return;
    if (layer.classes) return addClasses(layer);
    const Colour colour = colourOf(layer, style_);
    Colour fill = colour;
    fill.a = kUserFillAlpha;
    ClassPaint paint = lined(colour, width(widths_.layer));
    paint.fill = fill;
    paint.point = ClassPaint::Point{colour, colours_.pinRim, kLayerPointRadiusPx, 1};
    addFeatures(layer, {paint}, oneClass());
  }

  /// What has attributes is cut so that each feature can have a colour of its own.
  void addFeatures(const UserLayer& layer, std::vector<ClassPaint> paints, ClassLookupPtr lookup) {
    const bool each = !layer.features->attributes.columns.empty();
    const auto all = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint32_t{0}; };
    constexpr PolygonParts kParts = PolygonParts::fillOutlineAndSpecks;
    TileStack stack =
        single(layer.features, {each ? "rows" : "all", each ? Classify(keyOf) : Classify(all)}, kParts);
    // Without its attributes it cannot be told which class is whose.
    if (!layer.classes) stack.meanwhile = single(layer.meanwhile, {"all", all}, kParts).byScale[0];
    add("layer:" + layer.id, std::move(stack), std::move(paints), std::move(lookup));
  }

  /// 0: of the colour of the areas, 1: pale. In steps, for the same reason as fadeIn.
  [[nodiscard]] double paleness(std::uint32_t sizeClass) const {
    const double share =
        std::log2(sizeClassPx(sizeClass, zoom_) / kOwnLine) / std::log2(kPaleLine / kOwnLine);
    return std::round(std::clamp(share, 0.0, 1.0) * 8) / 8;
  }

  /// Lines have classes of their own behind those of areas and points; and so have those around areas, which
  /// are fine and pale between large ones.
  void addClasses(const UserLayer& layer) {
    const ColourClassesPtr classes = layer.classes;
    const std::size_t count = classes->count();
    std::vector<ClassPaint> paints(ClassLookup::kKinds * count);
    for (std::size_t i = 0; i < count; ++i) {
      Colour colour = classColour(*classes, i, style_);
      paints[count + i] = lined(colour, width(widths_.layer) * kClassLine);
      for (std::uint32_t size = 0; size < ClassLookup::kSizes; ++size) {
        const double pale = paleness(size);
        const auto widthPx = static_cast<float>(std::lerp(kSmallArea, kBetweenClasses, pale));
        paints[(ClassLookup::kFirstSize + size) * count + i] =
            lined(mixed(colour, colours_.panel, pale), widthPx);
      }
      paints[i].point = ClassPaint::Point{colour, colours_.pinRim, kLayerPointRadiusPx, 1};
      colour.a = kClassFillAlpha;
      paints[i].fill = colour;
    }
    addFeatures(layer, std::move(paints), classes->lookup);
  }

  void addBorders() {
    enum : std::uint8_t { coast, country, focused, dashedCountry, dashedFocused };
    const auto classify = [this](const geo::FeatureSet& borders) -> Classify {
      const Column a(borders, un() ? "un_a" : "df_a"), b(borders, un() ? "un_b" : "df_b");
      const Column dash(borders, un() ? "un_dash" : "df_dash");
      return [a, b, dash, focus = look_.focus](const geo::FeatureSet& set,
                                               const geo::Feature& f) -> std::uint32_t {
        const std::string_view left = a.at(set, f), right = b.at(set, f);
        if (left == right) return kNotDrawn;
        const bool inFocus = among(focus, left) || among(focus, right);
        if (dash.at(set, f) == "1") return inFocus ? dashedFocused : dashedCountry;
        if (inFocus) return focused;
        return left.empty() || right.empty() ? coast : country;
      };
    };
    add("borders", stackOf(model_.world->borders, classify),
        {lined(colours_.border, width(widths_.coast)), lined(colours_.border, width(widths_.border)),
         lined(colours_.borderFocus, width(widths_.borderFocus)),
         dashed(colours_.border, width(widths_.border), style_.dashes.disputed),
         dashed(colours_.borderFocus, width(widths_.borderFocus), style_.dashes.disputed)});
    addDisputed();
  }

  void addDisputed() {
    if (!model_.world->disputed) return;
    const Column shown(*model_.world->disputed, un() ? "un" : "de_facto");
    const auto classify = [shown](const geo::FeatureSet& set, const geo::Feature& f) {
      return shown.at(set, f) == "1" ? 0 : kNotDrawn;
    };
    const std::string classing = un() ? "un" : "de-facto";
    add("disputed", single(model_.world->disputed, {classing, classify}, PolygonParts::fill),
        {dashed(colours_.border, width(widths_.disputed), style_.dashes.disputed)});
  }

  const MapModel& model_;
  const Look& look_;
  const Style& style_;
  const Palette& colours_ = style_.colours;
  const Widths& widths_ = style_.widths;
  Zoom zoom_;
  SourceStore& store_;
  bool finer_ = false;
  std::string classing_;
  Ground ground_;
};

}  // namespace

Ground groundLayers(const MapModel& model, Zoom zoom, float scale, SourceStore& store) {
  return GroundBuilder(model, zoom, scale, store).build();
}

}  // namespace dateline::map
