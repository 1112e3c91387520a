#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace dateline::geo {

/// "EPSG:32642", the authority in capitals.
struct Code {
  std::string authority, number;
};
std::optional<Code> codeOf(std::string_view text);

/// "+lat_0=45" of a PROJ string.
struct Parameter {
  std::string_view key, value;
};
std::vector<Parameter> parametersOf(std::string_view text);
/// Of the first parameter of that name; empty when there is none.
std::string_view valueOf(const std::vector<Parameter>& parameters, std::string_view key);

/// The whole of a text.
std::optional<double> numberOf(std::string_view text);

/// Parameters that make PROJ open files are none of a projection.
Status checkParameters(std::string_view text);

std::string_view trimmed(std::string_view text);

/// A usage error about what the user wrote.
tl::unexpected<Error> refuse(std::string_view text, const std::string& why);

}  // namespace dateline::geo
