#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

#include "base/utf8.h"
#include "gdal/gdal_setup.h"
#include "gdal/mended_xml.h"
#include "gdal/place_columns.h"
#include "gdal/shapefile.h"

namespace dateline::gdal {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSoundDrivers[] = {"FlatGeobuf",     "GeoJSON", "GeoJSONSeq", "TopoJSON",
                                         "ESRI Shapefile", "GPKG",    "CSV",        nullptr};
constexpr const char* kAllDrivers[] = {"FlatGeobuf",   "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRI Shapefile",
                                       "GPKG",         "LIBKML",  "KML",        "GPX",      "CSV",
                                       "MapInfo File", "GML",     nullptr};
constexpr const char* kPlainKml[] = {"KML", nullptr};

// Drivers look for the names that they know. Nothing may be written beside the user's file, nothing fetched.
constexpr const char* kOpenOptions[] = {"IMMUTABLE=YES",
                                        "NOLOCK=YES",
                                        "WRITE_GFS=NO",
                                        "DOWNLOAD_SCHEMA=NO",
                                        "KEEP_GEOM_COLUMNS=NO",
                                        "GEOM_POSSIBLE_NAMES=WKT,the_geom,geom,geometry,wkb_geometry",
                                        nullptr};

constexpr const char* kFormats =
    "GeoJSON, TopoJSON, Shapefile, GeoPackage, FlatGeobuf, KML, GPX, CSV with coordinates, MapInfo or GML";

bool looksRemote(const std::string& name) {
  return name.starts_with("/vsi") || name.find("://") != std::string::npos ||
         (name.find(':') != std::string::npos && name.find('/') == std::string::npos);
}

/// Why a file cannot be looked at.
std::string whyNotSeen(const std::error_code& error) {
  if (error == std::errc::permission_denied)
    return "a folder on the way to it may not be entered: check its permissions.";
  if (error == std::errc::too_many_symbolic_link_levels)
    return "it is a link that leads back to itself: give the file that is meant.";
  if (error == std::errc::filename_too_long)
    return "there can be no file with so long a name: check the name.";
  return fmt::format("it cannot be looked at ({}): check the disk that it is on.", error.message());
}

Status checkFile(const fs::path& path, std::uintmax_t maxBytes) {
  const std::string where = path.string();
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  const bool seen = status.type() != fs::file_type::not_found && status.type() != fs::file_type::none;
  if (where.starts_with("/vsi") || (!seen && looksRemote(where))) {
    return fail(ErrorKind::unsupported,
                where.starts_with("postgres://")
                    ? "such an address is not opened: that of a table begins with postgresql://."
                    : "URLs and connection strings are not opened: download the data and give the file.",
                where);
  }
  if (status.type() == fs::file_type::none) return fail(ErrorKind::unreadable, whyNotSeen(error), where);
  if (status.type() == fs::file_type::not_found) {
    return fail(ErrorKind::notFound, "there is no such file: check the name.", where);
  }
  if (status.type() == fs::file_type::directory) {
    return fail(ErrorKind::unreadable, "this is a folder: give the layer's file in it.", where);
  }
  if (status.type() != fs::file_type::regular) {
    return fail(ErrorKind::unreadable, "this is not a regular file: give a file that holds a layer.", where);
  }
  if (access(path.c_str(), R_OK) != 0) {
    return fail(ErrorKind::unreadable, "the file may not be read: check its permissions.", where);
  }
  const std::uintmax_t bytes = fs::file_size(path, error);
  if (bytes == 0) return fail(ErrorKind::invalid, "the file is empty: give one that holds a layer.", where);
  if (bytes > maxBytes) {
    return fail(ErrorKind::tooLarge,
                fmt::format("the file has {} MB, more than the limit of {} MB: simplify or cut it first.",
                            bytes >> 20, maxBytes >> 20),
                where);
  }
  return {};
}

/// A zip, gzip or 7z, by its first bytes.
bool isPacked(const fs::path& file) {
  std::array<char, 4> head{};
  std::ifstream(file, std::ios::binary).read(head.data(), head.size());
  const std::string_view seen(head.data(), head.size());
  return seen.starts_with("PK\x03\x04") || seen.starts_with("\x1f\x8b") || seen.starts_with("7z\xbc\xaf");
}

/// A table whose heading is parted by bars.
bool hasBars(const fs::path& file) {
  constexpr std::size_t kLongestHeading = 4096;
  std::string head(kLongestHeading, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  const std::string_view heading = std::string_view(head).substr(0, head.find('\n'));
  return heading.find('|') != std::string_view::npos &&
         heading.find_first_of("<{") == std::string_view::npos && isValidUtf8(heading);
}

/// Of letters of ASCII, as all formats begin with, by the first bytes.
bool isUtf16(const fs::path& file) {
  std::array<char, 4> head{1, 1, 1, 1};
  std::ifstream(file, std::ios::binary).read(head.data(), head.size());
  const std::string_view seen(head.data(), head.size());
  if (seen.starts_with("\xff\xfe") || seen.starts_with("\xfe\xff")) return true;
  return (head[0] == 0) == (head[2] == 0) && (head[1] == 0) == (head[3] == 0) &&
         (head[0] == 0) != (head[1] == 0);
}

DatasetHandle openBy(const fs::path& file, const char* const* drivers, const CPLStringList& options) {
  return DatasetHandle(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options.List(), nullptr));
}

const char* const* driversOf(atlas::Formats formats) {
  if (formats == atlas::Formats::plainKml) return kPlainKml;
  return formats == atlas::Formats::all ? kAllDrivers : kSoundDrivers;
}

/// What has no readers that are sound may have to be mended for them first.
Result<DatasetHandle> openMended(const fs::path& file, atlas::Formats formats) {
  if (formats == atlas::Formats::sound) return openWithGdal(file, formats);
  const auto mended = mendedXml(file, formats == atlas::Formats::plainKml);
  if (!mended) return tl::make_unexpected(mended.error());
  return openWithGdal(mended->value_or(file), formats);
}

/// The names of a table's columns; none of other files.
std::vector<std::string> headingOf(const fs::path& file) {
  constexpr const char* kTables[] = {"CSV", nullptr};
  const GdalMessages silence;
  const DatasetHandle table = openBy(file, kTables, {});
  OGRLayer* const layer = table ? table->GetLayer(0) : nullptr;
  std::vector<std::string> heading;
  for (int i = 0; layer != nullptr && i < layer->GetLayerDefn()->GetFieldCount(); ++i)
    heading.emplace_back(layer->GetLayerDefn()->GetFieldDefn(i)->GetNameRef());
  return heading;
}

}  // namespace

/// Of several names GDAL takes the column that comes first in the table, so it is told one.
DatasetHandle openWithGdal(const fs::path& file, atlas::Formats formats) {
  CPLStringList options(kOpenOptions);
  if (const auto columns = placeColumns(headingOf(file))) {
    options.SetNameValue("X_POSSIBLE_NAMES", columns->longitude.c_str());
    options.SetNameValue("Y_POSSIBLE_NAMES", columns->latitude.c_str());
  }
  return openBy(file, driversOf(formats), options);
}

Result<DatasetHandle> openDataset(const fs::path& path, std::uintmax_t maxBytes, atlas::Formats formats,
                                  const GdalMessages& messages, Warnings& warnings) {
  if (Status ok = checkFile(path, maxBytes); !ok) return tl::make_unexpected(ok.error());
  // Absolute, so that no driver can take the name for a connection string or for the data itself.
  const fs::path file = fs::absolute(path);
  std::error_code ignored;
  if (fs::exists(fs::path(file) += "-wal", ignored)) {
    warnings.push_back(
        {"another program holds changes that are not in the file yet (-wal): they are not shown."});
  }
  Result<DatasetHandle> dataset =
      isShapefile(file) ? openShapefile(file, messages, warnings) : openMended(file, formats);
  if (!dataset) return fail(dataset.error().kind, dataset.error().message, path.string());
  if (!*dataset && isPacked(file)) {
    return fail(ErrorKind::unsupported, "this is an archive: unpack it, and give the layer's file in it.",
                path.string());
  }
  if (!*dataset && hasBars(file))
    return fail(
        ErrorKind::unsupported,
        "its columns are parted by |, which is not known here: save it with commas, semicolons or tabs.",
        path.string());
  if (!*dataset && isUtf16(file))
    return fail(ErrorKind::unsupported, "its text is in UTF-16: save it in UTF-8.", path.string());
  if (!*dataset) {
    return fail(ErrorKind::unsupported,
                fmt::format("this is no layer that can be read, or it is damaged: give {}.{}", kFormats,
                            messages.lastFailure()),
                path.string());
  }
  return dataset;
}

}  // namespace dateline::gdal
