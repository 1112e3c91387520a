#pragma once

#include "base/error.h"
#include "gazetteer/name_index.h"
#include "map/language.h"

namespace dateline::session {

/// The names of the map in a language; null for English and for none. A code that is not known is an error of
/// usage that lists those that are.
Result<map::LanguagePtr> readLanguage(const std::string& code);

/// What the language calls a place of the map; empty where that is not known.
std::string_view nameIn(const map::Language& language, const gazetteer::Place& place);

/// What all languages of the map but English call its places.
std::shared_ptr<const gazetteer::NameIndex> readForeignNames(const gazetteer::Gazetteer& gazetteer);

}  // namespace dateline::session
