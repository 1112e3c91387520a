#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace dateline {

/// Lists of plain values one after another, each behind the number of its elements, as they lie in memory.
class ByteListWriter {
 public:
  template <typename T>
  void add(const std::vector<T>& list) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::uint64_t count = list.size();
    bytes_.append(reinterpret_cast<const char*>(&count), sizeof count);
    bytes_.append(reinterpret_cast<const char*>(list.data()), count * sizeof(T));
  }
  [[nodiscard]] std::string finish() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads them back in the same order. After one that is not there all others are empty.
class ByteListReader {
 public:
  explicit ByteListReader(std::string_view bytes) : left_(bytes) {}

  template <typename T>
  void read(std::vector<T>& list) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::uint64_t count = 0;
    list.clear();
    good_ = good_ && left_.size() >= sizeof count;
    if (!good_) return;
    std::memcpy(&count, left_.data(), sizeof count);
    left_.remove_prefix(sizeof count);
    good_ = count <= left_.size() / sizeof(T);
    if (!good_ || count == 0) return;
    list.resize(count);
    std::memcpy(static_cast<void*>(list.data()), left_.data(), count * sizeof(T));
    left_.remove_prefix(count * sizeof(T));
  }
  /// True when each was there and nothing is left.
  [[nodiscard]] bool finished() const { return good_ && left_.empty(); }

 private:
  std::string_view left_;
  bool good_ = true;
};

}  // namespace dateline
