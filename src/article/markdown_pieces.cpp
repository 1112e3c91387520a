#include "article/markdown_pieces.h"

#include <algorithm>
#include <array>

namespace dateline::article {
namespace {

bool isBlankLine(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

bool startsWithLetter(std::string_view line) {
  return !line.empty() &&
         ((line.front() >= 'a' && line.front() <= 'z') || (line.front() >= 'A' && line.front() <= 'Z') ||
          static_cast<unsigned char>(line.front()) >= 0x80);
}

/// Begins an item of a list at the margin, which ends whatever paragraph, item or quote stands before it.
bool startsItem(std::string_view line) {
  return line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ' &&
         line[2] != ' ' && line[2] != '\t';
}

/// Whether the lines seen so far leave something open that a later empty line does not end.
class OpenParts {
 public:
  void see(std::string_view line) {
    inHtml_ = inHtml_ && !isBlankLine(line);
    const std::size_t mark = line.find_first_not_of(" \t>-*+0123456789.)");
    if (mark == std::string_view::npos) return;
    const std::string_view content = line.substr(mark);
    if (content.starts_with("```") || content.starts_with("~~~"))
      seeFence(content, mark == 0);
    else if (content.front() == '<' && fence_ == 0)
      inHtml_ = true, unclear_ = unclear_ || mayHoldEmptyLines(content);
  }
  [[nodiscard]] bool any() const { return fence_ > 0 || unclear_; }
  /// HTML, which ends with an empty line.
  [[nodiscard]] bool inHtml() const { return inHtml_; }
  /// Something whose end is not looked for.
  [[nodiscard]] bool unclear() const { return unclear_; }

 private:
  void seeFence(std::string_view content, bool atStart) {
    const char sign = content.front();
    const std::size_t length = std::min(content.find_first_not_of(sign), content.size());
    const std::string_view behind = content.substr(length);
    if (fence_ > 0) {
      const bool closes = sign == sign_ && length >= fence_ && isBlankLine(behind);
      unclear_ = unclear_ || (closes && !atStart);
      if (closes) fence_ = 0;
      return;
    }
    if (sign == '`' && behind.find('`') != std::string_view::npos) return;  // code in a line
    // One in a list or a quote may end with that.
    unclear_ = unclear_ || !atStart;
    fence_ = length;
    sign_ = sign;
  }

  /// Comments, declarations and the elements whose content is taken as it is.
  static bool mayHoldEmptyLines(std::string_view content) {
    constexpr std::array<std::string_view, 6> kStarts = {"<!",   "<?",     "<script",
                                                         "<pre", "<style", "<textarea"};
    return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
      return content.size() >= start.size() &&
             std::equal(start.begin(), start.end(), content.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
             });
    });
  }

  std::size_t fence_ = 0;  ///< signs of the open one
  char sign_ = '`';
  bool unclear_ = false;
  bool inHtml_ = false;
};

}  // namespace

std::vector<std::string_view> piecesOfMarkdown(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes || text.find("]:") != std::string_view::npos) return {text};
  std::vector<std::string_view> pieces;
  OpenParts open;
  std::size_t from = 0;
  bool afterBlank = false;
  for (std::size_t at = 0; at < text.size() && !open.unclear();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool parts = (afterBlank && startsWithLetter(line)) || (startsItem(line) && !open.inHtml());
    if (parts && at - from >= bytes && !open.any()) {
      pieces.push_back(text.substr(from, at - from));
      from = at;
    }
    afterBlank = isBlankLine(line);
    open.see(line);
    at = end + 1;
  }
  pieces.push_back(text.substr(from));
  return pieces;
}

}  // namespace dateline::article
