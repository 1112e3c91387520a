#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "article/html_title.h"

// Pages of archives, newsletters and press offices set headline, date and text in one element, with <br>
// between them.

namespace dateline::article {
namespace {

constexpr std::size_t kMostLinesAbove = 5;
constexpr std::size_t kMostLooked = 4000;         // lines of a page
constexpr std::size_t kLongestLine = 300;         // bytes
constexpr std::uint32_t kLongestWhoOrWhen = 130;  // characters of a line that tells who or when

/// What stands between two line breaks of a run.
using Line = Run;

std::vector<Line> linesOf(const HtmlPage& page, const Run& run, std::size_t most) {
  std::vector<Line> lines;
  for (std::uint32_t at = run.begin; at < run.end; ++at) {
    const Part& part = page.parts[at];
    const bool breaks = part.kind == Part::Kind::lineBreak;
    if (breaks && lines.size() == most) break;
    if (lines.empty() || breaks) lines.push_back({.container = run.container, .begin = at, .end = at});
    lines.back().end = at + 1;
    if (part.kind == Part::Kind::text) addToRun(page, part.node, lines.back());
  }
  return lines;
}

std::string textOfLine(const HtmlPage& page, const Line& line) {
  std::string text;
  for (std::uint32_t at = line.begin; at < line.end && text.size() <= kLongestLine; ++at)
    if (page.parts[at].kind == Part::Kind::text)
      text += page.tree.textOf(page.tree.nodes[page.parts[at].node]);
  return text;
}

bool breaksLines(const HtmlPage& page, const Run& run) {
  const auto begin = page.parts.begin() + run.begin, end = page.parts.begin() + run.end;
  return std::any_of(begin, end, [](const Part& part) { return part.kind == Part::Kind::lineBreak; });
}

/// Which of the lines is the headline; their number for none.
std::size_t titleAmong(const HtmlPage& page, const std::vector<Line>& lines, const PageFacts& facts) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].linked > 0 || lines[i].characters == 0 || lines[i].characters > kLongestLine) continue;
    const std::string text = textOfLine(page, lines[i]);
    if (text.size() <= kLongestLine &&
        (sameTitle(text, facts.headline) || sameTitle(text, facts.windowTitle)))
      return i;
  }
  return lines.size();
}

/// The lines up to the headline, those behind it that may be of the head, and the rest in one.
std::vector<Run> partsAround(const HtmlPage& page, const Run& run, std::vector<Line> lines,
                             std::size_t title) {
  std::size_t head = title + 1;
  while (head < lines.size() && !lines[head].sentence && lines[head].characters <= kLongestWhoOrWhen) ++head;
  lines.resize(head);
  if (lines.back().end < run.end) {
    Line rest{.container = run.container, .begin = lines.back().end, .end = run.end};
    for (std::uint32_t at = rest.begin; at < rest.end; ++at)
      if (page.parts[at].kind == Part::Kind::text) addToRun(page, page.parts[at].node, rest);
    lines.push_back(rest);
  }
  for (Line& line : lines)
    if (page.parts[line.begin].kind == Part::Kind::lineBreak) ++line.begin;
  std::erase_if(lines, [](const Line& line) { return line.begin >= line.end || line.characters == 0; });
  return lines;
}

}  // namespace

void partTitleLine(HtmlPage& page, const PageFacts& facts) {
  std::size_t looked = 0;
  for (std::size_t i = 0; i < page.runs.size() && looked < kMostLooked; ++i) {
    const Run run = page.runs[i];
    const NodeStyle& style = page.styles[page.parts[run.begin].node];
    if (style.kind != BlockKind::paragraph || style.preformatted || style.dataTable) continue;
    if (!breaksLines(page, run)) continue;
    std::vector<Line> lines = linesOf(page, run, kMostLinesAbove + 1);
    looked += lines.size();
    const std::size_t title = titleAmong(page, lines, facts);
    if (title == lines.size()) continue;
    const std::vector<Run> runs = partsAround(page, run, linesOf(page, run, title + 4), title);
    page.runs.erase(page.runs.begin() + static_cast<std::ptrdiff_t>(i));
    page.runs.insert(page.runs.begin() + static_cast<std::ptrdiff_t>(i), runs.begin(), runs.end());
    return;
  }
}

}  // namespace dateline::article
