// XML that GDAL's readers fail on as it is. Inside gdal only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.h"

namespace dateline::gdal {

/// A KML or KMZ by its name or its first bytes.
bool isKml(const std::filesystem::path& file);

/// A copy in GDAL's memory of a file whose text is in an encoding that GDAL does not know, or of a KML with
/// tracks that have more places than times; nothing where it can be read as it is. `unpacked`: of the KML in
/// a KMZ in any case. The copy stays as long as the process, which reads this one file.
/// ErrorKind::unsupported: no such encoding is known here either.
Result<std::optional<std::filesystem::path>> mendedXml(const std::filesystem::path& file, bool unpacked);

/// KML with as many times as places in each track, those that were missing empty; nothing where none were.
std::optional<std::string> withAllTimes(const std::string& kml);

}  // namespace dateline::gdal
