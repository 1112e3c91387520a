#include "session/map_language.h"

#include "base/file.h"
#include "base/paths.h"
#include "session/session.h"

namespace dateline::session {
namespace {

constexpr std::size_t kLargestTable = 4 << 20;

}  // namespace

Result<map::LanguagePtr> readLanguage(const std::string& code) {
  if (code.empty() || code == "en") return map::LanguagePtr{};
  if (Status known = map::checkLanguage(code); !known) return tl::make_unexpected(known.error());
  const auto path = shippedFile("geodata/languages/" + code + ".tsv");
  if (!path) return tl::make_unexpected(path.error());
  const Result<std::string> table = readFile(*path, kLargestTable);
  if (!table) return tl::make_unexpected(table.error());
  return std::make_shared<const map::Language>(code, *table);
}

void Session::on(const command::SetMapLanguage& set) {
  const Result<map::LanguagePtr> language = readLanguage(set.language);
  if (!language) return complain("The map keeps its language", language.error().text());
  state_.look.language = *language;
}

}  // namespace dateline::session
