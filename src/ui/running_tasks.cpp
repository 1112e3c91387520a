#include "ui/running_tasks.h"

#include <algorithm>
#include <string>

#include "ui/cards.h"
#include "ui/notices.h"

namespace dateline::ui {
namespace {

constexpr float kOneTask = 56;    // alone in its box
constexpr float kTaskRow = 40;    // among others
constexpr float kTasksEdge = 6;   // above and below rows
constexpr float kMoreTasks = 30;  // the line that tells of others
constexpr int kMostRows = 4;

/// Where the parts of a row stand.
struct TaskLook {
  float words, bar, thick;
};

void progressBar(const Context& context, const Area& row, const TaskLook& look, const session::Task& what) {
  const float share = what.progress == nullptr ? 0 : std::clamp(what.progress->load(), 0.0f, 1.0f);
  const Pen pen = context.pen();
  const Area bar{row.x + 14, row.y + look.bar, row.w - 28, look.thick};
  pen.fill(bar, context.tones.track, 2);
  if (share > 0) pen.fill({bar.x, bar.y, std::max(4.0f, bar.w * share), bar.h}, context.tones.accent, 2);
}

/// A task and, where it stands for others too, how many.
void taskRow(Context& context, const Area& row, const TaskLook& look, std::size_t index, std::size_t others) {
  const session::Task& what = context.state.tasks[index];
  ImGui::PushID(what.id);
  const bool stopping = what.cancel.cancelled();
  const char* action = stopping ? "Stopping" : others > 0 ? "Cancel all" : "Cancel";
  float x = row.right() - 8;
  const bool ended = noticeLink(context, action, x, row.y + look.words);
  const std::string title = others > 0 ? what.title + " and " + std::to_string(others) + " more" : what.title;
  context.pen().label(title, type::kBody, row.x + 14, row.y + look.words, context.tones.ink,
                      {.maxWidth = x - row.x - 22});
  progressBar(context, row, look, what);
  if (ended && !stopping) context.ask(command::CancelTask{others > 0 ? -1 : what.id});
  ImGui::PopID();
}

std::size_t shownTasks(const Context& context) {
  return static_cast<std::size_t>(std::ranges::count(context.state.tasks, true, &session::Task::shown));
}

}  // namespace

int taskRows(const Context& context) {
  return std::min(static_cast<int>(shownTasks(context)), kMostRows);
}

float tasksHeight(const Context& context, int rows) {
  const auto count = static_cast<int>(shownTasks(context));
  if (count == 1 || rows == 1) return kOneTask;
  const bool more = rows < count;
  return 2 * kTasksEdge + kTaskRow * static_cast<float>(rows - (more ? 1 : 0)) + (more ? kMoreTasks : 0);
}

void drawTasks(Context& context, const Area& box, int rows) {
  const std::size_t count = shownTasks(context);
  const auto shown = static_cast<std::size_t>(std::max(rows, 1));
  const bool brief = box.h < kOneTask;
  const PanelWindow window("##tasks", box, Layer::notice);
  panelGround(context, box, brief ? 6.0f : 8.0f);
  if (shown == 1) {
    const TaskLook look = brief ? TaskLook{13, box.h - 7, 3} : TaskLook{20, box.h - 18, 4};
    return taskRow(context, box, look, 0, count - 1);
  }
  const std::size_t whole = shown < count ? shown - 1 : count;
  Area row{box.x, box.y + kTasksEdge, box.w, kTaskRow};
  for (std::size_t i = 0; i < whole; ++i, row.y += kTaskRow) taskRow(context, row, {15, 30, 3}, i, 0);
  if (whole == count) return;
  const float y = row.y + kMoreTasks / 2;
  float x = box.right() - 8;
  if (noticeLink(context, "Cancel all", x, y)) context.ask(command::CancelTask{-1});
  context.pen().label(std::to_string(count - whole) + " more", type::kBody, box.x + 14, y,
                      context.tones.muted);
}

}  // namespace dateline::ui
