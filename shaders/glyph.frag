#version 330 core
flat in vec2 texelShift;
flat in vec4 paint;

uniform sampler2D atlas;  // coverage in alpha
uniform vec2 base;

out vec4 pixel;

void main() {
    vec2 px = vec2(gl_FragCoord.x + base.x, base.y - gl_FragCoord.y);
    pixel = paint * texelFetch(atlas, ivec2(floor(px + texelShift)), 0).a;
}
