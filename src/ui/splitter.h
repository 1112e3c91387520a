#pragma once

#include "ui/widgets.h"

namespace dateline::ui {

/// The rule between map and reader; dragging it shares the window's width anew. Begun before the rooms: Dear
/// ImGui puts later rooms below.
void drawSplitter(Context& context, const Area& splitter);

}  // namespace dateline::ui
