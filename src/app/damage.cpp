#include "app/damage.h"

namespace dateline::app {
namespace {

/// Every box costs a pass over all that is drawn in it.
constexpr std::size_t kMostBoxes = 6;

}  // namespace

void Damage::add(render::PixelBox box) {
  if (box.empty()) return;
  for (std::size_t i = 0; i < boxes_.size();) {
    if (boxes_[i].shared(box).empty()) {
      ++i;
      continue;
    }
    box = box.around(boxes_[i]);
    boxes_.erase(boxes_.begin() + static_cast<std::ptrdiff_t>(i));
    i = 0;  // grown, it may meet those it did not meet before
  }
  boxes_.push_back(box);
  if (boxes_.size() <= kMostBoxes) return;
  for (const render::PixelBox& other : boxes_) box = box.around(other);
  boxes_ = {box};
}

}  // namespace dateline::app
