// A paragraph as the words and numbers that dates are made of.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::article {

struct DateToken {
  std::size_t begin = 0, end = 0;  ///< bytes of the paragraph
  int number = -1;                 ///< -1: a word, or a number of more than four digits
  int digits = 0;
};

std::vector<DateToken> dateTokensOf(std::string_view paragraph);

/// The months of words; each is looked up once.
class Months {
 public:
  /// 1 to 12 for a month's whole name in any language, or an English one as it is shortened; 0 for another
  /// word. "May" and "March" only with a capital, as all English ones.
  int of(std::string_view word);
  /// The same, shortened in any language: for what stands between a day and a year.
  int shortened(std::string_view word);

 private:
  std::unordered_map<std::string, int> whole_, shortened_;
};

/// "May", "Feb": names that stand before their day as well.
bool isEnglishMonth(std::string_view word);
/// Stands behind a day's number: "th", "er", "de", "of".
bool isBehindDay(std::string_view word);
/// Joins the first and the last day: "to", "bis", "au", "по".
bool joinsDays(std::string_view word);
/// Joins them behind "between": "and", "und", "et".
bool joinsDaysBetween(std::string_view word);
bool isBetween(std::string_view word);
/// "zum", "the": between such a word and the day.
bool isArticleOfDay(std::string_view word);
/// Stands before a day and a month in numbers: "am 3.1.".
bool leadsNumberedDay(std::string_view word);

}  // namespace dateline::article
