#version 330 core
flat in vec4 paint;
out vec4 pixel;

void main() { pixel = paint; }
