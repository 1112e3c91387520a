#include <algorithm>
#include <memory>
#include <utility>

#include "session/session.h"

// What the user is told: that something was done, what went wrong, what goes on in the background.

namespace dateline::session {
namespace {

constexpr double kToastSeconds = 6;

}  // namespace

/// What is told again is told once, for as long again.
void Session::say(std::string text, std::filesystem::path file) {
  std::erase_if(state_.toasts, [&](const Toast& told) { return told.text == text && told.file == file; });
  state_.toasts.push_back({std::move(text), std::move(file), now_ + kToastSeconds});
  ++revision_;
}

void Session::sayOfEdit(std::string text) {
  std::erase_if(state_.toasts, [](const Toast& told) { return told.ofEdit; });
  say(std::move(text));
  state_.toasts.back().ofEdit = true;
}

void Session::complain(std::string title, std::string text, Problem::About about) {
  const auto told = std::ranges::find_if(
      state_.problems, [&](const Problem& open) { return open.title == title && open.text == text; });
  if (told != state_.problems.end()) {
    told->nextTask = nextId_;
    return;
  }
  state_.problems.push_back({std::move(title), std::move(text), about, nextId_});
  ++revision_;
}

void Session::forgetProblems(Problem::About about) {
  std::erase_if(state_.problems, [about](const Problem& problem) { return problem.about == about; });
}

Task& Session::addTask(std::string title) {
  Task& task = state_.tasks.emplace_back(
      Task{nextId_++, std::move(title), std::make_shared<std::atomic<float>>(0.0f), {}});
  task.shown = false;
  return task;
}

/// What takes less long than this is there before one has read what it is.
void Session::showLongTasks() {
  constexpr double kUnnoticedSeconds = 0.4;
  for (Task& task : state_.tasks) {
    if (task.shown) continue;
    if (!task.began) task.began = now_;
    task.shown = now_ - *task.began >= kUnnoticedSeconds;
    if (task.shown) ++revision_;
  }
}

void Session::finishTask(int id) {
  std::erase_if(state_.tasks, [&](const Task& task) { return task.id == id; });
  ++revision_;
}

}  // namespace dateline::session
