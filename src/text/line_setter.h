// Sets text with Pango and flattens what comes out into a TextLayout.
#pragma once

#include <optional>
#include <string>

#include "text/font_library.h"
#include "text/text_layout.h"

namespace dateline::text {

/// Longer text on one line is broken: Pango's coordinates end at two million px.
constexpr std::size_t kLongestLineBytes = 64 << 10;

class LineSetter {
 public:
  explicit LineSetter(FontLibrary& fonts);

  LayoutPtr set(std::string_view utf8, const TextStyle& base, std::span<const StyledRange> ranges,
                const LayoutOptions& options);

 private:
  struct Job;
  std::optional<std::size_t> setFrom(Job& job, std::size_t start);
  void giveToPango(const Job& job, std::size_t start, std::size_t end);
  void takeLines(Job& job, std::size_t start, std::size_t end, int count);
  void addLine(Job& job, std::size_t pieceStart, PangoLayoutLine* line);
  float addRun(Job& job, std::size_t pieceStart, PangoGlyphItem* run, float x);
  void addCells(Job& job, std::size_t pieceStart, PangoGlyphItem* run, std::span<const float> glyphX);
  void stackLine(const Job& job, Line& line);
  static void alignLines(Job& job);

  FontLibrary& fonts_;
  GObjectPtr<PangoLayout> pango_;  // used over and over
};

}  // namespace dateline::text
