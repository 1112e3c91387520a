#include <algorithm>

#include "map/view_box.h"
#include "session/layer_reading.h"
#include "session/session.h"

// Layers of data bases: what is wanted of them as the map moves, and what comes of it.

namespace dateline::session {

bool isDatabaseAddress(const std::string& text) {
  return atlas::isDatabaseAddress(text);
}

Session::~Session() {
  live_.clear();
  LiveLayer::finish();
}

void Session::on(const command::AddDatabaseLayer& add) {
  const auto address = atlas::parseDatabaseAddress(add.address);
  if (!address) return complain("Could not open the layer", address.error().text());
  const std::string id = "layer-" + std::to_string(nextId_++);
  const Task& task = addTask("Connecting to " + (address->host.empty() ? address->database : address->host));
  Live& live = live_[id];
  live.task = task.id;
  live.shown = address->shown();
  live.layer = std::make_unique<LiveLayer>(*address, [this, id](LiveLayer::News news) {
    inbox_.post([this, id, news = std::move(news)] { useNews(id, news); });
  });
}

void Session::useNews(const std::string& id, const LiveLayer::News& news) {
  using enum LiveLayer::News::Kind;
  const auto found = live_.find(id);
  if (found == live_.end()) return;  // it was removed meanwhile
  Live& live = found->second;
  if (news.kind == opened || news.kind == refused) finishTask(live.task);
  if (news.kind == refused) {
    live_.erase(found);
    return complain("Could not open the layer", news.error.text());
  }
  if (news.kind == opened) return showLive(id, live, news);
  const auto entry = layerOf(state_, id);
  if (entry == state_.layers.end()) return;
  live.busy = news.kind == reading;
  if (news.kind == read) {
    const LayerEntry fresh = entryOf(*news.data);
    live.simplified = news.data->simplified;
    entry->layer.features = fresh.layer.features;
    entry->note = fresh.note;
    if (entry->source == LayerSource::lost) say(entry->layer.name + " is there again");
    entry->source = LayerSource::ready;
  } else if (news.kind == lost) {
    if (entry->source != LayerSource::lost) say(entry->layer.name + ": the data base is gone; trying again");
    entry->source = LayerSource::lost;
    entry->note = "Server lost; trying again (" + news.error.message + ")";
  }
  ++revision_;
}

void Session::showLive(const std::string& id, Live& live, const LiveLayer::News& news) {
  LayerEntry entry;
  entry.path = live.shown;
  entry.layer.id = id;
  entry.layer.name = news.name;
  entry.layer.colour = layerColour(state_.layers.size());
  entry.source = LayerSource::reading;
  entry.note = "Reading";
  state_.layers.push_back(std::move(entry));
  state_.showLayers = true;
  live.opened = live.busy = true;
  if (!news.extent.empty()) fly(camera().fitting(news.extent, 48, map::Zoom{10}));
  ++revision_;
}

/// What is under way is read for where the map will come to rest.
void Session::needLayers(float pixels) {
  if (live_.empty()) return;
  const map::Camera ahead(flight_ ? flight_->target() : viewAhead(), state_.mapWidth, state_.mapHeight);
  const geo::LngLatBox seen = map::boxInView(ahead, 0);
  const atlas::Window window = windowFor(ahead, pixels);
  for (auto& [id, live] : live_) {
    const bool nearer = live.simplified && live.asked && window.tolerance < live.asked->tolerance / 2;
    if (!live.opened || (live.asked && covers(live.asked->box, seen) && !nearer)) continue;
    const auto entry = layerOf(state_, id);
    if (entry == state_.layers.end() || !entry->layer.visible) continue;
    live.asked = window;
    live.busy = entry->source != LayerSource::lost;
    live.layer->want(window);
  }
}

bool Session::readingLive() const {
  return std::any_of(live_.begin(), live_.end(), [&](const auto& item) {
    const auto entry = layerOf(state_, item.first);
    return item.second.busy && entry != state_.layers.end() && entry->layer.visible;
  });
}

}  // namespace dateline::session
