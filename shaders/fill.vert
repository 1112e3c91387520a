#version 330 core
// Filled triangles of one tile. The origin is whole in 1/256 px, and positions snap to that, as rasterisers do anyway: so
// sums are exact, and a map moved by whole pixels, or drawn in bands, has the same pixels.
layout(location = 0) in vec2 unit;    // tile units
layout(location = 1) in vec4 colour;  // straight alpha

uniform vec2 origin;    // device px, y down
uniform float size;     // device px a tile unit
uniform vec2 clipPerPx; // 2 / scene size

flat out vec4 paint;    // premultiplied

void main() {
    vec2 at = origin + floor(unit * size * 256.0 + 0.5) / 256.0;
    gl_Position = vec4(at.x * clipPerPx.x - 1.0, 1.0 - at.y * clipPerPx.y, 0.0, 1.0);
    paint = vec4(colour.rgb * colour.a, colour.a);
}
