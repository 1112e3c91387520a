#pragma once

#include "base/error.h"
#include "map/language.h"

namespace dateline::session {

/// The names of the map in a language; null for English and for none. A code that is not known is an error of
/// usage that lists those that are.
Result<map::LanguagePtr> readLanguage(const std::string& code);

}  // namespace dateline::session
