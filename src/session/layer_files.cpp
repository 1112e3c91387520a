#include <filesystem>
#include <utility>

#include "session/layer_reading.h"
#include "session/session.h"

// The files of layers that were read whole may be written, or go, while their layers are drawn. (Of those
// that are read by the window see live_layers.cpp.)

namespace dateline::session {

void Session::followLayer(const LayerEntry& entry) {
  const std::string& id = entry.layer.id;
  if (layerWatch_ == nullptr)
    layerWatch_ = std::make_unique<FilesWatch>(
        [this](const std::string& changed) { inbox_.post([this, changed] { rereadLayer(changed); }); });
  layerWatch_->add(id, entry.path, FilesWatch::What::namesakes);
  layerFiles_[id] = {.path = entry.path, .note = entry.note};
  // It may have been written between its reading and this.
  if (!isAsRead(entry.path, *entry.layer.features)) rereadLayer(id);
}

void Session::unfollowLayer(const std::string& id) {
  const auto file = layerFiles_.extract(id);
  if (!file) return;
  file.mapped().cancel.cancel();
  layerWatch_->remove(id);
}

void Session::rereadLayer(const std::string& id) {
  const auto found = layerFiles_.find(id);
  const auto entry = layerOf(state_, id);
  if (found == layerFiles_.end() || entry == state_.layers.end()) return;
  LayerFile& file = found->second;
  file.again = std::exchange(file.reading, true);
  if (file.again) return;
  ++reading_;
  readers_->run([this, id, path = file.path, cancel = file.cancel,
                 features = entry->layer.features](const LayerReaders::Post& post) {
    post([this, id, read = rereadLayerEntry(path, *features, cancel)] {
      --reading_;
      showLayerAgain(id, read);
    });
  });
}

void Session::showLayerAgain(const std::string& id, const std::optional<Result<LayerEntry>>& read) {
  const auto found = layerFiles_.find(id);
  const auto entry = layerOf(state_, id);
  if (found == layerFiles_.end() || entry == state_.layers.end()) return;  // removed meanwhile
  LayerFile& file = found->second;
  file.reading = false;
  if (std::exchange(file.again, false)) return rereadLayer(id);
  ++revision_;
  if (read && !*read) return loseLayer(*entry, read->error(), "Changed, and cannot be read: ");
  const bool wasLost = std::exchange(entry->source, LayerSource::file) == LayerSource::lost;
  if (wasLost) say(entry->layer.name + " is there again");
  if (read) {
    useReread(*entry, **read);
    file.note = entry->note;
    if (!wasLost) say(std::filesystem::path(file.path).filename().string() + " changed on disk");
  }
  entry->note = file.note;
}

/// What the user made of the layer stays.
void Session::useReread(LayerEntry& entry, const LayerEntry& fresh) {
  entry.layer.meanwhile = std::exchange(entry.layer.features, fresh.layer.features);
  entry.note = fresh.note;
  const bool had = entry.layer.classes != nullptr;
  colourAsWished(entry);
  entry.lostColours = !entry.uncoloured.empty() && (had || entry.lostColours);
  if (had && entry.lostColours)
    complainOfColours("Could not colour " + entry.layer.name, entry.uncoloured, {entry.layer.id});
  noteLayers();
}

/// What was read of it stays.
void Session::loseLayer(LayerEntry& entry, const Error& error, const char* otherwise) {
  if (std::exchange(entry.source, LayerSource::lost) != LayerSource::lost)
    say(entry.layer.name + ": the file cannot be read any more; what was read stays");
  entry.note = error.kind == ErrorKind::notFound ? "The file is gone; it is read again when it is back"
                                                 : otherwise + error.message;
}

}  // namespace dateline::session
