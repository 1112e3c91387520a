#include "ui/margin_places.h"

#include <algorithm>

namespace dateline::ui {
namespace {

constexpr float kNumberHalf = 11, kCountHalf = 6;  // of the height that each takes
/// A number that stands farther from its line seems to belong to another one.
constexpr float kFarthest = 55;
/// Into the space between paragraphs.
constexpr float kBeyond = 8;

/// One or two numbers, or a count, or a number with a count beside it.
struct Row {
  std::size_t first = 0, numbers = 1, counted = 0;
  float wanted = 0;
  float highest = 0;  ///< where it may stand when all above move up
  float y = 0;

  [[nodiscard]] float half() const { return numbers > 0 ? kNumberHalf : kCountHalf; }
};

class Placing {
 public:
  explicit Placing(const MarginRoom& room) : room_(room) {}

  void add(Row row) {
    row.highest = highestOf(row);
    if (rows_.empty() || row.highest <= lowestOf(row))
      rows_.push_back(row);
    else
      count(row);
  }

  MarginPlaces finish() {
    settle();
    MarginPlaces found{.places = {}, .free = room_.free};
    for (const Row& row : rows_) {
      for (std::size_t i = 0; i < row.numbers; ++i)
        found.places.push_back({.first = row.first + i, .outer = i + 1 < row.numbers, .y = row.y});
      if (row.counted > 0)
        found.places.push_back({.first = row.first + row.numbers,
                                .count = row.counted,
                                .counted = true,
                                .outer = row.numbers > 0,
                                .y = row.y});
      found.free = row.y + row.half();
    }
    return found;
  }

 private:
  [[nodiscard]] float highestOf(const Row& row) const {
    const float above = rows_.empty() ? room_.free : rows_.back().highest + rows_.back().half();
    const float top = room_.top - kBeyond + kMarkSize / 2;
    return std::max({above + row.half(), top, row.wanted - kFarthest});
  }

  [[nodiscard]] float lowestOf(const Row& row) const {
    const float ink = row.numbers > 0 ? kMarkSize / 2 : kCountHalf;
    return std::min(room_.bottom + kBeyond - ink, row.wanted + kFarthest);
  }

  /// With the count that there is already, below or beside the last number, or else in its place.
  void count(const Row& hidden) {
    const Row last = rows_.back();
    if (last.counted == 0 && last.numbers > 0) {
      Row below{.first = hidden.first, .numbers = 0, .counted = 0, .wanted = last.wanted};
      below.highest = highestOf(below);
      const std::size_t beside = room_.beside ? 1 : 0;  // that a count can stand beside
      if (!(room_.pairs && room_.beside) && below.highest <= lowestOf(below))
        rows_.push_back(below);
      else
        for (std::size_t i = last.numbers; i > beside; --i) takeNumber();
    }
    rows_.back().counted += hidden.numbers;
  }

  /// The last number has to make room for a count.
  void takeNumber() {
    Row& last = rows_.back();
    --last.numbers;
    ++last.counted;
    if (last.numbers > 0 || rows_.size() == 1) return;
    Row& above = rows_[rows_.size() - 2];
    if (above.numbers > 0) return;
    above.counted += last.counted;
    rows_.pop_back();
  }

  /// Down from their lines as they come, then up from the end of the paragraph.
  void settle() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const float above = i == 0 ? room_.free : rows_[i - 1].y + rows_[i - 1].half();
      rows_[i].y = std::max(rows_[i].wanted, above + rows_[i].half());
    }
    for (std::size_t i = rows_.size(); i-- > 0;) {
      float lowest = lowestOf(rows_[i]);
      if (i + 1 < rows_.size())
        lowest = std::min(lowest, rows_[i + 1].y - rows_[i + 1].half() - rows_[i].half());
      rows_[i].y = std::max(rows_[i].highest, std::min(rows_[i].y, lowest));
    }
  }

  MarginRoom room_;
  std::vector<Row> rows_;
};

}  // namespace

MarginPlaces placeInMargin(std::span<const float> wanted, const MarginRoom& room) {
  Placing placing(room);
  for (std::size_t i = 0; i < wanted.size();) {
    const bool two = room.pairs && i + 1 < wanted.size() && wanted[i + 1] - wanted[i] < 2;
    placing.add({.first = i, .numbers = two ? std::size_t{2} : std::size_t{1}, .wanted = wanted[i]});
    i += two ? 2 : 1;
  }
  return placing.finish();
}

}  // namespace dateline::ui
