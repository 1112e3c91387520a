// The words that dates are made of, in the languages of newspapers.
#pragma once

#include <string>
#include <string_view>

namespace dateline::article {

/// 1 to 12 for the name of a month, in full or shortened ("Feb", "février", "февраля"); 0 for another word.
int monthOf(std::string_view word);

/// The same for a name in full, as it stands in a date, alone or behind "in" ("февраля", "феврале"), which
/// may stand in any text.
int wholeMonthOf(std::string_view word);

/// "Tuesday", "вторник", "Di"
bool isWeekday(std::string_view word);

/// What stands beside a date and says nothing else: "Published", "updated", "at", "Uhr", "GMT", "p.m.".
bool isBesideDates(std::string_view word);

}  // namespace dateline::article
