#include "text/font_library.h"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace dateline::text {
namespace {

namespace fs = std::filesystem;

/// FT_Bitmap_Embolden's and cairo's habit: a synthetic bold grows by a 24th of the em, half of it to each
/// side.
constexpr float kEmboldenPerEm = 1.0F / 48;

struct ShippedFont {
  Face face;
  int weight;
  bool italic;
  const char* stem;
};

constexpr std::array kShipped = {
    ShippedFont{Face::interface, 400, false, "Inter-Regular"},
    ShippedFont{Face::interface, 500, false, "Inter-Medium"},
    ShippedFont{Face::interface, 600, false, "Inter-SemiBold"},
    ShippedFont{Face::interface, 700, false, "Inter-Bold"},
    ShippedFont{Face::interface, 400, true, "Inter-Regular_Italic"},
    ShippedFont{Face::reading, 400, false, "SourceSerif4-Regular"},
    ShippedFont{Face::reading, 600, false, "SourceSerif4-SemiBold"},
    ShippedFont{Face::reading, 700, false, "SourceSerif4-Bold"},
    ShippedFont{Face::reading, 400, true, "SourceSerif4-Regular_Italic"},
    ShippedFont{Face::reading, 600, true, "SourceSerif4-SemiBold_Italic"},
};

/// The nearest weight of the face in that slant; of two equally near ones the lighter.
const ShippedFont& shippedFor(Face face, int weight, bool italic) {
  const ShippedFont* best = nullptr;
  for (const ShippedFont& font : kShipped) {
    if (font.face != face || font.italic != italic) continue;
    if (best == nullptr || std::abs(font.weight - weight) < std::abs(best->weight - weight)) best = &font;
  }
  return *best;
}

/// Each shipped file is a family of its own. Matching a family and a weight would let another copy of the
/// same family, installed on the system, or a rule of the user's fontconfig come between.
std::string privateFamily(const ShippedFont& font) {
  return fmt::format("Dateline {}", font.stem);
}

std::string patternString(FcPattern* pattern, const char* object) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(pattern, object, 0, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

/// Names that fontconfig gives a meaning to; no font is called so.
bool isGeneric(std::string_view family) {
  constexpr std::array<std::string_view, 5> kGeneric = {"monospace", "sans-serif", "system-ui", "cursive",
                                                        "fantasy"};
  return std::find(kGeneric.begin(), kGeneric.end(), family) != kGeneric.end();
}

Status addShipped(FcConfig* config, const fs::path& folder, const ShippedFont& font) {
  const fs::path path = folder / (std::string(font.stem) + ".ttf");
  std::error_code failed;
  if (!fs::is_regular_file(path, failed))
    return fail(ErrorKind::notFound, "the font is missing; install the program again", path.string());
  const FcFontSet* before = FcConfigGetFonts(config, FcSetApplication);
  const int count = before == nullptr ? 0 : before->nfont;
  FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(path.c_str()));
  const FcFontSet* set = FcConfigGetFonts(config, FcSetApplication);
  if (set == nullptr || set->nfont <= count)
    return fail(ErrorKind::invalid, "is not a font that can be read; install the program again",
                path.string());
  FcPattern* pattern = set->fonts[set->nfont - 1];
  FcPatternDel(pattern, FC_FAMILY);
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(privateFamily(font).c_str()));
  return {};
}

/// Shapes and advances must not depend on the pixel grid: layouts are the same at every scale.
void forbidHinting(FcPattern* pattern, gpointer) {
  for (const char* object : {FC_HINTING, FC_AUTOHINT, FC_EMBEDDED_BITMAP}) {
    FcPatternDel(pattern, object);
    FcPatternAddBool(pattern, object, FcFalse);
  }
  FcPatternDel(pattern, FC_HINT_STYLE);
  FcPatternAddInteger(pattern, FC_HINT_STYLE, FC_HINT_NONE);
}

/// Everything of a pattern that changes what a glyph looks like.
std::string faceKey(FcPattern* pattern) {
  int index = 0;
  double size = 0;
  FcBool embolden = FcFalse;
  FcMatrix* matrix = nullptr;
  FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
  FcPatternGetDouble(pattern, FC_PIXEL_SIZE, 0, &size);
  FcPatternGetBool(pattern, FC_EMBOLDEN, 0, &embolden);
  FcPatternGetMatrix(pattern, FC_MATRIX, 0, &matrix);
  return fmt::format("{}|{}|{}|{}|{}|{}", patternString(pattern, FC_FILE), index, size, embolden,
                     matrix == nullptr ? 0.0 : matrix->xy, patternString(pattern, FC_FONT_VARIATIONS));
}

Font openFont(PangoFont* pango, FcPattern* pattern) {
  Font font;
  font.pango.reset(PANGO_FONT(g_object_ref(pango)));
  font.outlines = pango_font_get_hb_font(pango);
  double size = 0;
  FcPatternGetDouble(pattern, FC_PIXEL_SIZE, 0, &size);
  font.sizePx = static_cast<float>(size);
  FcMatrix* matrix = nullptr;
  if (FcPatternGetMatrix(pattern, FC_MATRIX, 0, &matrix) == FcResultMatch && matrix->yy != 0)
    font.slant = static_cast<float>(matrix->xy / matrix->yy);
  FcBool embolden = FcFalse;
  if (FcPatternGetBool(pattern, FC_EMBOLDEN, 0, &embolden) == FcResultMatch && embolden)
    font.emboldenPx = font.sizePx * kEmboldenPerEm;
  return font;
}

}  // namespace

Result<std::unique_ptr<FontLibrary>> FontLibrary::create(const fs::path& folder) {
  std::unique_ptr<FontLibrary> library(new FontLibrary);
  if (Status loaded = library->load(folder); !loaded) return tl::make_unexpected(loaded.error());
  return library;
}

Status FontLibrary::load(const fs::path& folder) {
  config_ = FcInitLoadConfig();
  if (config_ == nullptr) config_ = FcConfigCreate();
  for (const ShippedFont& font : kShipped)
    if (Status added = addShipped(config_, folder, font); !added) return added;
  FcConfigBuildFonts(config_);
  // Pango loads the process's own configuration when a font map is made, in a thread that the first layout
  // waits for. Making ours the process's saves that second load.
  FcConfigSetCurrent(config_);

  map_.reset(pango_ft2_font_map_new());
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config_);
  pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(map_.get()), forbidHinting, nullptr, nullptr);
  context_.reset(pango_font_map_create_context(map_.get()));
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  return {};
}

FontLibrary::~FontLibrary() {
  fonts_.clear();
  aliases_.clear();
  context_.reset();
  // Pango 1.50 keeps the map's configuration for ever if the map still has it at its end.
  if (map_) pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), nullptr);
  map_.reset();
  if (config_ == nullptr) return;
  if (FcConfigGetCurrent() == config_) {
    FcConfig* none = FcConfigCreate();
    FcConfigSetCurrent(none);
    FcConfigDestroy(none);
  }
  FcConfigDestroy(config_);
}

DescriptionPtr FontLibrary::describe(const TextStyle& style) const {
  // For other scripts: families made for reading in them, where they are installed, before what is generic.
  static constexpr const char* kReading =
      ",Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif Devanagari,Noto Serif Thai,Noto Serif CJK SC,serif";
  static constexpr const char* kInterface =
      ",Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Devanagari,Noto Sans Thai,Noto Sans CJK SC,sans-serif";
  std::string families = privateFamily(shippedFor(style.face, style.weight, style.italic)) +
                         (style.face == Face::reading ? kReading : kInterface);
  if (!style.family.empty()) families = fmt::format("{},{}", realName(style.family.name()), families);
  DescriptionPtr description(pango_font_description_new());
  pango_font_description_set_family(description.get(), families.c_str());
  pango_font_description_set_weight(description.get(),
                                    static_cast<PangoWeight>(std::clamp(style.weight, 100, 1000)));
  pango_font_description_set_style(description.get(), style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  const float size = std::isfinite(style.sizePx) ? std::clamp(style.sizePx, 1.0F, 2000.0F) : 13.0F;
  pango_font_description_set_absolute_size(description.get(), static_cast<double>(size) * PANGO_SCALE);
  return description;
}

/// fontconfig prefers any family that there is by its name, as ours behind it, to what a generic name stands
/// for.
const std::string& FontLibrary::realName(std::string_view family) const {
  const auto known = realNames_.find(std::string(family));
  if (known != realNames_.end()) return known->second;
  std::string real(family);
  if (isGeneric(family)) {
    FcPattern* wanted = FcPatternBuild(nullptr, FC_FAMILY, FcTypeString,
                                       reinterpret_cast<const FcChar8*>(real.c_str()), nullptr);
    FcConfigSubstitute(config_, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result = FcResultNoMatch;
    FcPattern* found = FcFontMatch(config_, wanted, &result);
    if (found != nullptr && !patternString(found, FC_FAMILY).empty()) real = patternString(found, FC_FAMILY);
    if (found != nullptr) FcPatternDestroy(found);
    FcPatternDestroy(wanted);
  }
  return realNames_.emplace(family, std::move(real)).first->second;
}

VerticalMetrics FontLibrary::metrics(const TextStyle& style) {
  for (const auto& [known, metrics] : metrics_)
    if (known == style) return metrics;
  const GObjectPtr<PangoFont> font(
      pango_font_map_load_font(map_.get(), context_.get(), describe(style).get()));
  hb_font_extents_t extents{};
  hb_font_get_h_extents(pango_font_get_hb_font(font.get()), &extents);
  const auto px = [](hb_position_t units) { return static_cast<float>(units) / PANGO_SCALE; };
  const VerticalMetrics metrics{px(extents.ascender), -px(extents.descender), px(extents.line_gap)};
  metrics_.emplace_back(style, metrics);
  return metrics;
}

FontId FontLibrary::intern(PangoFont* font) {
  if (const auto known = idByFont_.find(font); known != idByFont_.end()) return known->second;
  FcPattern* pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  const auto [face, isNew] = idByFace_.try_emplace(faceKey(pattern), static_cast<FontId>(fonts_.size()));
  if (isNew)
    fonts_.push_back(openFont(font, pattern));
  else
    aliases_.emplace_back(PANGO_FONT(g_object_ref(font)));
  idByFont_.emplace(font, face->second);
  return face->second;
}

bool FontLibrary::has(FontFamily family) const {
  const std::string name(family.name());
  if (isGeneric(name)) return true;
  const auto* fcName = reinterpret_cast<const FcChar8*>(name.c_str());
  FcPattern* pattern = FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, fcName, nullptr);
  FcObjectSet* objects = FcObjectSetBuild(FC_FAMILY, nullptr);
  FcFontSet* found = FcFontList(config_, pattern, objects);
  const bool any = found != nullptr && found->nfont > 0;
  if (found != nullptr) FcFontSetDestroy(found);
  FcObjectSetDestroy(objects);
  FcPatternDestroy(pattern);
  return any;
}

}  // namespace dateline::text
