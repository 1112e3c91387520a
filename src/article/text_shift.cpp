#include "article/text_shift.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace dateline::article {
namespace {

bool insidePoint(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// A block that stands once in each version.
struct Twin {
  std::size_t before = 0, after = 0, length = 0;  ///< bytes
};

struct Seen {
  std::size_t count = 0, at = 0;
};

std::unordered_map<std::string_view, Seen> blocksIn(const Article& article, std::size_t from,
                                                    std::size_t to) {
  std::unordered_map<std::string_view, Seen> seen;
  for (const Block& block : article.blocks) {
    const std::size_t start = article.offsets.byteOf(article.text, block.range.start);
    const std::size_t end = article.offsets.byteOf(article.text, block.range.end);
    if (start < from || end > to || start == end) continue;
    Seen& one = seen[std::string_view(article.text).substr(start, end - start)];
    ++one.count;
    one.at = start;
  }
  return seen;
}

/// The longest run of twins that are in order in both versions.
std::vector<Twin> inOrder(std::vector<Twin> twins) {
  std::sort(twins.begin(), twins.end(), [](const Twin& a, const Twin& b) { return a.before < b.before; });
  std::vector<std::size_t> last;  // of the best run of each length, the twin it ends with
  std::vector<std::size_t> previous(twins.size(), twins.size());
  for (std::size_t i = 0; i < twins.size(); ++i) {
    const auto place = std::lower_bound(last.begin(), last.end(), i, [&](std::size_t a, std::size_t b) {
      return twins[a].after < twins[b].after;
    });
    if (place != last.begin()) previous[i] = *(place - 1);
    if (place == last.end())
      last.push_back(i);
    else
      *place = i;
  }
  std::vector<Twin> run;
  for (std::size_t i = last.empty() ? twins.size() : last.back(); i < twins.size(); i = previous[i])
    run.push_back(twins[i]);
  std::reverse(run.begin(), run.end());
  return run;
}

}  // namespace

void TextShift::add(const Article& before, const Article& after, Bytes inBefore, std::size_t inAfter) {
  if (inBefore.start >= inBefore.end) return;
  const std::size_t start = before.offsets.codePointOf(before.text, inBefore.start);
  const std::size_t end = before.offsets.codePointOf(before.text, inBefore.end);
  shared_.push_back({start, after.offsets.codePointOf(after.text, inAfter), end - start});
}

/// Notes what is equal at the ends of a gap; gives what is left of it.
TextShift::Gap TextShift::trimmed(const Article& before, const Article& after, Gap gap) {
  const std::string_view a =
      std::string_view(before.text).substr(gap.before.start, gap.before.end - gap.before.start);
  const std::string_view b =
      std::string_view(after.text).substr(gap.after.start, gap.after.end - gap.after.start);
  const std::size_t shorter = std::min(a.size(), b.size());
  auto head = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin()).first -
      a.begin());
  while (head > 0 && (insidePoint(a, head) || insidePoint(b, head))) --head;
  std::size_t tail = 0;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  while (tail > 0 && insidePoint(a, a.size() - tail)) --tail;
  add(before, after, {gap.before.start, gap.before.start + head}, gap.after.start);
  add(before, after, {gap.before.end - tail, gap.before.end}, gap.after.end - tail);
  return {{gap.before.start + head, gap.before.end - tail}, {gap.after.start + head, gap.after.end - tail}};
}

TextShift::TextShift(const Article& before, const Article& after)
    : before_(before.offsets.codePoints()), after_(after.offsets.codePoints()) {
  const Gap middle = trimmed(before, after, {{0, before.text.size()}, {0, after.text.size()}});
  std::vector<Twin> twins;
  if (middle.before.start < middle.before.end && middle.after.start < middle.after.end) {
    const auto here = blocksIn(before, middle.before.start, middle.before.end);
    for (const auto& [text, one] : blocksIn(after, middle.after.start, middle.after.end)) {
      const auto other = here.find(text);
      if (one.count == 1 && other != here.end() && other->second.count == 1)
        twins.push_back({other->second.at, one.at, text.size()});
    }
  }
  Bytes a = middle.before, b = middle.after;
  for (const Twin& twin : inOrder(std::move(twins))) {
    trimmed(before, after, {{a.start, twin.before}, {b.start, twin.after}});
    add(before, after, {twin.before, twin.before + twin.length}, twin.after);
    a.start = twin.before + twin.length;
    b.start = twin.after + twin.length;
  }
  trimmed(before, after, {a, b});
  std::sort(shared_.begin(), shared_.end(),
            [](const Shared& x, const Shared& y) { return x.before < y.before; });
}

const TextShift::Shared* TextShift::holding(std::size_t offset) const {
  const auto behind = std::upper_bound(shared_.begin(), shared_.end(), offset,
                                       [](std::size_t at, const Shared& one) { return at < one.before; });
  return behind == shared_.begin() ? nullptr : &*(behind - 1);
}

std::size_t TextShift::of(std::size_t offset) const {
  const Shared* last = holding(offset);
  if (last != nullptr && offset <= last->before + last->length) return last->after + (offset - last->before);
  const Shared* next = last == nullptr ? shared_.data() : last + 1;
  const bool more = next != shared_.data() + shared_.size();
  const std::size_t from = last == nullptr ? 0 : last->before + last->length;
  const std::size_t to = more ? next->before : std::max(from, before_);
  const std::size_t low = last == nullptr ? 0 : last->after + last->length;
  const std::size_t high = more ? next->after : std::max(low, after_);
  if (to <= from || high <= low) return low;
  const double share = static_cast<double>(std::min(offset, to) - from) / static_cast<double>(to - from);
  return low + static_cast<std::size_t>(share * static_cast<double>(high - low));
}

std::optional<TextRange> TextShift::of(const TextRange& range) const {
  if (range.start >= range.end) return std::nullopt;
  const Shared* first = holding(range.start);
  const Shared* last = holding(range.end - 1);
  const auto holds = [](const Shared* one, std::size_t at) {
    return one != nullptr && at < one->before + one->length;
  };
  if (!holds(first, range.start) || !holds(last, range.end - 1)) return std::nullopt;
  const TextRange moved{of(range.start), of(range.end - 1) + 1};
  if (moved.start >= moved.end) return std::nullopt;
  return moved;
}

}  // namespace dateline::article
