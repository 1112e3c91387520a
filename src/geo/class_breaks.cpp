#include "geo/class_breaks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace dateline::geo {
namespace {

std::vector<double> quantiles(const std::vector<double>& sorted, std::size_t classes) {
  std::vector<double> breaks;
  for (std::size_t i = 1; i <= classes; ++i) {
    const std::size_t last = (sorted.size() * i + classes - 1) / classes - 1;
    if (breaks.empty() || sorted[last] > breaks.back()) breaks.push_back(sorted[last]);
  }
  return breaks;
}

std::vector<double> equalSteps(double least, double most, std::size_t classes) {
  if (least == most) return {most};
  std::vector<double> breaks;
  // In halves, as the difference of two finite numbers may be none.
  const double half = most / 2 - least / 2;
  for (std::size_t i = 1; i < classes; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(classes);
    breaks.push_back(least + half * share + half * share);
  }
  breaks.push_back(most);
  return breaks;
}

/// Optimal classes of sorted values, equal ones taken together.
class NaturalBreaks {
 public:
  explicit NaturalBreaks(const std::vector<double>& sorted) {
    // About their middle and within 1, so that the squares lose little and never overflow.
    const double middle = sorted.front() / 2 + sorted.back() / 2;
    const double reach = std::max(sorted.back() - middle, std::numeric_limits<double>::min());
    sums_.push_back({});
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const double x = (sorted[i] - middle) / reach;
      if (i == 0 || sorted[i] > distinct_.back()) {
        distinct_.push_back(sorted[i]);
        sums_.push_back(sums_.back());
      }
      Sums& sums = sums_.back();
      sums.count += 1;
      sums.values += x;
      sums.squares += x * x;
    }
  }

  std::vector<double> find(std::size_t classes) {
    const std::size_t n = distinct_.size();
    if (n <= classes) return distinct_;
    spread_.resize(n);
    for (std::size_t i = 0; i < n; ++i) spread_[i] = spreadOf(0, i);
    begins_.assign(classes, std::vector<std::uint32_t>(n, 0));
    for (std::size_t k = 1; k < classes; ++k) {
      std::vector<double> next(n, std::numeric_limits<double>::infinity());
      halve(k, k, n - 1, k, n - 1, next);
      spread_ = std::move(next);
    }
    std::vector<double> breaks;
    std::size_t last = n - 1;
    for (std::size_t k = classes; k-- > 0;) {
      breaks.push_back(distinct_[last]);
      if (k > 0) last = begins_[k][last] - 1;
    }
    std::reverse(breaks.begin(), breaks.end());
    return breaks;
  }

 private:
  struct Sums {
    double count = 0, values = 0, squares = 0;
  };

  /// Of the squares of the distances from their mean; from..to are distinct values, both included.
  [[nodiscard]] double spreadOf(std::size_t from, std::size_t to) const {
    const Sums &a = sums_[from], &b = sums_[to + 1];
    const double count = b.count - a.count, values = b.values - a.values;
    return std::max(0.0, b.squares - a.squares - values * values / count);
  }

  /// The best beginning of class k, for each last value from..to, lies within least..most.
  void halve(std::size_t k, std::size_t from, std::size_t to, std::size_t least, std::size_t most,
             std::vector<double>& next) {
    const std::size_t middle = from + (to - from) / 2;
    std::size_t best = least;
    for (std::size_t begin = least; begin <= std::min(middle, most); ++begin) {
      const double spread = spread_[begin - 1] + spreadOf(begin, middle);
      if (spread >= next[middle]) continue;
      next[middle] = spread;
      best = begin;
    }
    begins_[k][middle] = static_cast<std::uint32_t>(best);
    if (middle > from) halve(k, from, middle - 1, least, best, next);
    if (middle < to) halve(k, middle + 1, to, best, most, next);
  }

  std::vector<double> distinct_;
  std::vector<Sums> sums_;                          ///< of all before
  std::vector<double> spread_;                      ///< of the best classes of the values up to this
  std::vector<std::vector<std::uint32_t>> begins_;  ///< [class][last value]: where that class begins
};

}  // namespace

std::vector<double> classBreaks(std::vector<double> values, BreakMethod method, int classes) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty() || classes < 1) return {};
  std::sort(values.begin(), values.end());
  const auto most = static_cast<std::size_t>(classes);
  if (method == BreakMethod::equal) return equalSteps(values.front(), values.back(), most);
  return method == BreakMethod::quantiles ? quantiles(values, most) : NaturalBreaks(values).find(most);
}

}  // namespace dateline::geo
