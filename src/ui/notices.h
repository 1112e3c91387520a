#pragma once

#include <vector>

#include "ui/widgets.h"

namespace dateline::ui {

/// Problems at the top of the map; running tasks and toasts at its bottom. Gives the areas of those that stay
/// for longer than a toast.
std::vector<Area> drawNotices(Context& context, const Area& mapArea);

}  // namespace dateline::ui
