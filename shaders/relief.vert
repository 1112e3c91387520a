#version 330 core
// The relief's grid. Each triangle carries its own map from pixels to the texture, which neighbours agree on along
// their common edge.
layout(location = 0) in vec2 corner;   // device px
layout(location = 1) in vec4 place;    // a corner of the triangle: device px, texture place
layout(location = 2) in vec4 perPx;    // texture place per device px: du/dx, du/dy, dv/dx, dv/dy

uniform vec2 origin;     // of the scene in the frame, whole device px
uniform vec2 clipPerPx;

flat out vec4 anchor;
flat out vec4 jacobian;

vec2 snapped(vec2 at) { return floor(at * 256.0 + 0.5) / 256.0; }

void main() {
    vec2 at = origin + snapped(corner);
    gl_Position = vec4(at.x * clipPerPx.x - 1.0, 1.0 - at.y * clipPerPx.y, 0.0, 1.0);
    anchor = vec4(origin + snapped(place.xy), place.zw);
    jacobian = perPx;
}
