#include "render/program.h"

#include <utility>

#include "render/snapped.h"

namespace dateline::render {
Result<Program> Program::load(const std::filesystem::path& folder, const std::string& vertex,
                              const std::string& fragment) {
  Result<GlProgram> linked = loadProgram(folder, vertex, fragment);
  if (!linked) return tl::make_unexpected(linked.error());
  Program program;
  program.program_ = std::move(*linked);
  program.origin_ = program.uniform("origin");
  program.size_ = program.uniform("size");
  program.clipPerPx_ = program.uniform("clipPerPx");
  program.base_ = program.uniform("base");
  return program;
}

void Program::begin(const Frame& frame) const {
  glUseProgram(program_.id());
  glUniform2f(clipPerPx_, 2.0F / static_cast<float>(frame.width), 2.0F / static_cast<float>(frame.height));
  glUniform2f(base_, static_cast<float>(-frame.viewportX()),
              static_cast<float>(frame.height + frame.viewportY()));
  place(frame, 0, 0, 1);
}

void Program::place(const Frame& frame, double x, double y, double size) const {
  glUniform2f(origin_, static_cast<float>(snapped(x) - frame.left),
              static_cast<float>(snapped(y) - frame.top));
  glUniform1f(size_, static_cast<float>(size));
}

Result<Programs> loadPrograms(const std::filesystem::path& folder) {
  Programs programs;
  struct Wanted {
    const char* vertex;
    const char* fragment;
    Program* program;
  };
  const Wanted all[] = {{"fill", "fill", &programs.fill},
                        {"bent_fill", "bent_fill", &programs.bentFill},
                        {"stroke", "stroke", &programs.stroke},
                        {"shape", "shape", &programs.shape},
                        {"shape", "pin", &programs.pin},
                        {"glyph", "glyph", &programs.glyph},
                        {"glyph", "turned_glyph", &programs.turnedGlyph},
                        {"relief", "relief", &programs.relief},
                        {"picture", "picture", &programs.picture}};
  for (const Wanted& wanted : all) {
    Result<Program> loaded = Program::load(folder, wanted.vertex, wanted.fragment);
    if (!loaded) return tl::make_unexpected(loaded.error());
    *wanted.program = std::move(*loaded);
  }
  return programs;
}

}  // namespace dateline::render
