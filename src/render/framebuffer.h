#pragma once

#include "base/error.h"
#include "base/image.h"
#include "map/scene.h"

namespace dateline::render {

/// Binds a framebuffer (0: the window's) of that size, device px, and clears it.
void beginFramebuffer(unsigned framebuffer, int width, int height, map::Colour colour);

/// Its pixels, opaque; to be called before the window's buffers are swapped.
Result<Image> readFramebuffer(unsigned framebuffer, int width, int height);

}  // namespace dateline::render
