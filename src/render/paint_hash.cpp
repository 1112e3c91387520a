#include "render/paint_hash.h"

#include <bit>

namespace dateline::render {
namespace {

using map::ClassPaint;
using map::Colour;

/// FNV-1a over numbers of 32 bits.
class PaintHash {
 public:
  void add(std::uint32_t value) { hash_ = (hash_ ^ value) * 0x100000001B3ULL; }
  void add(float value) { add(std::bit_cast<std::uint32_t>(value)); }
  void add(Colour colour) { add(std::bit_cast<std::uint32_t>(colour)); }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace

std::uint64_t hashPaint(const map::SceneLayer& layer, float scale) {
  PaintHash hash;
  hash.add(layer.opacity);
  hash.add(scale);
  if (layer.lookup) {
    hash.add(static_cast<std::uint32_t>(layer.lookup->id));
    hash.add(static_cast<std::uint32_t>(layer.lookup->id >> 32));
  }
  for (const ClassPaint& paint : layer.classes) {
    hash.add(static_cast<std::uint32_t>(paint.fill.has_value() + 2 * paint.line.has_value() +
                                        4 * paint.point.has_value()));
    if (paint.fill) hash.add(*paint.fill);
    if (const auto& line = paint.line) {
      hash.add(line->colour);
      for (const float value : {line->widthPx, line->dashPx, line->gapPx}) hash.add(value);
    }
    if (const auto& point = paint.point) {
      hash.add(point->colour);
      hash.add(point->rim);
      for (const float value : {point->radiusPx, point->rimPx}) hash.add(value);
    }
  }
  return hash.value();
}

}  // namespace dateline::render
