// The fonts that layouts are set with: the shipped ones under private family names, the system's behind them.
#pragma once

#include <hb.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "text/typesetter.h"

namespace dateline::text {

struct GObjectUnref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using GObjectPtr = std::unique_ptr<T, GObjectUnref>;

struct DescriptionFree {
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using DescriptionPtr = std::unique_ptr<PangoFontDescription, DescriptionFree>;

/// A face at a size, ready to give outlines.
struct Font {
  GObjectPtr<PangoFont> pango;
  hb_font_t* outlines = nullptr;  ///< lives as long as `pango`; its unit is 1/1024 of a logical px
  float sizePx = 0;
  float slant = 0;       ///< x gained per y going up, where fontconfig asks to lean an upright face
  float emboldenPx = 0;  ///< logical px that the outline grows by, where fontconfig asks to thicken a face
};

/// Logical px; all positive, `descent` downwards.
struct VerticalMetrics {
  float ascent = 0;
  float descent = 0;
  float lineGap = 0;
};

class FontLibrary {
 public:
  static Result<std::unique_ptr<FontLibrary>> create(const std::filesystem::path& folder);
  ~FontLibrary();
  FontLibrary(const FontLibrary&) = delete;
  FontLibrary& operator=(const FontLibrary&) = delete;

  [[nodiscard]] PangoContext* context() const { return context_.get(); }
  /// The family that a style names, the shipped file of its face, then the generic family for other scripts.
  [[nodiscard]] DescriptionPtr describe(const TextStyle& style) const;
  /// Of the first of these that there is, as CSS takes them (hhea, or typo where the font says so).
  [[nodiscard]] VerticalMetrics metrics(const TextStyle& style);

  /// The same face and size always get the same id.
  FontId intern(PangoFont* font);
  [[nodiscard]] const Font& font(FontId id) const { return fonts_[id]; }
  [[nodiscard]] std::size_t fontCount() const { return fonts_.size(); }

  [[nodiscard]] bool has(FontFamily family) const;

 private:
  FontLibrary() = default;
  Status load(const std::filesystem::path& folder);
  [[nodiscard]] const std::string& realName(std::string_view family) const;

  FcConfig* config_ = nullptr;
  GObjectPtr<PangoFontMap> map_;
  GObjectPtr<PangoContext> context_;
  std::vector<Font> fonts_;
  std::unordered_map<PangoFont*, FontId> idByFont_;
  std::vector<GObjectPtr<PangoFont>> aliases_;  // keep the addresses in idByFont_ from being used again
  std::unordered_map<std::string, FontId> idByFace_;
  std::vector<std::pair<TextStyle, VerticalMetrics>> metrics_;
  mutable std::unordered_map<std::string, std::string>
      realNames_;  ///< of families, where fontconfig has others
};

}  // namespace dateline::text
