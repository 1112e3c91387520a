#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string_view>

#include "atlas/layer_cache.h"
#include "atlas/reading_apart.h"
#include "gdal/attribute_values.h"
#include "gdal/file_query.h"
#include "gdal/gdal_setup.h"
#include "gdal/packed_index.h"
#include "gdal/sources.h"
#include "gdal/sublayers.h"

// FlatGeobuf and GeoPackage files, read by the window.

namespace dateline::gdal {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kAnySize = std::numeric_limits<std::uintmax_t>::max();
/// A kept picture of all may take this share of what a layer may take.
constexpr std::uintmax_t kShareOfWhole = 4;
/// What is likely to need more than this share of it is thinned from the first feature on: many small rings
/// take twice what their bytes in the file tell, and to find that out late costs all of the memory first.
constexpr double kShareOfExact = 0.5;

/// By its first bytes: GDAL would read files of other formats whole to tell.
bool mayHaveIndex(const fs::path& path) {
  constexpr std::string_view kFlatGeobuf = "fgb\x03", kSqlite = "SQLite format 3";
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return false;
  std::array<char, 16> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  const std::string_view seen(head.data(), head.size());
  return seen.starts_with(kFlatGeobuf) || seen.starts_with(kSqlite);
}

class FileSource final : public atlas::WindowedSource {
 public:
  explicit FileSource(fs::path path) : path_(std::move(path)) {}
  Status open();

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const geo::LngLatBox& extent() const override { return extent_; }
  Result<atlas::WindowData> read(const atlas::Window& window, const atlas::WindowLimits& limits) override;
  Result<atlas::AttributeValues> valuesOf(const std::string& attribute, const CancelToken& cancel) override;
  Status ping() override;
  [[nodiscard]] double resident() const { return resident_; }

 private:
  [[nodiscard]] double shareOf(const atlas::Window& window) const;
  [[nodiscard]] bool wholeWillDo(const atlas::Window& window) const;
  /// About how much it takes of memory.
  [[nodiscard]] double bytesOf(const std::vector<FileQuery>& queries, const atlas::Window& window) const;
  [[nodiscard]] tl::unexpected<Error> unreadable(const GdalMessages& messages) const;

  fs::path path_;
  std::string name_, crsName_;
  atlas::LayerCache::Key state_;
  DatasetHandle dataset_;
  std::vector<FilePart> parts_;
  geo::LngLatBox extent_;
  Warnings warnings_;
  double resident_ = 0;
  bool numbered_ = false;  ///< the features, from 0 on, as the index has them
  /// All of the layer as it is seen from afar, once that was read, and the window that it was read for.
  std::optional<atlas::WindowData> whole_;
  atlas::Window wholeWindow_;
};

Status FileSource::open() {
  const GdalMessages messages;
  if (!mayHaveIndex(path_)) {
    // What is no file at all is told as for any layer.
    Warnings ignored;
    std::error_code error;
    const bool apart = fs::is_regular_file(path_, error) && atlas::isReadApart(path_);
    if (auto any = openDataset(path_, kAnySize, atlas::Formats::sound, messages, ignored); !any && !apart)
      return tl::make_unexpected(any.error());
    return fail(ErrorKind::unsupported,
                "only FlatGeobuf and GeoPackage files can be read by the window: convert it with ogr2ogr.",
                path_.string());
  }
  const auto state = atlas::LayerCache::keyOf(path_, {});
  Result<DatasetHandle> dataset = openDataset(path_, kAnySize, atlas::Formats::sound, messages, warnings_);
  if (!dataset) return tl::make_unexpected(dataset.error());
  if (!state) return fail(ErrorKind::notFound, "the file is gone.", path_.string());
  state_ = *state;
  dataset_ = std::move(*dataset);
  const std::vector<OGRLayer*> layers = chosenLayers(*dataset_, {});
  if (layers.empty()) {
    const auto why = nothingToRead(*dataset_, {}, messages);
    return fail(why.value().kind, why.value().message, path_.string());
  }
  numbered_ = std::string_view(dataset_->GetDriverName()) == "FlatGeobuf";
  const bool damaged = numbered_ && lookOver(path_) == PackedIndex::damaged;
  bool indexed = true, assumed = false, early = false;
  for (OGRLayer* layer : layers) {
    Result<FilePart> part = partOf(*layer);
    if (!part) return fail(part.error().kind, part.error().message, path_.string());
    part->indexed = part->indexed && !damaged;
    indexed = indexed && part->indexed;
    if (part->indexed && !numbered_) findWide(*dataset_, *part);
    early = early || (numbered_ && endsEarly(*part));
    assumed = assumed || part->crs.assumed;
    extent_.add(part->extent);
    resident_ += residentBytes(*part, part->features);
    parts_.push_back(std::move(*part));
  }
  std::error_code ignored;
  resident_ += residentBytes(fs::file_size(path_, ignored));
  name_ = layers.size() == 1 ? layers.front()->GetName() : path_.stem().string();
  crsName_ = parts_.front().crs.name;
  if (early) warnings_.push_back({"the file was cut short: copy it again; what there is of it is drawn."});
  if (assumed)
    warnings_.push_back(
        {"the file does not name its coordinate system: WGS 84 longitude and latitude is assumed."});
  if (!indexed)
    warnings_.push_back(
        {fmt::format("it has no {}spatial index, so all of it is read for every view: give it one with "
                     "ogr2ogr -lco SPATIAL_INDEX=YES out{} {}",
                     damaged ? "sound " : "", path_.extension().string(), path_.filename().string())});
  return {};
}

Status FileSource::ping() {
  const auto now = atlas::LayerCache::keyOf(path_, {});
  if (!now) return fail(ErrorKind::notFound, "the file is gone: put it back.", path_.string());
  if (now->state != state_.state)
    return fail(ErrorKind::unreadable,
                "the file changed after it was opened: try again when whatever writes it is done.",
                path_.string());
  return {};
}

tl::unexpected<Error> FileSource::unreadable(const GdalMessages& messages) const {
  return fail(ErrorKind::unreadable,
              "the file is damaged or was cut short: copy it again." + messages.lastFailure(),
              path_.string());
}

/// About how much of the layer lies in a window.
double FileSource::shareOf(const atlas::Window& window) const {
  const geo::LngLatBox& box = window.box;
  if (extent_.empty() || box.width() >= 360) {
    const double height = std::min(box.maxY, extent_.maxY) - std::max(box.minY, extent_.minY);
    return extent_.empty() ? 1 : std::clamp(height / std::max(1e-9, extent_.height()), 0.0, 1.0);
  }
  const double shift = std::round((extent_.centre().lng - box.centre().lng) / 360) * 360;
  const double width = std::min(box.maxX + shift, extent_.maxX) - std::max(box.minX + shift, extent_.minX);
  const double height = std::min(box.maxY, extent_.maxY) - std::max(box.minY, extent_.minY);
  if (width <= 0 || height <= 0) return 0;
  return width * height / std::max(1e-18, extent_.width() * extent_.height());
}

/// From further away than it was read for, or as far.
bool FileSource::wholeWillDo(const atlas::Window& window) const {
  return whole_ && window.tolerance >= wholeWindow_.tolerance && (wholeWindow_.mercator || !window.mercator);
}

double FileSource::bytesOf(const std::vector<FileQuery>& queries, const atlas::Window& window) const {
  double bytes = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto& found = queries[i].found;
    if (!found) return resident_ * shareOf(window);
    bytes += residentBytes(static_cast<std::uintmax_t>(found->bytes)) +
             residentBytes(parts_[i], static_cast<double>(found->numbers.size()));
  }
  return bytes;
}

Result<atlas::WindowData> FileSource::read(const atlas::Window& window, const atlas::WindowLimits& limits) {
  if (Status same = ping(); !same) return tl::make_unexpected(same.error());
  if (wholeWillDo(window)) return *whole_;
  const GdalMessages messages;
  std::vector<FileQuery> queries;
  double features = 0;
  for (const FilePart& part : parts_) {
    const FileQuery& query = queries.emplace_back(queryOf(part, window.box, numbered_ ? path_ : fs::path()));
    features +=
        query.found ? static_cast<double>(query.found->numbers.size()) : part.features * shareOf(window);
  }
  const std::uintmax_t kept = whole_ ? limits.bytes / kShareOfWhole : 0;
  const std::uintmax_t limit = limits.bytes - kept;
  const bool thinned = bytesOf(queries, window) > kShareOfExact * static_cast<double>(limit);
  WindowCollector collector(window, limit,
                            thinned ? WindowCollector::Begin::thinned : WindowCollector::Begin::exact);
  FileReading reading(limits, collector, features);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Result<bool> all = reading.read(parts_[i], queries[i]);
    if (!all) return tl::make_unexpected(all.error());
    if (!*all) break;
  }
  // What was read of a file while it was written is worth nothing.
  if (Status same = ping(); !same) return tl::make_unexpected(same.error());
  atlas::WindowData data = collector.finish(
      {.name = name_, .source = path_.string(), .crs = crsName_, .features = nullptr, .warnings = warnings_});
  if (messages.failed() && data.layer.features->features.empty()) return unreadable(messages);
  data.layer.warnings.insert(data.layer.warnings.end(), messages.all().begin(), messages.all().end());
  if (data.simplified && !data.cut && data.bytes <= limits.bytes / kShareOfWhole &&
      holds(window.box, extent_)) {
    whole_ = data;
    wholeWindow_ = window;
  }
  return data;
}

Result<atlas::AttributeValues> FileSource::valuesOf(const std::string& attribute, const CancelToken& cancel) {
  if (Status same = ping(); !same) return tl::make_unexpected(same.error());
  const GdalMessages messages;
  ValueCounter counter(attribute);
  for (FilePart& part : parts_)
    if (Status ok = counter.count(*part.layer, cancel); !ok) return tl::make_unexpected(ok.error());
  Result<atlas::AttributeValues> values = counter.finish();
  if (messages.failed() && values && values->counts.empty()) return unreadable(messages);
  return values;
}

}  // namespace

Result<std::unique_ptr<atlas::WindowedSource>> openFile(const fs::path& path) {
  auto source = std::make_unique<FileSource>(path);
  if (Status ok = source->open(); !ok) return tl::make_unexpected(ok.error());
  return source;
}

bool takesMoreThan(const fs::path& path, std::uintmax_t bytes) {
  if (!mayHaveIndex(path)) return false;
  FileSource source(path);
  return source.open() && source.resident() > static_cast<double>(bytes);
}

}  // namespace dateline::gdal
