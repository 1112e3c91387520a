#pragma once

#include "base/error.h"
#include "base/image.h"
#include "map/scene.h"
#include "render/pixel_box.h"

namespace dateline::render {

/// Binds a framebuffer (0: the window's) of that size, device px.
void beginFramebuffer(unsigned framebuffer, int width, int height);
/// Clears a part of the framebuffer that is bound, of that height.
void clearPart(int height, const PixelBox& part, map::Colour colour);

/// Copies a whole framebuffer of that size into another.
void copyFramebuffer(unsigned from, unsigned to, int width, int height);

/// Waits until all that was asked for is drawn; for measuring.
void finishDrawing();

/// Its pixels, opaque; to be called before the window's buffers are swapped.
Result<Image> readFramebuffer(unsigned framebuffer, int width, int height);

}  // namespace dateline::render
