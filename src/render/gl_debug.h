#pragma once

namespace dateline::render {

/// Logs and counts OpenGL's own complaints (errors, undefined behaviour, high severity) when the current
/// context is a debug context with KHR_debug or OpenGL 4.3; else nothing.
void watchGlDebug();

/// Complaints since the start of the program.
int glDebugErrors();

}  // namespace dateline::render
