#include "render/gl_debug.h"

#include <epoxy/gl.h>

#include <atomic>
#include <string_view>

#include "base/log.h"

namespace dateline::render {
namespace {

std::atomic<int> complaints = 0;

void GLAPIENTRY onMessage(GLenum, GLenum type, GLuint, GLenum severity, GLsizei length, const GLchar* text,
                          const void*) {
  const bool serious = type == GL_DEBUG_TYPE_ERROR || type == GL_DEBUG_TYPE_UNDEFINED_BEHAVIOR ||
                       severity == GL_DEBUG_SEVERITY_HIGH;
  if (!serious) return;
  ++complaints;
  const std::string_view message =
      length < 0 ? std::string_view(text) : std::string_view(text, static_cast<std::size_t>(length));
  log::error(fmt::format("OpenGL: {}", message));
}

}  // namespace

void watchGlDebug() {
  GLint flags = 0;
  glGetIntegerv(GL_CONTEXT_FLAGS, &flags);
  if ((flags & GL_CONTEXT_FLAG_DEBUG_BIT) == 0) return;
  if (epoxy_gl_version() < 43 && !epoxy_has_gl_extension("GL_KHR_debug")) return;
  glEnable(GL_DEBUG_OUTPUT);
  glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
  glDebugMessageCallback(onMessage, nullptr);
}

int glDebugErrors() {
  return complaints;
}

}  // namespace dateline::render
