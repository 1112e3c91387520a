#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/loose_threads.h"
#include "map/view_box.h"
#include "session/layer_reading.h"
#include "session/session.h"

// Layers that are read by the window, data bases and large files: what is wanted of them as the map moves,
// and what comes of it.

namespace dateline::session {

bool isDatabaseAddress(const std::string& text) {
  return atlas::isDatabaseAddress(text);
}

Session::~Session() {
  for (const Task& task : state_.tasks) task.cancel.cancel();
  for (const auto& [id, file] : layerFiles_) file.cancel.cancel();
  live_.clear();
  readers_.reset();
  looseThreadsEnded(std::chrono::seconds(1));
}

void Session::on(const command::AddDatabaseLayer& add) {
  const auto address = atlas::parseDatabaseAddress(add.address);
  if (!address) return complain("Could not open the layer", address.error().text(), Problem::About::opening);
  const Task& task = addTask("Connecting to " + (address->host.empty() ? address->database : address->host));
  seekLayer(task.id);
  addLive({.wish = task.id, .task = task.id, .turn = freeTurn(), .shown = address->shown()},
          {.open = [address = *address] { return atlas::WindowedSource::open(address); }});
}

void Session::addLargeFile(const std::string& path, int wish, std::size_t turn) {
  const Task& task = addTask("Reading " + std::filesystem::path(path).filename().string());
  const std::string id =
      addLive({.wish = wish, .task = task.id, .turn = turn, .shown = path, .ofFile = true},
              {.open = [file = std::filesystem::path(
                            path)] { return atlas::WindowedSource::open(file, layersFolder().value_or("")); },
               .asked = false});
  Live& live = live_[id];
  state_.tasks.back().progress = live.layer->progress();
  live.watch = std::make_unique<FileWatch>(path, [layer = live.layer.get()] { layer->look(); });
}

std::string Session::addLive(Live live, LiveLayer::Source source) {
  const std::string id = "layer-" + std::to_string(nextId_++);
  live.colours = colourBy_;
  live.layer = std::make_unique<LiveLayer>(std::move(source), [this, id](LiveLayer::News news) {
    inbox_.post([this, id, news = std::move(news)] { useNews(id, news); });
  });
  live_[id] = std::move(live);
  return id;
}

void Session::dropLive(const std::string& id) {
  const auto found = live_.find(id);
  if (found == live_.end()) return;
  finishTask(found->second.task);
  const int wish = found->second.wish;
  live_.erase(found);
  foundLayer(wish, {});
  noteLayers();
}

void Session::useNews(const std::string& id, const LiveLayer::News& news) {
  using enum LiveLayer::News::Kind;
  const auto found = live_.find(id);
  if (found == live_.end()) return;  // it was removed meanwhile
  Live& live = found->second;
  // A file's first reading may take as long as its opening is short.
  const bool begun = live.ofFile ? news.kind == read || news.kind == lost : news.kind == opened;
  if (begun || news.kind == refused) finishTask(live.task);
  if (news.kind == refused) {
    dropLive(id);
    return complain("Could not open the layer", news.error.text(), Problem::About::opening);
  }
  if (news.kind == opened) noteOpened(live.wish);
  if (news.kind == opened) return showLive(id, live, news);
  const auto entry = layerOf(state_, id);
  if (entry == state_.layers.end()) return;
  ++revision_;
  if (news.kind == counted) return useCounts(live, *entry, news);
  live.busy = news.kind == reading || news.kind == partly;
  if (news.kind == read) useWindow(live, *entry, *news.data);
  if (news.kind == lost) loseLive(live, *entry, news.error);
  // A part would be seen to replace what is there.
  if (news.kind == partly && !live.shows) entry->layer.features = news.data->layer.features;
}

void Session::useWindow(Live& live, LayerEntry& entry, const atlas::WindowData& data) {
  const LayerEntry fresh = entryOf(data);
  live.simplified = data.simplified;
  // The first is drawn as it came in parts until it is cut; later ones would take as much memory again.
  entry.layer.meanwhile = live.shows ? nullptr : entry.layer.features;
  live.shows = true;
  entry.layer.features = fresh.layer.features;
  if (live.scale) entry.layer.classes = map::classesOn(live.scale, *entry.layer.features);
  entry.note = fresh.note;
  if (entry.source == LayerSource::lost) say(entry.layer.name + " is there again");
  entry.source = LayerSource::ready;
}

void Session::loseLive(const Live& live, LayerEntry& entry, const Error& error) {
  if (live.ofFile) return loseLayer(entry, error, "Cannot be read any more: ");
  if (std::exchange(entry.source, LayerSource::lost) != LayerSource::lost)
    say(entry.layer.name + ": the data base is gone; trying again");
  entry.note = "Server lost; trying again (" + error.message + ")";
}

void Session::showLive(const std::string& id, Live& live, const LiveLayer::News& news) {
  LayerEntry entry;
  entry.path = live.shown;
  entry.layer.id = id;
  entry.layer.name = news.name;
  entry.layer.turn = live.turn;
  entry.source = LayerSource::reading;
  entry.note = "Reading";
  entry.wish = live.wish;
  entry.colours = live.colours;
  insertLayer(std::move(entry));
  noteLayers();
  state_.showLayers = true;
  live.opened = live.busy = true;
  countNext(live);
  foundLayer(live.wish, news.extent);
  ++revision_;
}

/// Has the values of the next attribute that the layer may be coloured by counted.
void Session::countNext(Live& live) {
  live.counting = !live.colours.empty();
  if (live.counting) live.layer->count(live.colours.front().column);
}

void Session::colourLive(Live& live, LayerEntry& entry, const map::ColourBy& by) {
  live.colours.clear();
  live.scale = nullptr;
  entry.layer.classes = nullptr;
  if (!by.column.empty()) live.colours = {by};
  entry.colours = live.colours;
  entry.uncoloured.clear();
  entry.toldOfColours = false;
  noteLayers();
  countNext(live);
}

/// The values are those of the whole layer: classes do not change with the view.
void Session::useCounts(Live& live, LayerEntry& entry, const LiveLayer::News& news) {
  if (live.colours.empty() || live.colours.front().column != news.attribute) return;  // no longer wanted
  const map::ColourBy by = live.colours.front();
  live.colours.erase(live.colours.begin());
  Result<map::ColourScalePtr> scale = tl::make_unexpected(news.error);
  if (news.values) scale = map::colourScale(news.values->counts, by, news.values->numeric);
  if (!scale) {
    countNext(live);
    if (live.counting) return;
    entry.uncoloured = scale.error().message;
    return noteLayers();
  }
  live.colours.clear();
  live.counting = false;
  live.scale = *scale;
  if (entry.layer.features) entry.layer.classes = map::classesOn(live.scale, *entry.layer.features);
  noteLayers();
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

bool Session::readingLayers() const {
  return std::ranges::any_of(openings_, [](const auto& item) { return !item.second.layer.empty(); }) ||
         std::ranges::any_of(live_, [](const auto& item) { return item.second.busy && !item.second.shows; });
}

bool Session::readingLive() const {
  return std::any_of(live_.begin(), live_.end(), [&](const auto& item) {
    const Live& live = item.second;
    const auto entry = layerOf(state_, item.first);
    return entry != state_.layers.end() && entry->layer.visible && entry->source != LayerSource::lost &&
           (live.busy || live.counting);
  });
}

}  // namespace dateline::session
