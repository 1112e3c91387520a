#include "session/layer_names.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>

#include "atlas/database_address.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

/// From the shortest to all of it.
std::vector<std::string> namesOfFile(const fs::path& file) {
  std::vector<std::string> names{file.stem().string(), file.filename().string()};
  fs::path longer = file.filename();
  for (fs::path folder = file.parent_path(); folder.has_filename(); folder = folder.parent_path())
    names.push_back((longer = folder.filename() / longer).string());
  names.push_back(file.string());
  return names;
}

/// "table", "schema.table", "database/schema.table", "host/database/schema.table", and the address.
std::vector<std::string> namesOfTable(const std::string& shown) {
  const auto address = atlas::parseDatabaseAddress(shown);
  if (!address) return {shown};
  const std::string inSchema =
      address->schema.empty() ? address->table : address->schema + "." + address->table;
  const std::string inDatabase = address->database + "/" + inSchema;
  return {address->table, inSchema, inDatabase, address->host + "/" + inDatabase, shown};
}

}  // namespace

void nameLayers(std::vector<LayerEntry>& layers) {
  std::vector<std::vector<std::string>> names;
  for (const LayerEntry& entry : layers)
    names.push_back(isDatabaseAddress(entry.path) ? namesOfTable(entry.path)
                                                  : namesOfFile(fs::path(entry.path).lexically_normal()));
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto isOthers = [&](std::size_t level) {
      for (std::size_t j = 0; j < layers.size(); ++j)
        if (names[j].back() != names[i].back() &&
            names[j][std::min(level, names[j].size() - 1)] == names[i][level])
          return true;
      return false;
    };
    std::size_t level = 0;
    while (level + 1 < names[i].size() && isOthers(level)) ++level;
    layers[i].layer.name = names[i][level];
  }
}

}  // namespace dateline::session
