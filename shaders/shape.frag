#version 330 core
// Shapes from signed distances (negative inside, device px), so that edges are smooth at every scale.
flat in vec2 centre;
flat in vec4 shape;
flat in vec4 fill;
flat in vec4 rim;

uniform vec2 base;  // scene px = (x + base.x, base.y - y)

out vec4 pixel;

float coverage(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }
vec4 over(vec4 top, vec4 below) { return top + below * (1.0 - top.a); }

vec4 disc(vec2 q) {
    float away = length(q);
    vec4 inside = fill * coverage(away - shape.y);
    float edge = clamp(shape.z + 0.5 - abs(away - shape.y), 0.0, min(1.0, 2.0 * shape.z));
    return over(rim * edge, inside);
}

float box(vec2 q, vec2 halfSize, float radius) {
    vec2 d = abs(q) - halfSize + radius;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - radius;
}

vec4 softEllipse(vec2 q) {
    float r = length(q / shape.yz);
    float fade = 1.0 - smoothstep(0.0, 1.0, r);
    return fill * fade;
}

// An isosceles triangle along +x, as long as it is wide, its corners slightly round.
vec4 arrow(vec2 q) {
    vec2 to = shape.zw;
    vec2 along = vec2(dot(to, q), abs(to.x * q.y - to.y * q.x)) / shape.y;
    float back = -along.x - 0.5;
    float side = dot(along - vec2(0.5, 0.0), vec2(0.5, 1.0)) / length(vec2(0.5, 1.0));
    return fill * coverage(max(back, side) * shape.y);
}

void main() {
    vec2 q = vec2(gl_FragCoord.x + base.x, base.y - gl_FragCoord.y) - centre;
    if (shape.x < 0.5) pixel = disc(q);
    else if (shape.x < 1.5) pixel = fill * coverage(box(q, shape.yz, shape.w));
    else if (shape.x < 2.5) pixel = softEllipse(q);
    else if (shape.x < 3.5) pixel = arrow(q);
    else pixel = fill * coverage(shape.y - length(q));
}
