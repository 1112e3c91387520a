#include "gdal/packed_index.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <span>
#include <vector>

namespace dateline::gdal {
namespace {

constexpr std::uint64_t kMagicBytes = 8, kSizeBytes = 4, kNodeBytes = 40, kOffsetInNode = 32;
constexpr std::uint32_t kMostHeading = 64u << 20;
constexpr std::size_t kFeaturesCount = 8, kNodeSize = 9;  // fields of the heading, by the schema
constexpr std::uint64_t kUsualNodeSize = 16;
constexpr std::size_t kNodesAtOnce = 4096;

/// A FlatBuffers table, read with care; numbers are little-endian, as is every machine that this runs on.
class Table {
 public:
  explicit Table(std::vector<char> bytes) : bytes_(std::move(bytes)) {
    const auto root = at<std::uint32_t>(0);
    const auto back = root ? at<std::int32_t>(*root) : std::nullopt;
    if (!back) return;
    table_ = *root;
    vtable_ = static_cast<std::int64_t>(*root) - *back;
  }
  /// A number of the table, or what it is when it is not written.
  template <typename Number>
  [[nodiscard]] std::optional<std::uint64_t> field(std::size_t index, std::uint64_t otherwise) const {
    const auto size = at<std::uint16_t>(vtable_);
    if (!size) return std::nullopt;
    const std::size_t slot = 4 + 2 * index;
    if (slot + 2 > *size) return otherwise;
    const auto offset = at<std::uint16_t>(vtable_ + static_cast<std::int64_t>(slot));
    if (!offset) return std::nullopt;
    if (*offset == 0) return otherwise;
    return at<Number>(table_ + *offset);
  }

 private:
  template <typename Number>
  [[nodiscard]] std::optional<Number> at(std::int64_t place) const {
    const auto all = static_cast<std::int64_t>(bytes_.size());
    if (place < 0 || place + static_cast<std::int64_t>(sizeof(Number)) > all) return std::nullopt;
    Number number;
    std::memcpy(&number, bytes_.data() + place, sizeof number);
    return number;
  }
  std::vector<char> bytes_;
  std::int64_t table_ = 0, vtable_ = -1;
};

/// Of the tree's levels, the leaves first: the number of the first node, and how many there are.
struct Level {
  std::uint64_t first = 0, count = 0;
};

std::vector<Level> levelsOf(std::uint64_t features, std::uint64_t nodeSize) {
  std::vector<Level> levels;
  std::uint64_t nodes = 0;
  for (std::uint64_t count = features;; count = (count + nodeSize - 1) / nodeSize) {
    levels.push_back({0, count});
    nodes += count;
    if (count == 1) break;
  }
  for (Level& level : levels) level.first = nodes -= level.count;
  return levels;
}

bool leadDown(std::ifstream& file, const Level& level, const Level& below) {
  std::vector<char> nodes;
  for (std::uint64_t done = 0; done < level.count;) {
    const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(kNodesAtOnce, level.count - done));
    nodes.resize(some * kNodeBytes);
    if (!file.read(nodes.data(), static_cast<std::streamsize>(nodes.size()))) return false;
    for (std::size_t i = 0; i < some; ++i) {
      std::uint64_t child = 0;
      std::memcpy(&child, nodes.data() + i * kNodeBytes + kOffsetInNode, sizeof child);
      if (child < below.first || child >= below.first + below.count) return false;
    }
    done += some;
  }
  return true;
}

/// Where the nodes of a file lie.
struct Tree {
  std::uint64_t nodesFrom = 0;  ///< byte
  std::uint64_t nodeSize = 0;   ///< children
  std::vector<Level> levels;
};

/// The file is left at the first node.
PackedIndex readTree(std::ifstream& file, std::uintmax_t bytes, Tree& tree) {
  file.seekg(kMagicBytes);
  std::uint32_t headingBytes = 0;
  if (!file.read(reinterpret_cast<char*>(&headingBytes), kSizeBytes) ||
      headingBytes > std::min<std::uintmax_t>(bytes, kMostHeading))
    return PackedIndex::damaged;
  std::vector<char> heading(headingBytes);
  if (!file.read(heading.data(), headingBytes)) return PackedIndex::damaged;
  const Table table(std::move(heading));
  const auto features = table.field<std::uint64_t>(kFeaturesCount, 0);
  const auto nodeSize = table.field<std::uint16_t>(kNodeSize, kUsualNodeSize);
  if (!features || !nodeSize) return PackedIndex::damaged;
  if (*features == 0 || *nodeSize == 0) return PackedIndex::none;
  if (*nodeSize < 2 || *features > bytes / kNodeBytes) return PackedIndex::damaged;
  tree = {kMagicBytes + kSizeBytes + headingBytes, *nodeSize, levelsOf(*features, *nodeSize)};
  const std::uint64_t nodes = tree.levels.front().first + tree.levels.front().count;
  return tree.nodesFrom + nodes * kNodeBytes > bytes ? PackedIndex::damaged : PackedIndex::sound;
}

geo::LngLatBox boxAt(const char* node) {
  geo::LngLatBox box;
  double numbers[4];
  std::memcpy(numbers, node, sizeof numbers);
  box.minX = numbers[0], box.minY = numbers[1], box.maxX = numbers[2], box.maxY = numbers[3];
  return box;
}

/// The number of the first child; of a leaf the first byte of its feature, counted from the first feature's.
std::uint64_t childAt(const char* node) {
  std::uint64_t child = 0;
  std::memcpy(&child, node + kOffsetInNode, sizeof child);
  return child;
}

/// How much of a box lies within others that do not meet each other; all of one that has no area.
double shareWithin(const geo::LngLatBox& box, std::span<const geo::LngLatBox> others) {
  const double area = box.width() * box.height();
  if (!(area > 0)) return 1;
  double within = 0;
  for (const geo::LngLatBox& other : others) {
    const double width = std::min(box.maxX, other.maxX) - std::max(box.minX, other.minX);
    const double height = std::min(box.maxY, other.maxY) - std::max(box.minY, other.minY);
    if (width > 0 && height > 0) within += width * height;
  }
  return std::min(1.0, within / area);
}

}  // namespace

PackedIndex lookOver(const std::filesystem::path& flatGeobuf) {
  std::error_code failed;
  const std::uintmax_t bytes = std::filesystem::file_size(flatGeobuf, failed);
  if (failed) return PackedIndex::damaged;
  std::ifstream file(flatGeobuf, std::ios::binary);
  Tree tree;
  if (const PackedIndex found = readTree(file, bytes, tree); found != PackedIndex::sound) return found;
  for (std::size_t level = tree.levels.size() - 1; level > 0; --level)
    if (!leadDown(file, tree.levels[level], tree.levels[level - 1])) return PackedIndex::damaged;
  return PackedIndex::sound;
}

std::optional<IndexedFeatures> featuresIn(const std::filesystem::path& flatGeobuf,
                                          const SourceWindow& window) {
  std::error_code failed;
  const std::uintmax_t bytes = std::filesystem::file_size(flatGeobuf, failed);
  std::ifstream file(flatGeobuf, std::ios::binary);
  Tree tree;
  if (failed || readTree(file, bytes, tree) != PackedIndex::sound) return std::nullopt;
  const Level& leaves = tree.levels.front();
  const std::uint64_t featuresFrom = tree.nodesFrom + (leaves.first + leaves.count) * kNodeBytes;
  IndexedFeatures found;
  std::vector<std::uint64_t> numbers{0};  // of the nodes of a level: first the root's
  std::vector<char> nodes;
  for (std::size_t level = tree.levels.size(); level-- > 0;) {
    const Level& here = tree.levels[level];
    std::vector<std::uint64_t> next;
    // Whole families, which stand one behind the other; of the root's level there is none but the root.
    const std::uint64_t family = level + 1 == tree.levels.size() ? 1 : tree.nodeSize;
    for (const std::uint64_t first : numbers) {
      if (first < here.first || first >= here.first + here.count) return std::nullopt;
      const auto left = here.first + here.count - first;
      const auto count = static_cast<std::size_t>(std::min(family, left));
      // A leaf's feature ends where that of the next leaf begins.
      const std::size_t more = level == 0 && left > count ? 1 : 0;
      nodes.resize((count + more) * kNodeBytes);
      file.seekg(static_cast<std::streamoff>(tree.nodesFrom + first * kNodeBytes));
      if (!file.read(nodes.data(), static_cast<std::streamsize>(nodes.size()))) return std::nullopt;
      for (std::size_t i = 0; i < count; ++i) {
        const char* node = nodes.data() + i * kNodeBytes;
        const geo::LngLatBox box = boxAt(node);
        if (!window.meets(box)) continue;  // what holds something wide is wide itself
        if (level > 0) {
          next.push_back(childAt(node));
          continue;
        }
        next.push_back(first + i - here.first);
        const std::uint64_t from = childAt(node);
        const std::uint64_t to = i + 1 < count + more ? childAt(node + kNodeBytes) : bytes - featuresFrom;
        if (to > from && to <= bytes - featuresFrom)
          found.bytes += static_cast<double>(to - from) * shareWithin(box, window.boxes);
      }
    }
    numbers = std::move(next);
  }
  std::sort(numbers.begin(), numbers.end());
  found.numbers = std::move(numbers);
  return found;
}

}  // namespace dateline::gdal
