#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "session/file_kind.h"
#include "session/layer_reading.h"
#include "session/session.h"

// Files that the user opens while the program runs: read by workers, shown when they are whole.

namespace dateline::session {
namespace {
namespace fs = std::filesystem;
}

/// Who opens something after a file could not be opened has read of that and gone on. Of several that were
/// asked for together none takes away what is told of another.
void Session::noteOpened(int task) {
  std::erase_if(state_.problems, [task](const Problem& problem) {
    return problem.about == Problem::About::opening && problem.nextTask <= task;
  });
}

/// `again` is applied instead where the story was changed while the file was read.
void Session::openInBackground(DocumentRequest request, const std::string& title, const Command& again) {
  const int id = addTask("Opening " + title).id;
  workers_.run(
      [this, request = std::move(request), id, title, again, asked = ++askedToOpen_, left = state_.story] {
        Result<Document> document = openDocument(request);
        inbox_.post([this, document = std::move(document), id, title, again, asked, left] {
          finishTask(id);
          if (!document)
            return complain("Could not open " + title, document.error().text(), Problem::About::opening);
          noteOpened(id);
          if (asked != askedToOpen_) return;
          if (state_.story != left) return apply(again);
          show(*document, true);
        });
      },
      20.0);
}

void Session::on(const command::SetEncoding& set) {
  const article::Article& text = *state_.article;
  std::error_code ignored;
  if (text.source == nullptr && !fs::exists(text.path, ignored))
    return complain("Not read again", "This text has no file: it is the story's own.");
  // Suggestions are made anew for the new text; what somebody wrote stays.
  const auto& events = state_.story->events;
  const bool suggested = state_.story->path.empty() && !state_.unsaved &&
                         std::all_of(events.begin(), events.end(),
                                     [](const story::Event& event) { return event.status == "suggested"; });
  openInBackground({.article = text.path,
                    .encoding = set.name,
                    .source = text.source,
                    .keptStory = suggested ? nullptr : state_.story},
                   fs::path(text.path).filename().string(), set);
}

void Session::on(const command::OpenPath& open) {
  if (open.path.empty()) return;
  const std::string title = fs::path(open.path).filename().string();
  const FileKind kind = fileKindOf(open.path);
  if (kind == FileKind::layer) return on(command::AddLayer{open.path});
  if (!mayLeaveStory(open.unsaved, command::OpenPath{open.path}, {Dialog::openUnsaved, open.path})) return;
  const bool story = kind == FileKind::story;
  openInBackground({.article = story ? "" : open.path, .story = story ? open.path : ""}, title,
                   command::OpenPath{open.path});
}

void Session::on(const command::AddLayer& add) {
  if (add.path.empty()) return;
  const std::string title = fs::path(add.path).filename().string();
  const Task task = addTask("Reading " + title);
  openings_[task.id] = {.layer = {}, .turn = freeTurn()};
  seekLayer(task.id);
  std::optional<atlas::Window> seen;
  if (state_.mapWidth > 0 && state_.mapHeight > 0)
    seen = windowFor({viewAhead(), state_.mapWidth, state_.mapHeight}, pixels_);
  readers_->run([this, path = add.path, title, task, seen](const LayerReaders::Post& post) {
    if (task.cancel.cancelled()) return;
    if (atlas::takesMoreThan(path, layerMemory(), layersFolder().value_or("")))
      return post([this, path, id = task.id] {
        const auto opening = openings_.extract(id);
        if (!opening) return;
        finishTask(id);
        addLargeFile(path, id, opening.mapped().turn);
      });
    std::optional<atlas::Previews> previews;
    if (seen)
      previews = {.window = *seen, .show = [&](const atlas::LayerData& part) {
                    post([this, id = task.id, entry = entryOf(part), extent = part.extent] {
                      showPart(id, entry, extent);
                    });
                  }};
    Result<LayerEntry> entry = readLayerEntry(path, task.cancel, task.progress, previews);
    post([this, entry = std::move(entry), title, id = task.id] { useLayer(id, title, entry); });
  });
}

std::vector<LayerEntry>::iterator Session::insertLayer(LayerEntry entry) {
  const auto above =
      std::ranges::find_if(state_.layers, [&](const LayerEntry& other) { return other.wish > entry.wish; });
  return state_.layers.insert(above, std::move(entry));
}

/// So much of a layer that takes long to read. One flies there when it is known where all of it lies.
void Session::showPart(int task, LayerEntry part, const geo::LngLatBox& extent) {
  const auto opening = openings_.find(task);
  if (opening == openings_.end() || part.layer.features->features.empty()) return;
  ++revision_;
  if (const auto entry = layerOf(state_, opening->second.layer); entry != state_.layers.end()) {
    entry->layer.features = part.layer.features;
    return;
  }
  part.layer.id = opening->second.layer = "layer-" + std::to_string(nextId_++);
  part.layer.turn = opening->second.turn;
  part.wish = task;
  part.source = LayerSource::reading;
  part.note = "Reading";
  insertLayer(std::move(part));
  noteLayers();
  state_.showLayers = true;
  if (!extent.empty()) foundLayer(task, extent);
}

void Session::useLayer(int task, const std::string& title, const Result<LayerEntry>& read) {
  const auto opening = openings_.extract(task);
  if (!opening) return;  // given up meanwhile
  finishTask(task);
  auto entry = layerOf(state_, opening.mapped().layer);
  const bool partly = entry != state_.layers.end();
  if (!read) {
    if (partly) state_.layers.erase(entry);
    foundLayer(task, {});
    noteLayers();
    return complain("Could not open " + title, read.error().text(), Problem::About::opening);
  }
  noteOpened(task);
  if (partly) {
    entry->layer.meanwhile = std::exchange(entry->layer.features, read->layer.features);
    entry->note = read->note;
    entry->source = LayerSource::file;
  } else {
    LayerEntry fresh = *read;
    fresh.layer.id = "layer-" + std::to_string(nextId_++);
    fresh.layer.turn = opening.mapped().turn;
    fresh.wish = task;
    entry = insertLayer(std::move(fresh));
  }
  entry->colours = colourBy_;
  colourAsWished(*entry);
  state_.showLayers = true;
  foundLayer(task, entry->layer.features->bounds);
  followLayer(*entry);
  noteLayers();
  ++revision_;
}

void Session::noteDrawn() {
  for (LayerEntry& entry : state_.layers)
    if (layerFiles_.contains(entry.layer.id) && std::exchange(entry.layer.meanwhile, nullptr)) ++revision_;
}

/// At once, whatever the one who reads it is about.
void Session::giveUpOpening(int task) {
  const auto opening = openings_.extract(task);
  std::erase_if(state_.layers,
                [&](const LayerEntry& entry) { return entry.layer.id == opening.mapped().layer; });
  for (const Task& one : state_.tasks)
    if (one.id == task) one.cancel.cancel();
  finishTask(task);
  foundLayer(task, {});
  noteLayers();
}

void Session::on(const command::ClearLayerCache&) {
  const double megabytes = static_cast<double>(clearLayerCache()) / 1e6;
  say(megabytes < 0.05 ? "The layer cache was empty"
                       : fmt::format("Cleared the layer cache: {:.1f} MB", megabytes));
}

}  // namespace dateline::session
