#include "map/name_layouts.h"

namespace dateline::map {
namespace {

constexpr std::size_t kMostKept = 20'000;

bool sameOptions(const text::LayoutOptions& a, const text::LayoutOptions& b) {
  return a.widthPx == b.widthPx && a.breaksWords == b.breaksWords && a.align == b.align;
}

}  // namespace

void NameLayouts::beginFrame(int mostNew) {
  left_ = mostNew;
  pending_ = false;
  if (kept_.size() > kMostKept) kept_.clear();
}

text::LayoutPtr NameLayouts::of(std::uint64_t key, const NameText& text) {
  Kept& kept = kept_[key];
  if (kept.layout && kept.style == text.style && sameOptions(kept.options, text.options)) return kept.layout;
  if (left_ <= 0) {
    pending_ = true;
    return kept.layout;
  }
  --left_;
  kept = {text.style, text.options, typesetter_.layout(text.text, text.style, text.options)};
  return kept.layout;
}

}  // namespace dateline::map
