#version 330 core
// A picture of the ground laid on the map.
layout(location = 0) in vec2 corner;  // device px
layout(location = 1) in vec2 texel;   // place in the texture, 0..1

uniform vec2 clipPerPx;  // 2 / scene size

out vec2 place;

void main() {
    gl_Position = vec4(corner.x * clipPerPx.x - 1.0, 1.0 - corner.y * clipPerPx.y, 0.0, 1.0);
    place = texel;
}
