#include "article/long_paragraphs.h"

#include <algorithm>

namespace dateline::article {
namespace {

constexpr std::size_t kLongParagraph = 16 << 10;
constexpr std::size_t kPart = 8 << 10;
constexpr std::size_t kLongestPart = 24 << 10;  // cut even inside of emphasis

std::size_t endOfParagraph(std::string_view text, std::size_t from) {
  const std::size_t end = text.find("\n\n", from);
  return end == std::string_view::npos ? text.size() : end;
}

bool startsProse(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[at]);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/// Whether the line at `at` begins an item of a list, which ends the paragraph before it though no empty line
/// stands between them. A number other than one does so only behind another item.
bool isItem(std::string_view text, std::size_t at, bool inList) {
  at = std::min(text.find_first_not_of(' ', at), text.size());
  const std::size_t mark = std::min(text.find_first_not_of("0123456789", at), text.size());
  const std::string_view number = text.substr(at, mark - at);
  if (mark + 1 >= text.size() || text[mark + 1] != ' ') return false;
  if (number.empty()) return text[mark] == '-' || text[mark] == '*' || text[mark] == '+';
  return (text[mark] == '.' || text[mark] == ')') && (inList || number == "1");
}

std::size_t barsIn(std::string_view line) {
  std::size_t bars = 0;
  for (std::size_t i = 0; i < line.size(); ++i)
    bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1 : 0;
  return bars;
}

/// Its first line names columns and its second is the rule below; rows begin with bars.
bool beginsTable(std::string_view paragraph) {
  if (!paragraph.starts_with('|')) return false;
  const std::size_t first = std::min(paragraph.find('\n'), paragraph.size());
  std::string_view rule = paragraph.substr(std::min(first + 1, paragraph.size()));
  rule = rule.substr(0, rule.find('\n'));
  return rule.starts_with('|') && rule.find('-') != std::string_view::npos &&
         rule.find_first_not_of("|-: \t") == std::string_view::npos &&
         barsIn(rule) == barsIn(paragraph.substr(0, first));
}

/// Copies one paragraph, cutting it as it goes.
class Cutter {
 public:
  Cutter(std::string_view paragraph, std::string& out)
      : text_(paragraph), out_(out), inTable_(beginsTable(paragraph)) {}

  void run() {
    beginLine(0);
    for (std::size_t at = 0; at < text_.size(); ++at) {
      out_ += text_[at];
      count(text_[at]);
      const std::size_t length = at + 1 - part_;
      if (length >= kPart && (balanced() || length >= kLongestPart)) cutAt(at);
      if (text_[at] == '\n') beginLine(at + 1);
    }
  }

 private:
  void beginLine(std::size_t at) {
    line_ = at;
    inTable_ = inTable_ && at < text_.size() && text_[at] == '|';
    if (!isItem(text_, at, inList_)) return;
    inList_ = true;
    beginPart(at);
  }

  void beginPart(std::size_t at) {
    part_ = at;
    stars_ = brackets_ = 0;
  }

  void count(char c) {
    stars_ += c == '*' || c == '_' || c == '`' ? 1 : 0;
    brackets_ += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
  }

  [[nodiscard]] bool balanced() const { return stars_ % 2 == 0 && brackets_ == 0; }

  [[nodiscard]] bool isTable(std::size_t lineEnd) const {
    const std::size_t next = std::min(text_.find('\n', lineEnd + 1), text_.size());
    return text_.substr(line_, next - line_).find('|') != std::string_view::npos;
  }

  void cutAt(std::size_t at) {
    // Each cell is a small paragraph to cmark.
    if (inTable_ && at - line_ < kLongestPart) return;
    if (!startsProse(text_, at + 1)) return;
    if (text_[at] == ' ')
      cut("\n\n", kCutInLine, at + 1);
    else if (text_[at] == '\n' && startsProse(text_, line_) && !isTable(at))
      cut("\n", kCutBetweenLines, at + 1);
  }

  void cut(std::string_view lines, std::string_view mark, std::size_t next) {
    out_.append(lines).append(mark);
    beginPart(next);
  }

  std::string_view text_;
  std::string& out_;
  std::size_t part_ = 0;  // where the part begins
  std::size_t line_ = 0;  // and the line
  bool inTable_ = false;
  bool inList_ = false;
  int stars_ = 0;
  int brackets_ = 0;
};

std::string without(std::string_view text, const std::string& what) {
  std::string out;
  out.reserve(text.size());
  std::size_t from = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, from)) {
    out += text.substr(from, at - from);
    from = at + what.size();
  }
  return out += text.substr(from);
}

}  // namespace

bool hasLongParagraph(std::string_view markdown) {
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = endOfParagraph(markdown, at);
    if (end - at > kLongParagraph) return true;
    at = end + 2;
  }
  return false;
}

std::string cutLongParagraphs(std::string_view markdown) {
  std::string out;
  out.reserve(markdown.size() + markdown.size() / 256);
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = endOfParagraph(markdown, at);
    const std::string_view paragraph = markdown.substr(at, end - at);
    if (paragraph.size() > kLongParagraph)
      Cutter(paragraph, out).run();
    else
      out += paragraph;
    const std::size_t next = std::min(end + 2, markdown.size());
    out += markdown.substr(end, next - end);
    at = next;
  }
  return out;
}

std::string withoutCuts(std::string_view text) {
  return without(without(text, "\n\n" + std::string(kCutInLine)), "\n" + std::string(kCutBetweenLines));
}

}  // namespace dateline::article
