#include "story/as_read.h"

namespace dateline::story {
namespace {

const Json* memberOf(const Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

bool same(const Json* a, const Json* b) {
  return a == nullptr || b == nullptr ? a == b : *a == *b;
}

/// `file` with what changed from `before` to `now`.
Json merged(Json file, const Json& before, Json now) {
  if (before == now) return file;
  if (file.is_array() && before.is_array() && now.is_array() && file.size() == before.size() &&
      file.size() == now.size()) {
    for (std::size_t i = 0; i < file.size(); ++i)
      file[i] = merged(std::move(file[i]), before[i], std::move(now[i]));
    return file;
  }
  if (!file.is_object() || !before.is_object() || !now.is_object()) return now;
  for (const auto& [name, value] : before.items())
    if (!now.contains(name)) file.erase(name);
  for (const auto& [name, value] : now.items()) {
    const Json* old = memberOf(before, name);
    if (same(old, &value)) continue;
    const bool both = old != nullptr && file.contains(name);
    file[name] = both ? merged(std::move(file[name]), *old, value) : value;
  }
  return file;
}

}  // namespace

AsReadPtr asRead(Json file, Json written) {
  if (!file.is_object() || file == written) return nullptr;
  return std::make_shared<const AsRead>(AsRead{std::move(file), std::move(written)});
}

AsReadPtr featureAsRead(Json feature, const Event& event) {
  if (!feature.is_object()) return nullptr;
  const Json id = feature.value("id", Json());
  if (id != event.id && !(id.is_number() && id.dump() == event.id)) feature["id"] = event.id;
  return asRead(std::move(feature), writtenFeature(event));
}

Json asInFile(const AsReadPtr& read, Json now) {
  return read == nullptr ? now : merged(read->file, read->written, std::move(now));
}

}  // namespace dateline::story
