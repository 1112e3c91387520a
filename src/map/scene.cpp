#include "map/scene.h"

namespace dateline::map {
namespace {
template <typename T>
std::size_t bytesOf(const std::vector<T>& items) {
  return items.capacity() * sizeof(T);
}
}  // namespace

std::size_t TileMesh::bytes() const {
  return sizeof(TileMesh) + bytesOf(fillVertices) + bytesOf(fillIndices) + bytesOf(fills) +
         bytesOf(linePoints) + bytesOf(polyLines) + bytesOf(lines) + bytesOf(points) + bytesOf(pointBatches);
}

}  // namespace dateline::map
