#include "map/camera.h"

namespace dateline::map {
namespace {
constexpr std::size_t kLongestHistory = 200;
}

void ViewHistory::visit(const View& view) {
  if (!views_.empty() && views_[current_] == view) return;
  if (!views_.empty()) views_.resize(current_ + 1);
  views_.push_back(view);
  if (views_.size() > kLongestHistory) views_.erase(views_.begin());
  current_ = views_.size() - 1;
}

void ViewHistory::replace(const View& view) {
  if (views_.empty()) return visit(view);
  views_[current_] = view;
}

std::optional<View> ViewHistory::back() {
  if (views_.empty() || current_ == 0) return std::nullopt;
  return views_[--current_];
}

std::optional<View> ViewHistory::forward() {
  if (current_ + 1 >= views_.size()) return std::nullopt;
  return views_[++current_];
}

}  // namespace dateline::map
