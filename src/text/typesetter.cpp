#include "text/typesetter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>
#include <vector>

#include "text/font_library.h"
#include "text/glyph_atlas.h"
#include "text/glyph_picture.h"
#include "text/layout_cache.h"
#include "text/line_setter.h"

namespace dateline::text {
namespace {

struct PictureKey {
  FontId font;
  std::uint32_t index;
  std::uint32_t scale;  // the bits of the float
  std::uint32_t halo;
  int subpixel;
  bool operator==(const PictureKey&) const = default;
};

struct PictureKeyHash {
  std::size_t operator()(const PictureKey& key) const {
    std::uint64_t hash = (static_cast<std::uint64_t>(key.font) << 34) ^
                         (static_cast<std::uint64_t>(key.index) << 2) ^
                         static_cast<std::uint64_t>(key.subpixel);
    hash ^= (static_cast<std::uint64_t>(key.scale) << 17) ^ (static_cast<std::uint64_t>(key.halo) << 29);
    hash *= 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 32);
  }
};

/// Where a picture lies, in atlas pixels: these stay when the atlas grows.
struct PlacedPicture {
  int x = 0, y = 0, width = 0, height = 0, left = 0, top = 0;
};

/// A picture that was asked for lately.
struct Recent {
  PictureKey key{.font = ~FontId{0}, .index = 0, .scale = 0, .halo = 0, .subpixel = 0};
  PlacedPicture placed;
};

class PangoTypesetter final : public Typesetter {
 public:
  explicit PangoTypesetter(std::unique_ptr<FontLibrary> fonts) : fonts_(std::move(fonts)), setter_(*fonts_) {}

  LayoutPtr layout(std::string_view utf8, const TextStyle& style, const LayoutOptions& options) override {
    if (LayoutPtr known = layouts_.find(utf8, style, options)) return known;
    LayoutPtr made = setter_.set(utf8, style, {}, options);
    layouts_.add(utf8, style, options, made);
    return made;
  }

  LayoutPtr layout(std::string_view utf8, const TextStyle& base, std::span<const StyledRange> ranges,
                   const LayoutOptions& options) override {
    return setter_.set(utf8, base, ranges, options);
  }

  GlyphPicture glyph(FontId font, std::uint32_t index, float scale, int subpixel, float haloPx) override {
    if (font >= fonts_->fontCount() || !(scale > 0) || !std::isfinite(haloPx)) return {};
    const PictureKey key{font, index, std::bit_cast<std::uint32_t>(scale),
                         std::bit_cast<std::uint32_t>(std::max(haloPx, 0.0F)), subpixel & 3};
    Recent& recent = recent_[PictureKeyHash{}(key) % recent_.size()];
    if (recent.key != key) {
      const auto known = pictures_.find(key);
      const PlacedPicture placed = known != pictures_.end() ? known->second : place(key, scale, haloPx);
      recent = {key, placed};
    }
    return picture(recent.placed);
  }

  [[nodiscard]] const Image& atlas() const override { return atlas_.image(); }
  [[nodiscard]] std::uint64_t atlasRevision() const override { return atlas_.revision(); }
  [[nodiscard]] std::uint64_t atlasGeneration() const override { return atlas_.generation(); }
  [[nodiscard]] std::pair<int, int> atlasRowsSince(std::uint64_t revision) const override {
    return atlas_.rowsSince(revision);
  }
  [[nodiscard]] bool has(FontFamily family) const override { return fonts_->has(family); }

 private:
  PlacedPicture place(const PictureKey& key, float scale, float haloPx) {
    const Coverage drawn =
        drawGlyph(fonts_->font(key.font), key.index, scale, static_cast<float>(key.subpixel) / 4, haloPx);
    PlacedPicture placed{0, 0, drawn.width, drawn.height, drawn.left, drawn.top};
    if (drawn.width > 0 && drawn.height > 0) {
      const std::uint64_t emptied = atlas_.emptied();
      const auto spot = atlas_.insert(drawn);
      if (atlas_.emptied() != emptied) {
        pictures_.clear();
        recent_.assign(recent_.size(), {});
      }
      placed = spot ? PlacedPicture{spot->x, spot->y, drawn.width, drawn.height, drawn.left, drawn.top}
                    : PlacedPicture{};
    }
    pictures_.emplace(key, placed);
    return placed;
  }

  [[nodiscard]] GlyphPicture picture(const PlacedPicture& placed) const {
    const auto side = static_cast<float>(atlas_.image().width);
    const auto at = [side](int pixel) { return static_cast<float>(pixel) / side; };
    return {.u0 = at(placed.x),
            .v0 = at(placed.y),
            .u1 = at(placed.x + placed.width),
            .v1 = at(placed.y + placed.height),
            .offsetX = static_cast<float>(placed.left),
            .offsetY = static_cast<float>(placed.top),
            .width = static_cast<float>(placed.width),
            .height = static_cast<float>(placed.height)};
  }

  std::unique_ptr<FontLibrary> fonts_;
  LineSetter setter_;
  LayoutCache layouts_;
  GlyphAtlas atlas_;
  std::unordered_map<PictureKey, PlacedPicture, PictureKeyHash> pictures_;
  std::vector<Recent> recent_{
      4096};  ///< by hash: most of a frame's letters are found with one look at memory
};

}  // namespace

Result<std::unique_ptr<Typesetter>> Typesetter::create(const std::filesystem::path& fontFolder) {
  auto fonts = FontLibrary::create(fontFolder);
  if (!fonts) return tl::make_unexpected(fonts.error());
  return std::make_unique<PangoTypesetter>(std::move(*fonts));
}

}  // namespace dateline::text
