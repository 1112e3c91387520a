#include "text/line_setter.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "text/direction_signs.h"
#include "text/kept_together.h"

namespace dateline::text {
namespace {

struct AttributesUnref {
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
using AttributesPtr = std::unique_ptr<PangoAttrList, AttributesUnref>;

float px(int units) {
  return static_cast<float>(units) / PANGO_SCALE;
}
int units(float lengthPx) {
  return static_cast<int>(std::lround(std::clamp(lengthPx, -1e6F, 1e6F) * PANGO_SCALE));
}

/// Valid UTF-8 that Pango reads to the end. Of the same length as the text, unless that was no UTF-8.
std::string prepare(std::string_view utf8, bool oneParagraph) {
  std::string text = isValidUtf8(utf8) ? std::string(utf8) : repairUtf8(utf8);
  std::replace(text.begin(), text.end(), '\0', ' ');
  calmDirectionSigns(text);
  if (!oneParagraph) return text;
  // Pango counts lines a paragraph; here the limit is for all of them.
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  constexpr std::string_view separator = "\xE2\x80\xA9", space = "\xE2\x80\x82";  // U+2029 by an en space
  for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator, at))
    text.replace(at, separator.size(), space);
  return text;
}

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The end of at most `length` bytes from `start`, not within a character.
std::size_t endAfter(std::string_view text, std::size_t start, std::size_t length) {
  if (text.size() - start <= length) return text.size();
  std::size_t end = start + length;
  while (end > start + 1 && continues(text[end])) --end;
  return end;
}

/// Pango sets the rest of a paragraph anew after each line it breaks, so a long one is given to it a window
/// at a time: the last line of a window, which more text might change, begins the next. A window holds about
/// a dozen lines of Latin text.
std::size_t windowBytes(const TextStyle& style, const LayoutOptions& options) {
  if (options.widthPx < 0) return kLongestLineBytes;
  const float charactersPerLine = options.widthPx / std::max(1.0F, style.sizePx) * 2.2F;
  // fmax gives the other number for what is not one: a width or a size may be NaN or infinite.
  const float bytes = std::fmax(charactersPerLine * 12, 256.0F);
  return static_cast<std::size_t>(std::fmin(bytes, static_cast<float>(kLongestLineBytes)));
}

void addAttribute(PangoAttrList* list, PangoAttribute* attribute, std::size_t start, std::size_t end) {
  attribute->start_index = static_cast<guint>(start);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_change(list, attribute);
}

/// The Pango attributes of one style over [start, end).
void addStyle(PangoAttrList* list, const FontLibrary& fonts, const TextStyle& style, std::size_t start,
              std::size_t end) {
  addAttribute(list, pango_attr_font_desc_new(fonts.describe(style).get()), start, end);
  if (std::isfinite(style.letterSpacingPx))
    addAttribute(list, pango_attr_letter_spacing_new(units(style.letterSpacingPx)), start, end);
  if (!style.hyphens) addAttribute(list, pango_attr_insert_hyphens_new(FALSE), start, end);
  if (!style.breaks) addAttribute(list, pango_attr_allow_breaks_new(FALSE), start, end);
}

}  // namespace

/// One text being set.
struct LineSetter::Job {
  const std::string& text;
  const TextStyle& base;
  std::span<const StyledRange> ranges;
  const LayoutOptions& options;
  LayoutParts parts = {};
  std::vector<bool> caretAt = {};  ///< by byte of the text: a grapheme begins here

  /// The text before `start` belongs to the same paragraph.
  [[nodiscard]] bool within(std::size_t start) const {
    return start > 0 && text[start - 1] != '\n' && !parts.lines.empty();
  }
  /// Of the paragraph that goes on or begins at `start`, where it is known.
  [[nodiscard]] Direction direction(std::size_t start) const {
    if (within(start))
      return parts.lines.back().rightToLeft ? Direction::rightToLeft : Direction::leftToRight;
    return start == 0 ? options.direction : Direction::automatic;
  }
};

LineSetter::LineSetter(FontLibrary& fonts) : fonts_(fonts), pango_(pango_layout_new(fonts.context())) {}

LayoutPtr LineSetter::set(std::string_view utf8, const TextStyle& base, std::span<const StyledRange> ranges,
                          const LayoutOptions& options) {
  const std::string text = prepare(utf8, options.maxLines > 0);
  Job job{.text = text, .base = base, .ranges = ranges, .options = options};
  job.caretAt.resize(text.size() + 1);
  for (std::optional<std::size_t> start = 0; start;) start = setFrom(job, *start);
  job.parts.firstCell.push_back(static_cast<std::uint32_t>(job.parts.cells.size()));
  alignLines(job);
  return std::make_shared<TextLayout>(std::move(job.parts));
}

/// Appends the lines of the text from `start` on that one window is sure of; answers where the next window
/// begins.
std::optional<std::size_t> LineSetter::setFrom(Job& job, std::size_t start) {
  const bool limited = job.options.maxLines > 0;
  const bool wrapped = job.options.widthPx >= 0;
  for (std::size_t window = windowBytes(job.base, job.options);; window *= 2) {
    std::size_t end = endAfter(job.text, start, window);
    // The direction of a paragraph that goes on is known; the window must not reach into the next, which has
    // its own.
    const bool known = job.direction(start) != Direction::automatic;
    const std::size_t feed = known ? job.text.find('\n', start) : std::string::npos;
    const bool endsParagraph = feed != std::string::npos && feed <= end;
    if (endsParagraph) end = feed;
    const bool last = end == job.text.size();
    giveToPango(job, start, end);
    const int count = pango_layout_get_line_count(pango_.get());
    const bool enough = limited ? pango_layout_is_ellipsized(pango_.get()) != FALSE : count >= 2;
    if (last || endsParagraph || !wrapped || (limited && enough) ||
        (window >= kLongestLineBytes && !enough)) {
      takeLines(job, start, end, count);
      if (last || limited) return std::nullopt;
      return endsParagraph ? end + 1 : end;
    }
    if (!enough) continue;
    takeLines(job, start, end, count - 1);
    return start +
           static_cast<std::size_t>(pango_layout_get_line_readonly(pango_.get(), count - 1)->start_index);
  }
}

void LineSetter::giveToPango(const Job& job, std::size_t start, std::size_t end) {
  const AttributesPtr attributes(pango_attr_list_new());
  addStyle(attributes.get(), fonts_, job.base, 0, end - start);
  for (const StyledRange& range : job.ranges) {
    const std::size_t from = std::clamp(range.start, start, end), to = std::clamp(range.end, from, end);
    if (from < to) addStyle(attributes.get(), fonts_, range.style, from - start, to - start);
  }
  if (job.options.widthPx >= 0)
    for (const auto& [from, to] : numbersWithUnits(std::string_view(job.text).substr(start, end - start)))
      addAttribute(attributes.get(), pango_attr_allow_breaks_new(FALSE), from, to);
  PangoLayout* pango = pango_.get();
  const Direction direction = job.direction(start);
  pango_layout_set_auto_dir(pango, direction == Direction::automatic ? TRUE : FALSE);
  pango_context_set_base_dir(fonts_.context(),
                             direction == Direction::rightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_context_changed(pango);
  pango_layout_set_text(pango, job.text.data() + start, static_cast<int>(end - start));
  pango_layout_set_attributes(pango, attributes.get());
  pango_layout_set_wrap(pango, job.options.breaksWords ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
  pango_layout_set_width(pango, job.options.widthPx < 0 ? -1 : units(job.options.widthPx));
  const bool limited = job.options.maxLines > 0;
  pango_layout_set_ellipsize(pango, limited ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_height(pango, limited ? -job.options.maxLines : -1);
}

/// Flattens the first `count` lines of what Pango was given.
void LineSetter::takeLines(Job& job, std::size_t start, std::size_t end, int count) {
  int characters = 0;
  const PangoLogAttr* attributes = pango_layout_get_log_attrs_readonly(pango_.get(), &characters);
  int character = 0;
  for (std::size_t byte = start; byte < end && character < characters; ++byte)
    if (!continues(job.text[byte])) job.caretAt[byte] = attributes[character++].is_cursor_position;
  GSList* line = pango_layout_get_lines_readonly(pango_.get());
  for (; line != nullptr && count > 0; line = line->next, --count)
    addLine(job, start, static_cast<PangoLayoutLine*>(line->data));
}

void LineSetter::addLine(Job& job, std::size_t pieceStart, PangoLayoutLine* pangoLine) {
  LayoutParts& parts = job.parts;
  Line line;
  line.startByte = pieceStart + static_cast<std::size_t>(pangoLine->start_index);
  line.endByte = line.startByte + static_cast<std::size_t>(pangoLine->length);
  line.rightToLeft = pango_layout_line_get_resolved_direction(pangoLine) == PANGO_DIRECTION_RTL;
  stackLine(job, line);
  line.firstGlyph = static_cast<std::uint32_t>(parts.glyphs.size());
  parts.firstCell.push_back(static_cast<std::uint32_t>(parts.cells.size()));
  parts.lines.push_back(line);
  float x = 0;
  for (GSList* run = pangoLine->runs; run != nullptr; run = run->next)
    x = addRun(job, pieceStart, static_cast<PangoGlyphItem*>(run->data), x);
  parts.lines.back().right = x;
  parts.lines.back().glyphCount = static_cast<std::uint32_t>(parts.glyphs.size()) - line.firstGlyph;
}

/// Appends the run's glyphs, first at `x` from the line's left, and its cells; answers where the next run
/// begins.
float LineSetter::addRun(Job& job, std::size_t pieceStart, PangoGlyphItem* run, float x) {
  const PangoItem& item = *run->item;
  const PangoGlyphString& string = *run->glyphs;
  const FontId font = item.analysis.font == nullptr ? 0 : fonts_.intern(item.analysis.font);
  // Not where Pango puts the run: behind a Han character it raises Arabic and Thai by a third of their
  // height, for fonts that do not say where their ideographic baseline is.
  const float baseline = job.parts.lines.back().baseline;
  std::vector<float> glyphX;
  glyphX.reserve(static_cast<std::size_t>(string.num_glyphs) + 1);
  for (int i = 0; i < string.num_glyphs; ++i) {
    glyphX.push_back(x);
    const PangoGlyphInfo& info = string.glyphs[i];
    x += px(info.geometry.width);
    if (info.glyph == PANGO_GLYPH_EMPTY || item.analysis.font == nullptr) continue;
    const bool unknown = (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
    const std::size_t byte = pieceStart + static_cast<std::size_t>(item.offset + string.log_clusters[i]);
    job.parts.glyphs.push_back({.font = font,
                                .index = unknown ? 0 : info.glyph,
                                .x = glyphX.back() + px(info.geometry.x_offset),
                                .y = baseline + px(info.geometry.y_offset),
                                .byte = static_cast<std::uint32_t>(byte)});
  }
  glyphX.push_back(x);
  addCells(job, pieceStart, run, glyphX);
  return x;
}

/// A cluster (what the font draws as one) is shared out evenly among its graphemes, as carets go through a
/// ligature.
void LineSetter::addCells(Job& job, std::size_t pieceStart, PangoGlyphItem* run,
                          std::span<const float> glyphX) {
  const PangoItem& item = *run->item;
  const bool rtl = item.analysis.level % 2 == 1;
  const bool ellipsis = (item.analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0;
  std::vector<Cell>& cells = job.parts.cells;
  const std::size_t first = cells.size();
  const auto add = [&](std::size_t start, std::size_t end, float left, float right) {
    if (cells.size() > first && !job.caretAt[start] && cells.back().end == start) {
      cells.back().end = static_cast<std::uint32_t>(end);
      cells.back().left = std::min(cells.back().left, left);
      cells.back().right = std::max(cells.back().right, right);
    } else {
      cells.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end), left, right, rtl});
    }
  };
  const std::size_t itemStart = pieceStart + static_cast<std::size_t>(item.offset);
  if (ellipsis) {
    add(itemStart, itemStart + static_cast<std::size_t>(item.length), glyphX.front(), glyphX.back());
    return;
  }
  PangoGlyphItemIter cluster;
  for (gboolean more = pango_glyph_item_iter_init_start(&cluster, run, job.text.c_str() + pieceStart); more;
       more = pango_glyph_item_iter_next_cluster(&cluster)) {
    const auto glyphEdge = [&](int glyph) {
      return glyphX[static_cast<std::size_t>(rtl ? glyph + 1 : glyph)];
    };
    const float from = glyphEdge(cluster.start_glyph), to = glyphEdge(cluster.end_glyph);
    const std::size_t start = pieceStart + static_cast<std::size_t>(cluster.start_index);
    const std::size_t end = pieceStart + static_cast<std::size_t>(cluster.end_index);
    std::vector<std::size_t> edges{start};
    for (std::size_t byte = start + 1; byte < end; ++byte)
      if (job.caretAt[byte]) edges.push_back(byte);
    edges.push_back(end);
    const float step = (to - from) / static_cast<float>(edges.size() - 1);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
      const float a = from + step * static_cast<float>(i), b = from + step * static_cast<float>(i + 1);
      add(edges[i], edges[i + 1], std::min(a, b), std::max(a, b));
    }
  }
  if (rtl) std::reverse(cells.begin() + static_cast<std::ptrdiff_t>(first), cells.end());
}

/// The line's box follows the one before; the baseline stands as in CSS, with half of the leading above and
/// half below.
void LineSetter::stackLine(const Job& job, Line& line) {
  VerticalMetrics metrics = fonts_.metrics(job.base);
  float height = job.options.lineHeightPx;
  if (!(height >= 0)) {
    for (const StyledRange& range : job.ranges) {
      if (range.start >= line.endByte || range.end <= line.startByte) continue;
      const VerticalMetrics other = fonts_.metrics(range.style);
      metrics.ascent = std::max(metrics.ascent, other.ascent);
      metrics.descent = std::max(metrics.descent, other.descent);
      metrics.lineGap = std::max(metrics.lineGap, other.lineGap);
    }
    height = metrics.ascent + metrics.descent + metrics.lineGap;
  }
  line.top = job.parts.lines.empty() ? 0 : job.parts.lines.back().bottom;
  line.bottom = line.top + height;
  line.baseline = line.top + (height - (metrics.ascent + metrics.descent)) / 2 + metrics.ascent;
}

/// `left` means where the paragraph begins: at the right, for a line of a right-to-left paragraph.
void LineSetter::alignLines(Job& job) {
  LayoutParts& parts = job.parts;
  float box = job.options.widthPx;
  if (box < 0)
    for (const Line& line : parts.lines) box = std::max(box, line.right);
  for (std::size_t i = 0; i < parts.lines.size(); ++i) {
    Line& line = parts.lines[i];
    const float room = std::max(0.0F, box - line.right);
    const bool toTheRight =
        job.options.align == Align::right || (job.options.align == Align::left && line.rightToLeft);
    const float shift = job.options.align == Align::centre ? room / 2 : (toTheRight ? room : 0.0F);
    if (shift == 0) continue;
    line.left += shift;
    line.right += shift;
    for (std::uint32_t g = line.firstGlyph; g < line.firstGlyph + line.glyphCount; ++g)
      parts.glyphs[g].x += shift;
    for (std::uint32_t c = parts.firstCell[i]; c < parts.firstCell[i + 1]; ++c) {
      parts.cells[c].left += shift;
      parts.cells[c].right += shift;
    }
  }
}

}  // namespace dateline::text
