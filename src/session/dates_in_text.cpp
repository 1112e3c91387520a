#include "session/dates_in_text.h"

#include <fmt/format.h>

#include <array>
#include <cctype>

#include "story/story.h"

namespace dateline::session {
namespace {

struct Token {
  std::size_t begin, end;
  int number = -1;  ///< -1: no number
  int month = 0;    ///< 1..12; 0: no month's name
};

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

/// Names in full, or their first three letters ("Sept" too); "May" and "March" count only with a capital.
int monthOf(std::string_view word) {
  if (word.size() < 3 || std::isupper(static_cast<unsigned char>(word[0])) == 0) return 0;
  std::string lower(word);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (lower == kMonths[i] || (lower.size() == 3 && kMonths[i].starts_with(lower)) ||
        (i == 8 && lower == "sept"))
      return static_cast<int>(i) + 1;
  return 0;
}

std::vector<Token> tokensOf(std::string_view text) {
  std::vector<Token> tokens;
  const auto isDigit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  const auto isLetter = [&](std::size_t i) {
    return (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z');
  };
  for (std::size_t i = 0; i < text.size();) {
    const bool digits = isDigit(i);
    if (!digits && !isLetter(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (digits ? isDigit(end) : isLetter(end))) ++end;
    Token token{i, end};
    if (digits && end - i <= 4) token.number = std::stoi(std::string(text.substr(i, end - i)));
    if (!digits) token.month = monthOf(text.substr(i, end - i));
    tokens.push_back(token);
    i = end;
  }
  return tokens;
}

class DateFinder {
 public:
  explicit DateFinder(std::string_view text) : text_(text), tokens_(tokensOf(text)) {}

  std::vector<DateInText> run() {
    for (std::size_t i = 0; i < tokens_.size();) i += std::max<std::size_t>(1, dateAt(i));
    giveYears();
    return std::move(dates_);
  }

 private:
  /// Nothing but spaces, commas and full stops, a few.
  [[nodiscard]] bool joined(std::size_t i) const {
    if (i == 0 || i >= tokens_.size()) return false;
    const std::string_view between = text_.substr(tokens_[i - 1].end, tokens_[i].begin - tokens_[i - 1].end);
    return between.size() <= 3 && between.find_first_not_of(" ,.\n") == std::string_view::npos &&
           !between.empty();
  }
  [[nodiscard]] bool year(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].number >= 1000 && tokens_[i].number <= 2999;
  }
  [[nodiscard]] bool day(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].number >= 1 && tokens_[i].number <= 31 &&
           tokens_[i].end - tokens_[i].begin <= 2;
  }
  [[nodiscard]] bool month(std::size_t i) const { return i < tokens_.size() && tokens_[i].month > 0; }

  /// Tokens of the date that begins here; 0 for none.
  std::size_t dateAt(std::size_t i) {
    if (year(i) && i + 2 < tokens_.size() && dashed(i + 1) && dashed(i + 2)) return isoAt(i);
    if (month(i) && day(i + 1) && joined(i + 1)) {
      if (year(i + 2) && joined(i + 2))
        return add(i, i + 2, tokens_[i + 2].number, tokens_[i].month, tokens_[i + 1].number);
      return add(i, i + 1, 0, tokens_[i].month, tokens_[i + 1].number);
    }
    if (day(i) && month(i + 1) && joined(i + 1)) {
      if (year(i + 2) && joined(i + 2))
        return add(i, i + 2, tokens_[i + 2].number, tokens_[i + 1].month, tokens_[i].number);
      return add(i, i + 1, 0, tokens_[i + 1].month, tokens_[i].number);
    }
    if (month(i) && year(i + 1) && joined(i + 1))
      return add(i, i + 1, tokens_[i + 1].number, tokens_[i].month, 0);
    return 0;
  }

  [[nodiscard]] bool dashed(std::size_t i) const {
    return tokens_[i].begin == tokens_[i - 1].end + 1 && text_[tokens_[i - 1].end] == '-' &&
           tokens_[i].end - tokens_[i].begin == 2 && tokens_[i].number >= 1;
  }
  std::size_t isoAt(std::size_t i) {
    return add(i, i + 2, tokens_[i].number, tokens_[i + 1].number, tokens_[i + 2].number);
  }

  std::size_t add(std::size_t first, std::size_t last, int yearNumber, int monthNumber, int dayNumber) {
    std::string iso = dayNumber == 0 ? fmt::format("{:04}-{:02}", yearNumber, monthNumber)
                                     : fmt::format("{:04}-{:02}-{:02}", yearNumber, monthNumber, dayNumber);
    if (yearNumber != 0 && !story::isValidTime(iso)) return 0;
    dates_.push_back({tokens_[first].begin, tokens_[last].end, std::move(iso)});
    return last - first + 1;
  }

  void giveYears() {
    std::string year;
    for (const DateInText& date : dates_)
      if (year.empty() && !date.iso.starts_with("0000")) year = date.iso.substr(0, 4);
    for (DateInText& date : dates_) {
      if (!date.iso.starts_with("0000"))
        year = date.iso.substr(0, 4);
      else if (!year.empty())
        date.iso.replace(0, 4, year);
    }
    std::erase_if(dates_, [](const DateInText& date) {
      return date.iso.starts_with("0000") || !story::isValidTime(date.iso);
    });
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<DateInText> dates_;
};

}  // namespace

std::vector<DateInText> findDates(std::string_view text) {
  return DateFinder(text).run();
}

}  // namespace dateline::session
