#version 330 core
flat in vec2 texelShift;
flat in vec2 texelTurn;
flat in vec2 penPx;
flat in vec4 paint;

uniform sampler2D atlas;  // coverage in alpha
uniform vec2 base;

out vec4 pixel;

float texel(ivec2 at) { return texelFetch(atlas, at, 0).a; }

// Between the four nearest, whatever filter the texture has for others. The place in the atlas is added last: where
// a glyph lies there depends on the order in which they came, and must not be seen in the last bit of a pixel.
float between(vec2 at, ivec2 origin) {
    vec2 low = floor(at - 0.5), part = at - 0.5 - low;
    ivec2 i = ivec2(low) + origin;
    return mix(mix(texel(i), texel(i + ivec2(1, 0)), part.x),
               mix(texel(i + ivec2(0, 1)), texel(i + ivec2(1, 1)), part.x), part.y);
}

void main() {
    vec2 from = vec2(gl_FragCoord.x + base.x, base.y - gl_FragCoord.y) - penPx;
    vec2 along = vec2(dot(from, texelTurn), dot(from, vec2(-texelTurn.y, texelTurn.x)));
    pixel = paint * between(along, ivec2(texelShift));
}
