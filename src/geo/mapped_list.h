#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace dateline::geo {

/// Plain values one after another: its own, to which more can be added, or those that lie in something else,
/// as in a file that is mapped into memory.
template <typename T>
class MappedList {
 public:
  MappedList() = default;
  MappedList(std::initializer_list<T> values) : own_(values) {}
  explicit MappedList(std::vector<T> values) : own_(std::move(values)) {}
  /// `owner` keeps what `values` looks at.
  MappedList(std::span<const T> values, std::shared_ptr<const void> owner)
      : elsewhere_(values), owner_(std::move(owner)) {}

  [[nodiscard]] std::span<const T> all() const { return owner_ ? elsewhere_ : std::span<const T>(own_); }
  [[nodiscard]] std::size_t size() const { return all().size(); }
  [[nodiscard]] bool empty() const { return all().empty(); }
  [[nodiscard]] const T* data() const { return all().data(); }
  [[nodiscard]] const T& operator[](std::size_t i) const { return all()[i]; }
  [[nodiscard]] const T& back() const { return all().back(); }
  [[nodiscard]] auto begin() const { return all().begin(); }
  [[nodiscard]] auto end() const { return all().end(); }

  // Only for values of its own.
  void reserve(std::size_t count) { own_.reserve(count); }
  void push_back(const T& value) { own_.push_back(value); }
  void append(std::span<const T> values) { own_.insert(own_.end(), values.begin(), values.end()); }
  [[nodiscard]] std::span<T> own() { return own_; }
  /// Gives memory back that was set aside, where it is more than what is used.
  void trim() {
    if (own_.size() < own_.capacity() / 2) own_.shrink_to_fit();
  }

 private:
  std::vector<T> own_;
  std::span<const T> elsewhere_;
  std::shared_ptr<const void> owner_;
};

}  // namespace dateline::geo
