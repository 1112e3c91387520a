#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"
#include "render/gl_object.h"

namespace dateline::render {

/// Reads, compiles and links folder/VERTEX.vert and FRAGMENT.frag. ErrorKind::graphics with the file's name
/// and the driver's words when they do not compile; the reader's error when a file is missing.
Result<GlProgram> loadProgram(const std::filesystem::path& folder, const std::string& vertex,
                              const std::string& fragment);

}  // namespace dateline::render
