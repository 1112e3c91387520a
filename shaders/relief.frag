#version 330 core
// Light and shade: above the neutral grey towards white, below it towards black.
flat in vec4 anchor;
flat in vec4 jacobian;

uniform sampler2D relief;
uniform float strength;
uniform float level;  // of the texture's sizes
uniform vec2 base;

out vec4 pixel;

const float kNeutral = 128.0 / 255.0;

void main() {
    vec2 q = vec2(gl_FragCoord.x + base.x, base.y - gl_FragCoord.y) - anchor.xy;
    vec2 uv = anchor.zw + vec2(dot(jacobian.xy, q), dot(jacobian.zw, q));
    float light = (textureLod(relief, uv, level).r - kNeutral) * 2.0 * strength;
    // Premultiplied: what is lightened adds its alpha as white.
    float amount = min(abs(light), 1.0);
    pixel = vec4(vec3(light > 0.0 ? amount : 0.0), amount);
}
