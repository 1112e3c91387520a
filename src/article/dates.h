#pragma once

#include <string>
#include <string_view>

namespace dateline::article {

/// The first whole date in a text as YYYY-MM-DD: ISO 8601, "28 February 2023", "Feb. 28, 2023", "28.02.2023",
/// "2023年2月28日", and with the months of twenty languages. Empty when there is none. Of "02/03/2023" day
/// and month cannot be told: it is none, unless one of them is above twelve.
std::string isoDateIn(std::string_view text);

/// The date alone makes up the text, but for a few words such as "Published" and a time of day.
bool isDateLine(std::string_view text);

/// Days, times and what stands beside them ("Updated", "at", "GMT", "2 hours ago") are all of the text.
bool saysOnlyWhen(std::string_view text);

/// "Ann Lee | Tuesday, March 3, 2024 at 9:15" -> "Ann Lee". The text itself where no day ends it, or nothing
/// else is in it.
std::string_view withoutDateBehind(std::string_view text);

/// A month stands at the start of the word, in full or shortened ("Feb", "février", "февраля").
bool isMonth(std::string_view word);

}  // namespace dateline::article
