#pragma once

#include "render/frame.h"
#include "render/shader.h"

namespace dateline::render {

/// A linked program with the uniforms that all of ours share; those it lacks are ignored by OpenGL.
class Program {
 public:
  static Result<Program> load(const std::filesystem::path& folder, const std::string& vertex,
                              const std::string& fragment);

  /// Makes it current for a frame, with the origin at the scene's top left and a unit of one device px.
  void begin(const Frame& frame) const;
  /// Where the next draw's (0,0) is in the scene, in device px (taken to the nearest 1/256), and how many of
  /// them its unit is.
  void place(const Frame& frame, double x, double y, double size) const;
  [[nodiscard]] GLint uniform(const char* name) const { return glGetUniformLocation(program_.id(), name); }

 private:
  GlProgram program_;
  GLint origin_ = -1;
  GLint size_ = -1;
  GLint clipPerPx_ = -1;
  GLint base_ = -1;
};

struct Programs {
  Program fill, bentFill, stroke, shape, pin, glyph, turnedGlyph, relief, picture;
};
Result<Programs> loadPrograms(const std::filesystem::path& folder);

}  // namespace dateline::render
