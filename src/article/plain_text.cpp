#include <algorithm>
#include <array>

#include "article/blocks.h"
#include "article/datelines.h"
#include "article/head_letters.h"
#include "article/plain_links.h"

namespace dateline::article {
namespace {

constexpr std::string_view kLineBlank = " \t\r\f\v\n";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

std::string_view trimmedLine(std::string_view text) {
  for (;;) {
    const std::size_t first = text.find_first_not_of(kLineBlank);
    if (first == std::string_view::npos) return {};
    text = text.substr(first, text.find_last_not_of(kLineBlank) - first + 1);
    if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      return text;
    }
  }
}

using Lines = std::vector<std::string_view>;

/// Runs of lines that are not blank, each line trimmed.
std::vector<Lines> groupsOfLines(std::string_view text) {
  std::vector<Lines> groups;
  bool open = false;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = trimmedLine(text.substr(from, end - from));
    from = end + 1;
    if (line.empty()) {
      open = false;
      continue;
    }
    if (!open) groups.emplace_back();
    open = true;
    groups.back().push_back(line);
  }
  return groups;
}

bool startsListItem(std::string_view line) {
  return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("\xE2\x80\xA2");
}

bool endsWithAny(std::string_view text, const auto& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

constexpr std::array<std::string_view, 14> kAgencies = {
    "Reuters", "REUTERS", "AP",      "AFP",  "Getty Images", "Getty",     "EPA",
    "EPA-EFE", "Xinhua",  "Anadolu", "TASS", "Sputnik",      "Bloomberg", "AP Photo"};

/// "... [Name/Pool via Reuters]", "... (AP Photo/Name)", "... via REUTERS".
bool isCaption(std::string_view line) {
  if (line.size() > 600 || line.size() < 8) return false;
  const char last = line.back();
  if (last == ']' || last == ')') {
    const std::size_t open = line.rfind(last == ']' ? '[' : '(');
    if (open == std::string_view::npos || open == 0 || line.size() - open > 120) return false;
    const std::string_view credit = line.substr(open + 1, line.size() - open - 2);
    const auto names = [&](std::string_view agency) {
      return credit.starts_with(agency) || credit.ends_with(agency);
    };
    return std::any_of(kAgencies.begin(), kAgencies.end(), names) ||
           (last == ']' && (credit.find('/') != std::string_view::npos || credit.starts_with("File")));
  }
  const std::size_t via = line.rfind(" via ");
  return via != std::string_view::npos && line.size() - via < 24 && endsWithAny(line, kAgencies);
}

bool endsLikeSentence(std::string_view line) {
  static constexpr std::array<std::string_view, 17> kEndings = {
      ".", "!", "?", ":", ";", ",", "\"", "…", "”", "’", ")", "。", "！", "？", "؟", "۔", "।"};
  return endsWithAny(line, kEndings);
}

/// Lines broken by an editor at a column: all but the last nearly fill the measure. Of lines that could be
/// short paragraphs as well, few end where sentences do.
bool isHardWrapped(const Lines& lines) {
  constexpr std::size_t kLongest = 90, kLongestOfAny = 140;
  if (lines.size() < 2) return false;
  std::size_t shortest = std::string_view::npos;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    if (startsListItem(lines[i]) || (!last && isCaption(lines[i]))) return false;
    const std::size_t length = countCodePoints(lines[i]);
    longest = std::max(longest, length);
    if (!last) shortest = std::min(shortest, length);
  }
  if (shortest < 45 || longest > kLongestOfAny || longest - shortest > 25) return false;
  const auto ended =
      static_cast<std::size_t>(std::count_if(lines.begin(), lines.end() - 1, endsLikeSentence));
  return longest <= kLongest || ended * 3 <= lines.size() - 1;
}

/// Columns of white space before a line of the text, and of ideographic spaces that begin it.
std::size_t indentOf(std::string_view text, std::string_view line) {
  constexpr std::size_t kTab = 8;
  constexpr std::string_view kIdeographic = "\xE3\x80\x80";
  std::size_t columns = 0;
  for (; line.starts_with(kIdeographic); line.remove_prefix(kIdeographic.size())) columns += 2;
  std::string_view before =
      text.substr(0, static_cast<std::size_t>(line.data() - text.data()) - columns / 2 * kIdeographic.size());
  for (;;) {
    const bool wide = before.ends_with(kNoBreakSpace);
    const bool tab = before.ends_with('\t');
    if (!tab && !wide && !before.ends_with(' ')) return columns;
    columns += tab ? kTab : 1;
    before.remove_suffix(wide ? kNoBreakSpace.size() : 1);
  }
}

/// Paragraphs that begin with an indent instead of a blank line: each ends like a sentence, and one at least
/// is broken at a column. All lines as one where it is not so.
std::vector<Lines> partedAtIndents(std::string_view text, const Lines& lines) {
  constexpr std::size_t kLeastIndent = 2;
  std::vector<std::size_t> indents;
  indents.reserve(lines.size());
  for (const std::string_view line : lines) indents.push_back(indentOf(text, line));
  const std::size_t margin = *std::ranges::min_element(indents);
  std::vector<Lines> parts;
  std::size_t ended = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool begins = i == 0 || indents[i] >= margin + kLeastIndent;
    if (begins && i > 0) ended += endsLikeSentence(lines[i - 1]) ? 1 : 0;
    if (begins) parts.emplace_back();
    parts.back().push_back(lines[i]);
  }
  const std::size_t seams = parts.size() - 1;
  const bool paragraphs = ended * 3 >= seams * 2 && std::ranges::any_of(parts, isHardWrapped);
  if (seams == 0 || !paragraphs) return {lines};
  return parts;
}

struct Draft {
  std::string_view text;
  bool alone = false;   ///< the only line between two blank ones
  bool parted = false;  ///< from other paragraphs by its indent
  BlockKind kind = BlockKind::paragraph;
};

std::vector<Draft> draftBlocks(std::string_view text) {
  std::vector<Draft> drafts;
  for (const Lines& group : groupsOfLines(text)) {
    const std::vector<Lines> parts = partedAtIndents(text, group);
    for (const Lines& lines : parts) {
      if (isHardWrapped(lines)) {
        const char* first = lines.front().data();
        const char* last = lines.back().data() + lines.back().size();
        drafts.push_back(
            {.text = {first, static_cast<std::size_t>(last - first)}, .parted = parts.size() > 1});
        continue;
      }
      for (const std::string_view line : lines) drafts.push_back({.text = line, .alone = group.size() == 1});
    }
  }
  return drafts;
}

bool isTitle(const Draft& draft) {
  return draft.text.find('\n') == std::string_view::npos && !draft.text.ends_with('.') &&
         !draft.text.ends_with(':') && draft.text.size() < 4 * 140 && countCodePoints(draft.text) < 140 &&
         !isCaption(draft.text) && !startsListItem(draft.text);
}

/// Scripts without spaces between words say more in a line, and some have no sign that ends a sentence: there
/// spaces part what others part by stops.
bool isParagraphOfUnspacedScript(std::string_view text) {
  constexpr std::size_t kLongestDek = 60;  // code points
  constexpr std::size_t kMostSpaces = 2;
  if (!isWrittenWithoutSpaces(text)) return false;
  return countCodePoints(text) > kLongestDek || text.ends_with("。") ||
         static_cast<std::size_t>(std::ranges::count(text, ' ')) > kMostSpaces;
}

/// What begins with a dateline is the story's first paragraph.
bool isDek(const Draft& draft) {
  return draft.text.size() < 4 * 240 && countCodePoints(draft.text) < 240 && datelineOf(draft.text).empty() &&
         !draft.parted && !startsListItem(draft.text) && !isParagraphOfUnspacedScript(draft.text) &&
         sentenceBytes(draft.text).size() == 1;
}

bool isHeading(const Draft& draft) {
  return draft.alone && draft.text.size() < 4 * 80 && countCodePoints(draft.text) < 80 &&
         !endsLikeSentence(draft.text) && !startsListItem(draft.text) && !draft.text.starts_with('"') &&
         !draft.text.starts_with("\xE2\x80\x9C");
}

void classify(std::vector<Draft>& drafts) {
  const std::size_t count = drafts.size();
  const bool titled = count > 1 && isTitle(drafts[0]);
  for (std::size_t i = 0; i < count; ++i) {
    Draft& draft = drafts[i];
    const bool beforeText = i + 1 < count && !drafts[i + 1].text.starts_with("Source:");
    if (i == 0 && titled) {
      draft.kind = BlockKind::title;
    } else if (isCaption(draft.text)) {
      draft.kind = BlockKind::caption;
    } else if (i + 1 == count && (draft.text.starts_with("Source:") || draft.text.starts_with("Sources:"))) {
      draft.kind = BlockKind::source;
    } else if (i == 1 && titled && beforeText && isDek(draft)) {
      draft.kind = BlockKind::dek;
    } else if (i > 0 && beforeText && isHeading(draft) && drafts[i - 1].kind != BlockKind::heading) {
      draft.kind = BlockKind::heading;
    }
  }
}

}  // namespace

void splitPlainText(Article& article) {
  article.wrapped = true;
  std::vector<Draft> drafts = draftBlocks(article.text);
  classify(drafts);
  const char* begin = article.text.data();
  const bool addresses = mayHoldAddress(article.text);
  article.blocks.reserve(drafts.size());
  for (const Draft& draft : drafts) {
    const auto first = static_cast<std::size_t>(draft.text.data() - begin);
    Block block;
    block.kind = draft.kind;
    block.level = draft.kind == BlockKind::title ? 1 : draft.kind == BlockKind::heading ? 2 : 0;
    block.range.start = article.offsets.codePointOf(article.text, first);
    block.range.end = article.offsets.codePointOf(article.text, first + draft.text.size());
    if (addresses) {
      block.inlines = addressesIn(draft.text);
      for (Inline& link : block.inlines)
        link.range = {block.range.start + link.range.start, block.range.start + link.range.end};
    }
    article.blocks.push_back(std::move(block));
  }
}

}  // namespace dateline::article
