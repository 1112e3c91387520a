#pragma once

#include "ui/widgets.h"

// What runs in the background, in one box: a row for each task with its progress and a way to end it; beyond
// a few rows the last one tells how many more there are.

namespace dateline::ui {

/// As many rows as there are tasks that are shown, up to a few.
int taskRows(const Context& context);
/// Of the box that holds so many.
float tasksHeight(const Context& context, int rows);
/// On one line where the box is lower than a row; `rows` at least 1.
void drawTasks(Context& context, const Area& box, int rows);

}  // namespace dateline::ui
