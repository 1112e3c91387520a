#include "story/event_members.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "story/anchor_members.h"
#include "story/code_points.h"
#include "story/kept_numbers.h"

namespace dateline::story {
namespace {

/// The beginning of a value, for a message.
std::string shown(const std::string& value) {
  std::size_t end = std::min<std::size_t>(value.size(), 40);
  while (end > 0 && end < value.size() && continuesCodePoint(value[end])) --end;
  return value.substr(0, end);
}

/// Behind longitude and latitude GeoJSON has a height, and nothing else.
bool endsWithHeight(const Json& position) {
  return position.size() < 3 || (position.size() == 3 && numberIn(position[2]));
}

void readPoint(Event& event, Members& feature, const Json& geometry) {
  const auto coordinates = geometry.find("coordinates");
  if (coordinates != geometry.end()) event.at = lngLatOf(*coordinates);
  if (!event.at)
    feature.fault("geometry",
                  "has no longitude within 180 and latitude within 90 degrees; the event is not on the map");
  else if (!endsWithHeight(*coordinates))
    feature.fault("geometry",
                  "has coordinates that are more than a longitude, a latitude and a height, which are "
                  "numbers; the first two are read");
}

void readGeometry(Event& event, Members& feature) {
  const Json* geometry = feature.take("geometry");
  if (geometry == nullptr)
    return feature.fault("geometry", "is missing, null where there is none; the event is not on the map");
  if (geometry->is_null()) return;
  event.geometry = *geometry;
  if (!geometry->is_object() || !geometry->contains("type"))
    feature.fault("geometry", "is not a GeoJSON geometry; the event is not on the map");
  else if ((*geometry)["type"] != "Point")
    feature.fault("geometry", "is not a Point; the event is not on the map");
  else
    readPoint(event, feature, *geometry);
}

void readType(Members& feature) {
  const Json* type = feature.take("type");
  if (type == nullptr)
    feature.fault("type", "is missing; this is not a feature");
  else if (*type != "Feature")
    feature.fault("type", "is not \"Feature\"; it is read as one");
}

void readTitle(Event& event, Members& members) {
  event.title = members.text("title");
  if (!event.title.empty()) return;
  const Json* given = members.find("title");
  if (given == nullptr)
    members.fault("title", "is missing; the place or the id stands for it");
  else if (given->is_string() || given->is_null())  // of another type it was already told of
    members.fault("title", "is empty; the place or the id stands for it");
  event.title = event.place.empty() ? event.id : event.place;
}

void readStatus(Event& event, Members& members) {
  event.status = members.text("status");
  if (!event.status.empty() && event.status != "confirmed" && event.status != "suggested")
    members.fault(
        "status",
        fmt::format("is \"{}\", which is neither \"confirmed\" nor \"suggested\"; the event counts as "
                    "confirmed",
                    shown(event.status)));
}

void readTime(Event& event, Members& members) {
  event.time = members.text("time", true);
  if (!event.time.empty() && !isValidTime(event.time))
    members.fault("time",
                  fmt::format("is \"{}\", which is no date like 2023-02-28, 2023-02, 2023 or 2022-09/2023-02",
                              shown(event.time)));
}

}  // namespace

std::optional<geo::LngLat> lngLatOf(const Json& value) {
  if (!value.is_array() || value.size() < 2) return std::nullopt;
  const auto lng = numberIn(value[0]);
  const auto lat = numberIn(value[1]);
  if (!lng || !lat || std::abs(*lng) > 180 || std::abs(*lat) > 90) return std::nullopt;
  return geo::LngLat{*lng, *lat};
}

Event readEvent(std::string id, Members& feature, Faults& faults) {
  Event event;
  event.id = std::move(id);
  readType(feature);
  readGeometry(event, feature);
  const Json* properties = feature.take("properties");
  static const Json kNoProperties = Json::object();
  Members members(properties != nullptr ? *properties : kNoProperties, feature.where(), faults);
  if (properties != nullptr && !properties->is_object()) {
    feature.keep("properties");
    if (!properties->is_null()) feature.fault("properties", "is not an object");
  }
  event.place = members.text("place");
  event.country = members.text("country");
  readTime(event, members);
  event.kind = members.text("kind");
  readStatus(event, members);
  event.summary = members.text("summary");
  readTitle(event, members);
  event.anchors = readAnchors(members, faults);
  event.extraProperties = members.rest();
  event.extra = feature.rest();
  return event;
}

}  // namespace dateline::story
