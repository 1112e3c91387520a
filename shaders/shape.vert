#version 330 core
// Squares that hold a shape or a pin each; see render/shape.h.
layout(location = 0) in vec2 unit;
layout(location = 1) in vec2 corner;
layout(location = 2) in vec4 form;  // kind, a, b, c
layout(location = 3) in vec4 fillColour;
layout(location = 4) in vec4 rimColour;

uniform vec2 origin;
uniform float size;
uniform vec2 clipPerPx;

flat out vec2 centre;
flat out vec4 shape;
flat out vec4 fill;
flat out vec4 rim;

vec2 snapped(vec2 at) { return floor(at * 256.0 + 0.5) / 256.0; }
vec4 premultiplied(vec4 colour) { return vec4(colour.rgb * colour.a, colour.a); }

void main() {
    centre = origin + snapped(unit * size);
    vec2 at = centre + snapped(corner);
    gl_Position = vec4(at.x * clipPerPx.x - 1.0, 1.0 - at.y * clipPerPx.y, 0.0, 1.0);
    shape = form;
    fill = premultiplied(fillColour);
    rim = premultiplied(rimColour);
}
