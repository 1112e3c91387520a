#pragma once

#include <string>

#include "session/state.h"

namespace dateline::session {

/// The words in quotation marks and below them their source: title, date, file.
std::string quotationOf(const State& state, TextRange range);

/// An annotation of the W3C Web Annotation Data Model, as JSON-LD: a highlight whose target names the words
/// with what stands before and behind them, and their position in code points.
std::string annotationOf(const State& state, TextRange range);

}  // namespace dateline::session
