#pragma once

#include "base/image.h"

namespace dateline::render {

/// Reads the bound framebuffer's bottom left `width` x `height` pixels into an image at (left, top),
/// turning rows top down: RGBA, or RGB where it has three channels.
void readInto(Image& image, int left, int top, int width, int height);

/// Premultiplied to straight alpha.
void unpremultiply(Image& image);

}  // namespace dateline::render
