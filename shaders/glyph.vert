#version 330 core
// Pictures of glyphs, for glyph.frag pixel for pixel out of the atlas, for turned_glyph.frag turned.
layout(location = 0) in vec2 at;      // device px, whole for upright ones
layout(location = 1) in vec2 shift;   // from device px to the atlas's texels, whole; of turned ones from the pen
layout(location = 2) in vec4 colour;
layout(location = 3) in vec2 turn;    // texels a px along the glyph's line
layout(location = 4) in vec2 pen;     // of a turned one, device px

uniform vec2 clipPerPx;

flat out vec2 texelShift;
flat out vec2 texelTurn;
flat out vec2 penPx;
flat out vec4 paint;

void main() {
    gl_Position = vec4(at.x * clipPerPx.x - 1.0, 1.0 - at.y * clipPerPx.y, 0.0, 1.0);
    texelShift = shift;
    texelTurn = turn;
    penPx = pen;
    paint = vec4(colour.rgb * colour.a, colour.a);
}
