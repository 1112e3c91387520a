#include <algorithm>

#include "session/go_to.h"
#include "session/session.h"

// Find in text and go-to.

namespace dateline::session {

void Session::on(const command::OpenFind& open) {
  if (!state_.find.open) state_.find.from = readingAt_;
  state_.find.open = true;
  state_.showReader = true;
  const std::string query = open.query.empty() ? state_.find.query : open.query;
  if (!query.empty()) on(command::SetFind{query});
}

void Session::on(const command::SetFind& set) {
  state_.find.query = set.query;
  findMatches();
  if (state_.find.current >= 0) reveal(state_.find.matches[static_cast<std::size_t>(state_.find.current)]);
}

/// Of the query in the text as it is now.
void Session::findMatches() {
  constexpr std::size_t kMost = 10'000;
  FindState& find = state_.find;
  find.matches =
      find.query.empty() ? std::vector<TextRange>{} : article::find(*state_.article, find.query, kMost + 1);
  find.more = find.matches.size() > kMost;
  if (find.more) find.matches.pop_back();
  const auto& matches = find.matches;
  find.current = -1;
  if (matches.empty()) return;
  // The first from where one reads on; behind the last it begins again at the top.
  const auto from = std::lower_bound(matches.begin(), matches.end(), find.from,
                                     [](const TextRange& match, std::size_t at) { return match.start < at; });
  find.current = from == matches.end() ? 0 : static_cast<int>(from - matches.begin());
}

void Session::on(const command::StepFind& step) {
  FindState& find = state_.find;
  if (!find.open) {
    if (find.query.empty()) return on(command::OpenFind{});
    // On from where the search was left.
    find.open = true;
    state_.showReader = true;
    findMatches();
  }
  const int count = static_cast<int>(find.matches.size());
  if (count == 0) return;
  find.current = ((find.current + step.by) % count + count) % count;
  find.from = find.matches[static_cast<std::size_t>(find.current)].start;
  reveal(find.matches[static_cast<std::size_t>(find.current)]);
}

void Session::on(const command::CloseFind&) {
  state_.find = {.query = state_.find.query, .from = state_.find.from};
}

void Session::on(const command::OpenGoTo&) {
  state_.goTo = {};
  state_.goTo.open = true;
  state_.goTo.items = goToItems(state_, "");
  loadForeignNames();
}

void Session::on(const command::SetGoTo& set) {
  state_.goTo.query = set.query;
  state_.goTo.items = goToItems(state_, set.query);
  state_.goTo.current = 0;
}

void Session::on(const command::MoveGoTo& move) {
  const int last = static_cast<int>(state_.goTo.items.size()) - 1;
  state_.goTo.current = std::clamp(state_.goTo.current + move.by, 0, std::max(0, last));
}

void Session::on(const command::ChooseGoTo& choose) {
  const int index = choose.index < 0 ? state_.goTo.current : choose.index;
  if (index < 0 || static_cast<std::size_t>(index) >= state_.goTo.items.size()) return;
  const GoToItem item = state_.goTo.items[static_cast<std::size_t>(index)];
  state_.goTo = {};
  switch (item.kind) {
    case GoToItem::Kind::event:
      return on(command::SelectEvent{item.id});
    case GoToItem::Kind::country:
      return on(command::FitCountry{item.place});
    case GoToItem::Kind::place:
      return on(command::FlyTo{item.at, 7.5});
    case GoToItem::Kind::command:
      if (const auto command = commandNamed(item.id)) apply(*command);
      return;
  }
}

void Session::on(const command::CloseGoTo&) {
  state_.goTo = {};
}

}  // namespace dateline::session
