#pragma once

#include "ui/widgets.h"

namespace dateline::ui {

/// Problems at the top of the map; running tasks and toasts at its bottom.
void drawNotices(Context& context, const Area& mapArea);

}  // namespace dateline::ui
