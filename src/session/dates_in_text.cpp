#include "session/dates_in_text.h"

#include <algorithm>
#include <array>

#include "article/date_tokens.h"
#include "session/years_of_dates.h"

namespace dateline::session {
namespace {

using namespace std::string_view_literals;

/// The dates of one paragraph.
class DateFinder {
 public:
  DateFinder(std::string_view text, std::size_t offset, article::Months& months, std::vector<ReadDate>& dates)
      : text_(text), offset_(offset), months_(months), dates_(dates), tokens_(article::dateTokensOf(text)) {}

  void run() {
    for (std::size_t i = 0; i < tokens_.size();) {
      ReadDate date;
      std::size_t end = intervalAt(i, date);
      if (end == i) end = dateAt(i, date.from);
      if (end > i) {
        date.begin = offset_ + tokens_[i].begin;
        date.end = offset_ + tokens_[end - 1].end;
        dates_.push_back(date);
      }
      i = std::max(end, i + 1);
    }
  }

 private:
  [[nodiscard]] std::string_view wordAt(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].digits > 0) return {};
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  /// Between a token and the one before it.
  [[nodiscard]] std::string_view gapBefore(std::size_t i) const {
    if (i == 0 || i >= tokens_.size()) return {};
    return text_.substr(tokens_[i - 1].end, tokens_[i].begin - tokens_[i - 1].end);
  }
  /// Nothing but spaces, commas and full stops, a few.
  [[nodiscard]] bool joined(std::size_t i) const {
    std::string_view gap = gapBefore(i);
    if (gap.empty() || gap.size() > 4) return false;
    for (const std::string_view space : {"\u00A0"sv, "\u202F"sv})
      if (gap.ends_with(space)) gap.remove_suffix(space.size());
    return gap.find_first_not_of(" ,.\n") == std::string_view::npos;
  }
  [[nodiscard]] bool isYear(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].digits == 4 && tokens_[i].number >= 1000 &&
           tokens_[i].number <= 2999;
  }
  [[nodiscard]] bool isDay(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].digits > 0 && tokens_[i].digits <= 2 && tokens_[i].number >= 1 &&
           tokens_[i].number <= 31;
  }
  [[nodiscard]] int monthAt(std::size_t i) const { return months_.of(wordAt(i)); }

  /// Behind "th", "er", "de".
  [[nodiscard]] std::size_t behindFillers(std::size_t i) const {
    for (int most = 2; most > 0 && article::isBehindDay(wordAt(i)); --most) ++i;
    return i;
  }

  /// A year, with what joins it, taken from `i`.
  std::size_t takeYear(std::size_t i, CalendarDate& date) const {
    const std::size_t at = article::isBehindDay(wordAt(i)) ? i + 1 : i;
    if (!isYear(at) || !joined(at)) return i;
    date.year = tokens_[at].number;
    return at + 1;
  }

  /// "28 February 2023", "le 3 août", "1er février", "3-го апреля".
  std::size_t dayFirst(std::size_t i, CalendarDate& date) const {
    if (!isDay(i)) return i;
    const std::size_t at = behindFillers(i + 1);
    if (wordAt(at).empty() || (!joined(at) && gapBefore(at) != "'" && gapBefore(at) != "’")) return i;
    CalendarDate read{.month = monthAt(at), .day = tokens_[i].number};
    const std::size_t end = takeYear(at + 1, read);
    if (read.month == 0 && read.year != 0) read.month = months_.shortened(wordAt(at));
    if (read.month == 0) return i;
    date = read;
    return end;
  }

  /// "February 28th, 2023", and "2023. február 28.".
  std::size_t monthFirst(std::size_t i, CalendarDate& date) const {
    if (isYear(i) && !wordAt(i + 1).empty() && joined(i + 1) && isDay(i + 2) && joined(i + 2) &&
        !article::isEnglishMonth(wordAt(i + 1)) && dayFirst(i + 2, date) == i + 2) {
      const int month = monthAt(i + 1);
      if (month == 0) return i;
      date = {.year = tokens_[i].number, .month = month, .day = tokens_[i + 2].number};
      return i + 3;
    }
    if (!article::isEnglishMonth(wordAt(i)) || !isDay(i + 1) || !joined(i + 1)) return i;
    CalendarDate read{.month = monthAt(i), .day = tokens_[i + 1].number};
    const std::size_t end = takeYear(behindFillers(i + 2), read);
    date = read;
    return read.year != 0 ? end : i + 2;
  }

  /// "January 2022", "enero de 1995", "в мае 2012 г."
  std::size_t monthAndYear(std::size_t i, CalendarDate& date) const {
    const std::size_t at = article::isBehindDay(wordAt(i + 1)) ? i + 2 : i + 1;
    if (wordAt(i).empty() || !isYear(at) || !joined(at) || (at > i + 1 && !joined(i + 1))) return i;
    const int month = monthAt(i);
    if (month == 0) return i;
    date = {.year = tokens_[at].number, .month = month};
    return at + 1;
  }

  /// "2023-02-28", "2025/01/15", "13.01.2025", "28/02/2023", "am 3.1.".
  std::size_t inNumbers(std::size_t i, CalendarDate& date) const {
    if (i + 1 >= tokens_.size() || tokens_[i].number < 1 || tokens_[i + 1].number < 1) return i;
    const std::string_view sign = gapBefore(i + 1);
    const bool three = i + 2 < tokens_.size() && gapBefore(i + 2) == sign && tokens_[i + 2].number >= 1;
    if (isYear(i) && three && (sign == "-" || sign == "/") && tokens_[i + 1].digits == 2 &&
        tokens_[i + 2].digits == 2) {
      date = {.year = tokens_[i].number, .month = tokens_[i + 1].number, .day = tokens_[i + 2].number};
      return i + 3;
    }
    if (!isDay(i) || !isDay(i + 1)) return i;
    const int first = tokens_[i].number, second = tokens_[i + 1].number;
    if (three && isYear(i + 2) && (sign == "." || sign == ". " || sign == "/" || sign == "-")) {
      const bool points = sign.starts_with('.');
      if (!points && (first > 12) == (second > 12)) return i;
      const bool dayLeads = points || first > 12;
      date = {.year = tokens_[i + 2].number,
              .month = dayLeads ? second : first,
              .day = dayLeads ? first : second};
      return date.month <= 12 ? i + 3 : i;
    }
    const bool stop = text_.substr(tokens_[i + 1].end).starts_with('.');
    if (sign != "." || !stop || second > 12 || i == 0 || !article::leadsNumberedDay(wordAt(i - 1))) return i;
    date = {.month = second, .day = first};
    return i + 2;
  }

  /// "2023年2月28日", "2月28日".
  std::size_t ofEastAsia(std::size_t i, CalendarDate& date) const {
    std::size_t at = i;
    CalendarDate read;
    if (isYear(at) && wordAt(at + 1) == "年") {
      read.year = tokens_[at].number;
      at += 2;
    }
    if (!isDay(at) || tokens_[at].number > 12 || wordAt(at + 1) != "月" || !isDay(at + 2)) return i;
    if (!wordAt(at + 3).starts_with("日") && !wordAt(at + 3).starts_with("号")) return i;
    read.month = tokens_[at].number;
    read.day = tokens_[at + 2].number;
    date = read;
    return at + 3;
  }

  /// Behind the date that begins at a token; the token itself for none.
  std::size_t dateAt(std::size_t i, CalendarDate& date) const {
    for (const auto read : {&DateFinder::ofEastAsia, &DateFinder::inNumbers, &DateFinder::monthFirst,
                            &DateFinder::dayFirst, &DateFinder::monthAndYear})
      if (const std::size_t end = (this->*read)(i, date); end > i) return end;
    return i;
  }

  [[nodiscard]] bool isDash(std::size_t i) const {
    std::string_view gap = gapBefore(i);
    while (gap.starts_with('.') || gap.starts_with(' ')) gap.remove_prefix(1);
    while (gap.ends_with(' ')) gap.remove_suffix(1);
    return gap == "-" || gap == "–" || gap == "—" || gap == "/";
  }

  /// Where the last day stands, when what begins at `first` and ends before `i` is the first one; `i` for
  /// none.
  [[nodiscard]] std::size_t behindJoint(std::size_t first, std::size_t i) const {
    if (i >= tokens_.size()) return i;
    if (isDash(i)) return i;
    const std::string_view joint = wordAt(i);
    const bool between = first > 0 && article::isBetween(wordAt(first - 1));
    if (!article::joinsDays(joint) && !(between && article::joinsDaysBetween(joint))) return i;
    return article::isArticleOfDay(wordAt(i + 1)) ? i + 2 : i + 1;
  }

  /// "12–14 March", "Between 26 and 30 December", "du 27 au 29 janvier", "March 12-14, 2026", "30 December to
  /// 2 January".
  std::size_t intervalAt(std::size_t i, ReadDate& date) const {
    CalendarDate from, to;
    std::size_t end = i;
    const bool english = article::isEnglishMonth(wordAt(i));
    if (english || isDay(i)) end = english ? monthFirst(i, from) : dayFirst(i, from);
    const bool whole = end > i;
    if (!whole && !isDay(i)) return i;
    if (!whole) end = behindFillers(i + 1);
    const std::size_t last = behindJoint(i, end);
    if (last >= tokens_.size() || (last == end && !isDash(last))) return i;
    std::size_t behind = article::isEnglishMonth(wordAt(last)) ? monthFirst(last, to) : dayFirst(last, to);
    if (behind == last && whole && english && from.year == 0 && isDay(last)) {
      to = {.month = from.month, .day = tokens_[last].number};
      const std::size_t year = takeYear(last + 1, to);
      behind = to.year != 0 ? year : last + 1;
    }
    if (behind == last) return i;
    if (!whole) from = {.month = to.month, .day = tokens_[i].number};
    return settle(from, to, date) ? behind : i;
  }

  /// The first day lies before the last; a year that one of them tells is the other's.
  static bool settle(CalendarDate from, CalendarDate to, ReadDate& date) {
    const bool turns = from.month > to.month;
    if (from.month == to.month && from.day >= to.day) return false;
    if (to.year == 0 && from.year != 0) to.year = from.year + (turns ? 1 : 0);
    if (to.year != 0 && from.year == 0) from.year = to.year - (turns ? 1 : 0);
    date.from = from;
    date.to = to;
    return true;
  }

  std::string_view text_;
  std::size_t offset_;
  article::Months& months_;
  std::vector<ReadDate>& dates_;
  std::vector<article::DateToken> tokens_;
};

}  // namespace

std::vector<DateInText> findDates(std::string_view text, std::string_view published) {
  std::vector<ReadDate> dates;
  article::Months months;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    DateFinder(text.substr(begin, end - begin), begin, months, dates).run();
    begin = end + 2;
  }
  return withYears(text, std::move(dates), published);
}

}  // namespace dateline::session
