#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "geo/lnglat.h"

namespace dateline::geo {

/// The points of a set, one after another: its own, to which more can be added, or those that lie in
/// something else, as in a file that is mapped into memory.
class Points {
 public:
  Points() = default;
  Points(std::initializer_list<LngLat> points) : own_(points) {}
  explicit Points(std::vector<LngLat> points) : own_(std::move(points)) {}
  /// `owner` keeps what `points` looks at.
  Points(std::span<const LngLat> points, std::shared_ptr<const void> owner)
      : elsewhere_(points), owner_(std::move(owner)) {}

  [[nodiscard]] std::span<const LngLat> all() const {
    return owner_ ? elsewhere_ : std::span<const LngLat>(own_);
  }
  [[nodiscard]] std::size_t size() const { return all().size(); }
  [[nodiscard]] bool empty() const { return all().empty(); }
  [[nodiscard]] const LngLat* data() const { return all().data(); }
  [[nodiscard]] const LngLat& operator[](std::size_t i) const { return all()[i]; }
  [[nodiscard]] auto begin() const { return all().begin(); }
  [[nodiscard]] auto end() const { return all().end(); }

  // Only for points of its own.
  void reserve(std::size_t count) { own_.reserve(count); }
  void push_back(const LngLat& point) { own_.push_back(point); }
  void append(std::span<const LngLat> points) { own_.insert(own_.end(), points.begin(), points.end()); }
  [[nodiscard]] std::span<LngLat> own() { return own_; }
  /// Gives memory back that was set aside, where it is more than what is used.
  void trim() {
    if (own_.size() < own_.capacity() / 2) own_.shrink_to_fit();
  }

 private:
  std::vector<LngLat> own_;
  std::span<const LngLat> elsewhere_;
  std::shared_ptr<const void> owner_;
};

}  // namespace dateline::geo
