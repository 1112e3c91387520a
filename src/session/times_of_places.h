#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "session/dates_in_text.h"

namespace dateline::session {

/// A name of a place in a text; bytes.
struct NamedPlace {
  std::size_t begin = 0, end = 0;
  std::size_t sentenceBegin = 0, sentenceEnd = 0;
};

/// Of each name, the time that the text gives its place; empty for none. A date tells of the place that is
/// named nearest to it in its sentence, with no other clause between them, and of what that place is in
/// ("Astana, Kazakhstan, February 28"); one after "since", "until" and the like tells of another time.
/// `places` are in reading order.
std::vector<std::string> timesOf(std::string_view text, const std::vector<NamedPlace>& places,
                                 const std::vector<DateInText>& dates);

}  // namespace dateline::session
