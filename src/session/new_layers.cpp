#include <algorithm>
#include <set>
#include <vector>

#include "geo/algorithms.h"
#include "session/layer_reading.h"
#include "session/session.h"

// What is decided of layers that are being opened, whichever of them is read first: where the map looks, and
// the colours.

namespace dateline::session {
namespace {

constexpr double kFitPaddingPx = 48;
constexpr map::Zoom kNearestLayerFit{10};

/// The box of one is taken as it is, however wide.
geo::LngLatBox aroundAll(const std::vector<geo::LngLatBox>& boxes) {
  return boxes.size() == 1 ? boxes.front() : geo::boxAround(boxes);
}

}  // namespace

void Session::seekLayer(int wish) {
  sought_[wish] = std::nullopt;
}

/// Nowhere, where the box is empty. One looks once, when it is known of all that are being opened.
void Session::foundLayer(int wish, const geo::LngLatBox& extent) {
  const auto found = sought_.find(wish);
  if (found == sought_.end() || found->second) return;
  found->second = extent;
  std::vector<geo::LngLatBox> boxes;
  for (const auto& [other, box] : sought_) {
    if (!box) return;
    if (!box->empty()) boxes.push_back(*box);
  }
  const bool several = sought_.size() > 1;
  sought_.clear();
  if (!boxes.empty()) lookAtLayers(std::move(boxes), several);
}

/// Of layers those that do not lie all over what is looked at; nothing where all are seen from here.
std::optional<map::View> Session::viewOfLayers(const map::View& from,
                                               std::vector<geo::LngLatBox> boxes) const {
  const map::Camera camera = this->camera().withView(from);
  std::erase_if(boxes, [&](const geo::LngLatBox& box) {
    const auto liesAt = [&](double x, double y) {
      const map::ScreenPoint at{x, y};
      return camera.onEarth(at) && box.contains(camera.toLngLat(at));
    };
    const double left = state_.mapWidth - freeWidth(state_), right = camera.width(), bottom = camera.height();
    return liesAt(left, 0) && liesAt(right, 0) && liesAt(left, bottom) && liesAt(right, bottom);
  });
  if (boxes.empty()) return {};
  const map::Camera free = camera.resized(freeWidth(state_), state_.mapHeight);
  const map::View beside =
      besidePanels(state_, free.fitting(aroundAll(boxes), kFitPaddingPx, kNearestLayerFit));
  return camera.withView(beside).view();
}

void Session::lookAtLayers(std::vector<geo::LngLatBox> boxes, bool several) {
  if (!map::holdsSome(map::kindOf(state_.view), aroundAll(boxes)))
    return sayIsBeyond(several ? "What these layers hold" : "The layer");
  const bool fromHome = atHome_;
  if (const auto view = viewOfLayers(boundFor(), boxes)) fly(*view);
  layersLookedAt_ = {std::move(boxes), fromHome};
}

/// The map's size, what panels leave of it, or what is home, is another one. Where nobody moved the map
/// meanwhile it shows what it would if it had been so from the start.
void Session::lookAgain(bool slowly) {
  if (!layersLookedAt_) {
    if (atHome_) stayHome();
    return;
  }
  const LayersLookedAt layers = *layersLookedAt_;
  const map::View from = layers.fromHome ? camera().withView(homeView(state_)).view() : boundFor();
  const auto view = viewOfLayers(from, layers.boxes);
  if (view && *view == boundFor()) return;
  if (layers.fromHome && (atHome_ || !view)) stayHome();
  if (view) {
    if (atHome_) {
      fly(*view);
    } else {
      flyWithoutTrace(*view);
      history_.replace(*view);
    }
    if (!slowly) stop();
  }
  layersLookedAt_ = layers;
}

/// The first that no layer has, so that exports, which know all of theirs from the start, give the same.
std::size_t Session::freeTurn() const {
  std::set<std::size_t> used;
  for (const LayerEntry& entry : state_.layers) used.insert(entry.layer.turn);
  for (const auto& [task, opening] : openings_)
    if (opening.layer.empty()) used.insert(opening.turn);
  for (const auto& [id, live] : live_)
    if (!live.opened) used.insert(live.turn);
  std::size_t turn = 0;
  while (used.contains(turn)) ++turn;
  return turn;
}

}  // namespace dateline::session
