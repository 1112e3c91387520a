#include "atlas/reader.h"

#include "gdal/gdal_setup.h"
#include "gdal/layer_reader.h"
#include "gdal/sources.h"

namespace dateline::gdal {
namespace {

class GdalReader final : public atlas::Reader {
 public:
  GdalReader() { initialise(); }

  [[nodiscard]] std::string_view version() const override { return DATELINE_VERSION; }
  Result<atlas::LayerData> readLayer(const std::filesystem::path& path, const atlas::OpenOptions& options,
                                     const std::optional<atlas::LayerCache::Key>& key) override {
    return gdal::readLayer(path, options, key);
  }
  Result<std::unique_ptr<atlas::WindowedSource>> openFile(const std::filesystem::path& path) override {
    return gdal::openFile(path);
  }
  Result<std::unique_ptr<atlas::WindowedSource>> openTable(const atlas::DatabaseAddress& address) override {
    return gdal::openTable(address);
  }
  bool takesMoreThan(const std::filesystem::path& path, std::uintmax_t bytes) override {
    return gdal::takesMoreThan(path, bytes);
  }
};

}  // namespace
}  // namespace dateline::gdal

/// What atlas asks the loaded library for, by this name.
extern "C" __attribute__((visibility("default"))) dateline::atlas::Reader* dateline_reader() {
  static dateline::gdal::GdalReader reader;
  return &reader;
}
