// What is read by the window. Inside gdal only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "atlas/windowed_source.h"

namespace dateline::gdal {

/// As atlas::WindowedSource opens them.
Result<std::unique_ptr<atlas::WindowedSource>> openFile(const std::filesystem::path& path);
Result<std::unique_ptr<atlas::WindowedSource>> openTable(const atlas::DatabaseAddress& address);
/// As atlas::takesMoreThan tells.
bool takesMoreThan(const std::filesystem::path& path, std::uintmax_t bytes);

}  // namespace dateline::gdal
