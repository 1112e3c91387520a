#version 330 core
// Pictures of glyphs, pixel for pixel out of the atlas.
layout(location = 0) in vec2 at;      // device px, whole
layout(location = 1) in vec2 shift;   // from device px to the atlas's texels, whole
layout(location = 2) in vec4 colour;

uniform vec2 clipPerPx;

flat out vec2 texelShift;
flat out vec4 paint;

void main() {
    gl_Position = vec4(at.x * clipPerPx.x - 1.0, 1.0 - at.y * clipPerPx.y, 0.0, 1.0);
    texelShift = shift;
    paint = vec4(colour.rgb * colour.a, colour.a);
}
