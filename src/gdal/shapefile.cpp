#include "gdal/shapefile.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <stdlib.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <system_error>

#include "base/ascii.h"

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

/// The two ways in which GDAL looks for a file's extension.
bool isOneCase(const fs::path& file) {
  const std::string extension = file.extension().string();
  return extension == lowerAscii(extension) || extension == upperAscii(extension);
}

/// The companion of a Shapefile, whatever the capitals of its extension; empty when there is none.
fs::path companion(const fs::path& shp, const std::string& extension) {
  std::error_code error;
  for (const std::string& usual : {extension, upperAscii(extension)}) {
    const fs::path candidate = fs::path(shp).replace_extension(usual);
    if (fs::is_regular_file(candidate, error)) return candidate;
  }
  for (fs::directory_iterator at(shp.parent_path(), error), end; !error && at != end; at.increment(error))
    if (at->path().stem() == shp.stem() && lowerAscii(at->path().extension().string()) == extension)
      return at->path();
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

/// Its heading begins as that of the .shp.
bool isWholeIndex(const fs::path& shx) {
  constexpr std::uint64_t kFileCode = 9994;
  return numberAt(headOf<28>(shx), 0, 4, true) == kFileCode && !endsEarly(shx);
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
  link(companion(shp, ".prj"), ".prj");
  link(companion(shp, ".cpg"), ".cpg");
  if (companions.shx.empty()) CPLSetThreadLocalConfigOption("SHAPE_RESTORE_SHX", "YES");
  DatasetHandle dataset =
      openWithGdal(scratch.path() / (shp.stem().string() + ".shp"), atlas::Formats::sound);
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
  return lowerAscii(path.extension().string()) == ".shp";
}

bool endsEarly(const fs::path& shp) {
  constexpr std::uint64_t kWord = 2;  // bytes, in which the heading tells the file's length
  return isShorter(shp, kWord * numberAt(headOf<28>(shp), 24, 4, true));
}

std::string whyNoSystem(const fs::path& shp) {
  const fs::path prj = companion(shp, ".prj");
  if (prj.empty()) return "it has no .prj file";
  std::error_code failed;
  const bool empty = fs::file_size(prj, failed) == 0;
  return failed || !empty ? "its .prj file names no coordinate system that is known"
                          : "its .prj file is empty";
}

Result<DatasetHandle> openShapefile(const fs::path& file, const GdalMessages& messages, Warnings& warnings) {
  Companions found{companion(file, ".shx"), companion(file, ".dbf")};
  const bool damagedIndex = !found.shx.empty() && !isWholeIndex(found.shx);
  const bool damagedTable = !found.dbf.empty() && tableEndsEarly(found.dbf);
  if (damagedIndex) found.shx.clear();
  if (found.dbf.empty())
    warnings.push_back(
        {"the .dbf file beside the .shp is missing: shapes are shown without names or attributes."});
  if (damagedTable) {
    found.dbf.clear();
    warnings.push_back(
        {"the .dbf file beside the .shp was cut short: copy it again; shapes are shown without names or "
         "attributes."});
  }
  const char* const fault = damagedIndex ? "damaged" : "missing";
  const bool asGdalFindsIt =
      !found.shx.empty() && !damagedTable && isOneCase(file) && isOneCase(found.shx) && isOneCase(found.dbf);
  DatasetHandle dataset = asGdalFindsIt ? openWithGdal(file, atlas::Formats::sound) : openLinked(file, found);
  if (!dataset && found.shx.empty()) {
    return fail(ErrorKind::invalid,
                fmt::format("the .shx file beside the .shp is {} and cannot be made again: copy all files of "
                            "the Shapefile.{}",
                            fault, messages.lastFailure()));
  }
  if (found.shx.empty())
    warnings.push_back(
        {fmt::format("the .shx file beside the .shp is {}: the index was made again in memory.", fault)});
  return dataset;
}

}  // namespace dateline::gdal
