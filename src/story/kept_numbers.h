// Numbers of a story's file as they stand there: what a double would not give back digit by digit is kept as
// its text, so that saving changes no member that the program does not know.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "story/anchor.h"

namespace dateline::story {

/// As Json::parse. A number that would be written otherwise than it stands there becomes a binary value of
/// its characters, which no text of JSON holds.
Json parsedAsWritten(std::string_view text);
/// A finite number, kept or not.
std::optional<double> numberIn(const Json& value);
/// Indented by two spaces; kept numbers as they stood.
std::string written(const Json& json);

}  // namespace dateline::story
