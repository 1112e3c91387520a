#include "text/layout_cache.h"

#include <functional>

namespace dateline::text {
namespace {

template <typename T>
void mix(std::size_t& hash, T value) {
  hash ^= std::hash<T>{}(value) + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2);
}

}  // namespace

bool LayoutCache::Key::operator==(const Key& other) const {
  return style == other.style && options.widthPx == other.options.widthPx &&
         options.lineHeightPx == other.options.lineHeightPx && options.align == other.options.align &&
         options.maxLines == other.options.maxLines && options.direction == other.options.direction &&
         options.breaksWords == other.options.breaksWords && text == other.text;
}

std::size_t LayoutCache::Hash::operator()(const Key& key) const {
  std::size_t hash = std::hash<std::string_view>{}(key.text);
  mix(hash, key.style.sizePx);
  mix(hash, key.style.letterSpacingPx);
  mix(hash, key.style.weight * 8 + static_cast<int>(key.style.face) * 2 + (key.style.italic ? 1 : 0));
  mix(hash, key.style.family.name().data());
  mix(hash, key.options.widthPx);
  mix(hash, key.options.lineHeightPx);
  mix(hash, key.options.maxLines * 4 + static_cast<int>(key.options.align));
  return hash;
}

LayoutPtr LayoutCache::find(std::string_view text, const TextStyle& style, const LayoutOptions& options) {
  const auto known = byKey_.find({text, style, options});
  if (known == byKey_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, known->second);
  return known->second->layout;
}

void LayoutCache::add(std::string_view text, const TextStyle& style, const LayoutOptions& options,
                      LayoutPtr layout) {
  if (text.size() > mostTextBytes_ || byKey_.contains({text, style, options})) return;
  entries_.push_front({std::string(text), style, options, std::move(layout)});
  byKey_.emplace(Key{entries_.front().text, style, options}, entries_.begin());
  textBytes_ += text.size();
  while (entries_.size() > mostEntries_ || textBytes_ > mostTextBytes_) dropOldest();
}

void LayoutCache::dropOldest() {
  const Entry& oldest = entries_.back();
  textBytes_ -= oldest.text.size();
  byKey_.erase({oldest.text, oldest.style, oldest.options});
  entries_.pop_back();
}

}  // namespace dateline::text
