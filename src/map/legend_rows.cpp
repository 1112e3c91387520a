#include "map/legend_rows.h"

#include <algorithm>
#include <string_view>

namespace dateline::map {
namespace {

constexpr int kMostLines = 2;
constexpr std::size_t kLookBack = 12;  // bytes

bool continuesCodePoint(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The beginning of the code point that byte `at` is in.
std::size_t codePointAt(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && continuesCodePoint(text[at])) --at;
  return at;
}

/// Line feeds and tabs are blanks in a row.
std::string onOneLine(std::string label) {
  std::ranges::replace_if(
      label, [](unsigned char c) { return c < ' '; }, ' ');
  return label;
}

class RowSetter {
 public:
  RowSetter(text::Typesetter& typesetter, const text::TextStyle& style, float widestPx)
      : typesetter_(typesetter), style_(style), widestPx_(widestPx) {}

  [[nodiscard]] bool fits(const std::string& words) const {
    return typesetter_.layout(words, style_, {.widthPx = widestPx_})->lines().size() <= kMostLines;
  }
  /// What does not fit ends in an ellipsis.
  [[nodiscard]] text::LayoutPtr set(const std::string& words) const {
    text::LayoutPtr line = typesetter_.layout(words, style_, {.maxLines = 1});
    if (line->width() <= widestPx_) return line;
    return typesetter_.layout(words, style_, {.widthPx = widestPx_, .maxLines = kMostLines});
  }
  /// How many bytes of the beginning fit with this behind them.
  [[nodiscard]] std::size_t headOf(const std::string& label, const std::string& tail) const {
    std::size_t good = 0, bad = label.size();
    while (good + 1 < bad) {
      const std::size_t middle = (good + bad) / 2;
      (fits(label.substr(0, codePointAt(label, middle)) + tail) ? good : bad) = middle;
    }
    return codePointAt(label, good);
  }

 private:
  text::Typesetter& typesetter_;
  text::TextStyle style_;
  float widestPx_;
};

/// How many bytes it has in common with the beginning of the one that it is most like.
std::size_t sharedWith(const std::vector<std::string>& all, std::size_t index) {
  const std::string& label = all[index];
  std::size_t most = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == index) continue;
    const auto ends = std::ranges::mismatch(label, all[i]);
    most = std::max(most, static_cast<std::size_t>(ends.in1 - label.begin()));
  }
  return codePointAt(label, most);
}

/// "A very long name of … number 4": from the word on in which it differs. Of the beginning stays what there
/// is room for, at least half of what is `seen` where it is cut at its end.
std::string cutBefore(const std::string& label, std::size_t differs, std::size_t seen,
                      const RowSetter& setter) {
  std::size_t from = label.rfind(' ', differs);
  if (from == std::string::npos || from + kLookBack < differs) from = codePointAt(label, differs);
  const std::string tail = "…" + label.substr(from);
  const std::size_t head = std::max(setter.headOf(label.substr(0, from), tail), std::min(seen / 2, from));
  return label.substr(0, codePointAt(label, head)) + tail;
}

}  // namespace

std::vector<text::LayoutPtr> legendRows(const std::vector<std::string>& labels, text::Typesetter& typesetter,
                                        const text::TextStyle& style, float widestPx) {
  const RowSetter setter(typesetter, style, widestPx);
  std::vector<std::string> words;
  for (const std::string& label : labels) words.push_back(onOneLine(label));
  std::vector<text::LayoutPtr> rows;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& label = words[i];
    if (setter.fits(label)) {
      rows.push_back(setter.set(label));
      continue;
    }
    const std::size_t differs = sharedWith(words, i);
    const std::size_t seen = setter.headOf(label, "…");
    rows.push_back(setter.set(differs < seen ? label : cutBefore(label, differs, seen, setter)));
  }
  return rows;
}

}  // namespace dateline::map
