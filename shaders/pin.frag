#version 330 core
// The pins, from signed distances as the other shapes. A program of their own: a software rasteriser works out every
// branch for every pixel.
flat in vec2 centre;
flat in vec4 shape;
flat in vec4 fill;
flat in vec4 rim;

uniform vec2 base;  // scene px = (x + base.x, base.y - y)

out vec4 pixel;

const float kRim = 1.6;          // units, inside the pin's outline
const float kShadowAlpha = 0.2;

float coverage(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }
vec4 over(vec4 top, vec4 below) { return top + below * (1.0 - top.a); }

float box(vec2 q, vec2 halfSize, float radius) {
    vec2 d = abs(q) - halfSize + radius;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - radius;
}

// The pins are in units: 24 wide, tip at the origin, y up. Straight sides meet in corners rounded by `soft`, as if the
// mirror at x = 0 were a little blunt.
float softAbs(float x, float soft) { return sqrt(x * x + soft * soft); }

// A circle of radius 12 around (0, 22) and its tangents to a tip of radius 0.7.
float drop(vec2 q) {
    const float tipRadius = 0.7;
    const float height = 22.0 - tipRadius;
    q = vec2(abs(q.x), q.y - tipRadius);
    float slope = (12.0 - tipRadius) / height;
    float run = sqrt(1.0 - slope * slope);
    float k = dot(q, vec2(slope, run));
    if (k < 0.0) return length(q) - tipRadius;
    if (k > run * height) return length(q - vec2(0.0, height)) - 12.0;
    return dot(q, vec2(run, -slope)) - tipRadius;
}

// A kite: widest at 19 of 32.
float diamond(vec2 q) {
    float x = softAbs(q.x, 0.75);
    float lower = dot(vec2(x, q.y + 1.1), normalize(vec2(20.1, -12.4)));
    float upper = dot(vec2(x, q.y - 32.8), normalize(vec2(13.8, 12.4)));
    vec2 d = vec2(lower, upper) + 1.2;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - 1.2;
}

// A rounded square above a pointer that reaches into it.
float squarePin(vec2 q) {
    float body = box(q - vec2(0.0, 20.0), vec2(12.0), 3.4);
    vec2 p = vec2(softAbs(q.x, 0.6), q.y + 0.8);
    vec2 d = vec2(dot(p, normalize(vec2(8.8, -6.4))), q.y - 13.5) + 3.0;
    float pointer = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - 3.0;
    return min(body, pointer);
}

float pin(vec2 q) {
    if (shape.x < 4.5) return drop(q);
    float away = shape.x < 5.5 ? diamond(q) : squarePin(q);
    // Below the tip it is the nearest point; straight sides alone would let the shadow drip.
    return q.y < 0.0 ? max(away, length(q) - 0.3) : away;
}

void main() {
    vec2 devicePx = vec2(gl_FragCoord.x + base.x, base.y - gl_FragCoord.y) - centre;
    float unit = shape.y;
    vec2 q = vec2(devicePx.x, -devicePx.y) / unit;
    float outside = pin(q) * unit;
    if (shape.z > 0.5) {
        pixel = fill * coverage(outside + 0.5 * unit);
        return;
    }
    float inside = outside + kRim * unit;
    float shade = kShadowAlpha * (1.0 - smoothstep(-2.0, 4.0, pin(q + vec2(0.0, 1.6))));
    vec4 body = over(fill * coverage(inside), rim * coverage(outside));
    pixel = over(body, vec4(0.0, 0.0, 0.0, shade));
}
