#include "gdal/layer_reader.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <fstream>
#include <limits>

#include "gdal/attribute_collector.h"
#include "gdal/feature_collector.h"
#include "gdal/gdal_setup.h"
#include "gdal/geometry_crs.h"
#include "gdal/layer_previewer.h"
#include "gdal/shapefile.h"
#include "gdal/sublayers.h"

namespace dateline::gdal {
namespace {

constexpr char kAssumed[] = "WGS 84 (assumed)";
constexpr std::uint32_t kReportEvery = 128;
constexpr std::uintmax_t kMaxReserve = 16'000'000;
constexpr std::uintmax_t kLeastPathBytes = 64;   // of a file, for hardly any path takes less
constexpr std::uint64_t kLeastFeatureBytes = 4;  // a line of a table: "1,2"

/// True when a KML has such an element, which stands before what is large, if there is any of it.
bool hasElement(const std::filesystem::path& path, const std::string& name) {
  constexpr std::size_t kLookedAt = 1 << 20;
  std::string head(kLookedAt, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head.find("<" + name + ">") != std::string::npos || head.find("<" + name + " ") != std::string::npos;
}

/// That, and why.
std::string nothingDrawn(const Tally& tally, bool links) {
  Warnings reasons;
  tally.addTo(reasons);
  if (reasons.empty() && links)
    return "it holds nothing but links to other files (NetworkLink), which are not fetched: give these "
           "files.";
  if (reasons.empty()) return "it holds no features: give a file that does.";
  std::string text = "it holds nothing that can be drawn";
  for (std::size_t i = 0; i < reasons.size(); ++i)
    text += fmt::format("{}{} ({})", i == 0 ? ": " : "; ",
                        reasons[i].message.substr(0, reasons[i].message.size() - 1), reasons[i].count);
  return text + ".";
}

/// One file's reading, sublayer by sublayer.
class LayerReader {
 public:
  LayerReader(const std::filesystem::path& path, const atlas::OpenOptions& options,
              const GdalMessages& messages)
      : path_(path),
        options_(options),
        messages_(messages),
        set_(std::make_shared<geo::FeatureSet>()),
        geometry_(*set_),
        attributes_(set_->attributes) {}

  /// `fileBytes` bounds the number of points; memory that is set aside and never touched costs nothing.
  Status read(GDALDataset& dataset, std::uintmax_t fileBytes) {
    fileBytes_ = static_cast<double>(fileBytes);
    set_->coords.reserve(std::min<std::uintmax_t>(fileBytes / sizeof(geo::LngLat), kMaxReserve));
    set_->paths.reserve(std::min<std::uintmax_t>(fileBytes / kLeastPathBytes, kMaxReserve));
    std::vector<OGRLayer*> layers = chosenLayers(dataset, options_.sublayer);
    if (layers.empty()) return nothingToRead(dataset, options_.sublayer, messages_);
    driver_ = dataset.GetDriverName();
    links_ = driver_.ends_with("KML") && hasElement(path_, "NetworkLink");
    pictures_ = driver_.ends_with("KML") && hasElement(path_, "GroundOverlay");
    cutShort_ = isShapefile(path_) && endsEarly(path_);
    if (layers.size() == 1) name_ = layers.front()->GetName();
    for (OGRLayer* layer : layers) countExpected(*layer);
    if (options_.previews) previewer_.emplace(*options_.previews, layers);
    for (OGRLayer* layer : layers) {
      if (Status ok = readLayer(*layer); !ok) return ok;
    }
    return checkOutcome();
  }

  atlas::LayerData finish(std::string origin, Warnings warnings) {
    set_->origin = std::move(origin);
    if (crs_.assumed()) {
      warnings.push_back(
          {"the file does not name its coordinate system: WGS 84 longitude and latitude is assumed."});
    }
    // GDAL takes WGS 84 in the place of what it does not know.
    if (driver_ == "GeoJSON" && messages_.crsUnknown())
      warnings.push_back(
          {"its coordinate system is not known: WGS 84 longitude and latitude is assumed; save it in WGS "
           "84."});
    if (cutShort_)
      warnings.push_back({"the file was cut short: copy it again; what there is of it is drawn."});
    if (links_) warnings.push_back({"links to other files (NetworkLink) are not fetched."});
    if (pictures_)
      warnings.push_back(
          {"pictures on the ground (GroundOverlay) are not drawn, only the areas they cover."});
    geometry_.tally.addTo(warnings);
    attributes_.finish(warnings);
    warnings.insert(warnings.end(), messages_.all().begin(), messages_.all().end());
    return about(std::move(set_), std::move(warnings));
  }

 private:
  [[nodiscard]] atlas::LayerData about(std::shared_ptr<const geo::FeatureSet> features,
                                       Warnings warnings) const {
    return {.name = name_.empty() ? path_.stem().string() : name_,
            .source = path_.string(),
            .crs = crs_.assumed() ? kAssumed : crs_.name(),
            .features = std::move(features),
            .warnings = std::move(warnings)};
  }

  void countExpected(OGRLayer& layer) {
    if (layer.TestCapability(OLCFastFeatureCount))
      expected_ += std::max<GIntBig>(0, layer.GetFeatureCount(FALSE));
  }

  /// Where the layer's own system has no way to WGS 84 nothing can be drawn, where a geometry's has none all
  /// but that.
  Status useCrsOf(const OGRGeometry& geometry) {
    const Result<OGRCoordinateTransformation*> transformation = crs_.take(geometry);
    placeable_ = transformation.has_value();
    if (!placeable_ && crs_.isOfLayer()) return tl::make_unexpected(transformation.error());
    geometry_.setTransformation(placeable_ ? *transformation : nullptr);
    return {};
  }

  Status readLayer(OGRLayer& layer) {
    const Tally before = geometry_.tally;
    crs_.beginLayer(layer.GetSpatialRef());
    attributes_.beginLayer(*layer.GetLayerDefn());
    layer.ResetReading();
    const std::uint64_t takenBefore = taken_;
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
      if (Status ok = take(*feature); !ok) return ok;
    }
    geometry_.setTransformation(nullptr);
    // Its heading tells how many there are; where the file ends before them GDAL ends too.
    if (driver_ == "FlatGeobuf")
      cutShort_ = cutShort_ || static_cast<GIntBig>(taken_ - takenBefore) < layer.GetFeatureCount(FALSE);
    const std::uint64_t points = geometry_.tally.points - before.points;
    const std::uint64_t outside = geometry_.tally.outside - before.outside;
    // A stray latitude is a mistake in the data; most of them are another coordinate system.
    if (crs_.assumedNow() && outside * 2 > points) return outsideTheWorld();
    return {};
  }

  [[nodiscard]] tl::unexpected<Error> outsideTheWorld() const {
    const bool withoutPrj = crs_.assumed() && isShapefile(path_);
    return notOnEarth({.driver = driver_,
                       .system = crs_.assumed() ? "" : crs_.name(),
                       .prj = withoutPrj ? whyNoSystem(std::filesystem::absolute(path_)) : "",
                       .swapped = geometry_.tally.swapped == geometry_.tally.outside});
  }

  Status take(const OGRFeature& feature) {
    if (options_.cancel.cancelled()) return fail(ErrorKind::cancelled, "opening was stopped.");
    if (++taken_ % kReportEvery == 0) {
      report();
      if (Status within = checkLimits(); !within) return within;
    }
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty()) {
      ++geometry_.tally.withoutGeometry;
      return {};
    }
    if (crs_.changesAt(*geometry))
      if (Status ok = useCrsOf(*geometry); !ok) return ok;
    if (!placeable_) {
      ++geometry_.tally.unknownSystems;
      return {};
    }
    geometry_.add(*geometry, attributes_.add(feature));
    if (geometry_.batchFull()) {
      geometry_.passOn();
      report();
      if (previewer_ && previewer_->due(shareRead())) {
        geometry_.flush();
        atlas::LayerData part = about(previewer_->of(*set_), {});
        part.extent = previewer_->extent();
        options_.previews->show(std::move(part));
      }
    }
    if (geometry_.vertices() >
        std::min<std::uint64_t>(options_.maxVertices, std::numeric_limits<std::uint32_t>::max() / 2)) {
      return fail(ErrorKind::tooLarge,
                  fmt::format("it has more than {} points, the limit: simplify or cut it first.",
                              options_.maxVertices));
    }
    return {};
  }

  /// A view in a data base makes features out of nothing, as many as it likes; also such without a geometry.
  [[nodiscard]] Status checkLimits() const {
    const std::uint64_t most =
        std::max(options_.maxFeatures, static_cast<std::uint64_t>(fileBytes_) / kLeastFeatureBytes);
    if (taken_ > most)
      return fail(ErrorKind::tooLarge,
                  fmt::format("it has more than {} features, the limit for a file of its size: save what is "
                              "needed of it as a table.",
                              most));
    if (attributes_.bytes() > options_.maxAttributeBytes)
      return fail(ErrorKind::tooLarge,
                  fmt::format("its attributes take more than {} MB, the limit: leave out columns, or cut it.",
                              options_.maxAttributeBytes >> 20));
    return {};
  }

  /// At least so much of the file: of its features, or of its bytes, of which a point takes no fewer than its
  /// coordinates do; a few features may be most of a file.
  [[nodiscard]] double shareRead() const {
    const double byFeatures =
        expected_ > 0 ? static_cast<double>(taken_) / static_cast<double>(expected_) : 0;
    const double byBytes =
        fileBytes_ > 0 ? static_cast<double>(geometry_.vertices() * sizeof(geo::LngLat)) / fileBytes_ : 0;
    return std::min(1.0, std::max(byFeatures, byBytes));
  }
  void report() const {
    if (!options_.progress) return;
    const auto done = static_cast<double>(taken_);
    // Where the number of features is unknown the bar creeps: half at ten thousand.
    const double share = expected_ > 0 ? shareRead() : done / (done + 10'000.0);
    *options_.progress = static_cast<float>(std::min(0.99, share));
  }

  [[nodiscard]] Status checkOutcome() const {
    if (options_.cancel.cancelled()) return fail(ErrorKind::cancelled, "opening was stopped.");
    if (!set_->features.empty()) return {};
    if (geometry_.tally.outside > 0) return outsideTheWorld();
    if (cutShort_)
      return fail(ErrorKind::invalid,
                  "the file is damaged or was cut short: copy it again." + messages_.lastFailure());
    return fail(ErrorKind::invalid, nothingDrawn(geometry_.tally, links_) + messages_.lastFailure());
  }

  const std::filesystem::path& path_;
  const atlas::OpenOptions& options_;
  const GdalMessages& messages_;
  std::shared_ptr<geo::FeatureSet> set_;
  GeometryCrs crs_;        // before what uses its transformations
  bool placeable_ = true;  // what is in the system at hand
  FeatureCollector geometry_;
  AttributeCollector attributes_;
  std::optional<LayerPreviewer> previewer_;
  std::string name_, driver_;
  bool cutShort_ = false, links_ = false, pictures_ = false;
  std::uint64_t taken_ = 0;
  GIntBig expected_ = 0;
  double fileBytes_ = 0;
};

}  // namespace

Result<atlas::LayerData> readLayer(const std::filesystem::path& path, const atlas::OpenOptions& options,
                                   const std::optional<atlas::LayerCache::Key>& key) {
  const GdalMessages messages;
  Warnings warnings;
  Result<DatasetHandle> dataset = openDataset(path, options.maxBytes, options.formats, messages, warnings);
  if (!dataset) return tl::make_unexpected(dataset.error());
  LayerReader reader(path, options, messages);
  std::error_code ignored;
  if (Status ok = reader.read(**dataset, std::filesystem::file_size(path, ignored)); !ok)
    return fail(ok.error().kind, ok.error().message, path.string());
  // Of files that changed while they were read nobody knows what was read.
  const auto after = key ? atlas::LayerCache::keyOf(path, options.sublayer) : std::nullopt;
  return reader.finish(after && after->state == key->state ? key->text() : "", std::move(warnings));
}

}  // namespace dateline::gdal
