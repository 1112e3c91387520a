#include "render/shader.h"

#include "base/file.h"

namespace dateline::render {
namespace {

constexpr std::size_t kShaderLimitBytes = 1 << 20;

struct ShaderTraits {
  static void destroy(GLuint id) { glDeleteShader(id); }
};
using GlShader = GlObject<ShaderTraits>;

std::string trimmed(std::string text, GLsizei length) {
  text.resize(static_cast<std::size_t>(length));
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::string shaderLog(GLuint shader) {
  std::string text(4096, '\0');
  GLsizei length = 0;
  glGetShaderInfoLog(shader, static_cast<GLsizei>(text.size()), &length, text.data());
  return trimmed(std::move(text), length);
}

std::string programLog(GLuint program) {
  std::string text(4096, '\0');
  GLsizei length = 0;
  glGetProgramInfoLog(program, static_cast<GLsizei>(text.size()), &length, text.data());
  return trimmed(std::move(text), length);
}

Result<GlShader> compile(const std::filesystem::path& file, GLenum stage) {
  const Result<std::string> source = readFile(file, kShaderLimitBytes);
  if (!source) return tl::make_unexpected(source.error());
  GlShader shader(glCreateShader(stage));
  const char* text = source->c_str();
  glShaderSource(shader.id(), 1, &text, nullptr);
  glCompileShader(shader.id());
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader.id(), GL_COMPILE_STATUS, &compiled);
  if (compiled != GL_TRUE)
    return fail(ErrorKind::graphics, "the shader does not compile: " + shaderLog(shader.id()), file.string());
  return shader;
}

}  // namespace

Result<GlProgram> loadProgram(const std::filesystem::path& folder, const std::string& vertexName,
                              const std::string& fragmentName) {
  const Result<GlShader> vertex = compile(folder / (vertexName + ".vert"), GL_VERTEX_SHADER);
  if (!vertex) return tl::make_unexpected(vertex.error());
  const Result<GlShader> fragment = compile(folder / (fragmentName + ".frag"), GL_FRAGMENT_SHADER);
  if (!fragment) return tl::make_unexpected(fragment.error());
  GlProgram program = GlProgram::create();
  glAttachShader(program.id(), vertex->id());
  glAttachShader(program.id(), fragment->id());
  glLinkProgram(program.id());
  glDetachShader(program.id(), vertex->id());
  glDetachShader(program.id(), fragment->id());
  GLint linked = GL_FALSE;
  glGetProgramiv(program.id(), GL_LINK_STATUS, &linked);
  if (linked != GL_TRUE)
    return fail(ErrorKind::graphics, "the shaders do not link: " + programLog(program.id()),
                (folder / fragmentName).string());
  return program;
}

}  // namespace dateline::render
