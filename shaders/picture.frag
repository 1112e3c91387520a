#version 330 core
in vec2 place;
flat in vec4 within;  // the block's texels: beyond them lies another part of the map

uniform sampler2D picture;

out vec4 pixel;

void main() { pixel = texture(picture, clamp(place, within.xy, within.zw)); }
