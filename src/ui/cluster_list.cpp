#include "ui/cluster_list.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "map/grouped_digits.h"
#include "ui/card_place.h"
#include "ui/cards.h"

namespace dateline::ui {
namespace {

constexpr float kListWidest = 308, kListNarrowest = 168;
constexpr float kListHead = 44;
constexpr float kListFoot = 8;
constexpr float kListedRow = 32;
constexpr float kCutListedRow = 18;  // says that the list goes on
constexpr int kMostListedRows = 11;
constexpr float kRowsANotch = 3;

const map::Placed* listedPin(const Context& context) {
  if (context.input.built == nullptr || context.state.openCluster.empty()) return nullptr;
  const std::vector<map::Placed>& pins = context.input.built->pins;
  const auto found =
      std::ranges::find_if(pins, [&](const map::Placed& pin) { return isListed(context.state, pin); });
  return found == pins.end() ? nullptr : &*found;
}

/// Both are in the order of the story.
std::vector<int> indicesOf(const story::Story& story, const std::vector<std::string>& ids) {
  std::vector<int> indices;
  indices.reserve(ids.size());
  auto id = ids.begin();
  for (std::size_t i = 0; i < story.events.size() && id != ids.end(); ++i)
    if (story.events[i].id == *id) indices.push_back(static_cast<int>(i)), ++id;
  return indices;
}

/// Of the cluster and of the selected pin that stands out of it.
Area bodiesOf(const Context& context, const Area& mapArea, const map::Placed& cluster) {
  map::ScreenBox box = cluster.body;
  for (const map::Placed& pin : context.input.built->pins)
    if (pin.id == context.state.selected && pin.tip.x == cluster.tip.x && pin.tip.y == cluster.tip.y)
      box.add(pin.body);
  return {mapArea.x + static_cast<float>(box.minX), mapArea.y + static_cast<float>(box.minY),
          static_cast<float>(box.width()), static_cast<float>(box.height())};
}

/// As large as fits beside the pin without covering it or a panel, else what covers the least of them.
Area placeList(const Context& context, const Area& mapArea, const Area& pin, int count) {
  const Area room = mapArea.inset(12);
  Area best;
  float least = std::numeric_limits<float>::infinity();
  for (const float width : {kListWidest, 260.0F, 216.0F, kListNarrowest})
    for (const int most : {kMostListedRows, 8, 6, 4}) {
      const int shown = std::min(most, count);
      const float list = kListedRow * static_cast<float>(shown) + (shown < count ? kCutListedRow : 0);
      const Area box = placeCard(pin, width, kListHead + list + kListFoot, room, context.panels);
      const float covered = coveredBy(box, pin, context.panels);
      if (covered == 0) return box;
      if (covered < least) best = box, least = covered;
    }
  return best;
}

}  // namespace

bool isListed(const session::State& state, const map::Placed& pin) {
  return pin.crowded && !state.openCluster.empty() &&
         std::ranges::find(pin.members, state.openCluster) != pin.members.end();
}

std::string eventsHere(const session::State& state, const std::vector<std::string>& members) {
  const std::string count = map::groupedDigits(std::to_string(members.size()));
  const std::vector<int> events = indicesOf(*state.story, members);
  const auto place = [&](int event) -> const std::string& {
    return state.story->events[static_cast<std::size_t>(event)].place;
  };
  const bool one = events.size() == members.size() && !place(events.front()).empty() &&
                   std::ranges::all_of(events, [&](int e) { return place(e) == place(events.front()); });
  return count + (one ? " events at " + place(events.front()) : " events here");
}

/// From the event that follows the selected one in the story: who comes back goes on where they were.
void ClusterList::begin(const Context& context) {
  const int selected = context.state.story->indexOf(context.state.selected);
  const auto next = std::ranges::find_if(events_, [&](int event) { return event > selected; });
  moveTo(selected < 0 || next == events_.end() ? 0 : static_cast<int>(next - events_.begin()));
  scroll_ = 0;
}

void ClusterList::moveTo(int row) {
  current_ = std::clamp(row, 0, std::max(0, static_cast<int>(events_.size()) - 1));
  reveal_ = true;
}

void ClusterList::useKeys(Context& context) {
  using platform::Key;
  if (shownFor_.empty() || context.state.openCluster != shownFor_ || events_.empty()) return;
  const int page = std::max(1, static_cast<int>(list_.h / kListedRow) - 1);
  const int last = static_cast<int>(events_.size()) - 1;
  if (context.take(Key::down)) moveTo(current_ + 1);
  if (context.take(Key::up)) moveTo(current_ - 1);
  if (context.take(Key::enter))
    context.ask(command::SelectEvent{members_[static_cast<std::size_t>(current_)], -1, false});
  // These scroll the text where the mouse is on it.
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (context.rooms.reader.contains(mouse.x, mouse.y)) return;
  if (context.take(Key::pageDown)) moveTo(current_ + page);
  if (context.take(Key::pageUp)) moveTo(current_ - page);
  if (context.take(Key::home)) moveTo(0);
  if (context.take(Key::end)) moveTo(last);
}

Area ClusterList::draw(Context& context, const Area& mapArea) {
  const map::Placed* pin = mapArea.w < 120 ? nullptr : listedPin(context);
  if (pin == nullptr) {
    shownFor_.clear();
    list_ = {};
    return {};
  }
  const bool opening = shownFor_ != context.state.openCluster;
  if (opening || members_ != pin->members) {
    members_ = pin->members;
    events_ = indicesOf(*context.state.story, members_);
    heading_ = eventsHere(context.state, members_);
  }
  if (events_.size() != members_.size()) return {};  // the map still shows another story
  if (opening) begin(context);
  shownFor_ = context.state.openCluster;
  const Area body = bodiesOf(context, mapArea, *pin);
  if (!body.overlaps(mapArea)) return list_ = {};  // it was panned out of sight
  const Area box = placeList(context, mapArea, body, static_cast<int>(events_.size()));
  const PanelWindow window("##cluster-list", box, Layer::overlay);
  hitArea("##ground", {box.x, box.y, box.w, 1});
  panelGround(context, box);
  const Pen pen = context.pen();
  pen.label(heading_, type::kBodyStrong, box.x + 12, box.y + kListHead / 2, context.tones.ink,
            {.maxWidth = box.w - 50});
  if (iconButton(context, "##close", {box.right() - 34, box.y + 10, 24, 24}, Icon::cross, "Close"))
    context.ask(command::OpenCluster{});
  pen.horizontal(box.x + 1, box.right() - 1, box.y + kListHead - 1, context.tones.rule);
  rows(context, {box.x + 6, box.y + kListHead, box.w - 12, box.h - kListHead - kListFoot});
  return box;
}

void ClusterList::rows(Context& context, const Area& list) {
  list_ = list;
  const float whole = kListedRow * static_cast<float>(events_.size());
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (list.contains(mouse.x, mouse.y)) scroll_ -= ImGui::GetIO().MouseWheel * kListedRow * kRowsANotch;
  if (reveal_) {
    const float top = kListedRow * static_cast<float>(current_);
    scroll_ = std::clamp(scroll_, std::min(top, top + kListedRow - list.h), top);
    reveal_ = false;
  }
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, whole - list.h));
  scrollThumb(context, {list.x, list.y, list.w + 5, list.h}, whole, scroll_);
  const Pen::Clip clip(context.pen(), list);
  const int last = static_cast<int>(events_.size());
  for (int i = static_cast<int>(scroll_ / kListedRow); i < last; ++i) {
    const Area area{list.x, list.y + kListedRow * static_cast<float>(i) - scroll_, list.w, kListedRow};
    if (area.y >= list.bottom()) break;
    row(context, area, i);
  }
}

void ClusterList::row(Context& context, const Area& area, int index) {
  const auto at = static_cast<std::size_t>(index);
  const story::Event& event = context.state.story->events[static_cast<std::size_t>(events_[at])];
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  ImGui::PushID(index);
  const Hit hit = clickable(context, "##row", area);
  ImGui::PopID();
  if (hit.hovered) {
    context.hovered = event.id;
    if (context.mouseMoved) current_ = index;
  }
  if (index == current_) pen.fill(area, tones.hover, 5);
  const EventMark mark = markOf(context, events_[at]);
  pen.mark(mark.shape, mark.colour, mark.number, area.x + 17, area.centreY(), 20, mark.hollow);
  const std::string time = story::displayTime(event.time);
  const float right = area.right() - 12, left = area.x + 35;
  // The title comes first; a date that would leave it less than half of the row is left to the card.
  const float dateWidth = time.empty() ? 0 : pen.widthOf(time, type::kLabel) + 12;
  const float room = right - left;
  const bool dated = dateWidth > 0 && dateWidth < room * 0.5F;
  pen.label(event.title, type::kBody, left, area.centreY(), tones.ink,
            {.maxWidth = dated ? room - dateWidth : room});
  if (dated) pen.label(time, type::kLabel, right, area.centreY(), tones.muted, {.align = text::Align::right});
  if (hit.clicked) context.ask(command::SelectEvent{event.id, -1, false});
}

std::optional<ListedRow> ClusterList::rowOf(const session::State& state, const std::string& id) const {
  if (shownFor_.empty() || state.openCluster != shownFor_ || list_.empty()) return std::nullopt;
  const auto found = std::ranges::find(members_, id);
  if (found == members_.end()) return std::nullopt;
  const float top = kListedRow * static_cast<float>(found - members_.begin());
  const float furthest = std::max(0.0f, kListedRow * static_cast<float>(events_.size()) - list_.h);
  const bool inSight = top >= scroll_ && top + kListedRow <= scroll_ + list_.h;
  const float wanted = inSight ? scroll_ : std::clamp(top - list_.h / 2, 0.0f, furthest);
  return ListedRow{{list_.centreX(), list_.y + top + kListedRow / 2 - wanted},
                   static_cast<double>((scroll_ - wanted) / (kListedRow * kRowsANotch))};
}

}  // namespace dateline::ui
