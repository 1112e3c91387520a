#include "story/neighbours.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace dateline::story {
namespace {

using article::TextRange;
using Known = Neighbours::Known;

constexpr std::size_t kMostLooks = 64;

bool holds(TextRange outer, TextRange inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/// More than half of the shorter one.
bool mostlyOverlaps(TextRange a, TextRange b) {
  const std::size_t start = std::max(a.start, b.start);
  const std::size_t end = std::min(a.end, b.end);
  return start < end && 2 * (end - start) > std::min(a.length(), b.length());
}

/// The longest part of what is sorted by where it was that is sorted by where it is too (Fredman 1975).
std::vector<Known> inOrder(const std::vector<Known>& known) {
  std::vector<std::size_t> ends;  // of chains of length 1, 2, ... the last link, where it is least
  std::vector<std::ptrdiff_t> previous(known.size(), -1);
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto at =
        std::upper_bound(ends.begin(), ends.end(), known[i].now.start,
                         [&](std::size_t start, std::size_t end) { return start < known[end].now.start; });
    if (at != ends.begin()) previous[i] = static_cast<std::ptrdiff_t>(*std::prev(at));
    if (at == ends.end())
      ends.push_back(i);
    else
      *at = i;
  }
  std::vector<Known> chain;
  for (std::ptrdiff_t i = ends.empty() ? -1 : static_cast<std::ptrdiff_t>(ends.back()); i >= 0;
       i = previous[static_cast<std::size_t>(i)])
    chain.push_back(known[static_cast<std::size_t>(i)]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace

Neighbours::Neighbours(std::vector<Known> known) : claims_(std::move(known)) {
  const auto byOrigin = [](const Known& a, const Known& b) {
    return a.before.start != b.before.start ? a.before.start < b.before.start : a.now.start < b.now.start;
  };
  std::sort(claims_.begin(), claims_.end(), byOrigin);
  byBefore_ = inOrder(claims_);
  std::set_difference(claims_.begin(), claims_.end(), byBefore_.begin(), byBefore_.end(),
                      std::back_inserter(strays_), byOrigin);
  byNow_ = byBefore_;
  const auto byPlace = [](const Known& a, const Known& b) { return a.now.start < b.now.start; };
  std::sort(claims_.begin(), claims_.end(), byPlace);
  std::sort(byNow_.begin(), byNow_.end(), byPlace);
  std::sort(strays_.begin(), strays_.end(), byPlace);
  for (const Known& one : claims_) longest_ = std::max({longest_, one.before.length(), one.now.length()});
}

Neighbours::Around Neighbours::around(TextRange before) const {
  Around found;
  const auto from = std::lower_bound(byBefore_.begin(), byBefore_.end(), before.start,
                                     [](const Known& one, std::size_t at) { return one.before.start < at; });
  std::size_t looks = 0;
  for (auto it = from; it != byBefore_.end() && looks < kMostLooks; ++it, ++looks) {
    if (it->before == before) continue;
    if (holds(it->before, before)) found.holder = &*it;
    if (it->before.start < before.end) continue;
    found.right = &*it;
    break;
  }
  looks = 0;
  for (auto it = from; it != byBefore_.begin() && looks < kMostLooks; ++looks) {
    --it;
    if (it->before == before) continue;
    if (holds(it->before, before)) found.holder = &*it;
    if (found.left == nullptr && it->before.end <= before.start) found.left = &*it;
    if (found.left != nullptr && it->before.start + longest_ < before.end) break;
  }
  return found;
}

std::optional<double> Neighbours::witness(TextRange before, TextRange place) const {
  const Around found = around(before);
  const std::ptrdiff_t shift =
      static_cast<std::ptrdiff_t>(place.start) - static_cast<std::ptrdiff_t>(before.start);
  if (found.holder != nullptr) {
    if (found.holder->shift() == shift && holds(found.holder->now, place)) return 1;
    if (!found.holder->now.overlaps(place)) return 0;
  }
  if (found.left == nullptr && found.right == nullptr) return std::nullopt;
  // From its end, a passage that became longer or shorter moved as far as what follows it.
  const std::ptrdiff_t endShift =
      static_cast<std::ptrdiff_t>(place.end) - static_cast<std::ptrdiff_t>(before.end);
  if (found.left != nullptr && found.left->shift() == shift) return 1;
  if (found.right != nullptr && found.right->shift() == endShift) return 1;
  const bool behindLeft = found.left == nullptr || place.start >= found.left->now.end;
  const bool beforeRight = found.right == nullptr || place.end <= found.right->now.start;
  return behindLeft && beforeRight ? 0.5 : 0.0;
}

std::optional<std::size_t> Neighbours::drift(TextRange before, TextRange place) const {
  const Around found = around(before);
  const Known moved{before, place};
  std::optional<std::size_t> least;
  const auto consider = [&](std::ptrdiff_t shift, std::ptrdiff_t neighbours) {
    const auto off = static_cast<std::size_t>(std::abs(shift - neighbours));
    least = least ? std::min(*least, off) : off;
  };
  if (found.left != nullptr) consider(moved.shift(), found.left->endShift());
  if (found.right != nullptr) consider(moved.endShift(), found.right->shift());
  return least;
}

bool Neighbours::isAnothers(TextRange before, TextRange place) const {
  const auto end = std::lower_bound(claims_.begin(), claims_.end(), place.end,
                                    [](const Known& one, std::size_t at) { return one.now.start < at; });
  std::size_t looks = 0;
  for (auto it = end; it != claims_.begin() && looks < kMostLooks; ++looks) {
    --it;
    if (it->now.start + longest_ < place.start) break;
    if (mostlyOverlaps(it->now, place) && !it->before.overlaps(before)) return true;
  }
  return false;
}

bool Neighbours::wasThereBefore(TextRange before, TextRange place) const {
  const auto right = std::lower_bound(byNow_.begin(), byNow_.end(), place.end,
                                      [](const Known& one, std::size_t at) { return one.now.start < at; });
  if (right == byNow_.end()) return false;
  auto left = std::lower_bound(byNow_.begin(), byNow_.end(), place.start,
                               [](const Known& one, std::size_t at) { return one.now.start < at; });
  for (std::size_t looks = 0; left != byNow_.begin() && looks < kMostLooks; ++looks) {
    --left;
    if (left->now.end > place.start) continue;
    const std::ptrdiff_t shift = left->shift();
    if (shift != right->shift() || left->before.end > right->before.start) return false;
    const TextRange origin{place.start - static_cast<std::size_t>(shift),
                           place.end - static_cast<std::size_t>(shift)};
    return !origin.overlaps(before);
  }
  return false;
}

std::optional<std::ptrdiff_t> Neighbours::growthAround(TextRange place) const {
  const auto startsBefore = [](const Known& one, std::size_t at) { return one.now.start < at; };
  const auto right = std::lower_bound(byNow_.begin(), byNow_.end(), place.end, startsBefore);
  if (right == byNow_.end()) return std::nullopt;
  auto left = std::lower_bound(byNow_.begin(), byNow_.end(), place.start, startsBefore);
  for (std::size_t looks = 0; left != byNow_.begin() && looks < kMostLooks; ++looks)
    if ((--left)->now.end <= place.start) return right->shift() - left->endShift();
  return right->shift();
}

bool Neighbours::cameFromElsewhere(TextRange place) const {
  const auto first = std::lower_bound(strays_.begin(), strays_.end(), place.start,
                                      [](const Known& one, std::size_t at) { return one.now.start < at; });
  return first != strays_.end() && holds(place, first->now);
}

std::optional<std::ptrdiff_t> Neighbours::commonShift(TextRange before) const {
  const Around found = around(before);
  if (found.holder != nullptr) return found.holder->shift();
  if (found.left == nullptr || found.right == nullptr || found.left->shift() != found.right->shift())
    return std::nullopt;
  return found.left->shift();
}

}  // namespace dateline::story
