#include <nlohmann/json.hpp>

#include "app/player.h"
#include "session/review.h"

namespace dateline::app {
namespace {

using Json = nlohmann::ordered_json;

Json describeRange(const std::optional<session::TextRange>& range) {
  return range ? Json{{"start", range->start}, {"end", range->end}} : Json(nullptr);
}

Json orNull(std::optional<float> number) {
  return number ? Json(*number) : Json(nullptr);
}

Json describePins(const map::BuiltScene& built, const ui::Area& area) {
  Json pins = Json::array();
  for (const map::Placed& placed : built.pins) {
    const map::ScreenPoint middle = placed.body.centre();
    if (middle.x < 0 || middle.y < 0 || middle.x >= area.w || middle.y >= area.h) continue;
    Json pin = {{"id", placed.id}, {"x", area.x + middle.x}, {"y", area.y + middle.y}};
    if (!placed.members.empty()) pin["members"] = placed.members;
    pins.push_back(std::move(pin));
  }
  return pins;
}

/// How many anchors resolve in which way.
Json describeAnchors(const session::State& state) {
  using enum story::AnchorState;
  Json counts = Json::object();
  for (const auto kind : {exact, moved, fuzzy, ambiguous, orphan}) counts[std::string(story::name(kind))] = 0;
  for (const auto& anchors : state.resolutions)
    for (const story::Resolution& found : anchors) {
      Json& count = counts[std::string(story::name(found.state))];
      count = count.get<int>() + 1;
    }
  return counts;
}

Json describeReview(const session::State& state) {
  const auto at = session::reviewedAnchor(state);
  if (!at) return nullptr;
  const auto& found =
      state.resolutions[static_cast<std::size_t>(at->event)][static_cast<std::size_t>(at->anchor)];
  return {{"event", state.review.event},
          {"anchor", at->anchor},
          {"state", std::string(story::name(found.state))},
          {"candidate", state.review.candidate},
          {"candidates", session::candidatesOf(found).size()}};
}

Json describeLiveLayers(const session::State& state) {
  using enum session::LayerSource;
  Json layers = Json::array();
  for (const session::LayerEntry& entry : state.layers) {
    if (entry.source == file) continue;
    const char* how = entry.source == reading ? "reading" : entry.source == ready ? "ready" : "lost";
    const std::size_t vertices = entry.layer.features ? entry.layer.features->coords.size() : 0;
    layers.push_back({{"name", entry.layer.name},
                      {"state", how},
                      {"note", entry.note},
                      {"path", entry.path},
                      {"vertices", vertices}});
  }
  return layers;
}

Json describeCamera(const session::State& state) {
  const geo::LngLat centre = map::placeOf(state.view);
  return {{"lng", centre.lng},
          {"lat", centre.lat},
          {"zoom", map::webZoom(state.view).level},
          {"projection", std::string(geo::nameOf(map::kindOf(state.view)))}};
}

}  // namespace

std::string describeState(Stage& stage) {
  const session::State& state = stage.session().state();
  const ui::ReaderStatus reader = stage.readerStatus();
  const ui::Area map = stage.mapArea();
  Json json;
  json["clicks"] = stage.clicks();
  json["selected"] = state.selected.empty() ? Json(nullptr) : Json(state.selected);
  json["passage"] = state.passage;
  const article::Head& head = state.article->head;
  json["head"] = {{"title", state.article->title},  {"encoding", state.article->encoding},
                  {"byline", head.byline},          {"dateline", head.dateline},
                  {"published", head.published},    {"dek", head.dek},
                  {"sha256", state.article->sha256}};
  json["card"] = state.cardOpen;
  json["mention"] = state.mention;
  json["highlighted"] = describeRange(state.highlighted);
  if (state.highlighted) json["highlighted"]["text"] = std::string(state.article->slice(*state.highlighted));
  json["camera"] = describeCamera(state);
  json["map"] = {{"x", map.x}, {"y", map.y}, {"width", map.w}, {"height", map.h}};
  json["pins"] = describePins(stage.built(), map);
  json["reader"] = {{"scroll", reader.scroll},
                    {"height", reader.height},
                    {"first", reader.firstVisible},
                    {"last", reader.lastVisible},
                    {"textSize", state.readerLook.sizePercent},
                    {"selection", describeRange(reader.selection)}};
  json["anchors"] = describeAnchors(state);
  json["review"] = describeReview(state);
  json["unsaved"] = state.unsaved;
  json["find"] = {{"open", state.find.open},
                  {"query", state.find.query},
                  {"matches", state.find.matches.size()},
                  {"current", state.find.current}};
  json["goTo"] = {{"open", state.goTo.open}, {"items", state.goTo.items.size()}};
  json["dialog"] = static_cast<int>(state.dialog);
  const map::Style& style = map::styleOf(state.look);
  json["theme"] = style.theme == map::Theme::dark ? "dark" : "light";
  json["style"] = style.name;
  json["article"] = state.article->path;
  json["events"] = state.story->events.size();
  json["suggestions"] = Json::array();
  for (const session::Suggestion& suggestion : state.suggestions)
    json["suggestions"].push_back(
        {{"event", suggestion.event},
         {"name", suggestion.name},
         {"place", suggestion.choices.empty()
                       ? ""
                       : suggestion.choices[static_cast<std::size_t>(suggestion.chosen)].name},
         {"mentions", suggestion.mentions},
         {"confidence", orNull(session::confidenceOf(suggestion))},
         {"checked", suggestion.checked}});
  json["layers"] = Json::array();
  for (const session::LayerEntry& entry : state.layers) json["layers"].push_back(entry.layer.name);
  json["liveLayers"] = describeLiveLayers(state);
  json["problems"] = Json::array();
  for (const session::Problem& problem : state.problems)
    json["problems"].push_back(problem.title + ": " + problem.text);
  json["toasts"] = Json::array();
  for (const session::Toast& toast : state.toasts) json["toasts"].push_back(toast.text);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline::app
