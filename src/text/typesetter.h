// text: fonts, shaping, line breaking, the glyph atlas. The only user of Pango, fontconfig and FreeType.
// Knows no OpenGL: the atlas is an image with a revision. Single-threaded: owned by the thread that draws.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/image.h"
#include "text/font_family.h"

namespace dateline::text {

enum class Face : std::uint8_t {
  interface,
  reading
};  ///< Inter; Source Serif 4. Other scripts fall back by fontconfig

struct TextStyle {
  Face face = Face::interface;
  int weight = 400;  ///< 400, 500, 600, 700
  bool italic = false;
  float sizePx = 13;          ///< logical pixels per em
  float letterSpacingPx = 0;  ///< added after each cluster
  FontFamily family = {};     ///< before the face, where the system has it
  bool hyphens = true;        ///< at the end of a line that breaks within a word
  bool breaks = true;         ///< a line may end in it
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// A run of UTF-8 bytes [start, end) in a style of its own.
struct StyledRange {
  std::size_t start = 0;
  std::size_t end = 0;
  TextStyle style = {};
};

enum class Align : std::uint8_t { left, centre, right };

/// Of a paragraph; `automatic` asks its first strong character.
enum class Direction : std::uint8_t { automatic, leftToRight, rightToLeft };

struct LayoutOptions {
  float widthPx = -1;         ///< wrap at this width; negative: never
  bool breaksWords = true;    ///< a word that is wider than the width is broken; else it juts out
  float lineHeightPx = -1;    ///< baseline to baseline; negative: the font's own
  Align align = Align::left;  ///< `left` is where a paragraph begins: at the right, for one that is written
                              ///< from right to left
  int maxLines = 0;  ///< 0: no limit; else line feeds count as spaces and, given a width, the last line ends
                     ///< in an ellipsis
  Direction direction = Direction::automatic;  ///< of the first paragraph
};

using FontId = std::uint32_t;  ///< a face of the Typesetter at a size; opaque

struct Glyph {
  FontId font = 0;
  std::uint32_t index = 0;  ///< within the font
  float x = 0;  ///< pen position of the glyph's origin on its baseline, logical px from the layout's top left
  float y = 0;
  std::uint32_t byte = 0;  ///< first byte of its cluster in the text
};

struct Line {
  std::size_t startByte = 0;
  std::size_t endByte = 0;
  float top = 0;  ///< of the line's box; boxes are lineHeight high and stacked without gaps
  float bottom = 0;
  float baseline = 0;
  float left = 0;
  float right = 0;
  std::uint32_t firstGlyph = 0;
  std::uint32_t glyphCount = 0;
  bool rightToLeft = false;  ///< its paragraph is
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
};

/// A place between two characters as it is drawn: an upright line.
struct Caret {
  float x = 0;
  float top = 0, bottom = 0;
};

/// Where a caret stands in the text, and on which side of it where one place is two on the page (see
/// Layout::caretAt).
struct CaretPlace {
  std::size_t byte = 0;
  bool trailing = false;
  friend bool operator==(const CaretPlace&, const CaretPlace&) = default;
};

/// A text set: immutable, in logical pixels, independent of the scale it is drawn at.
class Layout {
 public:
  virtual ~Layout() = default;
  [[nodiscard]] virtual float width() const = 0;   ///< of the ink-bearing advance, not the wrap width
  [[nodiscard]] virtual float height() const = 0;  ///< sum of the line boxes
  [[nodiscard]] virtual std::span<const Glyph> glyphs() const = 0;
  [[nodiscard]] virtual std::span<const Line> lines() const = 0;
  /// One rectangle a line (or a run of one direction) that covers the bytes [start, end).
  [[nodiscard]] virtual std::vector<Rect> rectsFor(std::size_t start, std::size_t end) const = 0;
  /// Byte offset of the nearest cluster boundary to the point (a caret position).
  [[nodiscard]] virtual std::size_t byteAt(float x, float y) const = 0;
  /// The caret at a byte. Where lines or directions meet, one place in the text is two on the page: at the
  /// leading edge of the character that follows, or, when `trailing`, at the far edge of the one before.
  [[nodiscard]] virtual Caret caretAt(std::size_t byte, bool trailing = false) const = 0;
  /// The caret one character to the left or right on its line as the line is drawn, whatever the directions
  /// in it; nullopt at the line's edge on that side.
  [[nodiscard]] virtual std::optional<CaretPlace> besides(CaretPlace from, bool toTheRight) const = 0;
  /// The caret at the left or right edge of a line.
  [[nodiscard]] virtual CaretPlace edgeOf(std::size_t line, bool right) const = 0;
};

using LayoutPtr = std::shared_ptr<const Layout>;

/// Where a glyph's picture lies in the atlas and where to draw it.
struct GlyphPicture {
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  ///< texture coordinates 0..1
  float offsetX = 0,
        offsetY = 0;            ///< device px from the (rounded down) pen position to the picture's top left
  float width = 0, height = 0;  ///< device px; 0 for blanks
};

class Typesetter {
 public:
  /// Loads the shipped fonts of `fontFolder`; a missing one is an error that names it. Also sees the system's
  /// fonts, for other scripts.
  static Result<std::unique_ptr<Typesetter>> create(const std::filesystem::path& fontFolder);
  virtual ~Typesetter() = default;

  /// Sets text of one style. Invalid UTF-8 is repaired (offsets are then those of the repaired text). Cached:
  /// the same call again costs a look-up. Takes about 1.5 ms a kilobyte, a single word without a break ten
  /// times that: whoever shows megabytes sets them in pieces, as they come into view.
  virtual LayoutPtr layout(std::string_view utf8, const TextStyle& style,
                           const LayoutOptions& options = {}) = 0;
  /// Sets text in which ranges differ from the base style. Not cached.
  virtual LayoutPtr layout(std::string_view utf8, const TextStyle& base, std::span<const StyledRange> ranges,
                           const LayoutOptions& options) = 0;

  /// The picture of a glyph at a scale (device px per logical px), pen position at `subpixel` quarters (0..3)
  /// of a device pixel in x; `haloPx` > 0 (device px) gives its outline grown by that much instead.
  /// Rasterised on first use.
  virtual GlyphPicture glyph(FontId font, std::uint32_t index, float scale, int subpixel, float haloPx) = 0;

  /// One channel of coverage. Grows or is emptied when full: then `atlasGeneration` changes and pictures must
  /// be looked up again.
  [[nodiscard]] virtual const Image& atlas() const = 0;
  /// Counts changes of the pixels; upload when it differs from the last one seen.
  [[nodiscard]] virtual std::uint64_t atlasRevision() const = 0;
  [[nodiscard]] virtual std::uint64_t atlasGeneration() const = 0;
  /// Rows [first, last) changed since the revision given, for partial uploads.
  [[nodiscard]] virtual std::pair<int, int> atlasRowsSince(std::uint64_t revision) const = 0;

  /// True where the system has fonts of this very name; of one that it has not, another may stand in.
  [[nodiscard]] virtual bool has(FontFamily family) const = 0;
};

}  // namespace dateline::text
