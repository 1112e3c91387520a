#include <algorithm>
#include <utility>

#include "session/layer_names.h"
#include "session/session.h"

// What layers are coloured by, and what is told of those that cannot be.

namespace dateline::session {

void Session::on(const command::ColourLayerBy& colour) {
  const auto entry = layerOf(state_, colour.id);
  if (entry == state_.layers.end() || !entry->layer.features) return;
  if (const auto live = live_.find(colour.id); live != live_.end())
    return colourLive(live->second, *entry, colour.by);
  std::vector<map::ColourBy> wishes;
  if (!colour.by.column.empty()) wishes = {colour.by};
  auto classes = map::classifyByFirst(*entry->layer.features, wishes);
  if (!classes) return say(classes.error().message);
  entry->layer.classes = std::move(*classes);
  entry->colours = std::move(wishes);
  entry->uncoloured.clear();
  noteLayers();
}

/// By the first of its wishes that can be; the others are kept for when its file has them.
void Session::colourAsWished(LayerEntry& entry) {
  auto classes = map::classifyByFirst(*entry.layer.features, entry.colours);
  entry.uncoloured = classes ? "" : classes.error().message;
  if (classes) entry.toldOfColours = false;
  entry.layer.classes = classes ? std::move(*classes) : nullptr;
}

/// Some came, went or were coloured otherwise.
void Session::noteLayers() {
  nameLayers(state_.layers);
  tellOfColours();
}

/// It is enough that one layer can be coloured as the command line wishes, which is known when all are read.
void Session::tellOfColours() {
  const bool some = std::ranges::any_of(state_.layers, [&](const LayerEntry& entry) {
    const auto live = live_.find(entry.layer.id);
    return entry.colours == colourBy_ && (entry.layer.classes || (live != live_.end() && live->second.scale));
  });
  const auto isGone = [&](const std::string& id) {
    const auto entry = layerOf(state_, id);
    return entry == state_.layers.end() || entry->uncoloured.empty() ||
           (some && entry->colours == colourBy_ && !entry->lostColours);
  };
  std::erase_if(state_.problems, [&](const Problem& problem) {
    return problem.about == Problem::About::colours && std::ranges::all_of(problem.layers, isGone);
  });
  if (!openings_.empty() || std::ranges::any_of(live_, [](const auto& item) {
        return !item.second.opened || item.second.counting;
      }))
    return;
  std::vector<const LayerEntry*> untold;
  for (LayerEntry& entry : state_.layers)
    if (!entry.uncoloured.empty() && !std::exchange(entry.toldOfColours, true) &&
        !(some && entry.colours == colourBy_))
      untold.push_back(&entry);
  if (untold.empty()) return;
  std::string text;
  std::vector<std::string> ids;
  for (const LayerEntry* entry : untold) {
    ids.push_back(entry->layer.id);
    if (untold.size() > 1) text += (text.empty() ? "" : "\n") + entry->layer.name + ": ";
    text += entry->uncoloured;
  }
  const std::string what = ids.size() > 1 ? "the layers" : untold.front()->layer.name;
  complainOfColours("Could not colour " + what, text, ids);
}

void Session::complainOfColours(const std::string& title, const std::string& text,
                                const std::vector<std::string>& layers) {
  for (const std::string& id : layers) layerOf(state_, id)->toldOfColours = true;
  complain(title, text, Problem::About::colours);
  for (Problem& problem : state_.problems)
    if (problem.title == title && problem.text == text) problem.layers = layers;
}

}  // namespace dateline::session
