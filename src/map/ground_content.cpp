#include <bit>

#include "map/ground.h"

// What the ground is drawn from.

namespace dateline::map {
namespace {

/// FNV-1a over whatever is told.
class ContentHash {
 public:
  void add(std::uint64_t value) { hash_ = (hash_ ^ value) * 0x100000001B3ULL; }
  void add(const void* pointer) { add(reinterpret_cast<std::uintptr_t>(pointer)); }
  void add(std::string_view text) { add(std::hash<std::string_view>{}(text)); }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace

std::vector<SourceStore::Set> setsOf(const MapModel& model) {
  std::vector<SourceStore::Set> sets;
  if (model.world) {
    const World& w = *model.world;
    sets.assign(w.countries.begin(), w.countries.end());
    sets.insert(sets.end(), w.borders.begin(), w.borders.end());
    sets.insert(sets.end(), {w.provinces, w.lakes, w.rivers, w.disputed});
  }
  for (const UserLayer& layer : model.layers) sets.push_back(layer.features);
  return sets;
}

Colour colourOf(const UserLayer& layer, const Style& style) {
  const std::vector<Colour>& inTurn = style.layers.plain;
  return layer.colour.value_or(inTurn[layer.turn % inTurn.size()]);
}

std::uint64_t groundContent(const MapModel& model) {
  ContentHash hash;
  for (const SourceStore::Set& set : setsOf(model)) hash.add(set.get());
  if (model.world) hash.add(model.world->relief.get());
  for (const UserLayer& layer : model.layers) {
    hash.add(layer.id);
    hash.add(std::bit_cast<std::uint32_t>(colourOf(layer, styleOf(model.look))));
    hash.add(static_cast<std::uint64_t>(layer.visible));
    hash.add(layer.classes ? layer.classes->id : 0);
  }
  const Look& look = model.look;
  for (const std::string& code : look.focus) hash.add(code);
  hash.add(styleOf(look).id);
  hash.add(static_cast<std::uint64_t>(look.borders));
  hash.add(static_cast<std::uint64_t>(look.relief + 2 * look.basemap + 4 * look.transparent));
  return hash.value();
}

}  // namespace dateline::map
