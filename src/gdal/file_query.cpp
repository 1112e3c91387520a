#include "gdal/file_query.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "gdal/feature_batches.h"
#include "gdal/window_boxes.h"

namespace dateline::gdal {
namespace {

using std::chrono::steady_clock;

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::cancelled, "reading was stopped.");
}

geo::LngLatBox boxAround(const OGRFeature& feature) {
  OGREnvelope envelope;
  if (const OGRGeometry* geometry = feature.GetGeometryRef()) geometry->getEnvelope(&envelope);
  return boxOf(envelope);
}

/// Whether the feature's box meets one of the boxes from the first on.
bool touches(const OGRFeature& feature, const std::vector<geo::LngLatBox>& boxes, std::size_t first) {
  const geo::LngLatBox shape = boxAround(feature);
  return std::any_of(boxes.begin() + static_cast<std::ptrdiff_t>(first), boxes.end(),
                     [&](const geo::LngLatBox& box) { return box.intersects(shape); });
}

}  // namespace

FileQuery queryOf(const FilePart& part, const geo::LngLatBox& window,
                  const std::filesystem::path& flatGeobuf) {
  FileQuery query{windowIn(part.crs, window), std::nullopt};
  for (const geo::LngLatBox& box : query.window.boxes)
    if (holds(box, part.box)) return {};
  if (part.indexed && !flatGeobuf.empty() && !query.window.boxes.empty())
    query.found = featuresIn(flatGeobuf, query.window);
  return query;
}

FileReading::FileReading(const atlas::WindowLimits& limits, WindowCollector& collector, double features)
    : limits_(limits),
      collector_(collector),
      expected_(features),
      previewAt_(steady_clock::now() + limits.previewAfter),
      pause_(limits.previewAfter) {}

bool FileReading::take(const OGRFeature& feature) {
  ++taken_;
  if (limits_.progress && expected_ > 0)
    *limits_.progress = static_cast<float>(std::min(0.99, taken_ / expected_));
  if (!collector_.add(feature)) return false;
  if (limits_.preview && steady_clock::now() >= previewAt_) {
    limits_.preview(collector_.preview());
    pause_ *= 2;
    previewAt_ = steady_clock::now() + pause_;
  }
  return true;
}

Result<bool> FileReading::read(FilePart& part, const FileQuery& query) {
  collector_.beginLayer(*part.layer->GetLayerDefn(), part.crs.transformation.get());
  FeatureBatches batches([this](const OGRFeature& feature) { return take(feature); });
  const Status read = readFound(part, query, batches);
  const bool all = batches.finish();
  part.layer->SetSpatialFilter(nullptr);
  collector_.endLayer();
  if (!read) return tl::make_unexpected(read.error());
  return all;
}

Status FileReading::readFound(FilePart& part, const FileQuery& query, FeatureBatches& batches) const {
  if (query.found) return readNumbers(part, query.found->numbers, batches);
  if (!part.indexed || query.window.boxes.empty()) return readAll(part, query.window, batches);
  std::vector<std::uint64_t> wide;
  for (const FilePart::Wide& shape : part.wide)
    if (query.window.meets(shape.box)) wide.push_back(shape.number);
  if (Status read = readNumbers(part, wide, batches); !read) return read;
  return readBoxes(part, query.window, batches);
}

Status FileReading::readNumbers(FilePart& part, const std::vector<std::uint64_t>& numbers,
                                FeatureBatches& batches) const {
  constexpr int kMostMissing = 64;  // one after the other: the file was cut short
  int missing = 0;
  for (const std::uint64_t number : numbers) {
    if (limits_.cancel.cancelled()) return stopped();
    OGRFeatureUniquePtr feature{part.layer->GetFeature(static_cast<GIntBig>(number))};
    missing = feature ? 0 : missing + 1;
    if (missing == kMostMissing || (feature && !batches.add(std::move(feature)))) break;
  }
  return {};
}

Status FileReading::readAll(FilePart& part, const SourceWindow& window, FeatureBatches& batches) const {
  part.layer->ResetReading();
  while (OGRFeatureUniquePtr feature{part.layer->GetNextFeature()}) {
    if (limits_.cancel.cancelled()) return stopped();
    if (!window.boxes.empty() && !window.meets(boxAround(*feature))) continue;
    if (!batches.add(std::move(feature))) return {};
  }
  return {};
}

Status FileReading::readBoxes(FilePart& part, const SourceWindow& window, FeatureBatches& batches) const {
  const std::vector<geo::LngLatBox>& boxes = window.boxes;
  std::unordered_set<GIntBig> seen;  // of those that lie in several boxes; and what is wide, which was read
  for (const FilePart::Wide& shape : part.wide) seen.insert(static_cast<GIntBig>(shape.number));
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    part.layer->SetSpatialFilterRect(boxes[i].minX, boxes[i].minY, boxes[i].maxX, boxes[i].maxY);
    part.layer->ResetReading();
    while (OGRFeatureUniquePtr feature{part.layer->GetNextFeature()}) {
      if (limits_.cancel.cancelled()) return stopped();
      if (seen.contains(feature->GetFID())) continue;
      if (touches(*feature, boxes, i + 1)) seen.insert(feature->GetFID());
      if (!batches.add(std::move(feature))) return {};
    }
  }
  return {};
}

}  // namespace dateline::gdal
