#pragma once

#include <string>
#include <vector>

#include "gazetteer/finder.h"

namespace dateline::session {

/// What spoke for a mention's being a place, in a few words.
std::string inWords(std::vector<gazetteer::Reason> reasons);

/// "population, as a power of ten +3.8; named far away −1.1"
std::string withWorth(const std::vector<gazetteer::Reason>& reasons);

}  // namespace dateline::session
