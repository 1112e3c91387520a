#pragma once

#include <filesystem>

namespace dateline::platform {

/// Where Mesa keeps the shaders that it compiled, by the environment; empty where that does not tell.
std::filesystem::path shaderCacheFolder();
/// Whether the disk of a folder, which need not be there yet, has room for what Mesa maps of it.
bool hasRoomForShaders(const std::filesystem::path& folder);
/// Has Mesa keep nothing where the disk is full: it maps its index without having the room for it, and the
/// first write to what is not there ends the program. To be called before there are threads or a context.
void keepNoShadersOnFullDisk();

}  // namespace dateline::platform
