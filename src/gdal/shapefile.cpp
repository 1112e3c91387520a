#include "gdal/shapefile.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <stdlib.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <system_error>

namespace dateline::gdal {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away again.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "dateline-XXXXXX").string();
    if (!error && mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// The companion of a Shapefile, in either case of its extension; empty when there is none.
fs::path companion(const fs::path& shp, const char* lower, const char* upper) {
  for (const char* extension : {lower, upper}) {
    fs::path candidate = shp;
    candidate.replace_extension(extension);
    std::error_code ignored;
    if (fs::is_regular_file(candidate, ignored)) return candidate;
  }
  return {};
}

/// A whole number of a file's heading.
template <std::size_t Size>
std::uint64_t numberAt(const std::array<unsigned char, Size>& bytes, std::size_t place, int count,
                       bool bigEndian) {
  std::uint64_t number = 0;
  for (int i = 0; i < count; ++i)
    number = number << 8 | bytes[place + static_cast<std::size_t>(bigEndian ? i : count - 1 - i)];
  return number;
}

/// The first bytes; zeros behind the end.
template <std::size_t Size>
std::array<unsigned char, Size> headOf(const fs::path& file) {
  std::array<unsigned char, Size> head{};
  std::ifstream(file, std::ios::binary).read(reinterpret_cast<char*>(head.data()), Size);
  return head;
}

bool isShorter(const fs::path& file, std::uint64_t bytes) {
  std::error_code failed;
  const std::uintmax_t there = fs::file_size(file, failed);
  return failed || there < bytes;
}

/// Whether a .dbf ends before its last record: GDAL reads no shape whose record it cannot read. (Of dBase's
/// heading: records at byte 4, the length of the heading at 8 and that of a record at 10, little-endian.)
bool tableEndsEarly(const fs::path& dbf) {
  const auto head = headOf<12>(dbf);
  return isShorter(dbf,
                   numberAt(head, 8, 2, false) + numberAt(head, 4, 4, false) * numberAt(head, 10, 2, false));
}

struct Companions {
  fs::path shx, dbf;  ///< empty: done without
};

/// GDAL takes what lies beside the .shp, and writes an index beside it when it makes one again; so it is
/// shown links to the files in a scratch folder.
DatasetHandle openLinked(const fs::path& shp, const Companions& companions) {
  const ScratchFolder scratch;
  if (scratch.path().empty()) return nullptr;
  std::error_code error;
  const auto link = [&](const fs::path& file, const char* extension) {
    if (!file.empty()) fs::create_symlink(file, scratch.path() / (shp.stem().string() + extension), error);
  };
  link(shp, ".shp");
  link(companions.shx, ".shx");
  link(companions.dbf, ".dbf");
  link(companion(shp, ".prj", ".PRJ"), ".prj");
  link(companion(shp, ".cpg", ".CPG"), ".cpg");
  if (companions.shx.empty()) CPLSetThreadLocalConfigOption("SHAPE_RESTORE_SHX", "YES");
  DatasetHandle dataset = openWithGdal(scratch.path() / (shp.stem().string() + ".shp"));
  // The driver opens the files when they are asked for; after that they may lose their names.
  if (OGRLayer* layer = dataset ? dataset->GetLayer(0) : nullptr) {
    layer->GetLayerDefn();
    layer->GetSpatialRef();
  }
  CPLSetThreadLocalConfigOption("SHAPE_RESTORE_SHX", nullptr);
  return dataset;
}

}  // namespace

bool isShapefile(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".shp" || extension == ".SHP";
}

bool endsEarly(const fs::path& shp) {
  constexpr std::uint64_t kWord = 2;  // bytes, in which the heading tells the file's length
  return isShorter(shp, kWord * numberAt(headOf<28>(shp), 24, 4, true));
}

Result<DatasetHandle> openShapefile(const fs::path& file, const GdalMessages& messages, Warnings& warnings) {
  Companions found{companion(file, ".shx", ".SHX"), companion(file, ".dbf", ".DBF")};
  const bool hasIndex = !found.shx.empty(), damagedTable = !found.dbf.empty() && tableEndsEarly(found.dbf);
  if (found.dbf.empty())
    warnings.push_back(
        {"the .dbf file beside the .shp is missing: shapes are shown without names or attributes."});
  if (damagedTable) {
    found.dbf.clear();
    warnings.push_back(
        {"the .dbf file beside the .shp was cut short: copy it again; shapes are shown without names or "
         "attributes."});
  }
  DatasetHandle dataset = hasIndex && !damagedTable ? openWithGdal(file) : openLinked(file, found);
  if (!dataset && !hasIndex) {
    return fail(ErrorKind::invalid,
                "the .shx file beside the .shp is missing and cannot be made again: copy all files of the "
                "Shapefile." +
                    messages.lastFailure());
  }
  if (!hasIndex)
    warnings.push_back({"the .shx file beside the .shp is missing: the index was made again in memory."});
  return dataset;
}

}  // namespace dateline::gdal
