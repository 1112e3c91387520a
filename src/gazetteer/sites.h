#pragma once

#include <cstdint>
#include <vector>

#include "gazetteer/reading.h"

namespace dateline::gazetteer {

/// Some words of a text, one after another.
struct WordSpan {
  std::uint32_t first = 0, last = 0;  ///< indices; the last is inside
};

/// Names of streets ("Fourth Street", "North Main Ave."), in reading order: the capitalised words before a
/// word for a street. No book has these; they lie in the town that the text speaks of.
std::vector<WordSpan> findStreets(const TextView& view);
/// In bytes; with the full stop of "Ave."
std::uint32_t endOfStreet(const TextView& view, const WordSpan& street);

/// The words of a match, with those around it that make up one place's name with it: "Lake Victoria" where
/// the book has "Victoria", the university or the airport that is named after a town. Of a ministry, a
/// newspaper or a team the place is the name within, and stays.
WordSpan wholeName(const TextView& view, const Match& match);

}  // namespace dateline::gazetteer
