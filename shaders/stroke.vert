#version 330 core
// Corners of the polygons that cover the segments of lines; see render/stroke.h.
layout(location = 0) in vec2 corner;     // device px from the origin
layout(location = 1) in vec4 segment;    // anchor from the origin, direction
layout(location = 2) in vec2 extent;     // length, half width
layout(location = 3) in vec4 colour;

uniform vec2 origin;
uniform vec2 clipPerPx;

flat out vec4 line;      // anchor, direction
flat out vec2 lineSize;
flat out vec4 paint;

vec2 snapped(vec2 at) { return floor(at * 256.0 + 0.5) / 256.0; }

void main() {
    vec2 at = origin + snapped(corner);
    gl_Position = vec4(at.x * clipPerPx.x - 1.0, 1.0 - at.y * clipPerPx.y, 0.0, 1.0);
    line = vec4(origin + snapped(segment.xy), segment.zw);
    lineSize = extent;
    paint = vec4(colour.rgb * colour.a, colour.a);
}
