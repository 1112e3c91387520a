#include "text/font_family.h"

#include <mutex>
#include <unordered_set>

namespace dateline::text {

FontFamily::FontFamily(std::string_view name) {
  if (name.empty()) return;
  static std::mutex mutex;
  static std::unordered_set<std::string> names;  // its elements never move
  const std::lock_guard lock(mutex);
  name_ = &*names.emplace(name).first;
}

}  // namespace dateline::text
