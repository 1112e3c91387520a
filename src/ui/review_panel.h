#pragma once

#include <optional>

#include "session/review.h"
#include "ui/widgets.h"

namespace dateline::ui {

/// Over the foot of the map: what the story quotes and what the text may have instead, side by side, with
/// what changed marked; to be accepted, to be set anew from what is marked in the reader, or to be left.
class ReviewPanel {
 public:
  /// `marked`: what is marked in the reader.
  void draw(Context& context, std::optional<article::TextRange> marked);
  /// What it covered when it was drawn last; empty when it is not shown.
  [[nodiscard]] const Area& area() const { return area_; }

 private:
  Area area_;
};

}  // namespace dateline::ui
