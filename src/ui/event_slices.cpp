#include "ui/event_slices.h"

#include <algorithm>

namespace dateline::ui {
namespace {

using namespace platform;

bool endsSlice(const Event& event) {
  return std::holds_alternative<MouseButton>(event) || std::holds_alternative<KeyEvent>(event);
}

bool isLetter(const Event& event) {
  return std::holds_alternative<Char>(event);
}

/// A wheel is turned where the mouse was then: the mouse must not move on in the same slice. And what is
/// dragged must have come where it is let go. A slice's letters are used
/// after its key and its press.
bool mayFollow(const Event& event, const std::vector<Event>& slice) {
  if (slice.empty()) return true;
  if (endsSlice(event) && std::any_of(slice.begin(), slice.end(), isLetter)) return false;
  if (const auto* button = std::get_if<MouseButton>(&event)) return button->down;
  if (!std::holds_alternative<MouseMove>(event)) return true;
  return std::none_of(slice.begin(), slice.end(),
                      [](const Event& e) { return std::holds_alternative<Wheel>(e); });
}

}  // namespace

std::vector<Event> takeSlice(std::deque<Event>& events) {
  std::vector<Event> slice;
  while (!events.empty() && mayFollow(events.front(), slice)) {
    slice.push_back(std::move(events.front()));
    events.pop_front();
    if (!endsSlice(slice.back())) continue;
    // The letter that a key makes comes right after it.
    while (!events.empty() && std::holds_alternative<Char>(events.front())) {
      slice.push_back(std::move(events.front()));
      events.pop_front();
    }
    break;
  }
  return slice;
}

bool strikes(const std::vector<Event>& slice) {
  return std::any_of(slice.begin(), slice.end(), [](const Event& event) {
    return endsSlice(event) || std::holds_alternative<Char>(event);
  });
}

}  // namespace dateline::ui
