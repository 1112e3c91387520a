#include "ui/marked_text.h"

#include <algorithm>

namespace dateline::ui {
namespace {

constexpr std::size_t kLongestSame = 220;  // bytes; of longer stretches the ends are kept
constexpr std::size_t kKeptOfSame = 80;
constexpr std::size_t kMostMarkedBytes = 2400;
constexpr std::string_view kLeftOut = " … ";

bool continuesPoint(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// At or before `at`: behind a space, where one is near, else between two code points.
std::size_t cutBefore(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestWord = 24;
  const std::size_t space = text.find_last_of(" \n", at);
  if (space != std::string_view::npos && space + kLongestWord > at) return space;
  while (at > 0 && continuesPoint(text[at])) --at;
  return at;
}

std::size_t cutAfter(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestWord = 24;
  const std::size_t space = text.find_first_of(" \n", at);
  if (space != std::string_view::npos && space < at + kLongestWord) return space + 1;
  while (at < text.size() && continuesPoint(text[at])) ++at;
  return at;
}

/// White space of any length is one space.
void appendShown(std::string& to, std::string_view part) {
  for (const char c : part) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank)
      to += c;
    else if (to.empty() || to.back() != ' ')
      to += ' ';
  }
}

void appendSame(std::string& to, std::string_view part) {
  if (part.size() <= kLongestSame) return appendShown(to, part);
  appendShown(to, part.substr(0, cutBefore(part, kKeptOfSame)));
  to += kLeftOut;
  appendShown(to, part.substr(cutAfter(part, part.size() - kKeptOfSame)));
}

}  // namespace

MarkedText markedText(std::string_view passage, const std::vector<story::ByteSpan>& changed,
                      std::string_view before, std::string_view behind) {
  MarkedText marked;
  if (!before.empty()) {
    appendShown(marked.text, before);
    marked.around.push_back({0, marked.text.size()});
  }
  std::size_t at = 0;
  for (const story::ByteSpan& span : changed) {
    if (span.end <= span.start || span.start < at || span.end > passage.size()) continue;
    appendSame(marked.text, passage.substr(at, span.start - at));
    const std::size_t from = marked.text.size();
    appendShown(marked.text, passage.substr(span.start, span.length()));
    marked.changed.push_back({from, marked.text.size()});
    at = span.end;
    if (marked.text.size() > kMostMarkedBytes) break;
  }
  if (marked.text.size() > kMostMarkedBytes) {
    marked.text.resize(cutBefore(marked.text, kMostMarkedBytes));
    marked.text += kLeftOut;
    return marked;
  }
  appendSame(marked.text, passage.substr(at));
  if (!behind.empty()) {
    const std::size_t from = marked.text.size();
    appendShown(marked.text, behind);
    marked.around.push_back({from, marked.text.size()});
  }
  return marked;
}

}  // namespace dateline::ui
