#version 330 core
// Filled triangles of one tile on a plane that bends it (geo/centred_plane.h). Coarse tiles are projected place by place;
// for the small ones, where 32 bits would jitter, a polynomial around the tile's middle is given.
layout(location = 0) in vec2 unit;    // tile units
layout(location = 1) in vec4 colour;  // straight alpha

uniform vec2 origin;      // device px: of the plane's anchor, or of the tile's middle where there is a patch
uniform float size;       // device px a unit of the plane
uniform vec2 clipPerPx;   // 2 / scene size
uniform bool patched;
uniform vec2 patch[16];   // device px, the coefficient of s^i t^j at [4 j + i]
uniform vec4 span;        // of the tile: longitude from the origin (radians), Mercator's y from 1/2; each begin and width
uniform vec4 centre;      // sine and cosine of the origin's latitude, its y from 1/2, a radius in units of the plane
uniform vec3 weights;     // of Mercator, azimuthal, globe
uniform bool once;        // a tile that reaches round the Earth must not overlap with itself
uniform float cut;        // cosine beyond which nothing is drawn

flat out vec4 paint;      // premultiplied

const float kTurn = 6.28318530718;
const float kTall = 1.4999999;
const float kAzimuthalEdge = 2.96705972839, kAzimuthalCut = 3.06305283725;  // 170 and 175.5 degrees

float azimuthalDistance(float angle) {
    float rim = 2.0 * sin(kAzimuthalEdge / 2.0);
    if (angle <= kAzimuthalEdge) return 2.0 * sin(angle / 2.0);
    return rim * (1.0 + (angle - kAzimuthalEdge) / (kAzimuthalCut - kAzimuthalEdge));
}

// In units of the plane from its anchor, y down; the third is the cosine of the angle to the origin.
vec3 projected(vec2 place) {
    float lng = span.x + span.y * place.x;
    float y = span.z + span.w * place.y;
    float e = exp(-kTurn * y);
    float sine = (e * e - 1.0) / (e * e + 1.0);
    float cosine = 2.0 * e / (e * e + 1.0);
    if (abs(y) >= kTall) {
        sine = y < 0.0 ? 1.0 : -1.0;
        cosine = 0.0;
    }
    float east = cosine * sin(lng);
    float north = centre.y * sine - centre.x * cosine * cos(lng);
    float away = centre.x * sine + centre.y * cosine * cos(lng);
    float both = weights.y + weights.z;
    float factor;
    if (away > 0.0 || (weights.z == 0.0 && away > -0.98)) {
        factor = (sqrt(2.0 / (1.0 + away)) * weights.y + weights.z) / both;
    } else {
        float len = length(vec2(east, north));
        float angle = atan(len, away);
        float globe = away >= 0.0 ? len : 2.0 - len;
        factor = (azimuthalDistance(angle) * weights.y + globe * weights.z) / both / max(len, 1e-6);
    }
    vec2 flatPlace = vec2(lng / kTurn, y - centre.z);
    return vec3(weights.x * flatPlace + both * factor * centre.w * vec2(east, -north), away);
}

vec2 patchedPlace(vec2 place) {
    float s = place.x - 0.5;
    float t = place.y - 0.5;
    vec2 sum = vec2(0.0);
    for (int j = 3; j >= 0; --j)
        sum = sum * t + ((patch[4 * j + 3] * s + patch[4 * j + 2]) * s + patch[4 * j + 1]) * s + patch[4 * j];
    return sum;
}

void main() {
    vec2 px;
    gl_ClipDistance[0] = 1.0;
    gl_ClipDistance[1] = once ? unit.x : 1.0;
    gl_ClipDistance[2] = once ? 1.0 - unit.x : 1.0;
    if (patched) {
        px = patchedPlace(unit);
    } else {
        vec3 place = projected(unit);
        px = place.xy * size;
        // A triangle that reaches beyond the cut goes as a whole, or it would lie across the map; but on the way to Mercator
        // there is no edge of the Earth behind which it could end in steps.
        gl_ClipDistance[0] = weights.x > 0.0 ? place.z - cut : place.z > cut ? 1.0 : -1000.0;
    }
    vec2 at = origin + floor(px * 256.0 + 0.5) / 256.0;
    gl_Position = vec4(at.x * clipPerPx.x - 1.0, 1.0 - at.y * clipPerPx.y, 0.0, 1.0);
    paint = vec4(colour.rgb * colour.a, colour.a);
}
