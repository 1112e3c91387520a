#version 330 core
// Coverage of a round-capped segment: a line of width w seen through a pixel one wide. Its integral across the line is
// w, also for lines thinner than a pixel, which grow faint instead of thin.
flat in vec4 line;
flat in vec2 lineSize;
flat in vec4 paint;

uniform vec2 base;  // scene px = (x + base.x, base.y - y)

out vec4 pixel;

void main() {
    vec2 q = vec2(gl_FragCoord.x + base.x, base.y - gl_FragCoord.y) - line.xy;
    float along = clamp(dot(q, line.zw), 0.0, lineSize.x);
    float away = length(q - along * line.zw);
    pixel = paint * clamp(lineSize.y + 0.5 - away, 0.0, min(1.0, 2.0 * lineSize.y));
}
