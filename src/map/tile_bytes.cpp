#include <array>
#include <type_traits>

#include "base/byte_lists.h"
#include "map/tile_store.h"

namespace dateline::map {
namespace {

/// As numbers, because the bytes between the members of a struct may be anything.
using Numbers = std::vector<std::uint32_t>;

using Three = std::array<std::uint32_t, 3>;

Three numbersOf(const TileMesh::FillBatch& b) {
  return {b.styleClass, b.firstIndex, b.indexCount};
}
Three numbersOf(const TileMesh::LineBatch& b) {
  return {b.styleClass, b.firstLine, b.lineCount};
}
Three numbersOf(const TileMesh::PointBatch& b) {
  return {b.styleClass, b.first, b.count};
}
Three numbersOf(const TileMesh::PolyLine& line) {
  return {line.closed ? 1U : 0U, line.first, line.count};
}

template <typename T>
T madeOf(std::uint32_t a, std::uint32_t first, std::uint32_t count) {
  if constexpr (std::is_same_v<T, TileMesh::PolyLine>)
    return {first, count, a != 0};
  else
    return {a, first, count};
}

template <typename T>
Numbers numbersOf(const std::vector<T>& list) {
  Numbers numbers;
  numbers.reserve(3 * list.size());
  for (const T& element : list)
    for (const std::uint32_t number : numbersOf(element)) numbers.push_back(number);
  return numbers;
}

template <typename T>
void read(ByteListReader& reader, std::vector<T>& list) {
  Numbers numbers;
  reader.read(numbers);
  list.reserve(numbers.size() / 3);
  for (std::size_t i = 0; i + 2 < numbers.size(); i += 3)
    list.push_back(madeOf<T>(numbers[i], numbers[i + 1], numbers[i + 2]));
}

}  // namespace

std::string bytesOf(const TileMesh& mesh) {
  ByteListWriter writer;
  writer.add(mesh.fillVertices);
  writer.add(mesh.fillIndices);
  writer.add(numbersOf(mesh.fills));
  writer.add(mesh.linePoints);
  writer.add(numbersOf(mesh.polyLines));
  writer.add(numbersOf(mesh.lines));
  writer.add(mesh.points);
  writer.add(numbersOf(mesh.pointBatches));
  return writer.finish();
}

std::optional<TileMesh> meshOf(std::string_view bytes) {
  ByteListReader reader(bytes);
  TileMesh mesh;
  reader.read(mesh.fillVertices);
  reader.read(mesh.fillIndices);
  read(reader, mesh.fills);
  reader.read(mesh.linePoints);
  read(reader, mesh.polyLines);
  read(reader, mesh.lines);
  reader.read(mesh.points);
  read(reader, mesh.pointBatches);
  if (!reader.finished()) return std::nullopt;
  return mesh;
}

}  // namespace dateline::map
